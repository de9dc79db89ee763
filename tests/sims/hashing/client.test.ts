// What clients do: whom they ask by which view, what they remember, and what becomes of a post with several names.

import { describe, expect, test } from 'vitest'
import { celebrity, salted } from '../../../sims/hashing/keys.ts'
import { ownersOf } from '../../../sims/hashing/layout.ts'
import type { Truth } from '../../../sims/hashing/truth.ts'
import {
  clientOf,
  crash,
  cut,
  diskOf,
  MS,
  numbersOf,
  read,
  restart,
  runOf,
  set,
  tell,
  viewOf,
  write,
} from './running.ts'

const results = ({ world }: ReturnType<typeof runOf>) =>
  world.history.map(({ outcome, result }) => [outcome, result])

test('it asks the key’s first node, and another one that keeps it when that is silent', () => {
  const start = runOf({ copies: 3 })
  start.until(50)
  const owners = ownersOf(viewOf(start).now, 'post:007')
  const run = runOf({ copies: 3 }, [
    [60, crash(owners[0]!)],
    [100, read('post:007')],
  ])
  run.until(1_000)
  const asked = run
    .story()
    .notes.filter(({ code }) => code === 'asks')
    .map(({ params }) => params[0])
  expect(asked).toEqual([owners[0], owners[1]])
  expect(results(run)).toEqual([['ok', 0]])
})

test('one operation at a time: the next waits its turn', () => {
  const run = runOf({}, [
    [100, write('post:001', 1)],
    [100, write('post:001', 2)],
    [100, read('post:001')],
  ])
  run.until(1_000)
  expect(results(run)).toEqual([
    ['ok', null],
    ['ok', null],
    ['ok', 2],
  ])
  expect(run.story().count('queued')).toBe(2)
})

test('it gives up after its retries: a read has failed, a write is unknown', () => {
  const run = runOf({ clientRetries: 2 }, [
    [60, crash('n1')],
    [60, crash('n2')],
    [60, crash('n3')],
    [60, crash('n4')],
    [60, crash('n5')],
    [100, read('post:001')],
    [100, write('post:001', 1)],
  ])
  run.until(3_000)
  expect(run.world.history.map(({ outcome }) => outcome)).toEqual(['fail', 'unknown'])
})

test('by an old view it is answered all the same, and learns that there is a newer one', () => {
  const apart = cut(['dir', 'c2'], ['c2', 'dir'])
  const joined = runOf({}, [[100, tell('n6', 'join')]])
  joined.until(990)
  const moved = Object.keys(diskOf(joined, 'n6').data).find((key) => !key.includes('~'))!
  const run = runOf({}, [
    [90, apart],
    [100, tell('n6', 'join')],
    [1_000, read(moved, 'c2')],
    [1_200, read(moved, 'c2')],
  ])
  run.until(990)
  expect([clientOf(run, 'c1').view?.epoch, clientOf(run, 'c2').view?.epoch]).toEqual([3, 1])
  run.until(4_000)
  expect(clientOf(run, 'c2').view?.epoch).toBe(3)
  expect(run.story().count('forwards')).toBe(1)
  expect(results(run)).toEqual([
    ['ok', 0],
    ['ok', 0],
  ])
})

describe('a cache in front', () => {
  test('answers what was read a moment ago, new or not, and forgets it after a while', () => {
    const run = runOf({ clientCacheUs: 300 * MS }, [
      [100, read('post:001')],
      [150, write('post:001', 7, 'c2')],
      [250, read('post:001')],
      [600, read('post:001')],
    ])
    run.until(1_000)
    expect(results(run)).toEqual([
      ['ok', 0],
      ['ok', null],
      ['ok', 0],
      ['ok', 7],
    ])
    expect(run.story().count('remembers')).toBe(1)
    expect(run.world.truth).toMatchObject({ wrong: [{ operation: 2, word: 'stale' }] })
    expect(run.world.violations).toEqual([])
  })

  test('is empty when it is switched off', () => {
    const run = runOf({ clientCacheUs: 3_000 * MS }, [
      [100, read('post:001')],
      [150, write('post:001', 7, 'c2')],
      [300, set('clientCacheUs', 0)],
      [310, read('post:001')],
    ])
    run.until(1_000)
    expect(results(run)[2]).toEqual(['ok', 7])
    expect(run.world.violations).toEqual([])
  })
})

describe('a post with several names', () => {
  const key = celebrity(40)
  const SALTED = { crowd: 'celebrity', salts: 4 }
  const recordsOf = (run: ReturnType<typeof runOf>, name: string) =>
    run.world.nodes.flatMap(({ process, disk }) =>
      process === 'store' && name in disk.data ? [disk.data[name]] : [],
    )

  test('is written under all of them, and read under any', () => {
    const run = runOf(SALTED, [
      [100, write(key, 7)],
      ...Array.from({ length: 8 }, (_, i) => [300 + 30 * i, read(key)] as const),
    ])
    run.until(1_000)
    for (let salt = 0; salt < 4; salt++)
      expect(recordsOf(run, salted(key, salt))).toMatchObject([{ value: 7 }])
    expect(recordsOf(run, salted(key, 5))).toMatchObject([{ value: 0 }])
    expect(results(run).slice(1)).toEqual(Array.from({ length: 8 }, () => ['ok', 7]))
    const names = run
      .story()
      .notes.filter(({ code, atUs }) => code === 'asks' && atUs > 290 * MS)
      .map(({ params }) => params[1])
    expect(new Set(names).size).toBeGreaterThan(1)
  })

  test('takes a version above that of every name, so that none hides the write', () => {
    const rounds = [0, 1, 2, 3, 4, 5].flatMap((round) => {
      const ms = 400 * round
      return [
        [ms + 60, set('salts', 1)],
        [ms + 70, write(key, 10 * round + 1)],
        [ms + 200, set('salts', 4)],
        [ms + 210, write(key, 10 * round + 2)],
        [ms + 350, read(key)],
      ] as const
    })
    const run = runOf({ crowd: 'celebrity' }, rounds)
    for (let round = 0; round < 6; round++) {
      run.until(400 * round + 399)
      for (let salt = 0; salt < 4; salt++)
        expect(recordsOf(run, salted(key, salt))).toMatchObject([
          { value: 10 * round + 2, version: 2 * round + 3 },
        ])
      expect(results(run).at(-1)).toEqual(['ok', 10 * round + 2])
    }
  })

  test('under a name that it was never written by it is as it was: a wrong answer, and no broken promise', () => {
    const reads = Array.from({ length: 6 }, (_, i) => [420 + 30 * i, read(key)] as const)
    const run = runOf({ crowd: 'celebrity', salts: 1 }, [
      [100, write(key, 5)],
      [400, set('salts', 8)],
      ...reads,
    ])
    run.until(1_000)
    expect((run.world.truth as Truth).wrong.length).toBeGreaterThan(0)
    expect(run.world.violations).toEqual([])
  })
})

describe('two posts that are to change together', () => {
  const both = tell('c1', 'both', { key: 'post:001', other: 'post:002', value: 7 })
  const valuesOf = (run: ReturnType<typeof runOf>) =>
    ['post:001', 'post:002'].map((key) => diskOf(run, ownerOf(key)).data[key]?.value)
  const ownerOf = (key: string) => ownersOf(viewOf(start).now, key)[0]!
  const start = runOf({})
  start.until(50)

  test('are written one after the other, and done when both are', () => {
    const run = runOf({}, [
      [100, both],
      [300, read('post:002')],
    ])
    run.until(1_000)
    expect(valuesOf(run)).toEqual([7, 7])
    expect(results(run)).toEqual([
      ['ok', null],
      ['ok', 7],
    ])
    expect(numbersOf(run)['half done']).toBe('0')
  })

  test('are half done if the second one’s node is down, and not at all if the first one’s is', () => {
    expect(ownerOf('post:001')).not.toBe(ownerOf('post:002'))
    const half = runOf({ clientRetries: 1 }, [
      [60, crash(ownerOf('post:002'))],
      [100, both],
    ])
    half.until(1_000)
    expect(valuesOf(half)).toEqual([7, 0])
    expect(half.world.history[0]?.outcome).toBe('unknown')
    expect(numbersOf(half)['half done']).toBe('1')
    const none = runOf({ clientRetries: 1 }, [
      [60, crash(ownerOf('post:001'))],
      [100, both],
    ])
    none.until(1_000)
    expect(valuesOf(none)).toEqual([0, 0])
    expect(numbersOf(none)['half done']).toBe('0')
  })
})

describe('queries', () => {
  test('count every post once, also while keys move', () => {
    const asks = Array.from(
      { length: 12 },
      (_, i) => [100 + 40 * i, tell('c1', 'query', { of: 'recent' })] as const,
    )
    const run = runOf({ copies: 2, bytesPerSecond: 400_000 }, [[110, tell('n6', 'join')], ...asks])
    run.until(20_000)
    expect(results(run)).toEqual(asks.map(() => ['ok', 4]))
  })

  test.each([
    ['post', 'user:03', 5],
    ['user', 'user:03', 1],
    ['region', 'user:03', 1],
    ['day', 'recent', 1],
    ['user', 'recent', 5],
  ] as const)('placed by %s, a query for %s asks %d nodes', (partitionBy, of, nodes) => {
    const run = runOf({ partitionBy }, [[100, tell('c1', 'query', { of })]])
    run.until(1_000)
    expect(numbersOf(run)['shards per query']).toBe(String(nodes))
    expect(results(run)).toEqual([['ok', of === 'recent' ? 4 : 5]])
  })
})

test('where only the directory knows it is asked once for a part, and nothing is found while it is down', () => {
  const run = runOf({ scheme: 'directory', clientRetries: 3 }, [
    [100, read('post:001')],
    [150, read('post:001')],
    [200, crash('dir')],
    [220, read('post:001')],
    [300, read('post:002')],
    [2_000, restart('dir')],
    [2_300, read('post:002')],
  ])
  run.until(4_000)
  expect(results(run)).toEqual([
    ['ok', 0],
    ['ok', 0],
    ['ok', 0],
    ['fail', null],
    ['ok', 0],
  ])
  expect(run.story().count('looksUp')).toBe(2)
  expect(diskOf(run, 'n1').view?.epoch).toBe(1)
})
