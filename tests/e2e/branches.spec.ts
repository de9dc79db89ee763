// Nothing is lost by trying: forks and the way back, two runs side by side, and whether it was luck.

import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, labState, node, openLab, press, settled, test } from './page.ts'

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
  await expect(page.getByRole('button', { name: 'Branch: Crash n4, 2 of 2' })).toBeVisible()
  expect(await page.evaluate(async () => (await window.netsplit.seek(1500)).fingerprint)).not.toBe(main)
  await press(page, '0', 'Escape')
  await expect(page.getByRole('button', { name: 'Branch: main, 1 of 2' })).toBeVisible()
  expect(await page.evaluate(async () => (await window.netsplit.seek(1500)).fingerprint)).toBe(main)
  await page.getByRole('button', { name: 'Branch: main, 1 of 2' }).click()
  await page.getByRole('menuitem', { name: /^Crash n4/ }).click()
  await expect(page.getByRole('button', { name: 'Branch: Crash n4, 2 of 2' })).toBeVisible()
})

/** Three branches: n2's crash on the main line, n3's in that one, n4's on the main line, which is on show. */
async function threeBranches(page: Page): Promise<void> {
  await openLab(page, '#/raft/two-leaders')
  await crashAt(page, 600, 'n2')
  await page.evaluate(() => window.netsplit.seek(1200))
  await crashAt(page, 900, 'n3')
  await page.evaluate(() => window.netsplit.lab.branch('main'))
  await crashAt(page, 1000, 'n4')
}

test('undo pressed before the deed is answered undoes it', async ({ page }) => {
  await openLab(page, '#/raft/two-leaders')
  await page.keyboard.press('1')
  await page.keyboard.press('x')
  await page.keyboard.press('Control+z')
  await settled(page)
  expect((await labState(page)).branches.map(({ name }) => name)).toEqual(['main'])
  await page.keyboard.press('Control+y')
  await page.keyboard.press('h')
  await settled(page)
  expect((await labState(page)).run.interventions.at(-1)?.title).toBe('Heal everything')
})

test('every branch stands in the tree, and pressing one shows it, by hand and by keyboard', async ({
  page,
}) => {
  await threeBranches(page)
  const tree = page.getByRole('listbox', { name: 'Branches' })
  await expect(tree.getByRole('option')).toHaveCount(4)
  await expect(tree.getByRole('option', { name: 'Crash n3, leaves Crash n2 at 900 ms' })).toBeAttached()
  await tree.getByRole('option', { name: /^Crash n2/ }).click()
  await expect(page.getByRole('button', { name: 'Branch: Crash n2, 2 of 4' })).toBeVisible()
  await expect(tree.getByRole('option', { selected: true })).toHaveAccessibleName(/^Crash n2/)
  await tree.getByRole('option', { selected: true }).focus()
  await press(page, 'End', 'Enter')
  await expect(tree.getByRole('option', { selected: true })).toHaveAccessibleName(/^Crash n3/)
  await press(page, ',')
  await expect(page.getByRole('button', { name: 'Branch: Crash n2, 2 of 4' })).toBeVisible()
  await press(page, '.', '.')
  await expect(page.getByRole('button', { name: 'Branch: Crash n4, 4 of 4' })).toBeVisible()
  expect((await axe(page)).violations).toEqual([])
})

test('a branch is renamed and removed in the list of branches, and undo brings both back', async ({
  page,
}) => {
  await threeBranches(page)
  await page.getByRole('button', { name: /^Branch:/ }).click()
  await page.getByRole('menuitem', { name: /^Rename, remove/ }).click()
  const list = page.getByRole('dialog', { name: 'Branches' })
  await list.getByRole('button', { name: 'Rename Crash n2' }).click()
  await page.keyboard.type('one follower fewer')
  await page.keyboard.press('Enter')
  await expect(list.getByRole('button', { name: 'Show one follower fewer' })).toBeVisible()
  await expect(list.getByText('leaves one follower fewer at 900 ms')).toBeVisible()
  await expect(list.getByRole('button', { name: 'Remove main' })).toBeDisabled()
  expect((await axe(page)).violations).toEqual([])
  await list.getByRole('button', { name: 'Remove Crash n4' }).click()
  const isInside = () => document.activeElement?.closest('[role=dialog]') != null
  expect(await page.evaluate(isInside), 'the keys stay in the dialog').toBe(true)
  await list.getByRole('button', { name: 'Remove one follower fewer' }).click()
  await expect(list.getByText('leaves main at 600 ms')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Branch: main, 1 of 2' })).toBeVisible()
  await press(page, 'Control+z', 'Control+z', 'Control+z')
  await expect(page.getByRole('button', { name: 'Branch: Crash n4, 4 of 4' })).toBeVisible()
  const names = (await labState(page)).branches.map(({ name }) => name)
  expect(names).toEqual(['main', 'Crash n2', 'Crash n3', 'Crash n4'])
})

test('two runs side by side show where they part and what came of it', async ({ page }) => {
  await openLab(page, '#/raft/quorum-lost')
  await crashAt(page, 350, 'n2')
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await page.evaluate(() => window.netsplit.seek(800))
  await press(page, 'c')
  const finder = page.getByRole('dialog', { name: 'Compare with' })
  await finder.getByRole('menuitem', { name: 'Compare with the branch main' }).click()
  await expect(page.getByRole('heading', { name: 'Crash n2, beside main' })).toBeVisible()
  await expect(page.getByText('Because “Crash n2” is done only here.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Beside it: main' })).toBeVisible()
  const row = page.getByRole('row', { name: /writes answered/ })
  await expect(row).toContainText('of')
  expect((await axe(page)).violations).toEqual([])
  await page.getByRole('button', { name: /event/ }).filter({ hasText: '350 ms' }).click()
  await settled(page)
  expect((await labState(page)).frame.now?.text).toContain('crash')
  await page.evaluate(() => window.netsplit.seek(800))
  await page.getByRole('button', { name: 'Fold into one' }).click()
  await expect(page.getByRole('region', { name: 'Beside it: main' })).toBeHidden()
  await expect(node(page, 'n2')).toHaveAccessibleName(/crashed.*main: /)
  expect((await axe(page)).violations).toEqual([])
  await press(page, 'c')
  await expect(page.getByRole('heading', { name: 'Crash n2, beside main' })).toBeHidden()
})

test('a rule and a setting are compared from where they are changed', async ({ page }) => {
  await openLab(page, '#/raft/two-leaders')
  await page.getByRole('tab', { name: 'Rules' }).click()
  await page.getByRole('button', { name: 'Compare with Reads otherwise' }).click()
  await page.getByRole('menuitem').first().click()
  await expect(page.getByRole('heading', { name: /^main, beside “Reads”/ })).toBeVisible()
  await press(page, 'c')
  await page.getByRole('button', { name: 'Compare with Votes more than once in a term otherwise' }).click()
  await page.getByRole('menuitem').first().click()
  await expect(
    page.getByRole('heading', { name: /beside a rule left out: Votes more than once/ }),
  ).toBeVisible()
})

test('two hundred futures are counted, and one can be opened', async ({ page }) => {
  await openLab(page, '#/raft/leader-dies')
  await page.evaluate(() => window.netsplit.seek(430))
  await press(page, 'u')
  await expect(page.getByRole('status').filter({ hasText: '200 futures' })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('No promise broke and no client was told wrong')).toBeVisible()
  expect((await axe(page)).violations).toEqual([])
  await page.getByRole('button', { name: 'Open the longest' }).click()
  await expect(page.getByRole('button', { name: 'Branch: Take other dice, 2 of 2' })).toBeVisible()
})
