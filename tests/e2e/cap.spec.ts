// CAP, seen: the same seed and the same cut in two panes, one refusing and one answering; then the switch is flipped, and
// the verdict on what the clients were told is followed to an event.

import { expect, labState, openLab, settled, test } from './page.ts'

/** What two settings are compared by. */
const NUMBERS = [
  'write p50',
  'write p99',
  'answered by the master’s side',
  'answered by the other side',
  'acknowledged writes lost',
  'stale reads',
  'divergent keys',
  'messages per operation',
]

test('two panes, one cut: one side refuses, the other answers and meets its conflict', async ({ page }) => {
  await openLab(page, '#/replication/cap')
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await page.evaluate(() => window.netsplit.seek('end'))
  await settled(page)

  await page.getByRole('button', { name: /^Side by side with/ }).click()
  await expect(page.getByRole('region', { name: /^Here:/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Beside it: with the change' })).toBeVisible()
  const { compare } = await labState(page)
  const answered = compare!.consequences.find(({ title }) => title === 'answered by the other side')!
  expect(answered.here).not.toBe(answered.there)
  expect(compare!.parting).not.toBeNull()
  const titles = compare!.consequences.map(({ title }) => title)
  for (const title of NUMBERS) expect(titles).toContain(title)
  await expect(page.getByRole('row', { name: /answered by the other side/ })).toContainText(
    answered.difference,
  )
  await page.keyboard.press('c')
  await expect(page.getByRole('region', { name: /^Beside it:/ })).toBeHidden()
})

test('what has come apart is seen on each replica, and told in words', async ({ page }) => {
  await openLab(page, '#/replication/cap?set=whenCutOff:answer')
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await page.evaluate(() => window.netsplit.seek('end'))
  await page.evaluate(() => window.netsplit.seek(1200))
  await settled(page)
  const told = page.getByRole('region', { name: 'Keys that nodes differ on' })
  await expect(told).toHaveText(/x has come apart: ?1 at n1 ?2 at n2, n3/)
  await expect(page.getByRole('button', { name: /^n1, .*x=1, not the same everywhere/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /^n2, .*x=2, not the same everywhere/ })).toBeVisible()
  await page.evaluate(() => window.netsplit.seek('end'))
  await expect(told).toHaveText('All nodes agree.')
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
