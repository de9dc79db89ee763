// Nothing is lost by trying: forks and the way back, two runs side by side, and whether it was luck.

import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, labState, openLab, press, settled, test } from './page.ts'

async function crashAt(page: Page, ms: number, node: string): Promise<void> {
  await page.evaluate(
    async ([at, id]) => {
      await window.netsplit.seek(at)
      await window.netsplit.inject({ kind: 'crash', node: id })
    },
    [ms, node] as const,
  )
  await settled(page)
}

function axe(page: Page) {
  return new AxeBuilder({ page }).setLegacyMode(true).analyze()
}

test('a deed forks, and one key leads back to the main line as it was', async ({ page }) => {
  await openLab(page, '#/raft/two-leaders')
  const main = await page.evaluate(async () => (await window.netsplit.seek(1500)).fingerprint)
  await crashAt(page, 1000, 'n4')
  await expect(page.getByRole('button', { name: 'Branch: Crash n4, one of 2' })).toBeVisible()
  expect(await page.evaluate(async () => (await window.netsplit.seek(1500)).fingerprint)).not.toBe(main)
  await press(page, '0', 'Escape')
  await expect(page.getByRole('button', { name: 'Branch: main, one of 2' })).toBeVisible()
  expect(await page.evaluate(async () => (await window.netsplit.seek(1500)).fingerprint)).toBe(main)
  await page.getByRole('button', { name: 'Branch: main, one of 2' }).click()
  await page.getByRole('menuitem', { name: /^Crash n4/ }).click()
  await expect(page.getByRole('button', { name: 'Branch: Crash n4, one of 2' })).toBeVisible()
})

test('two runs side by side show where they part and what came of it', async ({ page }) => {
  await openLab(page, '#/raft/quorum-lost')
  await crashAt(page, 350, 'n2')
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await page.evaluate(() => window.netsplit.seek(800))
  await press(page, 'c')
  await expect(page.getByRole('heading', { name: 'Crash n2, beside main' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Beside it: main' })).toBeVisible()
  const row = page.getByRole('row', { name: /writes answered/ })
  await expect(row).toContainText('of')
  expect((await axe(page)).violations).toEqual([])
  await page.getByRole('button', { name: /event/ }).filter({ hasText: '350 ms' }).click()
  await settled(page)
  expect((await labState(page)).frame.now?.text).toContain('crash')
  await press(page, 'c')
  await expect(page.getByRole('heading', { name: 'Crash n2, beside main' })).toBeHidden()
})

test('two hundred futures are counted, and one can be opened', async ({ page }) => {
  await openLab(page, '#/raft/leader-dies')
  await page.evaluate(() => window.netsplit.seek(430))
  await press(page, 'u')
  await expect(page.getByRole('status').filter({ hasText: '200 futures' })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('No promise broke and no client was told wrong')).toBeVisible()
  expect((await axe(page)).violations).toEqual([])
  await page.getByRole('button', { name: 'Open the longest' }).click()
  await expect(page.getByRole('button', { name: 'Branch: Take other dice, one of 2' })).toBeVisible()
})
