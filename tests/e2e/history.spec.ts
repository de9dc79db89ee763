// The history as the clients saw it: a verdict's evidence is read and followed to its event, and the ledger says what was
// true.

import { expect, labState, openLab, settled, test } from './page.ts'

test('a lost write: not linearizable, shown by three operations, each of which leads to its event', async ({
  page,
}) => {
  await openLab(page, '#/replication/acked-and-lost')
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await page.evaluate(() => window.netsplit.seek('end'))
  await settled(page)
  await page.getByRole('tab', { name: 'History' }).click()
  const history = page.getByRole('tabpanel', { name: 'History' })
  const verdict = history.getByRole('group').filter({ hasText: 'Linearizable' })
  await expect(verdict.getByRole('img', { name: 'broken' })).toBeVisible()
  await expect(verdict).toContainText('No order of these operations fits')
  await expect(verdict).toContainText('it was told 5, but there was 7')
  await verdict
    .getByRole('button', { name: /c2 read x: 5/ })
    .first()
    .click()
  await expect.poll(async () => (await labState(page)).frame.now?.text).toMatch(/c2/)
  const { frame } = await labState(page)
  expect(frame.operations.find(({ client }) => client === 'c2')?.completedUs).toBe(frame.atUs)
})

test('every operation is in the ledger, and a click goes to when it was asked', async ({ page }) => {
  await openLab(page, '#/quorum/two-operations')
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await page.evaluate(() => window.netsplit.seek('end'))
  await settled(page)
  await page.getByRole('tab', { name: 'History' }).click()
  const ledger = page.getByRole('tabpanel', { name: 'History' }).getByRole('table')
  const { frame } = await labState(page)
  await expect(ledger.getByRole('button', { name: /asking/ })).toHaveCount(frame.operations.length)
  await expect(ledger.locator('.truth-line')).toContainText('stale: the truth was')
  await ledger
    .getByRole('button', { name: /asking/ })
    .last()
    .click()
  await expect.poll(async () => (await labState(page)).frame.atUs).toBe(frame.operations[0]!.invokedUs)
})
