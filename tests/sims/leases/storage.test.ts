// The storage compares tokens, of reads as well as of writes, and does what has a name only once.

import { expect, test } from 'vitest'
import type { LeaseMessage } from '../../../sims/leases/messages.ts'
import { sim } from '../../../sims/leases/sim.ts'
import { fileIn, type StorageDisk } from '../../../sims/leases/storage.ts'
import { worker } from '../../../sims/leases/worker.ts'
import type { Process } from '../../../src/engine/process.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'
import { startSettings } from '../../../src/sim/build.ts'
import { specOf } from '../running.ts'
import { story } from './running.ts'

/** A node that sends what it is told to, in the place of a worker. */
const hand: Process<object, object, LeaseMessage> = {
  name: 'worker',
  format: () => ({}),
  boot: (disk, ctx) => worker.boot(disk, ctx),
  onMessage() {},
  onTimer() {},
  onOrder(_state, order, ctx) {
    ctx.send('file', order.message as unknown as LeaseMessage)
  },
}

/** Sends these one after the other, each when the one before has been answered. */
function after(messages: readonly LeaseMessage[], broken: readonly string[] = [], settings = {}): World {
  const spec = specOf(sim, story('fencing-token'), '1', {
    rules: broken,
    settings: { ...startSettings(sim, story('fencing-token'), {}), ...settings },
    without: story('fencing-token').interventions.map(({ id }) => id),
    add: messages.map((message, i) => ({
      id: `m${i}`,
      atUs: 50_000 * (i + 1),
      do: { kind: 'tell', node: 'w1', order: { name: 'send', message: message as never } },
    })),
  })
  const nodes = spec.nodes.map((node) => (node.id.startsWith('w') ? { ...node, process: hand } : node))
  const world = createWorld({ ...spec, nodes })
  world.advanceTo(50_000 * (messages.length + 1))
  return world
}

function diskOf(world: World): StorageDisk {
  return world.nodes.find(({ process }) => process === 'storage')!.disk
}

const read = (token: number): LeaseMessage => ({ type: 'Read', token })
const write = (token: number, base: number, value: number, n: number, k = 0): LeaseMessage => {
  return { type: 'Write', token, client: 'c1', n, k, base, value }
}

test('a write of an older token is refused once a newer one has read, before it has written', () => {
  const disk = diskOf(after([read(33), read(34), write(33, 0, 1, 1)]))
  expect(disk).toMatchObject({ token: 34, log: [] })
})

test('where reads are not remembered it is taken, and lost under the next', () => {
  const world = after([read(33), read(34), write(33, 0, 1, 1), write(34, 0, 1, 2)], ['readsUnfenced'])
  expect(diskOf(world).log.map(({ token, base }) => [token, base])).toEqual([
    [33, 0],
    [34, 0],
  ])
  expect(world.violations.map(({ invariant }) => invariant)).toEqual(['noLostUpdate'])
})

test('a write that was done is not done again, under whatever token it is asked for', () => {
  const disk = diskOf(
    after([write(33, 0, 1, 1), write(33, 1, 2, 1, 1), write(34, 0, 1, 1), write(33, 1, 2, 1, 1)]),
  )
  expect(fileIn(disk)).toBe(2)
  expect(disk.log).toHaveLength(2)
  expect(disk.last).toEqual({ c1: { n: 1, k: 1 } })
})

test('where versions are compared, tokens do not matter', () => {
  const versions = { storage: 'versions' }
  const disk = diskOf(after([write(34, 0, 1, 1), write(33, 0, 1, 2), write(33, 1, 2, 3)], [], versions))
  expect(disk.log.map(({ token, n }) => [token, n])).toEqual([
    [34, 1],
    [33, 3],
  ])
})
