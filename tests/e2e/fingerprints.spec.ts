// Every stock scenario runs in the browser as it ran in Node, bit for bit.

import { GOLDEN } from './golden.ts'
import { expect, openLab, test } from './page.ts'

test('the page has the scenarios that Node has', async ({ page }) => {
  await openLab(page)
  expect(await page.evaluate(() => window.netsplit.scenarios())).toEqual(GOLDEN.map(({ id }) => id))
})

test('every scenario gives in the browser the fingerprint it gives in Node', async ({ page }) => {
  await openLab(page)
  for (const { id, seed, events, fingerprint } of GOLDEN) {
    const end = await page.evaluate(async (scenario) => {
      await window.netsplit.load(scenario)
      return window.netsplit.seek('end')
    }, id)
    expect({ ...end, events: end.event + 1 }).toMatchObject({ scenario: id, seed, events, fingerprint })
  }
})

test('another seed gives another fingerprint', async ({ page }) => {
  await openLab(page)
  const [{ id, fingerprint } = GOLDEN[0]!] = GOLDEN
  const other = await page.evaluate(async (scenario) => {
    await window.netsplit.load(`#/${scenario}?seed=other`)
    return window.netsplit.seek('end')
  }, id)
  expect(other.seed).toBe('other')
  expect(other.fingerprint).not.toBe(fingerprint)
})
