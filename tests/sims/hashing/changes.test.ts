// Whatever is changed while the store runs, keys end up exactly where the new layout says, and the numbers say what moved.

import { expect, test } from 'vitest'
import { allKeys } from '../../../sims/hashing/keys.ts'
import { movesOfLayouts, ownersOf } from '../../../sims/hashing/layout.ts'
import { SCHEMES } from '../../../sims/hashing/placement/schemes.ts'
import type { Command } from '../../../src/engine/intervention.ts'
import { diskOf, MS, memoryOf, misplaced, numbersOf, runOf, set, tell, viewOf } from './running.ts'

const BUSY = { workloadEveryUs: 30 * MS, bytesPerSecond: 20_000_000 }

const ids = SCHEMES.map(({ id }) => id)
test('every scheme takes the place of the one before it, under reads and writes', () => {
  const run = runOf(
    BUSY,
    [...ids.slice(1), 'ring'].map((id, i) => [500 * (i + 1), set('scheme', id)] as const),
  )
  ids.forEach((id, i) => {
    run.until(500 * (i + 1) - 1)
    expect(viewOf(run).now.scheme).toBe(id)
    expect(misplaced(run)).toEqual([])
  })
  run.until(6_000)
  expect(run.world.history.filter(({ outcome }) => outcome === 'ok').length).toBeGreaterThan(100)
  expect(run.world.violations).toEqual([])
})

const changes: readonly (readonly [string, Command])[] = [
  ['more virtual nodes', set('tokens', 200)],
  ['three copies', set('copies', 3)],
  ['another partition key', set('partitionBy', 'user')],
  ['another weight', tell('dir', 'weigh', { node: 'n3', weight: 3 })],
]
test.each(changes)('%s: keys move there, and no more of them than must by the two layouts', (_, command) => {
  const run = runOf(BUSY, [[300, command]])
  run.until(250)
  const before = viewOf(run).now
  run.until(3_000)
  expect(misplaced(run)).toEqual([])
  const { moved, keys } = movesOfLayouts(before, viewOf(run).now)
  expect(numbersOf(run)['keys moved']).toBe(`${Number(((100 * moved) / keys).toFixed(1))} %`)
  expect(run.world.violations).toEqual([])
})

test('a heavier node keeps as much more, and nothing moves but to it', () => {
  const run = runOf(BUSY, [[300, tell('dir', 'weigh', { node: 'n3', weight: 3 })]])
  run.until(250)
  const before = viewOf(run).now
  run.until(3_000)
  const { now } = viewOf(run)
  const { flows, moved } = movesOfLayouts(before, now)
  expect(new Set(flows.map(({ to }) => to))).toEqual(new Set(['n3']))
  expect(moved).toBeGreaterThan(0)
  expect(memoryOf(run, 'n3').takenKeys).toBe(moved)
})

test('a range is split at the key, and the second part alone moves', () => {
  const run = runOf({ ...BUSY, scheme: 'ranges', parts: 5 }, [
    [300, tell('dir', 'split', { key: 'post:036', node: 'n1' })],
  ])
  run.until(3_000)
  expect(misplaced(run)).toEqual([])
  const { origin, now } = viewOf(run)
  const moved = allKeys(40).filter((key) => ownersOf(origin, key)[0] !== ownersOf(now, key)[0])
  expect(moved).toEqual(['post:036', 'post:037', 'post:038', 'post:039'])
  expect(moved.every((key) => key in diskOf(run, 'n1').data)).toBe(true)
})

test('a part is given to a node by hand', () => {
  const run = runOf({ ...BUSY, scheme: 'partitions' }, [
    [300, tell('dir', 'assign', { part: 5, node: 'n2' })],
  ])
  run.until(3_000)
  expect(viewOf(run).now.deal?.owners[5]).toBe('n2')
  expect(misplaced(run)).toEqual([])
})

test('the directory says no to what it cannot do', () => {
  const run = runOf({}, [
    [100, tell('dir', 'weigh', { node: 'n3', weight: -1 })],
    [110, tell('dir', 'weigh', { node: 'n9', weight: 1 })],
    [120, tell('dir', 'split', { key: 'post:036', node: 'n1' })],
    [130, tell('dir', 'assign', { part: 1, node: 'n1' })],
  ])
  run.until(500)
  expect(viewOf(run).epoch).toBe(1)
  expect(run.story().count('orderUnknown')).toBe(4)
})

test('the keys of a node that goes fall to one heir with one point, to many with a hundred', () => {
  const heirOf = (tokens: number) => {
    const run = runOf({ tokens, copies: 2 }, [[100, tell('n2', 'leave')]])
    run.until(2_000)
    return numbersOf(run)['busiest heir takes']
  }
  expect(heirOf(1)).toBe('100 %')
  expect(Number.parseFloat(heirOf(100)!)).toBeLessThan(70)
})
