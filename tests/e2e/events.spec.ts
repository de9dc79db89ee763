// An event log and its read models, by hand: a projector that stops leaves reads stale and writes as they were, until it follows again.

import { expect, labState, openLab, press, settled, test } from './page.ts'

test('while a projector stands, writes go on and reads are old; then it catches up', async ({ page }) => {
  await openLab(page, '#/events/projector-stops')
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await page.evaluate(() => window.netsplit.seek(430))
  await settled(page)
  const behind = async () =>
    (await labState(page)).frame.metrics.find(({ title }) => title === 'r1 lacks events')
  expect((await behind())?.amount).toBe(1)
  await expect(page.getByText('100, stale').first()).toBeVisible()

  await press(page, 'End')
  await settled(page)
  expect((await behind())?.amount).toBe(0)
  const { frame } = await labState(page)
  expect(frame.promises.every(({ broken }) => broken === null)).toBe(true)
})

test('the same crash loses an event if the offset is noted first, and does not if it goes with the work', async ({
  page,
}) => {
  for (const [story, lost] of [
    ['offset-first', 1],
    ['one-record', 0],
  ] as const) {
    await openLab(page, `#/events/${story}`)
    await page.evaluate(() => window.netsplit.lab.predict('skip'))
    await press(page, 'End')
    await settled(page)
    const { frame } = await labState(page)
    const metric = frame.metrics.find(({ title }) => title === 'events lost')
    expect([story, metric?.amount]).toEqual([story, lost])
  }
})
