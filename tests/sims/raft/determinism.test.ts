// The same seed gives the same run: twice, and through snapshots taken in the middle, with everything that servers,
// clients and the observer remember as plain JSON.

import { expect, test } from 'vitest'
import { runChaos } from './chaos.ts'

const UNTIL_US = 4_000_000

test.each(['1', '2', '3', '4'])('seed %s', (seed) => {
  const world = runChaos(seed, 1_500)
  world.advanceTo(UNTIL_US)
  const again = runChaos(seed, 1_500)
  const snapshot = again.snapshot()
  expect(JSON.parse(JSON.stringify(snapshot.truth))).toEqual(snapshot.truth)
  for (const { memory, disk } of snapshot.nodes)
    expect(JSON.parse(JSON.stringify([memory, disk]))).toEqual([memory, disk])
  again.advanceTo(UNTIL_US - 1_000_000)
  again.restore(snapshot)
  again.advanceTo(UNTIL_US)
  expect(again.fingerprint()).toBe(world.fingerprint())
  expect(again.truth).toEqual(world.truth)
})
