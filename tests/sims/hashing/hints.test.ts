// Writes that a copy did not confirm: kept for it, brought home, and no substitute for it.

import { expect, test } from 'vitest'
import { ownersOf } from '../../../sims/hashing/layout.ts'
import { crash, diskOf, memoryOf, restart, runOf, tell, viewOf, write } from './running.ts'

const THREE = { copies: 3 }
/** The nodes that keep the key, the first one first. */
const owners = ownersOf(viewOf(startOf(runOf(THREE))).now, 'post:007') as [string, string, string]

function startOf<R extends { until: (ms: number) => void }>(run: R): R {
  run.until(50)
  return run
}

test('a hint is left for who is silent, and brought home when it is back', () => {
  const [first, , third] = owners
  const run = runOf(THREE, [
    [100, crash(third)],
    [150, write('post:007', 5)],
    [800, restart(third)],
  ])
  run.until(790)
  expect(run.world.history[0]).toMatchObject({ outcome: 'ok' })
  expect(diskOf(run, first).hints).toMatchObject([{ to: third, key: 'post:007', rec: { value: 5 } }])
  expect(diskOf(run, third).data['post:007']).toMatchObject({ value: 0 })
  run.until(2_000)
  expect(diskOf(run, third).data['post:007']).toMatchObject({ value: 5 })
  expect(diskOf(run, first).hints).toEqual([])
  expect(memoryOf(run, first).hintsHome).toBe(1)
})

test('nobody leaves a hint if all copies have confirmed', () => {
  const run = runOf(THREE, [[100, write('post:007', 5)]])
  run.until(2_000)
  expect(run.story().count('leavesHint')).toBe(0)
})

test('a hint is no copy: with two of three gone a write is not done', () => {
  const [, second, third] = owners
  const run = runOf(THREE, [
    [100, crash(second)],
    [100, crash(third)],
    [150, write('post:007', 5)],
  ])
  run.until(5_000)
  expect(run.world.history[0]!.outcome).not.toBe('ok')
})

test('a hint outlives the power of who keeps it', () => {
  const [first, , third] = owners
  const run = runOf(THREE, [
    [100, crash(third)],
    [150, write('post:007', 5)],
    [400, crash(first)],
    [500, restart(first)],
    [700, restart(third)],
  ])
  run.until(3_000)
  expect(diskOf(run, third).data['post:007']).toMatchObject({ value: 5 })
  expect(diskOf(run, first).hints).toEqual([])
})

test('a hint for who no longer keeps the key is thrown away', () => {
  const [first, , third] = owners
  const run = runOf(THREE, [
    [100, crash(third)],
    [150, write('post:007', 5)],
    [400, tell('dir', 'remove', { node: third })],
  ])
  run.until(390)
  expect(diskOf(run, first).hints).toHaveLength(1)
  run.until(3_000)
  expect(diskOf(run, first).hints).toEqual([])
  expect(ownersOf(viewOf(run).now, 'post:007')).not.toContain(third)
})
