// What can be done to a node: crash, restart, pause, slow down, and clocks that are wrong. Messages take 1000 µs.

import { describe, expect, test } from 'vitest'
import { does, fates, play, scripted } from './scripted.ts'

const n1 = { node: 'n1' } as const

describe('crash', () => {
  test('memory and timers are gone, and so is what arrives while it is down', () => {
    const run = play([
      [500, does('n1', ['timer', 't', 3000], ['send', 'n2', 'sent before'])],
      [900, does('n2', ['send', 'n1', 'in time'])],
      [1950, does('n2', ['send', 'n1', 'too late'])],
      [2000, { kind: 'crash', ...n1 }],
      [6000, { kind: 'restart', ...n1 }],
      [7000, does('n2', ['send', 'n1', 'after'])],
    ])
    expect(run.memory('n1')).toEqual({ heard: [[8000, 'n2', 'after']], fired: [], synced: [], clocks: [] })
    expect(fates(run)).toEqual([
      'n1→n2 sent before delivered at 1500',
      'n2→n1 in time delivered at 1900',
      'n2→n1 too late lost at 2950 (down by i3)',
      'n2→n1 after delivered at 8000',
    ])
    expect(run.world.receipts.i3).toEqual({ messages: 1, timers: 1, writes: 0 })
  })

  test('while down it has no memory, hears no order and sets no timer', () => {
    const run = play(
      [
        [1000, { kind: 'crash', ...n1 }],
        [2000, does('n1', ['send', 'n2', 'ghost'])],
        [3000, { kind: 'align', timer: 't', nodes: ['n1'], inUs: 10 }],
      ],
      5000,
    )
    const [node] = run.world.nodes
    expect([node!.up, node!.memory, run.trace.messages]).toEqual([false, null, 0])
    expect(run.world.timersOf('n1')).toEqual([])
  })

  test('a second crash and a second restart have no effect', () => {
    const run = play([
      [500, does('n1', ['timer', 't', 3000])],
      [1000, { kind: 'crash', ...n1 }],
      [1100, { kind: 'crash', ...n1 }],
      [1200, { kind: 'restart', ...n1 }],
      [1300, does('n1', ['timer', 't', 100])],
      [1350, { kind: 'restart', ...n1 }],
    ])
    expect(run.world.receipts.i2).toEqual({ messages: 0, timers: 0, writes: 0 })
    expect(run.memory('n1').fired).toEqual([[1400, 't']])
    expect(run.world.faults).toEqual([])
  })

  test('a restart boots from the disk', () => {
    const boots: unknown[] = []
    const process = {
      ...scripted,
      boot: (...[disk, ctx]: Parameters<typeof scripted.boot>) => {
        boots.push(JSON.parse(JSON.stringify(disk)))
        return scripted.boot(disk, ctx)
      },
    }
    play(
      [
        [500, does('n1', ['append', 1], ['sync'])],
        [700, does('n1', ['append', 2])],
        [1000, { kind: 'crash', ...n1 }],
        [2000, { kind: 'restart', ...n1 }],
      ],
      9000,
      { nodes: [{ id: 'n1', process, disk: { field: 5, log: [0] } }] },
    )
    expect(boots).toEqual([
      { field: 5, log: [0] },
      { field: 5, log: [0, 1] },
    ])
  })

  test('what waited for a paused node dies with it', () => {
    const run = play([
      [500, { kind: 'pause', ...n1 }],
      [600, does('n2', ['send', 'n1', 'unheard'])],
      [3000, { kind: 'crash', ...n1 }],
      [4000, { kind: 'restart', ...n1 }],
    ])
    expect(fates(run)).toEqual(['n2→n1 unheard lost at 3000 (crashed by i2)'])
    expect(run.world.nodes[0]!.paused).toBe(false)
    expect(run.texts('n1')).toEqual([])
  })
})

describe('pause', () => {
  test('timers and messages come late, in a burst, in the order in which they came up', () => {
    const run = play([
      [500, does('n1', ['timer', 'a', 2500], ['timer', 'b', 1000])],
      [1000, { kind: 'pause', ...n1 }],
      [1200, does('n2', ['send', 'n1', 'm'])],
      [9000, { kind: 'resume', ...n1 }],
    ])
    expect(run.memory('n1').fired).toEqual([
      [9000, 'b'],
      [9000, 'a'],
    ])
    expect(run.memory('n1').heard).toEqual([[9000, 'n2', 'm']])
    const kinds = rowsAt(run, 9000)
    expect(kinds).toEqual(['intervention', 'timer b', 'deliver', 'timer a'])
    expect(run.world.receipts.i1).toEqual({ messages: 1, timers: 2, writes: 0 })
  })

  test('orders and finished syncs wait as well', () => {
    const run = play([
      [500, does('n1', ['append', 1], ['sync'], ['send', 'n2', 'promise'])],
      [550, { kind: 'pause', ...n1 }],
      [700, does('n1', ['send', 'n2', 'told'])],
      [5000, { kind: 'resume', ...n1 }],
    ])
    expect(run.memory('n1').synced).toEqual([5000])
    expect(run.memory('n2').heard.map(([us, , text]) => [us, text])).toEqual([
      [6000, 'promise'],
      [6000, 'told'],
    ])
  })

  test('what it sent before goes on, and the others notice nothing else', () => {
    const run = play([
      [500, does('n1', ['send', 'n2', 'on its way'])],
      [600, { kind: 'pause', ...n1 }],
    ])
    expect(run.memory('n2').heard).toEqual([[1500, 'n1', 'on its way']])
  })

  test('a timer set anew by nobody while paused still fires once', () => {
    const run = play([
      [500, does('n1', ['timer', 'a', 1000])],
      [600, { kind: 'pause', ...n1 }],
      [2000, { kind: 'align', timer: 'a', nodes: ['n1'], inUs: 5000 }],
      [3000, { kind: 'resume', ...n1 }],
    ])
    expect(run.memory('n1').fired).toEqual([[7000, 'a']])
  })
})

describe('a slow node', () => {
  test('takes one event at a time; the others queue behind it', () => {
    const run = play([
      [500, { kind: 'slow', ...n1, serviceUs: 2000 }],
      [1000, does('n2', ['send', 'n1', 'a'])],
      [1100, does('n2', ['send', 'n1', 'b'])],
      [1200, does('n1', ['timer', 't', 1000])],
      [9000, does('n2', ['send', 'n1', 'c'])],
    ])
    expect(run.memory('n1').heard).toEqual([
      [4000, 'n2', 'a'],
      [6000, 'n2', 'b'],
      [12_000, 'n2', 'c'],
    ])
    expect(run.memory('n1').fired).toEqual([[8000, 't']])
    expect(run.world.receipts.i0).toEqual({ messages: 3, timers: 1, writes: 0 })
  })

  test('is quick again when healed', () => {
    const run = play([
      [500, { kind: 'slow', ...n1, serviceUs: 2000 }],
      [1000, { kind: 'heal', fault: 'i0' }],
      [1100, does('n2', ['send', 'n1', 'a'])],
    ])
    expect(run.memory('n1').heard).toEqual([[2100, 'n2', 'a']])
  })

  test('a timer set anew while its firing waits is served once, at the new time', () => {
    const run = play([
      [500, { kind: 'slow', ...n1, serviceUs: 1000 }],
      [600, does('n1', ['timer', 't', 100])],
      [900, does('n1', ['timer', 't', 5000])],
    ])
    expect(run.memory('n1').fired).toEqual([[6900, 't']])
  })
})

describe('timers', () => {
  test('one live deadline per name: setting it again replaces it, clearing ends it', () => {
    const { memory } = play([
      [500, does('n1', ['timer', 'later', 1000], ['timer', 'sooner', 5000], ['timer', 'never', 100])],
      [550, does('n1', ['timer', 'later', 4000], ['timer', 'sooner', 200], ['clear', 'never'])],
    ])
    expect(memory('n1').fired).toEqual([
      [750, 'sooner'],
      [4550, 'later'],
    ])
  })

  test('cleared and set again, it fires at the new time', () => {
    const { memory } = play([
      [
        500,
        does(
          'n1',
          ['timer', 't', 1000],
          ['clear', 't'],
          ['timer', 't', 700],
          ['clear', 't'],
          ['timer', 't', 900],
        ),
      ],
    ])
    expect(memory('n1').fired).toEqual([[1400, 't']])
  })

  test('armed timers are told with the times they were set and are due', () => {
    const { world } = play([[500, does('n1', ['timer', 'a', 9000], ['timer', 'b', 100])]], 1000)
    expect(world.timersOf('n1')).toEqual([{ name: 'a', setUs: 500, dueUs: 9500 }])
  })

  test('timers and messages of one moment come in the order in which they were asked for', () => {
    const run = play([
      [500, does('n2', ['send', 'n1', 'first'])],
      [500, does('n1', ['timer', 'second', 1000])],
      [500, does('n3', ['send', 'n1', 'third'])],
    ])
    expect(rowsAt(run, 1500)).toEqual(['deliver', 'timer second', 'deliver'])
  })

  test('align: timers of several nodes fire at the same moment', () => {
    const run = play([
      [500, does('n1', ['timer', 't', 9000])],
      [500, does('n2', ['timer', 't', 300])],
      [600, { kind: 'align', timer: 't', nodes: ['n1', 'n2', 'n3'], inUs: 2000 }],
    ])
    expect(run.memory('n1').fired).toEqual([[2600, 't']])
    expect(run.memory('n2').fired).toEqual([[2600, 't']])
    expect(run.memory('n3').fired).toEqual([])
    expect(run.world.receipts.i2).toEqual({ messages: 0, timers: 2, writes: 0 })
  })
})

describe('clocks', () => {
  test('an offset moves the wall clock and nothing else', () => {
    const run = play([
      [1000, { kind: 'clock', ...n1, offsetUs: 500_000, driftPpm: 0 }],
      [2000, does('n1', ['look'], ['timer', 't', 1000])],
      [4000, { kind: 'clock', ...n1, offsetUs: -300, driftPpm: 0 }],
      [5000, does('n1', ['look'])],
      [6000, { kind: 'heal' }],
      [7000, does('n1', ['look'])],
    ])
    expect(run.memory('n1').clocks).toEqual([
      [2000, 502_000],
      [5000, 4700],
      [7000, 7000],
    ])
    expect(run.memory('n1').fired).toEqual([[3000, 't']])
  })

  test('a clock that is wrong has an effect when it is looked at, and not before', () => {
    const run = play([
      [1000, { kind: 'clock', ...n1, offsetUs: 500_000, driftPpm: 0 }],
      [2000, { kind: 'clock', node: 'n2', offsetUs: 500_000, driftPpm: 0 }],
      [3000, does('n1', ['look'], ['look'])],
    ])
    expect(run.world.receipts.i0).toEqual({ messages: 0, timers: 0, writes: 0, readings: 2 })
    expect(run.world.receipts.i1).toEqual({ messages: 0, timers: 0, writes: 0 })
  })

  test('drift moves both clocks, and shortens what the node counts', () => {
    const run = play([
      [1000, { kind: 'clock', ...n1, offsetUs: 0, driftPpm: 500_000 }],
      [3000, does('n1', ['look'], ['timer', 't', 3000])],
    ])
    expect(run.memory('n1').clocks).toEqual([[4000, 4000]])
    // 3000 µs of its own clock pass in 2000 µs of true time.
    expect(run.memory('n1').fired).toEqual([[7000, 't']])
    expect(rowsAt(run, 5000)).toEqual(['timer t'])
    expect(run.world.receipts.i0!.timers).toBe(1)
  })

  test('after drift is healed the monotonic clock goes on from where it was, never back', () => {
    const run = play([
      [1000, { kind: 'clock', ...n1, offsetUs: 0, driftPpm: 500_000 }],
      [3000, { kind: 'heal', fault: 'i0' }],
      [3000, does('n1', ['look'])],
      [4000, { kind: 'clock', ...n1, offsetUs: 0, driftPpm: -500_000 }],
      [6000, does('n1', ['look'])],
    ])
    expect(run.memory('n1').clocks).toEqual([
      [4000, 4000],
      [6000, 6000],
    ])
  })

  test('a node whose clock drifts waits until its own clock has counted the delay', () => {
    for (const driftPpm of [-499_999, -70_001, -1, 1, 33, 70_003, 499_999]) {
      const run = play([
        [1000, { kind: 'clock', ...n1, offsetUs: 0, driftPpm }],
        [1000, does('n1', ['timer', 't', 10_007])],
      ])
      const [[firedUs]] = run.memory('n1').fired as [[number, string]]
      expect(firedUs - 1000).toBeGreaterThanOrEqual(10_007)
      expect(firedUs - 1000).toBeLessThanOrEqual(10_009)
    }
  })
})

function rowsAt({ trace }: ReturnType<typeof play>, us: number): string[] {
  const rows: string[] = []
  for (let row = 0; row < trace.rows; row++) {
    if (trace.atUs(row) !== us) continue
    rows.push(trace.kind(row) === 'timer' ? `timer ${trace.label(row)}` : trace.kind(row))
  }
  return rows
}
