// Time both ways: whatever way a moment is reached, by steps, landmarks, the scrub bar or playing, it is the same one.

import type { Page } from '@playwright/test'
import { expect, labState, type Moment, moment, openLab, press, settled, test } from './page.ts'

/** The moment as it is when it is sought afresh, on a page that has seen nothing else. */
async function expectAsSoughtAfresh(page: Page, at: Moment): Promise<void> {
  const other = await page.context().newPage()
  await openLab(other)
  await other.evaluate((ms) => window.netsplit.seek({ ms }), at.atUs / 1000)
  const { row, fingerprint } = await moment(other)
  expect({ row, fingerprint }).toEqual({ row: at.row, fingerprint: at.fingerprint })
  await other.close()
}

async function expectThereAndBack(
  page: Page,
  steps: number,
  next: () => Promise<void>,
  back: () => Promise<void>,
) {
  const start = await moment(page)
  const seen = new Map([[start.row, start.fingerprint]])
  for (let n = 1; n <= steps; n++) {
    await next()
    const { row, fingerprint } = await moment(page)
    expect(row).toBe(start.row + n)
    seen.set(row, fingerprint)
  }
  expect(new Set(seen.values()).size).toBe(steps + 1)
  for (let n = steps - 1; n >= 0; n--) {
    await back()
    const { row, fingerprint } = await moment(page)
    expect(row).toBe(start.row + n)
    expect(fingerprint, `event ${row}`).toBe(seen.get(row))
  }
}

test('thirty events forward and back by key pass the same moments', async ({ page }) => {
  await openLab(page)
  await page.evaluate(() => window.netsplit.seek({ row: 60 }))
  await expectThereAndBack(
    page,
    30,
    () => page.keyboard.press('n'),
    () => page.keyboard.press('p'),
  )
})

test('eight events forward and back by button pass the same moments', async ({ page }) => {
  await openLab(page)
  await page.evaluate(() => window.netsplit.seek({ row: 20 }))
  await expectThereAndBack(
    page,
    8,
    () => page.getByRole('button', { name: 'Next event' }).click(),
    () => page.getByRole('button', { name: 'Previous event' }).click(),
  )
})

test('Shift and arrows go from landmark to landmark, each one of them, both ways', async ({ page }) => {
  await openLab(page)
  // The prediction would hold the future.
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await press(page, 'Home')
  expect((await moment(page)).row).toBe(-1)
  const { landmarks } = (await labState(page)).run
  const rows = [...new Set(landmarks.map(({ row }) => row))].sort((a, b) => a - b)
  expect(rows.length).toBeGreaterThan(10)
  const passed: number[] = []
  for (const _ of rows) {
    await press(page, 'Shift+ArrowRight')
    passed.push((await moment(page)).row)
  }
  expect(passed).toEqual(rows)
  await press(page, 'Shift+ArrowLeft')
  expect((await moment(page)).row).toBe(rows.at(-2))
  await page.getByRole('button', { name: 'Next landmark' }).click()
  expect((await moment(page)).row).toBe(rows.at(-1))
})

test('a click on the scrub bar goes there, keys move along it, and each place is the one a fresh run has', async ({
  page,
}) => {
  await openLab(page)
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  const bar = page.getByRole('slider', { name: 'Time' })
  const { endUs } = (await labState(page)).run
  const box = await bar.boundingBox()
  if (box === null) throw new Error('the scrub bar is not on the screen')

  await bar.click({ position: { x: box.width * 0.7, y: box.height / 2 } })
  const clicked = await moment(page)
  expect(Math.abs(clicked.atUs - endUs * 0.7)).toBeLessThan(endUs * 0.02)
  await expectAsSoughtAfresh(page, clicked)

  await press(page, 'ArrowRight')
  const after = await moment(page)
  expect(after.atUs).toBeGreaterThan(clicked.atUs)
  await press(page, 'ArrowLeft')
  expect(await moment(page)).toEqual(clicked)
  await expectAsSoughtAfresh(page, after)
  // The clicker's keys mean beats here too.
  const { beats } = (await labState(page)).run
  await press(page, 'PageUp')
  expect((await moment(page)).row).toBe(beats.findLast(({ row }) => row < clicked.row)?.row)
  await press(page, 'Home')
  expect((await moment(page)).atUs).toBe(0)
  await press(page, 'End')
  expect((await moment(page)).atUs).toBe(endUs)
})

test('dragging the scrub bar to and fro leaves the run as it was', async ({ page }) => {
  await openLab(page)
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  const box = await page.getByRole('slider', { name: 'Time' }).boundingBox()
  if (box === null) throw new Error('the scrub bar is not on the screen')
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const
  await page.mouse.move(...at(0.2))
  await page.mouse.down()
  for (const share of [0.9, 0.1, 0.5, 0.35]) await page.mouse.move(...at(share), { steps: 6 })
  await page.mouse.up()
  const dragged = await moment(page)
  expect(dragged.atUs).toBeGreaterThan(0)
  await expectAsSoughtAfresh(page, dragged)
})

test('R starts over, and everything that was done is gone until it is undone', async ({ page }) => {
  await openLab(page)
  const opening = await moment(page)
  await press(page, '4', 'x', 'n', 'n', 'n')
  const broken = await moment(page)
  expect(broken.fingerprint).not.toBe(opening.fingerprint)
  await press(page, 'r')
  expect(await moment(page)).toEqual(opening)
  await press(page, 'Control+z')
  expect((await labState(page)).run.interventions.some(({ isPlanned }) => !isPlanned)).toBe(true)
  await press(page, 'PageDown', 'PageDown', 'PageDown', 'r')
  expect(await moment(page)).toEqual(opening)
})

test('playing forward, at two rates, and backward comes by the moments that seeking finds', async ({
  page,
}) => {
  await openLab(page)
  await page.evaluate(() => window.netsplit.seek('start'))
  await settled(page)
  for (const [rate, key] of [
    ['1 s shows 100 ms', 'Space'],
    ['1 s shows 20 ms', 'Space'],
    ['1 s shows 100 ms', 'j'],
  ] as const) {
    await page.getByRole('button', { name: /^Speed/ }).click()
    await page.getByRole('menuitemcheckbox', { name: rate }).click()
    const before = await moment(page)
    // Away from the button that Space would press.
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.keyboard.press(key)
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
    await page.waitForTimeout(1200)
    await page.keyboard.press('k')
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    const after = await moment(page)
    if (key === 'j') expect(after.atUs).toBeLessThan(before.atUs)
    else expect(after.atUs).toBeGreaterThan(before.atUs)
    await expectAsSoughtAfresh(page, after)
  }
})

test('a place that is typed is gone to, as a time or as an event', async ({ page }) => {
  await openLab(page)
  const goTo = async (typed: string) => {
    await page.keyboard.press('g')
    await page.getByRole('textbox', { name: 'A time or an event' }).fill(typed)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    return moment(page)
  }
  expect((await goTo('event 43')).row).toBe(42)
  expect((await goTo('0.25 s')).atUs).toBe(250_000)
  expect((await goTo('310 ms')).atUs).toBe(310_000)
  await page.keyboard.press('g')
  await page.getByRole('textbox', { name: 'A time or an event' }).fill('yesterday')
  await expect(page.getByText('“yesterday” is neither a time nor an event')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Go there' })).toBeDisabled()
})
