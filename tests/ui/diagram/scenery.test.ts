// What stands around the messages of the diagram, on real runs: lanes and their gaps, faults as bands and walls, bars of
// clients, marks on the rail; and the picture that is saved.
import { describe, expect, test } from 'vitest'
import { SIMS } from '../../../src/app/registry.ts'
import { axisTicks } from '../../../src/ui/figures/diagram/axis.ts'
import { faultRowsOf } from '../../../src/ui/figures/diagram/faultViews.ts'
import { type DiagramGeometry, diagramGeometry } from '../../../src/ui/figures/diagram/geometry.ts'
import { type Model, modelOf } from '../../../src/ui/figures/diagram/model.ts'
import { wholeSpan } from '../../../src/ui/figures/diagram/scale.ts'
import { diagramSvg } from '../../../src/ui/figures/diagram/sheet.ts'
import type { Look } from '../../../src/ui/figures/shared/pen.ts'
import { LARGE_SIZES, SIZES } from '../../../src/ui/figures/shared/sizes.ts'
import { realModel } from './runs.ts'

const raft = SIMS.find(({ id }) => id === 'raft')!
const scenarioOf = (id: string) => raft.scenarios.find((scenario) => scenario.id === id)!
const deadLeader = realModel(raft, scenarioOf('raft/leader-dies')).model
const twoLeaders = realModel(raft, scenarioOf('raft/two-leaders')).model

function whole(model: Model, mode: 'time' | 'event' = 'time', width = 1000, height = 520): DiagramGeometry {
  const span = wholeSpan(model.columns, model.slots, mode)
  return diagramGeometry(model, { mode, span, width, height }, SIZES)
}

describe('lanes', () => {
  test.each([260, 520, 1400])('in %d px stand apart, clients first, above the axis', (height) => {
    const { layout } = whole(twoLeaders, 'time', 800, height)
    const isClient = layout.lanes.map((lane) => lane.isClient)
    expect(isClient).toEqual([...isClient].sort((a, b) => Number(b) - Number(a)))
    for (const [i, lane] of layout.lanes.entries()) {
      const next = layout.lanes[i + 1]
      const end = lane.y + lane.pitch / 2
      if (next !== undefined) expect(end).toBeLessThanOrEqual(next.y - next.pitch / 2 + 0.001)
      else expect(end).toBeLessThanOrEqual(layout.axisY + 0.001)
    }
    expect(layout.lanes[0]!.y).toBeGreaterThan(layout.railY)
    expect(layout.height).toBeLessThanOrEqual(height + 0.001)
  })

  test('of nodes left out are not there, and neither are their messages', () => {
    const { model } = realModel(raft, scenarioOf('raft/two-leaders'), { hiddenLanes: new Set([0]) })
    const geometry = whole(model)
    expect(geometry.layout.lanes.map(({ lane }) => lane)).not.toContain(0)
    const { messages } = model.columns
    for (const id of model.shown) expect([messages.from[id], messages.to[id]]).not.toContain(0)
    expect(model.shown.length).toBeGreaterThan(100)
  })

  test('have a gap while the node is down, to the end of the run', () => {
    const { stretches, endX } = whole(deadLeader)
    const gaps = stretches.filter(({ style }) => style === 'down')
    expect(gaps).toHaveLength(1)
    expect(gaps[0]!.x2).toBeCloseTo(endX, 3)
    expect(gaps[0]!.begins).toBe(true)
    const leads = stretches.filter(({ style }) => style === 'leads')
    expect(leads.map(({ hue }) => hue)).toEqual([3, 4])
  })
})

describe('faults', () => {
  test('a cut is a wall between the lanes it parts, from its event to its heal', () => {
    const { faults, scale, layout } = whole(twoLeaders)
    const { circumstances } = twoLeaders.columns
    const walls = faults.filter(({ shape }) => shape === 'wall')
    expect(walls.length).toBeGreaterThan(0)
    const [cut] = circumstances.faults
    const [n2, n3] = ['n2', 'n3'].map((id) => layout.lanes.find((lane) => lane.id === id)!.y)
    const parting = walls.find(({ y }) => y > n2! && y < n3!)
    expect(parting?.x1).toBeCloseTo(scale.x(cut!.fromRow), 3)
    expect(parting?.x2).toBeCloseTo(scale.x(cut!.untilRow!), 3)
    expect(faultRowsOf(twoLeaders)).toBe(0)
  })

  test('a one-way cut has teeth towards the side that cannot get through', () => {
    const { model } = realModel(raft, scenarioOf('raft/deaf-follower'))
    const { faults } = whole(model)
    expect(faults.some(({ teeth }) => teeth !== 0)).toBe(true)
    for (const fault of faults) expect(fault.shape === 'wall' || fault.teeth === 0).toBe(true)
  })

  test('a crash needs no band: its lane has a gap, and the name stands above it', () => {
    const { faults, layout } = whole(deadLeader)
    const lane = layout.lanes.find(({ id }) => id === 'n1')!
    expect(faults.map(({ shape, title }) => [shape, title])).toEqual([['gap', 'n1 crashed']])
    expect(faults[0]!.text!.y).toBeLessThan(lane.y)
    expect(faults[0]!.text!.x).toBeGreaterThan(faults[0]!.x1)
  })
})

test('what clients asked and were told is on their lanes, from the asking to the answer', () => {
  const { bars, scale, layout } = whole(twoLeaders)
  const { operations, words, operationCount } = twoLeaders.columns
  expect(bars).toHaveLength(operationCount)
  for (const { operation, x1, x2, y } of bars) {
    expect(x1).toBeCloseTo(scale.x(operations.askedRow[operation]!), 3)
    expect(x2).toBeCloseTo(scale.x(operations.answeredRow[operation]!), 3)
    expect(y).toBe(layout.yOf[operations.lane[operation]!])
  }
  const said = bars.flatMap(({ label, answer }) => [label?.text, answer?.text])
  expect(said).toContain(words.label[0])
  expect(said).toContain('OK')
})

test('bars too short to be told apart are one without words, but a broken one stays itself', () => {
  const { columns } = deadLeader
  const count = 60
  const wide = Object.assign(Object.create(columns) as typeof columns, {
    operations: {
      lane: new Uint8Array(count).fill(5),
      askedRow: Int32Array.from({ length: count }, (_, i) => 10 + 2 * i),
      answeredRow: Int32Array.from({ length: count }, (_, i) => 11 + 2 * i),
      isBroken: Uint8Array.from({ length: count }, (_, i) => (i === 30 ? 1 : 0)),
    },
    operationCount: count,
    words: { label: new Array<string>(count).fill('x=1'), answer: new Array<string>(count).fill('OK') },
  })
  const geometry = whole(modelOf(wide, [], deadLeader.options), 'event', 40)
  const broken = geometry.bars.filter(({ isBroken }) => isBroken)
  expect(broken.map(({ operation }) => operation)).toEqual([30])
  expect(broken[0]!.x2 - broken[0]!.x1).toBeLessThan(2)
  expect(geometry.bars.length).toBeLessThan(10)
  for (const { isSeveral, label } of geometry.bars) if (isSeveral) expect(label).toBeNull()
})

test('every broken promise is on the rail, and the last of what is drawn there', () => {
  const broken = { ...deadLeader, landmarks: [{ row: 200, atUs: 0, kind: 'violation', hue: null } as const] }
  const { rail } = whole({ ...broken, landmarks: [...deadLeader.landmarks.slice(0, 8), ...broken.landmarks] })
  expect(rail.at(-1)).toMatchObject({ kind: 'violation', row: 200 })
})

test('numbers along the axis are times, or numbers of events where these stand', () => {
  const time = whole(deadLeader)
  expect(time.ticks.flatMap(({ label }) => label ?? [])).toContain('1,000')
  const event = whole(deadLeader, 'event')
  for (const { x, label } of axisTicks(deadLeader, event.scale, SIZES))
    expect(x).toBeCloseTo(event.scale.x(Number(label?.replaceAll(',', '')) - 1), 6)
})

describe('the picture that is saved', () => {
  const look: Look = {
    paper: '#fff',
    wash: '#eee',
    wash2: '#ddd',
    edge: '#888',
    ink: '#000',
    ink2: '#222',
    ink3: '#444',
    line: '#ccc',
    onInk: '#fff',
    hatch: '#000',
    broken: '#8f0020',
    hues: ['#000', '#010101', '#020202', '#030303', '#040404'],
    textFont: '"A", sans-serif',
    dataFont: 'mono',
    sizes: SIZES,
  }
  const svg = diagramSvg({
    model: twoLeaders,
    mode: 'time',
    span: wholeSpan(twoLeaders.columns, twoLeaders.slots, 'time'),
    playhead: { row: 20, atUs: 400_000 },
    look,
    words: {
      title: 'A < B & C',
      about: 'seed 5',
      unsafe: 'unsafe variant',
      link: 'https://x.test/#/a?b=1&c="2"',
    },
  })

  test('has its title, its link as text and as a link, the plate, the names and what the marks mean', () => {
    expect(svg).toContain('<title>A &lt; B &amp; C</title>')
    expect(svg).toContain('<a href="https://x.test/#/a?b=1&amp;c=&quot;2&quot;">')
    for (const text of ['unsafe variant', 'n1', 'c2', 'leads', 'heartbeat', 'vote request', 'lost', '400 ms'])
      expect(svg).toContain(`>${text}</text>`)
  })

  test('is made of whole elements and numbers', () => {
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    const opened = [...svg.matchAll(/<(svg|a|text|title|desc)[ >]/g)].length
    const closed = [...svg.matchAll(/<\/(svg|a|text|title|desc)>/g)].length
    expect(opened).toBe(closed)
    expect([...svg.matchAll(/<path /g)].length).toBeGreaterThan(20)
  })

  test('draws each message of the window once', () => {
    const lines = whole(twoLeaders, 'time', 1296, 634).messages.lines.count
    const ways = [...svg.matchAll(/<path d="((?:M[\d. -]+L[\d. -]+)+)" fill="none"/g)].map(
      ([, d]) => d!.split('M').length - 1,
    )
    expect(ways.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(lines)
  })
})

test('larger type leaves room for itself', () => {
  const span = wholeSpan(deadLeader.columns, deadLeader.slots, 'time')
  const { layout } = diagramGeometry(deadLeader, { mode: 'time', span, width: 800, height: 520 }, LARGE_SIZES)
  expect(layout.top).toBeGreaterThan(LARGE_SIZES.small * 2)
  expect(layout.axisY + LARGE_SIZES.small * 2).toBeLessThanOrEqual(520)
})
