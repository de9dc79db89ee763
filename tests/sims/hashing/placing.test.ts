// All schemes on the same keys and the same change: what the comparison says is what placing the keys one by one comes
// to, and on the keys of a run it says what the run's own picture does.

import { describe, expect, test } from 'vitest'
import { evenness, hashedKeys, movesBetween, ownersOf } from '../../../sims/hashing/placement/measure.ts'
import { DEFAULT_OPTIONS } from '../../../sims/hashing/placement/placement.ts'
import { placed, SCHEMES } from '../../../sims/hashing/placement/schemes.ts'
import { sim } from '../../../sims/hashing/sim.ts'
import { createLocalLab } from '../../../src/lab/local.ts'

const lab = createLocalLab([sim])
const ask = { nodes: null, tokens: null, keys: null, change: 'latest' } as const

describe('beside a run in which a node joins', async () => {
  const { frame } = await lab.open('#/hashing/node-joins?t=900ms')
  const ring = frame.ring!

  test.each(SCHEMES.map(({ id }) => id))(
    '%s moves as many keys of the run as the picture says',
    async (scheme) => {
      const placing = (await lab.placing({ ...ask, scheme }))!
      const shown = ring.schemes.find(({ id }) => id === scheme)!
      expect(placing.ring.moved).toBe(shown.moved)
      expect(placing.maxOverMean).toBeCloseTo(shown.maxOverMean, 9)
      expect(placing.sdOverMean).toBeCloseTo(shown.sdOverMean, 9)
      expect(placing.ring.change).toBe('n6 joins')
      expect(placing.heir).toBeNull()
    },
  )

  test('the run’s own scheme has the run’s own arcs, flows and counts', async () => {
    const { ring: same } = (await lab.placing({ ...ask, scheme: 'ring' }))!
    expect(Array.from(same.arcs!.until)).toEqual(Array.from(ring.arcs!.until))
    expect(Array.from(same.arcsBefore!.owner)).toEqual(Array.from(ring.arcsBefore!.owner))
    expect(same.moves).toEqual(ring.moves)
    expect(same.nodes.map(({ keys }) => keys)).toEqual(ring.nodes.map(({ keys }) => keys))
  })
})

describe('on 20,000 keys and twelve nodes', () => {
  const keys = hashedKeys(
    Array.from({ length: 20_000 }, (_, i) => `key:${String(i).padStart(7, '0')}`),
    0,
  )

  test.each(SCHEMES)('$id: sums, shares and heirs are those of the keys one by one', async (scheme) => {
    for (const change of ['join', 'leave'] as const) {
      const placing = (await lab.placing({ scheme: scheme.id, nodes: 12, tokens: 50, keys: 20_000, change }))!
      const { ring } = placing
      const sum = (counts: readonly (number | null)[]) => counts.reduce((all: number, n) => all + (n ?? 0), 0)
      expect(sum(ring.nodes.map((node) => node.keys))).toBe(20_000)
      expect(sum(ring.nodes.map((node) => node.keysBefore))).toBe(20_000)
      const flows = (node: number, end: 'from' | 'to') =>
        sum(ring.moves.filter((flow) => flow[end] === node).map((flow) => flow.keys))
      ring.nodes.forEach((node, i) => {
        expect(node.keys - node.keysBefore!).toBe(flows(i, 'to') - flows(i, 'from'))
      })
      expect(placing.needless).toBeLessThanOrEqual(ring.moved!)
      if (scheme.moves === 'least') expect(placing.needless).toBe(0)
      expect(placing.heir === null).toBe(change === 'join')
    }
  })

  test('jump hash, which needs no cluster’s salt to be checked, agrees with placing by hand', async () => {
    const placing = (await lab.placing({
      scheme: 'jump',
      nodes: 9,
      tokens: 1,
      keys: 20_000,
      change: 'join',
    }))!
    const layout = lab.getState().frame.nodes.find(({ id }) => id === 'dir')!.disk as {
      view: { now: { salt: number } }
    }
    const salted = hashedKeys([...keys.texts], layout.view.now.salt)
    const members = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ id: `n${i + 1}`, weight: 1, domain: '' }))
    const scheme = SCHEMES.find(({ id }) => id === 'jump')!
    const [before, after] = [9, 10].map((count) => placed(scheme, members(count), DEFAULT_OPTIONS).placement)
    expect(placing.ring.moved).toBe(movesBetween(before!, after!, salted).moved / 20_000)
    const counts = new Array<number>(10).fill(0)
    for (const owner of ownersOf(after!, salted)) counts[owner]!++
    expect(placing.maxOverMean).toBeCloseTo(evenness(counts, members(10)).maxOverMean, 12)
  })
})

test('a run in which no node came or went has no such change, and one without placement has nothing to ask', async () => {
  await lab.open('#/hashing/same-host')
  expect(await lab.placing({ ...ask, scheme: 'ring' })).toBeNull()
  expect((await lab.placing({ ...ask, scheme: 'ring', change: 'join' }))!.ring.change).toBe('n9 joins')
  expect(await lab.placing({ ...ask, scheme: 'nothing', change: 'join' })).toBeNull()
})
