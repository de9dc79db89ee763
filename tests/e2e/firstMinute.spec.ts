// The first minute: nothing in the way, one thing to press, and the leader can be dead within ten seconds, by mouse,
// by key and by thumb.

import type { Page } from '@playwright/test'
import { expect, labState, node, openLab, press, settled, statusOf, test, visitor, watch } from './page.ts'

test('a first visit shows a healthy cluster, paused, with one thing to press and nothing in front', async ({
  page,
}) => {
  await openLab(page)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator('.primary:visible')).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Kill the leader' })).toHaveClass(/primary/)

  const { frame, scenario } = await labState(page)
  expect(frame.nodes.filter(({ process }) => process === 'server')).toHaveLength(5)
  expect(frame.nodes.every(({ status }) => status === 'up')).toBe(true)
  expect(frame.cluster.nodes.filter(({ glyph }) => glyph === 'leader')).toHaveLength(1)
  expect(frame.faults).toEqual([])
  expect(frame.promises.every(({ broken }) => broken === null)).toBe(true)
  await expect(page.getByRole('heading', { name: scenario.question })).toBeVisible()

  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await page.waitForTimeout(400)
  expect((await labState(page)).frame.atUs).toBe(frame.atUs)
})

const WAYS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'the one button': (page) => page.getByRole('button', { name: 'Kill the leader' }).click(),
  'its menu': async (page) => {
    await node(page, 'n1').click({ button: 'right' })
    await page.getByRole('menuitem', { name: /^Crash(?! and)/ }).click()
  },
  'selecting it and pressing X': async (page) => {
    await node(page, 'n1').click()
    await page.keyboard.press('x')
  },
  'keys alone': async (page) => {
    await page.keyboard.press('1')
    await page.keyboard.press('x')
  },
  'the toolbar of the selection': async (page) => {
    await node(page, 'n1').click()
    await page.getByRole('toolbar', { name: 'Break n1' }).getByRole('button', { name: 'Crash' }).click()
  },
}

for (const [way, kill] of Object.entries(WAYS)) {
  test(`the leader can be killed within ten seconds by ${way}`, async ({ page }) => {
    const since = Date.now()
    await openLab(page)
    await kill(page)
    await settled(page)
    expect(await statusOf(page, 'n1')).toBe('crashed')
    expect(Date.now() - since).toBeLessThan(10_000)
    await expect(page.locator('.chip')).toContainText('n1 crashed')
  })
}

test('the leader can be killed by thumb', async ({ browser }) => {
  const since = Date.now()
  const page = await visitor(browser, {
    hasTouch: true,
    isMobile: true,
    viewport: { width: 360, height: 740 },
  })
  const problems = watch(page)
  await openLab(page)
  await node(page, 'n1').tap()
  await page.getByRole('dialog').getByRole('button', { name: 'Crash', exact: true }).tap()
  await settled(page)
  expect(await statusOf(page, 'n1')).toBe('crashed')
  expect(Date.now() - since).toBeLessThan(10_000)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(problems).toEqual([])
  await page.context().close()
})

test('what was broken by one key is undone by one chord', async ({ page }) => {
  await openLab(page)
  const before = (await labState(page)).frame.fingerprint
  await press(page, '1', 'x')
  await press(page, 'Control+z')
  const { frame } = await labState(page)
  expect(frame.fingerprint).toBe(before)
  expect(frame.faults).toEqual([])
})
