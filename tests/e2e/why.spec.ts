// Asking why: of an event and along its chain, of a field, of a message, and of something that did not happen.

import type { Page } from '@playwright/test'
import { expect, labState, node, openLab, press, settled, test } from './page.ts'

const story = (page: Page) => page.getByRole('tabpanel', { name: 'Story', exact: true })
const chain = (page: Page) => story(page).locator('.chain')

async function stand(page: Page, code: RegExp): Promise<number> {
  const row = await page.evaluate(async (source) => {
    const { lab } = window.netsplit
    const lines = await lab.feed(0, lab.getState().run.rows)
    return lines.find(({ text }) => new RegExp(source).test(text))?.row ?? -1
  }, code.source)
  expect(row).toBeGreaterThan(0)
  await page.evaluate((at) => window.netsplit.seek({ row: at }), row)
  await settled(page)
  return row
}

test('why on an event: its chain ends at the crash, and [ and ] walk it there and back', async ({ page }) => {
  await openLab(page)
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  const row = await stand(page, /stands for election in term 4/)
  await expect(chain(page).getByRole('listitem').last()).toContainText('The scenario crashes n1')
  const lines = await page.evaluate((at) => window.netsplit.lab.why({ row: at }), row)
  for (const { row: cause } of lines.lines.slice(1)) {
    await press(page, '[')
    await expect.poll(async () => (await labState(page)).frame.row).toBe(cause)
    await expect(chain(page).getByRole('listitem').first()).toContainText('stands for election in term 4')
  }
  await expect(page.locator('.time-pane .lit-chain circle').first()).toBeVisible()
  await press(page, '[')
  expect((await labState(page)).frame.row).toBe(lines.lines.at(-1)!.row)
  for (const { row: effect } of lines.lines.slice(0, -1).toReversed()) {
    await press(page, ']')
    await expect.poll(async () => (await labState(page)).frame.row).toBe(effect)
  }
})

test('why on a field of a node: the event that changed it', async ({ page }) => {
  await openLab(page)
  await stand(page, /leads term 4/)
  await node(page, 'n3').click()
  await page.getByRole('tab', { name: 'Node' }).click()
  const { disk } = (await page.evaluate(() => window.netsplit.state('n3'))) as { disk: { votedFor: string } }
  await page.getByRole('button', { name: `Why n3 voted for: ${disk.votedFor}?` }).click()
  await expect(story(page).locator('.asked')).toContainText(`n3 voted for: ${disk.votedFor}`)
  await expect(chain(page).getByRole('listitem').first()).toContainText(`n3 votes for ${disk.votedFor}`)
  await story(page).getByRole('button', { name: 'this event instead' }).click()
  await expect(chain(page).getByRole('listitem').first()).toContainText('leads term 4')
})

test('why on a message, by key and from its menu', async ({ page }) => {
  await openLab(page)
  await stand(page, /stands for election in term 4/)
  await press(page, 'n', 'n')
  const [flight] = (await labState(page)).frame.cluster.flights
  const mark = page.locator(`.stage [data-key="message ${flight!.id}"]`)
  await mark.focus()
  await press(page, 'Enter', 'e')
  await expect(story(page).locator('.asked')).toContainText(
    `${flight!.label} from ${flight!.from} to ${flight!.to}`,
  )
  await expect(chain(page).getByRole('listitem').first()).toContainText('stands for election in term 4')
})

test('why on an event of the feed, by key', async ({ page }) => {
  await openLab(page)
  const row = await stand(page, /stands for election in term 4/)
  await page.getByRole('tab', { name: 'Feed' }).click()
  await page.getByRole('listbox').focus()
  await press(page, 'ArrowUp', 'e')
  const { text } = (await page.evaluate((at) => window.netsplit.lab.feed(at, at + 1), row - 1))[0]!
  await expect(chain(page).getByRole('listitem').first()).toContainText(text)
})

test('why not: a question opens its answer with the facts, and goes when the thing happens', async ({
  page,
}) => {
  await openLab(page)
  await page.evaluate(() => window.netsplit.seek('opening'))
  await settled(page)
  const ask = story(page).getByText('Why is entry 5 not committed?')
  await expect(ask).toBeVisible()
  await ask.click()
  await expect(story(page).getByText('Entry 5 is on 1 of 5 servers; 3 are needed.')).toBeVisible()
  await expect(story(page).locator('.why-not [data-holds="true"]', { hasText: 'n1 has it' })).toBeVisible()
  await node(page, 'n2').click()
  await expect(story(page).getByText('Why is n2 not the leader?')).toBeVisible()
  await press(page, '0')
  await page.evaluate(() => window.netsplit.seek('end'))
  await settled(page)
  await expect(ask).toBeHidden()
})
