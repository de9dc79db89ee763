// Break it by hand in every way there is, copy the link, and open it somewhere else: the same moment of the same run.

import type { Page } from '@playwright/test'
import { SIMS } from '../../src/app/registry.ts'
import { readRun } from '../../src/sim/link.ts'
import {
  expect,
  labState,
  moment,
  node,
  openLab,
  press,
  ready,
  settled,
  test,
  unpainted,
  visitor,
  watch,
} from './page.ts'
import { randomLinks } from './randomLinks.ts'

const chips = (page: Page) => page.locator('.chip-title > span:first-of-type').allTextContents()

async function choose(page: Page, from: string, item: RegExp | string): Promise<void> {
  await page.getByRole('button', { name: from }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function onNode(page: Page, id: string, item: RegExp): Promise<void> {
  await node(page, id).click({ button: 'right' })
  await page.getByRole('menuitem', { name: item }).click()
}

async function fillNumber(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label })
  await field.fill(value)
  await field.press('Tab')
}

/** Everything a person can do to a run, by mouse. */
async function breakEverything(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')

  await node(page, 'n5').click()
  await press(page, 'x')

  await onNode(page, 'n2', /^Cut off with others/)
  await dialog.getByText('n3', { exact: true }).click()
  await dialog.getByText('Nobody hears them').click()
  await expect(dialog.getByText(/^Closes n2→n1/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Cut them off' }).click()
  await settled(page)

  await choose(page, 'Choose a fault', /^Into halves/)
  await settled(page)

  await choose(page, 'Choose a fault', /^Lose messages everywhere/)
  await fillNumber(page, 'Share of messages', '5')
  await dialog.getByRole('button', { name: 'Lose them' }).click()
  await settled(page)

  await page.locator('.stage [data-key="link n1 n4"]').focus()
  await press(page, 'Enter')
  await page.getByRole('button', { name: 'More for n1–n4' }).click()
  await page.getByRole('menuitem', { name: /^Slow down/ }).click()
  await fillNumber(page, 'At least', '30')
  await fillNumber(page, 'At most', '60')
  await dialog.getByRole('button', { name: 'Slow them down' }).click()
  await settled(page)

  await page.locator('.stage [data-key^="message"]').first().focus()
  await press(page, 'Enter', 'd')

  await press(page, 'w')

  await page.getByRole('tab', { name: 'Rules' }).click()
  await fillNumber(page, 'Messages duplicated', '10')
  await settled(page)
  await page.getByText('Executes every copy of a request').click()
  await settled(page)
}

test('a run broken by hand in every way is restored from its link', async ({ page, browser }) => {
  await openLab(page)
  await breakEverything(page)
  const kinds = (await labState(page)).run.interventions
    .filter(({ isPlanned }) => !isPlanned)
    .map(({ do: { kind } }) => kind)
  expect(kinds).toEqual(['crash', 'cut', 'cut', 'loss', 'latency', 'message', 'tell', 'set', 'rule'])
  await press(page, ...Array<string>(12).fill('n'))

  const here = await moment(page)
  const shown = await chips(page)
  expect(shown).toHaveLength(here.faults.length)
  expect(shown.length).toBeGreaterThanOrEqual(5)
  const link = await page.evaluate(() => window.netsplit.link())
  expect(link.length).toBeLessThan(2000)

  const other = await visitor(browser, { viewport: { width: 1280, height: 800 } })
  const problems = watch(other)
  await openLab(other, link)
  expect(await moment(other)).toEqual(here)
  expect(await chips(other)).toEqual(shown)
  expect((await labState(other)).trouble).toBeNull()
  await expect(other.locator('.stage').getByText('unsafe variant', { exact: true })).toBeVisible()
  expect((await labState(other)).frame.settings.duplicateProbability).toBe(0.1)

  // The same run goes on the same, and the same link is written for it.
  expect(await other.evaluate(() => window.netsplit.link())).toBe(link)
  const ends = await Promise.all(
    [page, other].map((each) => each.evaluate(() => window.netsplit.seek({ ms: 3000 }))),
  )
  expect(ends[1]).toEqual(ends[0])
  expect(problems).toEqual([])
  await other.context().close()
})

test('what was done is undone one by one, back to the fingerprint of the start', async ({ page }) => {
  await openLab(page)
  const start = await moment(page)
  await breakEverything(page)
  expect((await moment(page)).fingerprint).not.toBe(start.fingerprint)
  for (let undone = 0; undone < 9; undone++) await page.getByRole('button', { name: 'Undo' }).click()
  expect(await moment(page)).toEqual(start)
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
  for (let redone = 0; redone < 9; redone++) await page.getByRole('button', { name: 'Redo' }).click()
  await settled(page)
  expect((await labState(page)).canRedo).toBe(false)
})

test('chips are the faults in force; each is healed by its cross, and all at once', async ({ page }) => {
  await openLab(page)
  await page.evaluate(async () => {
    await window.netsplit.inject({ kind: 'crash', node: 'n5' })
    await window.netsplit.inject({ kind: 'pause', node: 'n4' })
    await window.netsplit.inject({ kind: 'loss', links: 'all', probability: 0.1 })
  })
  expect(await chips(page)).toEqual((await moment(page)).faults)
  await page.getByRole('button', { name: 'Heal: n4 paused' }).click()
  await settled(page)
  expect(await chips(page)).toHaveLength(2)
  await page.getByRole('button', { name: 'Heal all' }).click()
  await settled(page)
  expect((await moment(page)).faults).toEqual([])
  await expect(page.getByText('Nothing is broken')).toBeVisible()
})

/** `npm run test:links` opens a thousand; the gate has no time for more than a sample. */
const RANDOM = process.env.LINKS === 'all' ? 1_000 : 60

test(`${RANDOM} random links, written in Node, give the page their moment, branches and view`, async ({
  page,
}) => {
  test.setTimeout(1_800_000)
  const links = await randomLinks(RANDOM, 11)
  expect(new Set(links).size).toBeGreaterThan(RANDOM * 0.95)
  await openLab(page, '#/raft/figure-8')
  await unpainted(page)
  const written = await page.evaluate(async (list) => {
    const { netsplit } = window
    const found: { trouble: string | null; link: string }[] = []
    for (const link of list)
      found.push({ trouble: (await netsplit.load(link)).trouble, link: await netsplit.link() })
    return found
  }, links)
  expect(written.filter(({ trouble }) => trouble !== null)).toEqual([])
  // Every browser compresses in its own way; what is inside is the same.
  expect(written.map(({ link }) => withoutPacked(link))).toEqual(links.map(withoutPacked))
  for (const [n, { link }] of written.entries())
    expect(await readRun(link, SIMS), links[n]).toEqual(await readRun(links[n]!, SIMS))
})

function withoutPacked(link: string): string {
  return link.replace(/&x=[\w-]+/, '')
}

test('the address follows the run, and opening it again gives the moment back', async ({ page }) => {
  await openLab(page)
  await press(page, '3', 'x', 'n', 'n')
  const here = await moment(page)
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('x=')
  await page.reload()
  await ready(page)
  expect(await moment(page)).toEqual(here)
})

test('the share dialog gives the link in a field that can be selected, and opens one that is pasted', async ({
  page,
}) => {
  await openLab(page)
  await press(page, '2', 'z', 'y')
  const dialog = page.getByRole('dialog')
  const field = dialog.getByRole('textbox', { name: /^At this moment/ })
  await expect(field).toHaveValue(/^http.*#\/raft\/leader-dies\?t=/)
  await field.focus()
  const selected = await field.evaluate((input: HTMLInputElement) =>
    input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0),
  )
  expect(selected).toBe(await field.inputValue())
  await dialog.getByRole('textbox', { name: 'Open a link or a saved run' }).fill('#/raft/two-leaders?seed=12')
  await dialog.getByRole('button', { name: 'Open it' }).click()
  await expect.poll(async () => (await labState(page)).scenario.id).toBe('raft/two-leaders')
  expect((await labState(page)).seed).toBe('12')
})
