// Durability: nothing is promised to others before it is on disk. Syncs take 100 µs here, messages 1000 µs.

import { expect, test } from 'vitest'
import { does, fates, play } from './scripted.ts'

test('a message waits for the sync asked before it', () => {
  const { memory } = play([[500, does('n1', ['append', 1], ['sync'], ['send', 'n2', 'promise'])]])
  expect(memory('n2').heard).toEqual([[1600, 'n1', 'promise']])
  expect(memory('n1').synced).toEqual([600])
})

test('a message sent before the sync is asked for does not wait', () => {
  const { memory } = play([
    [500, does('n1', ['append', 1], ['send', 'n2', 'early'], ['sync'], ['send', 'n2', 'late'])],
  ])
  expect(memory('n2').heard).toEqual([
    [1500, 'n1', 'early'],
    [1600, 'n1', 'late'],
  ])
})

test('a sync with nothing to write finishes at once and holds nothing up', () => {
  const { memory } = play([[500, does('n1', ['sync'], ['send', 'n2', 'free'])]])
  expect(memory('n2').heard).toEqual([[1500, 'n1', 'free']])
})

test('one sync at a time: what is asked for meanwhile waits for the next', () => {
  const { memory } = play([
    [500, does('n1', ['append', 1], ['sync'], ['send', 'n2', 'first'])],
    [550, does('n1', ['append', 2], ['sync'], ['send', 'n2', 'second'])],
    [560, does('n1', ['append', 3], ['sync'], ['send', 'n2', 'third'])],
  ])
  expect(memory('n1').synced).toEqual([600, 700])
  expect(memory('n2').heard.map(([us, , text]) => [us, text])).toEqual([
    [1600, 'first'],
    [1700, 'second'],
    [1700, 'third'],
  ])
})

test('messages leave in the order of sending', () => {
  const { texts } = play([
    [500, does('n1', ['append', 1], ['sync'], ['send', 'n2', 'a'], ['send', 'n2', 'b'])],
    [520, does('n1', ['send', 'n2', 'c'])],
  ])
  expect(texts('n2')).toEqual(['a', 'b', 'c'])
})

test('a crash before the sync is done: the message is never sent, and the write is gone', () => {
  const run = play([
    [500, does('n1', ['append', 1], ['sync'], ['send', 'n2', 'promise'])],
    [599, { kind: 'crash', node: 'n1' }],
    [5000, { kind: 'restart', node: 'n1' }],
    [6000, does('n1', ['append', 2], ['sync'])],
  ])
  expect(fates(run)).toEqual([])
  expect(run.disk('n1').log).toEqual([2])
  expect(run.memory('n1').synced).toEqual([6100])
  expect(run.world.receipts.i1).toEqual({ messages: 1, timers: 0, writes: 1 })
})

test('a sync begun before a crash does not finish after the restart', () => {
  const run = play([
    [500, does('n1', ['append', 1], ['sync'])],
    [550, { kind: 'crash', node: 'n1' }],
    [560, { kind: 'restart', node: 'n1' }],
    [570, does('n1', ['append', 2])],
    [650, { kind: 'crash', node: 'n1' }],
    [660, { kind: 'restart', node: 'n1' }],
  ])
  expect(run.disk('n1').log).toEqual([])
})

test('a lying disk reports at once and keeps nothing', () => {
  const run = play([
    [400, { kind: 'lyingDisk', node: 'n1' }],
    [500, does('n1', ['append', 1], ['sync'], ['send', 'n2', 'lie'])],
    [9000, { kind: 'crash', node: 'n1' }],
    [9500, { kind: 'restart', node: 'n1' }],
  ])
  expect(run.memory('n2').heard).toEqual([[1500, 'n1', 'lie']])
  expect(run.disk('n1').log).toEqual([])
  expect(run.world.receipts.i0).toEqual({ messages: 0, timers: 0, writes: 1 })
  expect(run.world.receipts.i2!.writes).toBe(1)
})

test('the first true sync after the lie makes everything durable', () => {
  const run = play([
    [400, { kind: 'lyingDisk', node: 'n1' }],
    [500, does('n1', ['append', 1], ['sync'])],
    [600, { kind: 'heal', fault: 'i0' }],
    [700, does('n1', ['append', 2], ['sync'])],
    [9000, { kind: 'crash', node: 'n1' }],
  ])
  expect(run.disk('n1').log).toEqual([1, 2])
})

test('a slow disk holds promises up until it is healed', () => {
  const run = play([
    [400, { kind: 'slowDisk', node: 'n1', syncUs: 7000 }],
    [500, does('n1', ['append', 1], ['sync'], ['send', 'n2', 'slow'])],
    [8000, { kind: 'heal', fault: 'i0' }],
    [9000, does('n1', ['append', 2], ['sync'], ['send', 'n2', 'quick'])],
    [9000, does('n3', ['append', 2], ['sync'], ['send', 'n2', 'never slow'])],
  ])
  expect(run.memory('n2').heard.map(([us, , text]) => [us, text])).toEqual([
    [8500, 'slow'],
    [10_100, 'quick'],
    [10_100, 'never slow'],
  ])
  expect(run.world.receipts.i0).toEqual({ messages: 0, timers: 0, writes: 1 })
})

test('a disk that takes no time promises at once', () => {
  const { memory } = play([
    [100, { kind: 'set', key: 'syncUs', value: 0 }],
    [500, does('n1', ['append', 1], ['sync'], ['send', 'n2', 'at once'])],
  ])
  expect(memory('n2').heard).toEqual([[1500, 'n1', 'at once']])
})

test.each([
  ['a disk that takes no time', { kind: 'set', key: 'syncUs', value: 0 }],
  ['a lying disk', { kind: 'lyingDisk', node: 'n1' }],
  ['a disk slowed down to nothing', { kind: 'slowDisk', node: 'n1', syncUs: 0 }],
] as const)('%s tells its process in an event of its own, after the handler', (_, command) => {
  const { memory, trace } = play([
    [400, command],
    [500, does('n1', ['append', 1], ['sync'], ['send', 'n2', 'promise'])],
  ])
  expect(memory('n1').synced).toEqual([500])
  const rows = Array.from({ length: trace.rows }, (_, row) => row).filter((row) => trace.atUs(row) === 500)
  expect(rows.map((row) => trace.kind(row))).toEqual(['intervention', 'synced'])
  expect(trace.messageAt(0).sentRow).toBe(rows[1])
})

test('a crash with the loss of the disk leaves a formatted one', () => {
  const run = play([
    [500, does('n1', ['append', 1], ['write', 7], ['sync'])],
    [900, does('n1', ['append', 2])],
    [1000, { kind: 'crash', node: 'n1', loseDisk: true }],
    [2000, { kind: 'restart', node: 'n1' }],
  ])
  expect(run.disk('n1')).toEqual({ field: 0, log: [] })
  expect(run.world.receipts.i2!.writes).toBe(1)
})

test('what is not synced is told, and how much of each log is', () => {
  const { world } = play(
    [
      [500, does('n1', ['append', 1], ['append', 2], ['sync'])],
      [700, does('n1', ['truncate', 1], ['append', 3], ['write', 9])],
    ],
    750,
  )
  expect(world.unsynced('n1')).toEqual({ writes: 3, syncedLengths: { log: 1 } })
  expect(world.unsynced('n2')).toEqual({ writes: 0, syncedLengths: { log: 0 } })
})
