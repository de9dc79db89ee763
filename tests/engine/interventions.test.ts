// When interventions take place, what heals them, and what they leave behind as a receipt.

import { describe, expect, test } from 'vitest'
import type { Command } from '../../src/engine/intervention.ts'
import { PERSISTENT } from '../../src/engine/intervention.ts'
import { both, does, type Planned, play } from './scripted.ts'

const NOTHING = { messages: 0, timers: 0, writes: 0 }

describe('order', () => {
  // At 1500 three messages arrive at n1 in this order.
  const arrivals: readonly Planned[] = [
    [500, does('n2', ['send', 'n1', 'a'])],
    [500, does('n3', ['send', 'n1', 'b'])],
    [500, does('n2', ['send', 'n1', 'c'])],
  ]

  test.each([
    [0, []],
    [1, ['a']],
    [2, ['a', 'b']],
    [3, ['a', 'b', 'c']],
    [9, ['a', 'b', 'c']],
  ])('after %i events of its microsecond', (after, heardBefore) => {
    const run = play([...arrivals, [1500, { kind: 'crash', node: 'n1' }, after]])
    const delivered = Array.from({ length: 3 }, (_, id) => run.trace.messageAt(id)).filter(
      ({ fate }) => fate === 'delivered',
    )
    expect(delivered.map(({ message }) => (message as unknown as { text: string }).text)).toEqual(heardBefore)
  })

  test('equal ones keep the order of the list; the list need not be sorted', () => {
    const run = play([
      [2000, does('n1', ['send', 'n2', 'late'])],
      [1000, does('n1', ['send', 'n2', 'x'])],
      [1000, does('n1', ['send', 'n2', 'y'])],
      [1000, does('n1', ['send', 'n2', 'first']), 0],
    ])
    expect(run.texts('n2')).toEqual(['x', 'y', 'first', 'late'])
  })

  test('the one with the earlier place in its microsecond comes first, wherever it stands in the list', () => {
    const run = play([
      ...arrivals,
      [1500, { kind: 'crash', node: 'n2' }, 3],
      [1500, { kind: 'crash', node: 'n1' }, 1],
    ])
    expect(run.trace.messageAt(1).reason).toBe('down')
  })

  test('interventions count as events of their microsecond', () => {
    const run = play([
      ...arrivals,
      [1500, { kind: 'pause', node: 'n3' }],
      [1500, { kind: 'crash', node: 'n1' }, 2],
    ])
    expect(run.trace.messageAt(0).fate).toBe('delivered')
    expect(run.trace.messageAt(1).reason).toBe('down')
  })

  test('before the boot, at time zero: the settings are in force and a crash hits nothing', () => {
    const run = play([
      [0, { kind: 'set', key: 'latencyUs', value: 70 }],
      [0, { kind: 'crash', node: 'n1' }],
      [500, does('n1', ['send', 'n2', 'a'])],
    ])
    expect(run.memory('n2').heard).toEqual([[570, 'n1', 'a']])
    expect(run.world.receipts.i1).toEqual(NOTHING)
  })
})

describe('settings and rules', () => {
  test('a changed setting counts for what is sent from then on', () => {
    const run = play([
      [1000, does('n1', ['send', 'n2', 'old'])],
      [1100, { kind: 'set', key: 'latencyUs', value: 50 }],
      [1200, does('n1', ['send', 'n2', 'new'])],
    ])
    expect(run.memory('n2').heard.map(([us, , text]) => [us, text])).toEqual([
      [1250, 'new'],
      [2000, 'old'],
    ])
  })

  test('a rule switch is thrown and taken back', () => {
    const run = play(
      [
        [1000, { kind: 'rule', rule: 'noSync', broken: true }],
        [2000, { kind: 'rule', rule: 'other', broken: true }],
        [3000, { kind: 'rule', rule: 'other', broken: false }],
      ],
      9000,
    )
    expect(run.world.broken).toEqual({ noSync: true, other: false })
  })
})

describe('healing', () => {
  const faults: readonly Command[] = [
    { kind: 'crash', node: 'n1' },
    { kind: 'pause', node: 'n2' },
    { kind: 'slow', node: 'n3', serviceUs: 500 },
    { kind: 'slowDisk', node: 'n3', syncUs: 500 },
    { kind: 'lyingDisk', node: 'n3' },
    { kind: 'clock', node: 'n3', offsetUs: 5, driftPpm: 5 },
    { kind: 'cut', name: 'c', links: both('n2', 'n3') },
    { kind: 'latency', links: 'all', latency: { kind: 'constant', us: 5 } },
    { kind: 'loss', links: 'all', probability: 0.5 },
    { kind: 'duplicate', links: 'all', probability: 0.5 },
    { kind: 'reorder', links: 'all', probability: 0.5, extraUs: 9 },
    { kind: 'hold', links: both('n1', 'n3') },
  ]
  const all = faults.map((command, i): Planned => [1000 + i, command])

  test('these are all the faults that stay', () => {
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(PERSISTENT)
    expect(play(all, 2000).world.faults.map(({ id }) => id)).toEqual(all.map((_, i) => `i${i}`))
  })

  test('one by one: each heal ends that fault and no other', () => {
    for (let i = 0; i < faults.length; i++) {
      const left = play([...all, [1500, { kind: 'heal', fault: `i${i}` }]], 2000).world.faults
      expect(left.map(({ id }) => id)).toEqual(all.map((_, j) => `i${j}`).filter((id) => id !== `i${i}`))
    }
  })

  test('all at once: everything is as if nothing had been, and messages flow', () => {
    const run = play([
      ...all,
      [1500, { kind: 'heal' }],
      [2000, does('n2', ['send', 'n3', 'a'], ['send', 'n1', 'b'])],
    ])
    expect(run.world.faults).toEqual([])
    expect(run.world.nodes.map(({ up, paused, isPlain }) => [up, paused, isPlain])).toEqual(
      Array(3).fill([true, false, true]),
    )
    const [, , n3] = run.world.nodes
    expect([n3!.serviceUs, n3!.syncUs, n3!.isLying, n3!.clock.driftPpm, n3!.clock.offsetUs]).toEqual([
      0,
      -1,
      false,
      0,
      0,
    ])
    expect(run.memory('n3').heard).toEqual([[3000, 'n2', 'a']])
    expect(run.memory('n1').heard).toEqual([[3000, 'n2', 'b']])
  })

  test('a heal that names nothing in force has no effect', () => {
    const run = play([...all, [1500, { kind: 'heal', fault: 'i99' }]], 2000)
    expect(run.world.faults.length).toBe(faults.length)
  })

  test('a fault of the same kind on the same place replaces the one before', () => {
    const run = play(
      [
        [1000, { kind: 'loss', links: both('n1', 'n2'), probability: 0.1 }],
        [1100, { kind: 'loss', links: both('n2', 'n1'), probability: 0.2 }],
        [1200, { kind: 'loss', links: [['n1', 'n2']], probability: 0.3 }],
        [1300, { kind: 'slow', node: 'n1', serviceUs: 5 }],
        [1400, { kind: 'slow', node: 'n1', serviceUs: 6 }],
        [1500, { kind: 'slow', node: 'n2', serviceUs: 7 }],
      ],
      2000,
    )
    expect(run.world.faults.map(({ id }) => id)).toEqual(['i1', 'i2', 'i4', 'i5'])
  })
})

describe('receipts', () => {
  test('every fault without anything to touch had no effect, and says so', () => {
    const commands: readonly Command[] = [
      { kind: 'crash', node: 'n1' },
      { kind: 'slow', node: 'n3', serviceUs: 500 },
      { kind: 'pause', node: 'n3' },
      { kind: 'slowDisk', node: 'n3', syncUs: 500 },
      { kind: 'lyingDisk', node: 'n2' },
      { kind: 'clock', node: 'n3', offsetUs: 5, driftPpm: 5 },
      { kind: 'cut', name: 'c', links: both('n2', 'n3') },
      { kind: 'loss', links: 'all', probability: 1 },
      { kind: 'hold', links: both('n1', 'n3') },
      { kind: 'align', timer: 't', nodes: ['n1', 'n2', 'n3'], inUs: 5 },
      { kind: 'heal' },
    ]
    const { world } = play(commands.map((command, i) => [1000 + i, command]))
    expect(Object.keys(world.receipts).length).toBe(commands.length)
    for (const receipt of Object.values(world.receipts)) expect(receipt).toEqual(NOTHING)
  })

  test('an intervention that has not taken place yet has none', () => {
    expect(play([[5000, { kind: 'crash', node: 'n1' }]], 4999).world.receipts).toEqual({})
  })
})

test('it is known when the world was last disturbed: not by telling a node something, but by every fault and its end', () => {
  const disturbedUs = (untilUs: number) =>
    play(
      [
        [1000, does('n1', ['send', 'n2', 'hello'])],
        [2000, { kind: 'cut', name: 'c', links: both('n1', 'n2') }],
        [3000, { kind: 'heal' }],
      ],
      untilUs,
    ).world.disturbedUs
  expect([1500, 2500, 9000].map(disturbedUs)).toEqual([0, 2000, 3000])
})
