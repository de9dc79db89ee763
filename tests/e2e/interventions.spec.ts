// The list of all that is done to a run, edited by mouse and by keyboard: each edit is a branch that undo takes back.

import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, labState, openLab, press, settled, test } from './page.ts'

/** Two crashes by hand on a scenario with plans of its own, and the list open. */
async function openList(page: Page) {
  await openLab(page, '#/raft/two-leaders')
  await page.evaluate(async () => {
    await window.netsplit.seek(600)
    await window.netsplit.inject({ kind: 'crash', node: 'n4' })
    await window.netsplit.seek(900)
    await window.netsplit.inject({ kind: 'crash', node: 'n5' })
    await window.netsplit.seek(1200)
  })
  await page.getByRole('tab', { name: 'Rules' }).click()
  const list = page.getByRole('grid', { name: 'Done to this run' })
  await expect(list).toBeVisible()
  await settled(page)
  return list
}

/** "600 Crash n4", with a dash before what does not take place. */
async function mine(page: Page): Promise<readonly string[]> {
  const { run } = await labState(page)
  return run.interventions
    .filter(({ isPlanned }) => !isPlanned)
    .map(({ atUs, title, isDisabled }) => `${isDisabled ? '-' : ''}${atUs / 1000} ${title}`)
}

function crashes(page: Page): Promise<readonly string[]> {
  return labState(page).then(({ frame }) =>
    frame.faults.map(({ title }) => title).filter((title) => title.includes('crashed')),
  )
}

test('lines are selected together, disabled, moved and enabled again, in a branch', async ({ page }) => {
  const list = await openList(page)
  await list.getByRole('row', { name: /^Crash n4/ }).click()
  await list.getByRole('row', { name: /^Crash n5/ }).click()
  const bar = page.getByRole('toolbar', { name: 'Edit 2 selected' })
  await bar.getByRole('button', { name: 'Disable', exact: true }).click()
  await settled(page)
  expect(await crashes(page)).toEqual([])
  await expect(list.getByRole('row', { name: 'Crash n4, 600 ms, disabled' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Branch: Disable: 2 interventions, 3 of 3' })).toBeVisible()
  await bar.getByRole('button', { name: 'Later by 10 ms' }).click()
  await bar.getByRole('button', { name: 'Earlier by 1 ms' }).click()
  await settled(page)
  expect(await mine(page)).toEqual(['-609 Crash n4', '-909 Crash n5'])
  await bar.getByRole('button', { name: 'Enable' }).click()
  await settled(page)
  expect(await crashes(page)).toEqual(['n4 crashed', 'n5 crashed'])
  expect((await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations).toEqual([])
  await press(page, 'Control+z', 'Control+z', 'Control+z', 'Control+z')
  expect(await mine(page)).toEqual(['600 Crash n4', '900 Crash n5'])
  expect((await labState(page)).branches).toHaveLength(2)
})

test('by keyboard alone: nudge, reorder, delete', async ({ page }) => {
  const list = await openList(page)
  await list.getByRole('row', { name: /^Crash n4/ }).focus()
  await press(page, 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'ArrowLeft')
  expect(await mine(page)).toEqual(['620 Crash n4', '900 Crash n5'])
  await press(page, 'Alt+ArrowDown')
  expect(await mine(page)).toEqual(['620 Crash n5', '900 Crash n4'])
  await press(page, 'Delete')
  expect(await mine(page)).toEqual(['620 Crash n5'])
  expect(await crashes(page)).toEqual(['n5 crashed'])
  await press(page, 'Control+z')
  expect(await mine(page)).toEqual(['620 Crash n5', '900 Crash n4'])
})

test('a time is typed, and one that cannot be is told', async ({ page }) => {
  const list = await openList(page)
  await list.getByRole('row', { name: /^Crash n5/ }).click()
  const field = page.getByRole('textbox', { name: 'Time of Crash n5, in ms' })
  await field.fill('soon')
  await field.press('Enter')
  await expect(
    page.getByRole('alert').filter({ hasText: '“soon” is no number of milliseconds' }),
  ).toBeVisible()
  await field.fill('-3')
  await field.press('Enter')
  await expect(
    page.getByText('Crash n5 cannot be at −3 ms: it must be between 0 and 600,000 ms'),
  ).toBeVisible()
  expect(await mine(page)).toEqual(['600 Crash n4', '900 Crash n5'])
  await field.fill('1,000.5')
  await field.press('Enter')
  await settled(page)
  expect(await mine(page)).toEqual(['600 Crash n4', '1000.5 Crash n5'])
})

test('copies are made and selected, planned ones can be left out, and the link carries all of it', async ({
  page,
}) => {
  const list = await openList(page)
  await list.getByRole('row', { name: /^Crash n4/ }).click()
  await page.getByRole('button', { name: 'Duplicate', exact: true }).click()
  await settled(page)
  expect(await mine(page)).toEqual(['600 Crash n4', '610 Crash n4', '900 Crash n5'])
  await expect(list.getByRole('row', { selected: true })).toHaveAccessibleName(/610 ms/)
  await list.getByRole('row', { selected: true }).click()
  await list.getByRole('row', { name: /^Cut the network/ }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await settled(page)
  await expect(list.getByRole('row', { name: /^Cut the network.*scenario, disabled$/ })).toBeVisible()
  const before = await labState(page)
  await page.evaluate(async () => {
    const link = await window.netsplit.link()
    await window.netsplit.load('raft/first-election')
    await window.netsplit.load(link)
  })
  await settled(page)
  const after = await labState(page)
  expect(after.frame.fingerprint).toBe(before.frame.fingerprint)
  expect(after.run.interventions).toEqual(before.run.interventions)
})
