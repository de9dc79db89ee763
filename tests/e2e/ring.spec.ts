// Who keeps what, as a ring, as bars and as a table: a node joins under traffic, its keys are counted beside the least
// that had to move, and the same join by modulo stands in the same table.

import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { angleOf, onCircle } from '../../src/ui/figures/ring/polar.ts'
import { radiiIn } from '../../src/ui/figures/ring/ringGeometry.ts'
import { expect, labState, openLab, press, settled, test } from './page.ts'

const JOINS = '#/hashing/node-joins'

function ring(page: Page) {
  return page.getByRole('listbox', { name: /^Hash ring/ })
}

/** The number after a name in the table of the latest change: "25 of 127". */
function told(page: Page, table: string, row: string, column = 0) {
  return page
    .getByRole('table', { name: table })
    .getByRole('row', { name: new RegExp(`^${row}`) })
    .getByRole('cell')
    .nth(column)
}

async function share(text: Promise<string | null>): Promise<number> {
  return Number.parseFloat((await text) ?? '')
}

/** The open question is left, and the join let happen. */
async function joined(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Let n6 join' }).click()
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await page.evaluate(() => window.netsplit.seek('end'))
  await settled(page)
}

test('a node joins under traffic: keys moved beside the least, and by modulo in a compared branch', async ({
  page,
}) => {
  await openLab(page, JOINS)
  await expect(ring(page)).toBeVisible()
  await expect(page.getByText('keys on 5 nodes')).toBeVisible()
  await joined(page)
  await expect(page.getByText('of keys move when n6 joins')).toBeVisible()
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  const moved = await share(told(page, 'The latest change', 'share of keys moved').textContent())
  const least = await share(told(page, 'The latest change', 'share at best').textContent())
  expect(least).toBeCloseTo(16.7, 1)
  expect(moved).toBeGreaterThan(5)
  expect(moved).toBeLessThan(33)
  await expect(told(page, 'The latest change', 'bytes moved')).toHaveText('250 kB')
  const every = 'Every scheme on these keys and this change'
  expect(await share(told(page, every, 'Hash ring').textContent())).toBe(moved)
  expect(await share(told(page, every, 'Modulo').textContent())).toBeGreaterThan(70)
  // The same join, placed by modulo in a run beside it.
  await page.getByRole('button', { name: 'Side by side' }).click()
  await settled(page)
  const both = 'The latest change in both'
  await expect(told(page, both, 'keys are placed by', 0)).toHaveText('Hash ring with virtual nodes')
  await expect(told(page, both, 'keys are placed by', 1)).toHaveText('Modulo N')
  expect(await share(told(page, both, 'share of keys moved', 0).textContent())).toBe(moved)
  expect(await share(told(page, both, 'share of keys moved', 1).textContent())).toBeGreaterThan(70)
  expect(await share(told(page, both, 'share at best', 1).textContent())).toBe(least)
})

test('keys walk along nodes, points and keys, and each is said in words', async ({ page }) => {
  await openLab(page, '#/hashing/same-host')
  await ring(page).focus()
  const line = ring(page).getByRole('option')
  await expect(line).toHaveText(/^n1: first to keep \d+ keys; .*of the circle in 64 arcs/)
  await press(page, 'ArrowRight')
  await expect(line).toHaveText(/^n2: /)
  await press(page, 'ArrowDown')
  await expect(line).toHaveText(/^Point of n2 at 0\.\d{3}/)
  await press(page, 'ArrowDown')
  await expect(line).toHaveText(
    /^post:\d+(~\d)? at 0\.\d{3} of the circle: n\d keeps it first, copies on n\d and n\d/,
  )
  await expect(line).toHaveAttribute('aria-setsize', '167')
  const { frame } = await labState(page)
  const name = (await line.textContent())!.split(' ')[0]!
  const key = frame.ring!.keys.find((each) => each.key === name)!
  const owners = key.owners.map((node) => frame.ring!.nodes[node]!.id)
  await expect(line).toContainText(`${owners[0]} keeps it first, copies on ${owners[1]} and ${owners[2]}`)
  // It is pinned, stays when the focus goes, and goes with a link.
  await press(page, 'Enter')
  await page.getByRole('tab', { name: 'Story', exact: true }).focus()
  await expect(page.locator('.said').first()).toContainText(name)
  await press(page, 'ArrowLeft')
})

test('pointing at a key shows who keeps it, and pressing a node of the ring selects it', async ({ page }) => {
  await openLab(page, JOINS)
  const box = (await ring(page).boundingBox())!
  const { frame } = await labState(page)
  const { keys, inner, outer } = radiiIn(box)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const key = frame.ring!.keys.find(({ at }) => at > 3_000_000_000)!
  const at = onCircle({ x, y }, keys, angleOf(key.at))
  await page.mouse.move(at.x, at.y)
  await expect(page.locator('.said').first()).toContainText(
    /^post:\d+(~\d)? at 0\.\d{3} of the circle: n\d keeps/,
  )
  const arc = onCircle({ x, y }, (inner + outer) / 2, 1)
  await page.mouse.click(arc.x, arc.y)
  await expect(page.getByRole('toolbar', { name: /^Break n\d$/ })).toBeVisible()
})

test('what is on the stage goes with the link, one key goes to the next, and the cluster is one of them', async ({
  page,
}) => {
  await openLab(page, `${JOINS}?see=stage:schemes`)
  await expect(page.getByRole('region', { name: 'All schemes' })).toBeVisible()
  await press(page, 'o')
  await expect(page.getByRole('region', { name: 'Cluster' })).toBeVisible()
  await press(page, 'o')
  await expect(ring(page)).toBeVisible()
  await page.getByRole('button', { name: 'Loads', exact: true }).click()
  const link = await page.evaluate(() => window.netsplit.link())
  expect(link).toContain('see=stage:loads')
  await expect(page.getByRole('listbox', { name: /^Nodes beside each other/ })).toBeVisible()
})

test('all schemes place a million keys in a lab of their own, while the run goes on', async ({ page }) => {
  await openLab(page, `${JOINS}?see=stage:schemes`)
  await page.getByRole('combobox', { name: /^Keys/ }).selectOption('1000000')
  // The page answers meanwhile.
  await page.getByRole('button', { name: 'Let n6 join' }).click()
  await page.evaluate(() => window.netsplit.lab.predict('skip'))
  await page.evaluate(() => window.netsplit.seek('end'))
  await expect(page.getByText(/^1,000,000 keys placed twice by each of 9 schemes/)).toBeVisible({
    timeout: 30_000,
  })
  const table = page.getByRole('table', { name: /^When n6 joins: at best 16\.7 %/ })
  const cells = (scheme: string) =>
    table.getByRole('row', { name: new RegExp(`^${scheme}`) }).getByRole('cell')
  await expect(cells('Rendezvous').nth(1)).toHaveText(/^16\.[678] %$/)
  await expect(cells('Rendezvous').nth(2)).toHaveText('0.0 %')
  await expect(cells('Modulo').nth(1)).toHaveText(/^83\.\d %$/)
  await page.getByRole('button', { name: 'Fixed partitions' }).click()
  await expect(page.getByRole('listbox', { name: /^Fixed partitions: 6 members/ })).toBeVisible()
})

test('the ruler has every key twice, by hash and by key', async ({ page }) => {
  await openLab(page, `#/hashing/latest-posts?see=stage:ruler`)
  const ruler = page.getByRole('listbox', { name: /^Ruler: / })
  await ruler.focus()
  await press(page, 'ArrowUp', 'Home')
  await expect(ruler.getByRole('option')).toHaveText(/^post:\d+(~\d)? at 0\.0/)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })
  test('what can be done to a node of a figure stands in a sheet: a spare one is let in', async ({
    page,
  }) => {
    await openLab(page, '#/hashing/node-joins?see=stage:loads')
    const loads = page.getByRole('listbox', { name: /^Nodes beside each other/ })
    await loads.focus()
    await press(page, 'End', 'Enter')
    await page.getByRole('dialog').getByText('Let it join').click()
    await settled(page)
    const { run } = await labState(page)
    expect(run.interventions.filter(({ isPlanned }) => !isPlanned)).toMatchObject([
      { do: { kind: 'tell', node: 'n6', order: { name: 'join' } } },
    ])
  })
})

const LOOKS = [
  {
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    scenario: 'same-host',
    rules: null,
    stages: ['Ring', 'Ruler', 'Loads', 'Table', 'Schemes'],
  },
  {
    viewport: { width: 1280, height: 720 },
    colorScheme: 'dark',
    scenario: 'node-joins?t=900ms',
    rules: ['color-contrast'],
    stages: ['Ring', 'Table', 'Schemes'],
  },
  {
    viewport: { width: 390, height: 844 },
    colorScheme: 'light',
    scenario: 'cache-dies',
    rules: ['target-size', 'color-contrast'],
    stages: ['Ring', 'Schemes'],
  },
] as const

for (const { viewport, colorScheme, scenario, rules, stages } of LOOKS)
  test(`axe finds nothing in figures of a placement, ${viewport.width} wide and ${colorScheme}`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await openLab(page, `#/hashing/${scenario}`)
    for (const stage of stages) {
      await page.getByRole('button', { name: stage, exact: true }).click()
      await settled(page)
      const axe = new AxeBuilder({ page }).setLegacyMode(true).include('.placement')
      const { violations } = await (rules === null ? axe : axe.withRules([...rules])).analyze()
      expect.soft(violations, stage).toEqual([])
    }
  })
