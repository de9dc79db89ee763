// Messages and what can happen to them on the way: cuts, holds, loss, copies, overtaking, and the surgical acts on
// a single one. A message takes 1000 µs, so a cut in the middle of a link is met after 500.

import { describe, expect, test } from 'vitest'
import type { Distribution } from '../../src/engine/distribution.ts'
import { pingWorld } from './pingSystem.ts'
import { both, does, fates, plan, play } from './scripted.ts'

const say = (text: string) => does('n1', ['send', 'n2', text])
const cut = { kind: 'cut', name: 'cut', links: both('n1', 'n2') } as const
const m = (nth: number) => ({ from: 'n1', to: 'n2', nth })

describe('a cut', () => {
  test('stops messages in the middle of the link', () => {
    const run = play([
      [1000, cut],
      [2000, say('stopped')],
    ])
    expect(fates(run)).toEqual(['n1→n2 stopped lost at 2500 (cut by i0)'])
    expect(run.world.receipts.i0!.messages).toBe(1)
  })

  test('made while a message is before the middle, stops it; beyond the middle, it arrives', () => {
    const run = play([
      [1000, say('beyond')],
      [1200, say('before')],
      [1500, cut],
    ])
    expect(fates(run)).toEqual(['n1→n2 beyond delivered at 2000', 'n1→n2 before lost at 1700 (cut by i2)'])
  })

  test('mended before a message comes to the middle, lets it pass and arrive on time', () => {
    const run = play([
      [1000, cut],
      [2000, say('lucky')],
      [2499, { kind: 'heal', fault: 'i0' }],
      [3000, cut],
      [3100, say('unlucky')],
      [3601, { kind: 'heal' }],
    ])
    expect(fates(run)).toEqual(['n1→n2 lucky delivered at 3000', 'n1→n2 unlucky lost at 3600 (cut by i3)'])
    expect(run.world.receipts.i0!.messages).toBe(0)
  })

  test('mended and made again before the middle, stops it in the name of the new one', () => {
    const run = play([
      [1000, cut],
      [2000, say('twice')],
      [2100, { kind: 'heal', fault: 'i0' }],
      [2200, cut],
    ])
    expect(fates(run)).toEqual(['n1→n2 twice lost at 2500 (cut by i3)'])
  })

  test('made in flight and mended in flight, changes nothing', () => {
    const run = play([
      [1000, say('a')],
      [1100, cut],
      [1400, { kind: 'heal' }],
    ])
    expect(fates(run)).toEqual(['n1→n2 a delivered at 2000'])
  })

  test('stops one direction only, if it is one-way', () => {
    const run = play([
      [1000, { kind: 'cut', name: 'n2 hears nobody', links: [['n1', 'n2']] }],
      [2000, say('there')],
      [2000, does('n2', ['send', 'n1', 'back'])],
      [2000, does('n1', ['send', 'n3', 'elsewhere'])],
    ])
    expect(fates(run)).toEqual([
      'n1→n2 there lost at 2500 (cut by i0)',
      'n2→n1 back delivered at 3000',
      'n1→n3 elsewhere delivered at 3000',
    ])
  })

  test('that overlaps another stands until both are healed', () => {
    const run = play([
      [1000, cut],
      [1100, cut],
      [1200, { kind: 'heal', fault: 'i1' }],
      [2000, say('still cut')],
      [3000, { kind: 'heal', fault: 'i0' }],
      [4000, say('open')],
    ])
    expect(fates(run)).toEqual(['n1→n2 still cut lost at 2500 (cut by i0)', 'n1→n2 open delivered at 5000'])
  })
})

describe('hold and release', () => {
  const hold = { kind: 'hold', links: [['n1', 'n2']] } as const

  test('messages wait where they would arrive, and go on in order when the hold is healed', () => {
    const run = play([
      [1000, hold],
      [1100, say('a')],
      [1200, say('b')],
      [1200, does('n2', ['send', 'n1', 'other direction'])],
      [7000, { kind: 'heal', fault: 'i0' }],
      [7100, say('c')],
    ])
    expect(run.memory('n2').heard).toEqual([
      [7000, 'n1', 'a'],
      [7000, 'n1', 'b'],
      [8100, 'n1', 'c'],
    ])
    expect(run.texts('n1')).toEqual(['other direction'])
    expect(run.world.receipts.i0!.messages).toBe(2)
  })

  test('a message that has not arrived when the hold is healed is on time', () => {
    const run = play([
      [1000, hold],
      [1500, say('a')],
      [2000, { kind: 'heal', fault: 'i0' }],
    ])
    expect(run.memory('n2').heard).toEqual([[2500, 'n1', 'a']])
    expect(run.world.receipts.i0!.messages).toBe(0)
  })

  test('while held, a message is in flight and is shown as held', () => {
    const { world } = play(
      [
        [1000, hold],
        [1100, say('a')],
      ],
      9000,
    )
    expect(world.inFlight().map(({ ref, isHeld, arrivesUs }) => ({ ref, isHeld, arrivesUs }))).toEqual([
      { ref: m(0), isHeld: true, arrivesUs: 2100 },
    ])
  })
})

describe('chance', () => {
  test('lost for certain, half way; never lost at zero', () => {
    const run = play([
      [1000, { kind: 'loss', links: [['n1', 'n2']], probability: 1 }],
      [2000, say('gone')],
      [2000, does('n2', ['send', 'n1', 'safe'])],
      [3000, { kind: 'loss', links: [['n1', 'n2']], probability: 0 }],
      [4000, say('safe again')],
    ])
    expect(fates(run)).toEqual([
      'n1→n2 gone lost at 2500 (loss by i0)',
      'n2→n1 safe delivered at 3000',
      'n1→n2 safe again delivered at 5000',
    ])
    expect(run.world.receipts.i0!.messages).toBe(1)
  })

  test('a duplicate follows half as long again later, as the same message', () => {
    const run = play([
      [1000, { kind: 'duplicate', links: 'all', probability: 1 }],
      [2000, say('twin')],
    ])
    expect(run.memory('n2').heard).toEqual([
      [3000, 'n1', 'twin'],
      [3501, 'n1', 'twin'],
    ])
    expect([run.trace.messageAt(0).ref, run.trace.messageAt(1).ref]).toEqual([m(0), m(0)])
    expect(run.world.receipts.i0!.messages).toBe(1)
  })

  test('with reordering some messages are late by up to the extra, and overtaken', () => {
    const list = Array.from({ length: 50 }, (_, i) => [2000 + 10 * i, say(`${i}`)] as const)
    const run = play([[1000, { kind: 'reorder', links: 'all', probability: 0.4, extraUs: 700 }], ...list])
    const lateUs = list
      .map((_, id) => run.trace.messageAt(id))
      .map(({ sentUs, arrivesUs }) => arrivesUs - sentUs - 1000)
    expect(Math.min(...lateUs)).toBe(0)
    expect(Math.max(...lateUs)).toBeLessThanOrEqual(700)
    const late = lateUs.filter((us) => us > 0).length
    expect(late).toBeGreaterThan(8)
    expect(late).toBeLessThan(35)
    expect(run.world.receipts.i0!.messages).toBe(late)
    expect(run.texts('n2')).not.toEqual(list.map((_, i) => `${i}`))
  })

  test('another latency holds for messages sent from then on, until it is healed', () => {
    const run = play([
      [1000, say('before')],
      [1100, { kind: 'latency', links: [['n1', 'n2']], latency: { kind: 'constant', us: 50 } }],
      [1200, say('quick')],
      [1300, { kind: 'heal', fault: 'i1' }],
      [1400, say('after')],
    ])
    expect(run.memory('n2').heard.map(([us, , text]) => [us, text])).toEqual([
      [1250, 'quick'],
      [2000, 'before'],
      [2400, 'after'],
    ])
    expect(run.world.receipts.i1!.messages).toBe(1)
  })

  test('the share of lost messages is the probability', () => {
    const world = pingWorld({ interventions: plan([[0, { kind: 'loss', links: 'all', probability: 0.3 }]]) })
    world.advanceTo(5_000_000)
    expect(world.receipts.i0!.messages / world.messages).toBeCloseTo(0.3, 1)
  })
})

describe('on a single message', () => {
  test('drop: it dies where it is, by that intervention', () => {
    const run = play([
      [1000, say('a')],
      [1010, say('b')],
      [1300, { kind: 'message', act: 'drop', message: m(1) }],
    ])
    expect(fates(run)).toEqual(['n1→n2 a delivered at 2000', 'n1→n2 b lost at 1300 (dropped by i2)'])
    expect(run.world.receipts.i2!.messages).toBe(1)
  })

  test('hold: it waits for a delivery by hand, and for nothing less', () => {
    const run = play([
      [1000, say('a')],
      [1300, { kind: 'message', act: 'hold', message: m(0) }],
      [2000, { kind: 'crash', node: 'n3' }],
      [3000, { kind: 'restart', node: 'n3' }],
      [4000, { kind: 'hold', links: [['n1', 'n2']] }],
      [5000, { kind: 'heal', fault: 'i4' }],
      [6000, { kind: 'message', act: 'deliver', message: m(0) }],
    ])
    expect(run.memory('n2').heard).toEqual([[6000, 'n1', 'a']])
  })

  test('hold: healing everything lets it go, also when it is the only thing to heal', () => {
    const run = play([
      [1000, say('a')],
      [1300, { kind: 'message', act: 'hold', message: m(0) }],
      [6000, { kind: 'heal' }],
    ])
    expect(run.memory('n2').heard).toEqual([[6000, 'n1', 'a']])
    expect(run.world.inFlight()).toEqual([])
  })

  test('deliver: it arrives now, through cuts and holds', () => {
    const run = play([
      [1000, { kind: 'hold', links: [['n1', 'n2']] }],
      [1010, cut],
      [1100, say('walled')],
      [1150, { kind: 'message', act: 'deliver', message: m(0) }],
      [2000, { kind: 'heal', fault: 'i1' }],
      [2100, say('held')],
      [5000, { kind: 'message', act: 'deliver', message: m(1) }],
    ])
    expect(run.memory('n2').heard).toEqual([
      [1150, 'n1', 'walled'],
      [5000, 'n1', 'held'],
    ])
  })

  test('deliver: a paused node hears it when it goes on', () => {
    const run = play([
      [1000, say('a')],
      [1100, { kind: 'pause', node: 'n2' }],
      [1200, { kind: 'message', act: 'deliver', message: m(0) }],
      [9000, { kind: 'resume', node: 'n2' }],
    ])
    expect(run.memory('n2').heard).toEqual([[9000, 'n1', 'a']])
  })

  test('duplicate: a copy follows half the remaining way behind', () => {
    const run = play([
      [1000, say('a')],
      [1400, { kind: 'message', act: 'duplicate', message: m(0) }],
    ])
    expect(run.memory('n2').heard.map(([us]) => us)).toEqual([2000, 2301])
    expect(run.trace.kind(run.trace.messageAt(1).sentRow)).toBe('intervention')
  })

  test('one that is not on its way is left alone, and the receipt says so', () => {
    for (const act of ['drop', 'hold', 'deliver', 'duplicate'] as const) {
      const run = play([
        [1000, say('a')],
        [5000, { kind: 'message', act, message: m(0) }],
        [5000, { kind: 'message', act, message: m(7) }],
      ])
      expect(fates(run)).toEqual(['n1→n2 a delivered at 2000'])
      expect([run.world.receipts.i1, run.world.receipts.i2]).toEqual([
        { messages: 0, timers: 0, writes: 0 },
        { messages: 0, timers: 0, writes: 0 },
      ])
    }
  })

  test('a doomed one can be saved by hand', () => {
    const run = play([
      [500, { kind: 'loss', links: 'all', probability: 1 }],
      [1000, say('a')],
      [1100, { kind: 'message', act: 'deliver', message: m(0) }],
    ])
    expect(run.memory('n2').heard).toEqual([[1100, 'n1', 'a']])
  })
})

test('in flight: what is doomed is known, and when', () => {
  const run = play(
    [
      [900, { kind: 'cut', name: 'c', links: [['n1', 'n3']] }],
      [1000, does('n1', ['send', 'n2', 'fine'], ['send', 'n3', 'walled'])],
    ],
    1100,
  )
  expect(run.world.inFlight().map(({ to, doom }) => [to, doom])).toEqual([
    ['n2', null],
    ['n3', { atUs: 1500, why: 'cut' }],
  ])
})

test('a node sends to others it knows, and not to itself', () => {
  expect(() => play([[1000, does('n1', ['send', 'n9', 'a'])]])).toThrow('n1 cannot send to n9')
  expect(() => play([[1000, does('n1', ['send', 'n1', 'a'])]])).toThrow('n1 cannot send to n1')
})

describe('legs', () => {
  const legs = (from: string): Readonly<Record<string, Distribution>> =>
    from === 'n1' ? { Say: { kind: 'constant', us: 7000 } } : {}
  const network = () => ({ latency: { kind: 'constant', us: 1000 } as const, loss: 0, duplicate: 0, legs })

  test('messages of a type take what their leg takes, and all others what the network takes', () => {
    const run = play(
      [
        [1000, say('slow')],
        [1000, does('n2', ['send', 'n1', 'quick'])],
      ],
      100_000,
      { network },
    )
    expect(fates(run)).toEqual(['n1→n2 slow delivered at 8000', 'n2→n1 quick delivered at 2000'])
  })

  test('a person who sets the latency of a link sets it for every type, until it is healed', () => {
    const latency = { kind: 'latency', links: [['n1', 'n2']], latency: { kind: 'constant', us: 50 } } as const
    const run = play(
      [
        [1000, latency],
        [2000, say('set')],
        [3000, { kind: 'heal' }],
        [4000, say('healed')],
      ],
      100_000,
      { network },
    )
    expect(fates(run)).toEqual(['n1→n2 set delivered at 2050', 'n1→n2 healed delivered at 11000'])
  })
})
