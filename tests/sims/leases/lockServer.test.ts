// What the lock server does with its one lock: tokens outlive it, leases it waits out or is reminded of, and it compares what is
// brought to it.

import { describe, expect, test } from 'vitest'
import type { LockDisk, LockMemory } from '../../../sims/leases/lockServer.ts'
import type { Intervention } from '../../../src/engine/intervention.ts'
import type { Change } from '../../../src/sim/scenario.ts'
import { toldOf, worldAt } from './running.ts'

const MS = 1000

function lockAt(name: string, ms: number, change: Change = {}): { disk: LockDisk; memory: LockMemory } {
  const { disk, memory } = worldAt(name, ms, change).nodes.find(({ id }) => id === 'lock')!
  return { disk, memory }
}

const at = (id: string, ms: number, kind: 'crash' | 'restart', node: string): Intervention => {
  return { id, atUs: ms * MS, do: { kind, node } }
}

describe('a grant', () => {
  test('is on disk with its TTL before anybody hears of it', () => {
    const { disk, memory } = lockAt('two-holders', 100)
    expect(disk).toEqual({ token: 33, ttlUs: 400 * MS })
    expect(memory.lease).toMatchObject({ worker: 'w1', token: 33, ttlUs: 400 * MS })
    // Synced within a millisecond: in this one it has been decided and not told.
    const crashed = toldOf('two-holders', {
      add: [at('crash', 72.3, 'crash', 'lock'), at('back', 200, 'restart', 'lock')],
    })
    expect(crashed.first('grants')!.atUs).toBeLessThan(72_300)
    expect(crashed.first('holds')!.params[0]).toBe(33)
    expect(crashed.count('grants', ({ params }) => params[1] === 33)).toBe(2)
    expect(crashed.first('waitsOut')).toBeNull()
  })

  test('is forgotten in a crash where the token is told before it is on disk, and given twice', () => {
    const { violations } = toldOf('two-holders', {
      rules: ['tokenNotForced'],
      add: [at('crash', 72.3, 'crash', 'lock'), at('back', 200, 'restart', 'lock')],
    })
    expect(violations.map(({ invariant }) => invariant)).toContain('tokensGrow')
  })
})

describe('after a restart', () => {
  const holderDies: Change = { add: [at('dies', 130, 'crash', 'w1')] }

  test('it waits a whole TTL if the holder never comes', () => {
    const story = toldOf('server-restarts', holderDies)
    const opens = story.first('opens')!
    expect(opens.atUs - story.first('waitsOut')!.atUs).toBe(400 * MS)
    expect(story.first('holds', ({ node }) => node === 'w2')!.atUs).toBeGreaterThan(opens.atUs)
  })

  test('it knows the holder again by its renewal, and the work goes on', () => {
    const story = toldOf('server-restarts', { settings: { renews: true } })
    expect(story.first('knowsAgain')!.params).toEqual(['w1', 33])
    expect(story.count('hearsLost')).toBe(0)
    expect(story.violations).toEqual([])
    expect(lockAt('server-restarts', 240, { settings: { renews: true } }).memory.lease).toMatchObject({
      worker: 'w1',
      token: 33,
    })
  })

  test('an older token than the last reminds it of nobody', () => {
    // w1 sleeps through its lease, w2 has had 34 and let go, and then the lock server forgets.
    const story = toldOf('two-holders', {
      settings: { renews: true },
      add: [at('crash', 880, 'crash', 'lock'), at('back', 890, 'restart', 'lock')],
    })
    expect(story.count('knowsAgain')).toBe(0)
    expect(story.first('renewsNot')!.params).toEqual(['w1', 33])
  })
})

test('who is silent keeps the others waiting for the lock-delay as well', () => {
  const change = { settings: { lockDelayUs: 150 * MS } }
  const story = toldOf('fencing-token', change)
  const [out, opens] = [story.first('runsOut')!, story.first('opens')!]
  expect(opens.atUs - out.atUs).toBe(150 * MS)
  expect(story.first('holds', ({ node }) => node === 'w2')!.atUs).toBeGreaterThan(opens.atUs)
  // Who lets go keeps nobody waiting.
  expect(story.count('opens')).toBe(1)
})

test('a lock that nobody lets go of and that does not run out is never free again', () => {
  const story = toldOf('holder-dies', { rules: ['noTtl'], without: ['slow', 'calm'] })
  expect(story.count('holds', ({ node }) => node === 'w2')).toBe(0)
})
