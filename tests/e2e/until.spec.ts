// Run until: by dialog, by a field in the node panel and from the palette; what is found is stood on and said.

import type { Page } from '@playwright/test'
import { expect, labState, node, openLab, press, settled, test } from './page.ts'

const notice = (page: Page) => page.locator('.notice')
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Run until' })

/** Runs the command that the palette finds for these words. */
async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('searchbox', { name: 'Find a command' })).toBeFocused()
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('searchbox')).toBeHidden()
}

async function openStock(page: Page): Promise<void> {
  await openLab(page, '#/raft/leader-dies')
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await page.evaluate(() => window.netsplit.seek('opening'))
  await settled(page)
}

test('until a leader change: stands on the event and says how far it was', async ({ page }) => {
  await openStock(page)
  const { row } = (await labState(page)).frame
  await press(page, 'Shift+g')
  await expect(dialog(page).getByRole('radio', { name: 'a leader change' })).toBeChecked()
  await expect(dialog(page).getByRole('radio', { name: 'a leader change' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeHidden()
  const { frame } = await labState(page)
  expect(frame.now?.text).toMatch(/leads term/)
  await expect(notice(page)).toHaveText(
    new RegExp(`leads term .*, at [\\d,]+ ms, ${frame.row - row} events on`),
  )
})

test('until a field takes a value, by keyboard; a wrong field is named and nothing moves', async ({
  page,
}) => {
  await openStock(page)
  await node(page, 'n1').click()
  const { row } = (await labState(page)).frame
  await press(page, 'Shift+g')
  await dialog(page).getByRole('radio', { name: 'a field of a node takes a value' }).check({ force: true })
  await dialog(page).getByRole('combobox', { name: 'Field' }).fill('memory.rolle')
  await dialog(page).getByRole('textbox', { name: 'Value' }).fill('leader')
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByRole('status')).toContainText('n1 has no memory.rolle; try role')
  expect((await labState(page)).frame.row).toBe(row)
  await dialog(page).getByRole('combobox', { name: 'Field' }).fill('status')
  await dialog(page).getByRole('textbox', { name: 'Value' }).fill('crashed')
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeHidden()
  const { frame } = await labState(page)
  expect(frame.nodes.find(({ id }) => id === 'n1')?.status).toBe('crashed')
  await expect(notice(page)).toContainText('n1 status is crashed, at')
})

test('until a field changes, from the node panel', async ({ page }) => {
  await openStock(page)
  await node(page, 'n3').click()
  await page.getByRole('tab', { name: 'Node' }).click()
  const termOf = async () =>
    ((await page.evaluate(() => window.netsplit.state('n3'))) as { disk: { currentTerm: number } }).disk
      .currentTerm
  const term = await termOf()
  await page.getByRole('button', { name: /^Run until this changes: n3 current term/ }).click()
  await expect(notice(page)).toContainText('n3 disk.currentTerm changes, at')
  expect(await termOf()).not.toBe(term)
})

test('from the palette, back as well as on, and nothing found leaves the playhead', async ({ page }) => {
  await openStock(page)
  await page.evaluate(() => window.netsplit.seek('end'))
  await settled(page)
  await find(page, 'back to the last commit')
  await expect(notice(page)).toContainText(/events? back$/)
  const { row } = (await labState(page)).frame
  await find(page, 'run until a promise breaks')
  await expect(notice(page)).toContainText('“violation” did not come within')
  expect((await labState(page)).frame.row).toBe(row)
})

test('Escape stops a long search', async ({ page }) => {
  await openLab(page, '#/raft/two-leaders')
  await page.evaluate(async () => {
    await window.netsplit.lab.predict('skip')
    await window.netsplit.lab.setAtStart({ settings: { workloadEveryUs: 2_000 } })
    await window.netsplit.seek(1000)
  })
  await node(page, 'n3').click()
  await page.getByRole('tab', { name: 'Node' }).click()
  const { row } = (await labState(page)).frame
  await find(page, 'run until a client error')
  await expect(notice(page)).toContainText('Esc stops')
  await page.keyboard.press('Escape')
  await expect(notice(page)).toContainText('Stopped looking')
  expect((await labState(page)).frame.row).toBe(row)
  await expect(page.locator('.stage [aria-pressed="true"], .stage [data-selected]').first()).toBeVisible()
})

test('by hand from the console', async ({ page }) => {
  await openStock(page)
  const found = await page.evaluate(() => window.netsplit.until('n2 disk.log.length changes'))
  expect(found.until).toContain('n2 disk.log.length changes, at')
  expect(found.event).toBe((await labState(page)).frame.row)
  const refused = await page.evaluate(() =>
    window.netsplit.until('n9 status changes').catch(({ message }) => message),
  )
  expect(refused).toBe('Unknown node: n9; try n1, n2, n3, n4, n5, c1, c2.')
})

test('playing stops where a promise breaks, unless it is told not to', async ({ page }) => {
  await openLab(page, '#/raft/leader-dies')
  await page.evaluate(async () => {
    await window.netsplit.lab.predict('skip')
    await window.netsplit.contrast()
  })
  const violation = (await labState(page)).run.landmarks.find(({ kind }) => kind === 'violation')!
  const playOver = async () => {
    await page.evaluate((us) => window.netsplit.seek(us / 1000 - 20), violation.atUs)
    await settled(page)
    await press(page, 'Space')
  }
  await playOver()
  await expect.poll(async () => (await labState(page)).frame.row).toBe(violation.row)
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await find(page, 'do not stop when a promise breaks')
  await playOver()
  await expect.poll(async () => (await labState(page)).frame.row).toBeGreaterThan(violation.row)
})
