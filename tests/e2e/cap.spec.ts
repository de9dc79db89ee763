// CAP, seen: the same seed and the same cut in two panes, one refusing and one answering; then the switch is flipped, and
// the verdict on what the clients were told is followed to an event.

import { expect, labState, openLab, settled, test } from './page.ts'

test('two panes, one cut: one side refuses, the other answers and meets its conflict', async ({ page }) => {
  await openLab(page, '#/replication/cap')
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await page.evaluate(() => window.netsplit.seek('end'))
  await settled(page)

  await page.getByRole('button', { name: /^Side by side with/ }).click()
  await expect(page.getByRole('region', { name: /^Here:/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Beside it: with the change' })).toBeVisible()
  const { compare } = await labState(page)
  const answered = compare!.consequences.find(({ title }) => title === 'answered cut off')!
  expect(answered.here).not.toBe(answered.there)
  expect(compare!.parting).not.toBeNull()
  await expect(page.getByRole('row', { name: /answered cut off/ })).toContainText(answered.difference)
  await page.keyboard.press('c')
  await expect(page.getByRole('region', { name: /^Beside it:/ })).toBeHidden()
})

test('the switch flipped: reads are no longer linearizable, and the evidence leads to its event', async ({
  page,
}) => {
  await openLab(page, '#/replication/cap?set=whenCutOff:answer')
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await page.evaluate(() => window.netsplit.seek('end'))
  await settled(page)
  await page.getByRole('tab', { name: 'History' }).click()
  const verdict = page
    .getByRole('tabpanel', { name: 'History' })
    .getByRole('group')
    .filter({ hasText: 'Linearizable' })
  await expect(verdict.getByRole('img', { name: 'broken' })).toBeVisible()
  const shown = verdict.getByRole('button').first()
  const text = (await shown.textContent()) ?? ''
  await shown.click()
  await expect.poll(async () => (await labState(page)).frame.now?.node).toBe(text.slice(0, 2))
})
