// A lock that runs out, by hand: a pause makes two holders, and an update is lost; with tokens it is refused, and nothing is.

import type { Page } from '@playwright/test'
import { expect, labState, openLab, press, settled, test } from './page.ts'

/** To the end of a story whose question is not answered. */
async function skipToEnd(page: Page, hash: string): Promise<void> {
  await openLab(page, hash)
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await press(page, 'End')
  await settled(page)
}

test('two believe that they hold it, the lanes show it, and an update is lost', async ({ page }) => {
  await skipToEnd(page, '#/leases/two-holders')
  await expect(page.getByText('No update is lost: ')).toBeVisible()
  await page.evaluate(() => window.netsplit.seek(588))
  await settled(page)
  await expect(page.getByText('still believes it', { exact: true })).toBeVisible()
  const { frame } = await labState(page)
  const overlap = frame.metrics.find(({ title }) => title === 'overlapping holders')
  expect(overlap?.amount).toBe(1)
})

test('with fencing the late one is refused, and both updates count', async ({ page }) => {
  await skipToEnd(page, '#/leases/fencing-token')
  const { frame } = await labState(page)
  expect(frame.promises.every(({ broken }) => broken === null)).toBe(true)
  const refused = frame.metrics.find(({ title }) => title === 'refused by the storage')
  expect(refused?.amount).toBeGreaterThan(0)
})

test('why the lock is not given is asked, and answered with who has it', async ({ page }) => {
  await openLab(page, '#/leases/holder-dies')
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await page.evaluate(() => window.netsplit.seek(700))
  await settled(page)
  await page.getByText('Why does w2 not get the lock?').click()
  await expect(page.locator('.why-not')).toContainText('w1')
})
