// A fault's receipt opened from its chip: what it touched, by name, each leading to its event; also for a healed one.

import type { Page } from '@playwright/test'
import { expect, labState, node, openLab, press, settled, test } from './page.ts'

const dialog = (page: Page) => page.getByRole('dialog', { name: /^What it touched/ })

async function crashed(page: Page): Promise<void> {
  await openLab(page, '#/raft/leader-dies')
  await page.evaluate(async () => {
    await window.netsplit.lab.predict('skip')
    await window.netsplit.seek('end')
  })
  await settled(page)
}

test('the chip opens it, by keyboard, and a line leads to the event that shows it', async ({ page }) => {
  await crashed(page)
  await page.locator('.chip-title').focus()
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByRole('heading', { level: 3 })).toHaveText([
    '1 operation touched',
    '2 timers cancelled',
    '43 messages lost',
  ])
  const first = dialog(page)
    .getByRole('button', { name: /n4→n1 AppendEntriesReply.*n1 is down/ })
    .first()
  await first.focus()
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeHidden()
  await settled(page)
  const { frame } = await labState(page)
  expect(frame.now).toMatchObject({
    kind: 'lost',
    detail: expect.stringContaining('n4→n1 AppendEntriesReply'),
  })
})

test('a fault that touched nothing says so; one that is healed keeps its receipt', async ({ page }) => {
  await crashed(page)
  await page.evaluate(() => window.netsplit.inject({ kind: 'cut', name: 'idle', links: [['c1', 'c2']] }))
  await page.getByRole('button', { name: /^idle no effect on this run/ }).click()
  await expect(dialog(page)).toContainText('It changed nothing in this run')
  await page.keyboard.press('Escape')
  await node(page, 'n3').click()
  await press(page, 'h')
  await expect(page.locator('.chip')).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('searchbox', { name: 'Find a command' })).toBeFocused()
  await page.keyboard.type('what it touched crash n1')
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByRole('heading', { name: '43 messages lost' })).toBeVisible()
})
