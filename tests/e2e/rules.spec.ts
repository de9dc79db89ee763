// A rule left out: the run is marked as unsafe, the promise it breaks turns red where it breaks, playing stops there,
// and one press leads back to it.

import { expect, labState, moment, openLab, press, settled, test } from './page.ts'

const CASES = [
  {
    scenario: 'raft/figure-8',
    rule: 'Commits entries of older terms by counting',
    promise: 'Leaders have all that is committed',
    invariant: 'leaderCompleteness',
  },
  {
    scenario: 'raft/leader-dies',
    rule: 'Executes every copy of a request',
    promise: 'Each request takes effect once',
    invariant: 'exactlyOnce',
  },
] as const

for (const { scenario, rule, promise, invariant } of CASES) {
  test(`${scenario}: “${rule}” breaks “${promise}”, where playing stops`, async ({ page }) => {
    await openLab(page, `#/${scenario}`)
    await expect(page.locator('.stage').getByText('unsafe variant')).toHaveCount(0)
    await page.getByRole('tab', { name: 'Rules' }).click()
    await page.getByText(rule, { exact: true }).click()
    await settled(page)
    await expect(page.locator('.stage').getByText('unsafe variant', { exact: true })).toBeVisible()

    const violation = (await labState(page)).run.landmarks.find(({ kind }) => kind === 'violation')
    if (violation === undefined) throw new Error('nothing breaks')
    await page.getByRole('tab', { name: 'Story', exact: true }).click()
    await expect(page.locator('.promises .broken')).toHaveCount(0)

    // Playing stops at the prediction first, then at the violation, each time by itself.
    await page.getByRole('button', { name: /^Speed/ }).click()
    await page.getByRole('menuitemcheckbox', { name: '1 s shows 500 ms' }).click()
    const stopped = () => expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Skip' })).toBeVisible({ timeout: 15_000 })
    await stopped()
    await page.getByRole('button', { name: 'Skip' }).click()
    await settled(page)
    if ((await moment(page)).row < violation.row) {
      await page.getByRole('button', { name: 'Play', exact: true }).click()
      await expect.poll(async () => (await moment(page)).row, { timeout: 15_000 }).toBe(violation.row)
    }
    await stopped()
    await page.waitForTimeout(300)
    const there = await moment(page)
    expect(there.row).toBe(violation.row)

    const broken = page.locator('.promises .broken').filter({ hasText: promise })
    await expect(page.locator('.promises .broken')).toHaveCount(1)
    const { promises } = (await labState(page)).frame
    expect(promises.filter((each) => each.broken !== null).map(({ id }) => id)).toEqual([invariant])
    const [red, plain] = await Promise.all([
      broken.evaluate((li) => getComputedStyle(li).color),
      page.getByRole('heading', { name: /^Promises/ }).evaluate((h3) => getComputedStyle(h3).color),
    ])
    expect(red).not.toBe(plain)

    await press(page, 'End')
    expect((await moment(page)).row).toBeGreaterThan(violation.row)
    await broken.getByRole('button', { name: /^Go to where it broke/ }).click()
    expect(await moment(page)).toEqual(there)

    // A moment earlier it still held; with the rule kept again it holds to the end.
    await press(page, 'p')
    await expect(broken).toHaveCount(0)
    await page.evaluate(() => window.netsplit.undo())
    await press(page, 'End')
    await expect(broken).toHaveCount(0)
    await expect(page.getByText('all 8 hold')).toBeVisible()
    await expect(page.locator('.stage').getByText('unsafe variant')).toHaveCount(0)
  })
}
