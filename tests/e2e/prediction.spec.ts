// A prediction comes before the future: until it is made or skipped nothing after it is shown, and nothing in the page
// gives the answer away.

import type { Page } from '@playwright/test'
import { leaderDies } from '../../sims/raft/scenarios/leaderDies.ts'
import { expect, labState, moment, openLab, press, settled, test } from './page.ts'

const { predict, beats } = leaderDies
if (predict === undefined) throw new Error('this scenario asks nothing')
const OPTIONS = predict.options.map(({ text }) => text)
const FEEDBACK = predict.options.map(({ feedback }) => feedback)
const RIGHT = 1
const WRONG = 0

async function openQuestion(page: Page): Promise<void> {
  await openLab(page)
  await page.getByRole('button', { name: 'Kill the leader' }).click()
  await expect(page.getByRole('heading', { name: predict?.question ?? '' })).toBeVisible()
}

/** All that a person, or a screen reader, or the source of the page could read, in every tab of the reasons. */
async function everythingShown(page: Page): Promise<string> {
  const texts = [await page.title(), page.url()]
  for (const tab of ['Story', 'Feed', 'Node', 'Rules', 'History', 'Outline']) {
    await page.getByRole('tab', { name: tab, exact: true }).click()
    await settled(page)
    texts.push(await page.content())
  }
  return texts.join('\n')
}

test('until it is answered the future is nowhere in the page', async ({ page }) => {
  await openQuestion(page)
  for (const option of OPTIONS) await expect(page.getByRole('radio', { name: option })).not.toBeChecked()
  const { frame, prediction } = await labState(page)
  expect(prediction).toEqual({ chosen: null, skipped: false, feedback: null, answer: null })

  const text = await everythingShown(page)
  for (const feedback of FEEDBACK) expect(text).not.toContain(feedback)
  for (const { say } of beats.slice(2)) expect(text).not.toContain(say)
  expect(text).not.toContain('The run shows')
  // Who leads after the crash is in the run, and not in the page.
  const leads = (
    await page.evaluate((row) => window.netsplit.lab.feed(row, row + 400), frame.row + 1)
  ).filter(({ landmark }) => landmark === 'election')
  expect(leads.length).toBeGreaterThan(0)
  for (const { text: line } of leads) expect(text).not.toContain(line)

  await page.getByRole('tab', { name: 'Feed' }).click()
  await expect(page.getByRole('listbox', { name: `${frame.row + 1} events` })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Filter the feed' }).fill('leads')
  await settled(page)
  for (const { text: line } of leads) await expect(page.getByText(line)).toHaveCount(0)
})

test('End, and a search beyond it, come to the question first', async ({ page }) => {
  await openLab(page)
  await press(page, 'End')
  await expect(page.getByRole('heading', { name: predict.question })).toBeVisible()
  const { frame, run } = await labState(page)
  expect(frame.row).toBe(run.predict!.row)
  await press(page, 'End')
  expect((await labState(page)).frame.row).toBe(frame.row)
})

test('until it is answered no way leads into the future', async ({ page }) => {
  await openQuestion(page)
  const asked = await moment(page)
  const bar = page.getByRole('slider', { name: 'Time' })
  const box = await bar.boundingBox()
  const ways: Readonly<Record<string, () => Promise<void>>> = {
    'the end': () => press(page, 'End'),
    'the scrub bar': () => bar.click({ position: { x: (box?.width ?? 0) * 0.9, y: 10 } }),
    playing: () => page.getByRole('button', { name: 'Play', exact: true }).click(),
    'the key for playing': () => press(page, 'k'),
    'the next event, once': () => page.getByRole('button', { name: 'Next event' }).click(),
  }
  for (const [way, go] of Object.entries(ways)) {
    await go()
    await page.waitForTimeout(150)
    expect(await moment(page), way).toEqual(asked)
    await expect(page.getByText('What do you expect?')).toBeVisible()
  }
})

test('the way back is open, and coming again the question still stands', async ({ page }) => {
  await openQuestion(page)
  const asked = await moment(page)
  await press(page, 'PageUp')
  expect((await moment(page)).beat).toBe(asked.beat - 1)
  await expect(page.getByRole('radio')).toHaveCount(0)
  await press(page, 'PageDown')
  expect(await moment(page)).toEqual(asked)
  await expect(page.getByRole('radio')).toHaveCount(OPTIONS.length)
})

test('a wrong answer is told what the run shows, in words of its own', async ({ page }) => {
  await openQuestion(page)
  await expect(page.getByRole('button', { name: 'Lock in and go on' })).toBeDisabled()
  await page.getByText(OPTIONS[WRONG]!, { exact: true }).click()
  await page.getByRole('button', { name: 'Lock in and go on' }).click()
  await settled(page)
  expect((await moment(page)).beat).toBe(3)
  expect((await labState(page)).prediction).toMatchObject({ chosen: WRONG, answer: RIGHT })
  await expect(page.locator('.ask')).toContainText(`You said ${OPTIONS[WRONG]}`)

  while ((await moment(page)).beat < beats.length) await press(page, 'PageDown')
  const told = page.locator('.ask')
  await expect(told).toContainText(`The run shows ${OPTIONS[RIGHT]}`)
  await expect(told).toContainText(FEEDBACK[WRONG]!)
  await expect(told).not.toContainText(FEEDBACK[RIGHT]!)
})

test('a right answer is told so', async ({ page }) => {
  await openQuestion(page)
  await page.getByText(OPTIONS[RIGHT]!, { exact: true }).click()
  await page.getByRole('button', { name: 'Lock in and go on' }).click()
  await settled(page)
  while ((await moment(page)).beat < beats.length) await press(page, 'PageDown')
  await expect(page.locator('.ask')).toContainText('The run shows the same')
  await expect(page.locator('.ask')).toContainText(FEEDBACK[RIGHT]!)
})

test('it can be answered by keys alone', async ({ page }) => {
  await openQuestion(page)
  await page.getByRole('radio', { name: OPTIONS[0]! }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: OPTIONS[1]! })).toBeChecked()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await settled(page)
  expect((await labState(page)).prediction?.chosen).toBe(1)
})

for (const [how, skip] of [
  ['its button', (page: Page) => page.getByRole('button', { name: 'Skip' }).click()],
  ['stepping twice', (page: Page) => press(page, 'PageDown', 'PageDown')],
] as const) {
  test(`it is skipped by ${how}, and then nothing is told of what was not said`, async ({ page }) => {
    await openQuestion(page)
    await skip(page)
    await settled(page)
    expect((await moment(page)).beat).toBe(3)
    expect((await labState(page)).prediction).toMatchObject({ chosen: null, skipped: true, feedback: null })
    await expect(page.getByText('You said')).toHaveCount(0)
    await press(page, 'End')
    expect((await moment(page)).atUs).toBe((await labState(page)).run.endUs)
  })
}
