// One node's view: what it knows is all that is on the page, a banner says so, and Escape or the key leads back.

import type { Page } from '@playwright/test'
import { expect, labState, node, openLab, press, settled, test } from './page.ts'

const bar = (page: Page) => page.getByRole('region', { name: 'The view of n1' })

/** n1 is cut off with n2, and n4 leads the other side. */
async function cutOff(page: Page): Promise<void> {
  await openLab(page, '#/raft/two-leaders')
  await page.evaluate(async () => {
    await window.netsplit.lab.predict('skip')
    await window.netsplit.seek(1300)
  })
  await settled(page)
}

test('a leader that is cut off still leads in its own eyes; everything shows the new one', async ({
  page,
}) => {
  await cutOff(page)
  await expect(node(page, 'n4')).toHaveAccessibleName(/leader, term 2/)
  await node(page, 'n1').click()
  await press(page, 'Shift+v')
  await expect(bar(page)).toContainText('n1’s view')
  await expect(node(page, 'n1')).toHaveAccessibleName(/leader, term 1/)
  await expect(node(page, 'n4')).toHaveAccessibleName(
    /follower, term 1, heard (9\d\d|1,\d\d\d) ms ago, as it was told/,
  )
  await expect(page.locator('.stage [data-key^="wall"]')).toHaveCount(0)
  await expect(page.locator('.chip')).toHaveCount(0)
  const knows = page.getByRole('region', { name: 'What n1 knows' })
  await expect(knows).toContainText('leader, term 1: this it is itself')
  await expect(knows.getByRole('button', { name: /heard .* ago/ }).first()).toBeVisible()
  await expect(page.locator('.stage')).not.toContainText('term 2')
  await page.keyboard.press('Escape')
  await expect(bar(page)).toBeHidden()
  await expect(node(page, 'n4')).toHaveAccessibleName(/leader, term 2/)
  await expect(page.locator('.chip')).toHaveCount(1)
})

test('it goes along while one steps and plays, and the key leads back as well', async ({ page }) => {
  await cutOff(page)
  await node(page, 'n1').click()
  await page.getByRole('tab', { name: 'Node' }).click()
  await page.getByRole('button', { name: /^See as n1/ }).click()
  await expect(bar(page)).toBeVisible()
  await page.evaluate(() => window.netsplit.seek(3400))
  await settled(page)
  await expect(node(page, 'n1')).toHaveAccessibleName(/follower, term 2/)
  await expect(node(page, 'n4')).toHaveAccessibleName(/leader, term 2/)
  await press(page, 'ArrowLeft')
  await expect(bar(page)).toBeVisible()
  await press(page, 'Shift+v')
  await expect(bar(page)).toBeHidden()
  expect((await labState(page)).seen).toBeNull()
})

test('from the palette, of a client, with its own operations only', async ({ page }) => {
  await cutOff(page)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('searchbox', { name: 'Find a command' })).toBeFocused()
  await page.keyboard.type('see as c3')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'The view of c3' })).toBeVisible()
  const { seen } = await labState(page)
  expect(seen?.frame.operations.every(({ client }) => client === 'c3')).toBe(true)
  await page.getByRole('button', { name: 'See everything' }).click()
  await expect(page.getByRole('region', { name: 'The view of c3' })).toBeHidden()
})
