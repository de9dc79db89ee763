// What a frame shows of one moment: flights, crosses, walls, lanes, numbers, and that it is made quickly.
import { describe, expect, test } from 'vitest'
import { createLocalLab } from '../../src/lab/local.ts'
import { sittingWith } from '../../src/lab/sitting.ts'
import { wallOf } from '../../src/lab/walls.ts'
import { metricText } from '../../src/sim/metric.ts'
import { between, bridge, deaf, majoritiesRing } from '../../src/sim/shapes.ts'
import { busy, ping, pingSim } from './pingSim.ts'

const open = (scenario = ping) => sittingWith([pingSim], { sim: pingSim, scenario })
type Opened = ReturnType<typeof open>

/** The row of the first line of the feed with these words. */
function rowOf(sitting: Opened, words: string): number {
  const line = sitting.feed(0, sitting.state.frame.rows).find(({ text }) => text.includes(words))
  if (line === undefined) throw new Error(`nothing says "${words}"`)
  return line.row
}

describe('messages', () => {
  test('on their way carry their times, their mark and one line', () => {
    const sitting = open()
    sitting.seek({ row: rowOf(sitting, 'beat timer') })
    const [flight] = sitting.state.frame.cluster.flights
    expect(flight).toMatchObject({
      ref: { from: 'n1', to: 'n2', nth: 0 },
      mark: 'heartbeat',
      label: 'Ping',
      line: 'n1→n2 Ping n=1',
      isHeld: false,
      lost: null,
    })
    expect(flight!.arrivesUs).toBeGreaterThan(flight!.sentUs)
  })

  test('that a wall stopped leave a cross with the reason, and it does not stay for ever', () => {
    const sitting = open()
    const row = rowOf(sitting, 'lost at the cut')
    sitting.seek({ row })
    const { frame } = sitting.state
    expect(frame.now?.text).toBe('Ping from n1 to n3 is lost at the cut')
    const crosses = frame.cluster.flights.filter(({ lost }) => lost !== null && lost.atUs <= frame.atUs)
    expect(crosses.map(({ lost }) => lost)).toEqual([{ atUs: frame.rowAtUs, reason: 'lost at the cut' }])
    sitting.seek({ us: frame.atUs + 16_000 })
    const later = sitting.state.frame.cluster.flights.filter(({ lost }) => lost?.atUs === frame.rowAtUs)
    expect(later).toEqual([])
  })

  test('that a person dropped, and a person’s loss, say so', () => {
    const sitting = open()
    sitting.seek({ row: rowOf(sitting, 'beat timer') })
    const { ref } = sitting.state.frame.cluster.flights[0]!
    sitting.inject({ kind: 'message', act: 'drop', message: ref })
    expect(sitting.state.lastAction).toBe('Drop a message from n1 to n2')
    const reasons = sitting.state.frame.cluster.flights.map(({ lost }) => lost?.reason)
    expect(reasons).toContain('you dropped it')
    sitting.inject({ kind: 'loss', links: 'all', probability: 1 })
    const line = sitting.feed(0, sitting.state.frame.rows).find(({ kind }) => kind === 'lost')
    expect(line?.text).toMatch(/is lost on the way \(loss 100 %\)$/)
  })
})

describe('walls', () => {
  const five = ['n1', 'n2', 'n3', 'n4', 'n5']
  test.each([
    ['two sides', between(['n1'], ['n2', 'n3']), [['n1'], ['n2', 'n3']], false],
    [
      'a bridge',
      bridge('n3', five).links,
      [
        ['n1', 'n2'],
        ['n4', 'n5'],
      ],
      false,
    ],
    ['one way', deaf('n1', five).links, [['n2', 'n3', 'n4', 'n5'], ['n1']], true],
    [
      'clients on both sides, who do not talk to each other',
      between(['n1', 'c1'], ['n2', 'c2']).filter(
        (link) => link.join() !== 'c1,c2' && link.join() !== 'c2,c1',
      ),
      [
        ['n1', 'c1'],
        ['n2', 'c2'],
      ],
      false,
    ],
    [
      'clients on both sides, named all the same',
      between(['n1', 'c1'], ['n2', 'c2']),
      [
        ['n1', 'c1'],
        ['n2', 'c2'],
      ],
      false,
    ],
    ['no wall at all', majoritiesRing(five).links, [[], []], false],
  ] as const)('%s', (_name, links, sides, isOneWay) => {
    expect(wallOf('f', { kind: 'cut', name: 'x', links }, (id) => id.startsWith('c'))).toMatchObject({
      sides,
      isOneWay,
    })
  })

  test('and the links they stop', () => {
    const sitting = open()
    sitting.seek({ us: 200_000 })
    const { links, walls } = sitting.state.frame.cluster
    expect(walls).toHaveLength(1)
    expect(links.find(({ a, b }) => a === 'n1' && b === 'n3')?.cut).toBe('both')
    expect(links.find(({ a, b }) => a === 'n1' && b === 'n2')?.cut).toBe('none')
    sitting.inject({ kind: 'cut', name: 'one way', links: [['n2', 'n1']] })
    sitting.inject({ kind: 'latency', links: [['n1', 'n2']], latency: { kind: 'constant', us: 50_000 } })
    const disturbed = sitting.state.frame.cluster.links.find(({ a, b }) => a === 'n1' && b === 'n2')
    expect(disturbed).toEqual({ a: 'n1', b: 'n2', cut: 'back', disturbed: 'latency 50 ms' })
  })
})

describe('over time', () => {
  test('lanes end at the playhead and change with crashes and restarts', () => {
    const sitting = open()
    sitting.seek({ us: 200_000 })
    sitting.inject({ kind: 'crash', node: 'n1' })
    sitting.seek({ us: 250_000 })
    sitting.inject({ kind: 'restart', node: 'n1' })
    const lanes = () =>
      sitting.state.frame.lanes
        .filter(({ node }) => node === 'n1')
        .map(({ style, hue, untilUs }) => [style, hue, untilUs])
    expect(lanes()).toEqual([
      ['leads', 1, 200_000],
      ['down', null, 250_000],
      ['leads', 2, null],
    ])
    sitting.seek({ us: 220_000 })
    expect(lanes().at(-1)).toEqual(['down', null, null])
    expect(sitting.state.run.bands.map(({ label, fromUs }) => [label, fromUs])).toEqual([
      ['n1 leads', 0],
      ['n1 leads', 250_000],
    ])
  })

  test('numbers are those of the moment', () => {
    const sitting = open()
    const metric = (title: string) =>
      metricText(sitting.state.frame.metrics.find((each) => each.title === title)!)
    sitting.seek({ us: 40_000 })
    expect([metric('writes answered'), metric('slowest write')]).toEqual(['0 of 0', 'none yet'])
    sitting.seek({ us: 100_000 })
    expect(metric('writes answered')).toBe('1 of 1')
    sitting.seek({ us: 400_000 })
    sitting.inject({ kind: 'crash', node: 'n1' })
    sitting.seek({ us: 500_000 })
    expect(metric('without a leader')).toBe('100 ms')
  })

  test('what was true is known from the moment it became so', () => {
    const sitting = open()
    const row = rowOf(sitting, 'n1 stores 1')
    sitting.seek({ row })
    expect(sitting.state.frame.truth).toEqual([
      { key: 'x', text: '1 items', fromUs: sitting.state.frame.rowAtUs },
    ])
    sitting.seek({ row: row - 1 })
    expect(sitting.state.frame.truth).toEqual([])
  })
})

test('a fault says what it touched, that it touched nothing, or that it has not yet', () => {
  const sitting = open()
  sitting.seek({ us: 200_000 })
  const effects = () => sitting.state.frame.faults.map(({ title, effect }) => `${title}: ${effect}`)
  sitting.inject({ kind: 'cut', name: 'n2 and c1 apart', links: [['n2', 'c1']] })
  sitting.inject({ kind: 'cut', name: 'n2 mute', links: [['n2', 'n1']] })
  expect(effects().slice(1)).toEqual(['n2 and c1 apart: no effect on this run', 'n2 mute: no effect yet'])
  sitting.seek({ us: 900_000 })
  expect(effects().at(-1)).toMatch(/^n2 mute: \d+ messages lost$/)
})

test('the menu offers what can be done now', () => {
  const sitting = open()
  sitting.seek({ us: 60_000 })
  const ids = (node: string | null) => sitting.menu(node).map(({ id }) => id)
  expect(ids('c1')).toEqual(expect.arrayContaining(['write', 'crash', 'pause', 'isolate']))
  expect(ids('c1')).not.toContain('alone')
  expect(ids('n1')).toEqual(
    expect.arrayContaining(['crash', 'crash-disk', 'pause', 'slow', 'isolate', 'alone', 'deaf']),
  )
  expect(ids(null)).toEqual(expect.arrayContaining(['write-c1', 'cut-halves', 'cut-leader-alone', 'loss']))
  expect(ids(null)).not.toContain('heal-all')
  expect(ids('n9')).toEqual([])
  sitting.inject({ kind: 'crash', node: 'n1' })
  expect(ids('n1')).toContain('restart')
  expect(ids(null)).toEqual(expect.arrayContaining(['heal-all']))
  expect(ids(null)).not.toContain('cut-leader-alone')
})

test('every item of every menu can be done', () => {
  for (const node of [null, 'n1', 'n2', 'c1']) {
    const count = open().menu(node).length
    for (let i = 0; i < count; i++) {
      const sitting = open()
      sitting.seek({ us: 60_000 })
      const item = sitting.menu(node)[i]!
      sitting.inject(item.command)
      expect([item.id, sitting.state.trouble]).toEqual([item.id, null])
    }
  }
})

test('what cannot be computed is told and taken back', async () => {
  const server = {
    ...pingSim.processes.server!,
    onOrder: () => {
      throw new Error('out of order')
    },
  }
  const lab = createLocalLab([{ ...pingSim, processes: { ...pingSim.processes, server } }])
  await lab.open('ping/pings')
  const before = await lab.seek({ us: 60_000 })
  const after = await lab.inject({ kind: 'tell', node: 'n1', order: { name: 'break' } })
  expect(after.trouble?.sentence).toBe('Inject cannot be computed: out of order.')
  expect([after.canUndo, after.frame.fingerprint]).toEqual([false, before.frame.fingerprint])
  expect((await lab.seek({ us: 500_000 })).frame.atUs).toBe(500_000)
})

test('a typical frame takes less than 3 ms, in a run of 100,000 events too', () => {
  const sitting = open(busy)
  const { rows } = sitting.state.frame
  const times = Array.from({ length: 60 }, (_, n) => {
    sitting.seek({ row: Math.floor(rows * 0.9) + n })
    const begun = performance.now()
    expect(sitting.state.frame.row).toBeGreaterThan(0)
    return performance.now() - begun
  }).sort((a, b) => a - b)
  expect(times[30]).toBeLessThan(3)
})
