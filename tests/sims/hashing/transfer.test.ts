// Keys that move: which, how many at a time, how long it takes, and what happens to them when messages or nodes are lost.

import { describe, expect, test } from 'vitest'
import { allKeys } from '../../../sims/hashing/keys.ts'
import { ownersOf } from '../../../sims/hashing/layout.ts'
import {
  crash,
  cut,
  diskOf,
  MS,
  memoryOf,
  misplaced,
  restart,
  runOf,
  tell,
  viewOf,
  write,
} from './running.ts'

const join = tell('n6', 'join')
const NODES = ['n1', 'n2', 'n3', 'n4', 'n5']

test('a newcomer takes what the new view gives it, a few at a time, and nobody else takes anything', () => {
  const run = runOf({ chunkKeys: 2 }, [[100, join]])
  run.until(1_000)
  expect(misplaced(run)).toEqual([])
  const { story } = run
  expect(story().count('asksAgain')).toBe(0)
  const taken = Object.keys(diskOf(run, 'n6').data).length
  expect(taken).toBeGreaterThan(2)
  expect(memoryOf(run, 'n6')).toMatchObject({ takenKeys: taken, takenBytes: taken * 10_000 })
  for (const id of NODES) expect(memoryOf(run, id).takenKeys).toBe(0)
  const chunks = story()
    .notes.filter(({ code }) => code === 'sendsKeys')
    .map(({ params }) => Number(params[0]))
  expect(Math.max(...chunks)).toBe(2)
  expect(chunks.reduce((sum, count) => sum + count, 0)).toBe(taken)
})

test('nobody deletes anything before the move is over', () => {
  const run = runOf({ bytesPerSecond: 200_000 }, [[100, join]])
  const before = Object.fromEntries(NODES.map((id) => [id, Object.keys(diskOf(run, id).data)]))
  run.until(150)
  while (viewOf(run).was !== null) {
    expect(run.world.step(10_000 * MS)).toBe(true)
    if (viewOf(run).was === null) break
    for (const id of NODES) for (const key of before[id]!) expect(diskOf(run, id).data).toHaveProperty([key])
  }
  run.until(5_000)
  expect(misplaced(run)).toEqual([])
})

test('a key costs each side its bytes over the bandwidth', () => {
  const length = (bytesPerSecond: number) => {
    const run = runOf({ bytesPerSecond, chunkKeys: 100 }, [[100, join]])
    run.until(20_000)
    const story = run.story()
    return story.first('settles', undefined, 100 * MS)!.atUs - story.first('announces')!.atUs
  }
  // Every source sends its share; n6 takes all of them, one after the other.
  const run = runOf({}, [[100, join]])
  run.until(1_000)
  const bytes = memoryOf(run, 'n6').takenBytes
  const slow = length(50_000)
  expect(slow).toBeGreaterThan((bytes * 1_000_000) / 50_000)
  expect(slow).toBeGreaterThan(5 * length(500_000))
})

test('what is written while its key moves is where the key is afterwards', () => {
  const keys = allKeys(40).slice(0, 40)
  const writes = keys.map((key, i) => [130 + 10 * i, write(key, 100 + i)] as const)
  const run = runOf({ bytesPerSecond: 300_000 }, [[100, join], ...writes])
  run.until(20_000)
  expect(misplaced(run)).toEqual([])
  expect(run.world.history.map(({ outcome }) => outcome)).toEqual(keys.map(() => 'ok'))
  keys.forEach((key, i) => {
    for (const id of ownersOf(viewOf(run).now, key))
      expect(diskOf(run, id).data[key]).toMatchObject({ value: 100 + i })
  })
  expect(run.world.violations).toEqual([])
})

describe('when something is lost', () => {
  test('messages: it asks again, and takes nothing twice', () => {
    const links = NODES.flatMap(
      (id) =>
        [
          [id, 'n6'],
          ['n6', id],
        ] as const,
    )
    const run = runOf({ bytesPerSecond: 300_000, chunkKeys: 2 }, [
      [100, join],
      [180, cut(...links)],
      [900, { kind: 'heal' }],
    ])
    run.until(880)
    expect(viewOf(run).was).not.toBeNull()
    run.until(20_000)
    expect(run.story().count('asksAgain')).toBeGreaterThan(0)
    expect(misplaced(run)).toEqual([])
    expect(memoryOf(run, 'n6').takenKeys).toBe(Object.keys(diskOf(run, 'n6').data).length)
  })

  test('the newcomer’s power: it goes on from what is on its disk', () => {
    const run = runOf({ bytesPerSecond: 100_000, chunkKeys: 1 }, [
      [100, join],
      [600, crash('n6')],
      [1_000, restart('n6')],
    ])
    run.until(990)
    const kept = Object.keys(diskOf(run, 'n6').data).length
    expect(kept).toBeGreaterThan(0)
    expect(viewOf(run).was).not.toBeNull()
    run.until(30_000)
    expect(misplaced(run)).toEqual([])
    expect(memoryOf(run, 'n6').takenKeys).toBe(Object.keys(diskOf(run, 'n6').data).length - kept)
  })

  test('a source, of which nobody has a copy: the move waits for it', () => {
    const run = runOf({}, [
      [100, join],
      [105, crash('n1')],
      [3_000, restart('n1')],
    ])
    run.until(2_990)
    expect(viewOf(run).was).not.toBeNull()
    run.until(10_000)
    expect(misplaced(run)).toEqual([])
  })

  test('a source whose keys others have as well: the move does not wait', () => {
    const run = runOf({ copies: 3 }, [
      [100, join],
      [105, crash('n1')],
      [120, tell('dir', 'remove', { node: 'n1' })],
    ])
    run.until(5_000)
    expect(viewOf(run).was).toBeNull()
    expect(misplaced(run).filter((key) => !(key in diskOf(run, 'n1').data))).toEqual([])
  })
})

test('a node that leaves has nothing left when it is out, and the others have all of it', () => {
  const run = runOf({}, [[100, tell('n2', 'leave')]])
  run.until(2_000)
  expect(viewOf(run).now.members.map(({ id }) => id)).toEqual(['n1', 'n3', 'n4', 'n5'])
  expect(misplaced(run)).toEqual([])
  expect(Object.keys(diskOf(run, 'n2').data)).toEqual([])
})

test('as many nodes stay as a key has copies', () => {
  const run = runOf(
    { copies: 3 },
    NODES.map((id, i) => [100 + 400 * i, tell(id, 'leave')] as const),
  )
  run.until(6_000)
  expect(viewOf(run).now.members).toHaveLength(3)
  expect(run.story().count('keepsIn')).toBeGreaterThan(0)
  expect(misplaced(run)).toEqual([])
})
