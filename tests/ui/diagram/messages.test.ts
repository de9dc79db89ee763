// Messages of the diagram: every one that is in the window is drawn or counted exactly once, none outside costs
// anything, and what is counted adds up to what a plain count finds.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RunColumns } from '../../../src/lab/diagram/columns.ts'
import { HEARTBEAT, LOST_ON_THE_WAY } from '../../../src/lab/diagram/part.ts'
import { Crossing } from '../../../src/ui/figures/diagram/crossing.ts'
import { layoutOf } from '../../../src/ui/figures/diagram/layout.ts'
import { WITH_CROSS } from '../../../src/ui/figures/diagram/lines.ts'
import { messagesOf, placeOf } from '../../../src/ui/figures/diagram/messages.ts'
import { type Model, modelOf } from '../../../src/ui/figures/diagram/model.ts'
import { type Mode, type Scale, scaleOf, wholeSpan } from '../../../src/ui/figures/diagram/scale.ts'
import { LOST, LOUD, PER_PAIR, QUIET, Tallies } from '../../../src/ui/figures/diagram/tallies.ts'
import { SIZES } from '../../../src/ui/figures/shared/sizes.ts'
import { ALL, options, runOf, steps } from './runs.ts'

const window = fc.record({
  mode: fc.constantFrom<Mode>('time', 'event'),
  from: fc.double({ min: 0, max: 0.9, noNaN: true }),
  share: fc.double({ min: 0.05, max: 1, noNaN: true }),
  width: fc.integer({ min: 40, max: 400 }),
})

function seenThrough(
  model: Model,
  { mode, from, share, width }: typeof window extends fc.Arbitrary<infer W> ? W : never,
) {
  const whole = wholeSpan(model.columns, model.slots, mode)
  const length = whole.to - whole.from
  const span = { from: whole.from + length * from, to: whole.from + length * Math.min(1, from + share) }
  return scaleOf(model.columns, model.slots, mode, span, width)
}

function layoutFor(model: Model) {
  return layoutOf(model.columns, model.options.hiddenLanes, 0, 400, SIZES)
}

/** Messages of the model that were sent before the window ends and ended after it begins. */
function inWindow({ columns, shown }: Model, scale: Scale): readonly number[] {
  const { messages, rowCount, knownUs } = columns
  const isKnown = scale.xAt(rowCount - 1, knownUs) >= 0
  const [first, end] = [scale.rowFrom(0), scale.rowFrom(scale.width + 0.001)]
  return [...shown].filter((id) => {
    const ended = messages.endRow[id]!
    return messages.sentRow[id]! < end && (ended < 0 ? isKnown : ended >= first)
  })
}

test('each is drawn, or counted in exactly one column, and none twice', () => {
  fc.assert(
    fc.property(steps, options, window, fc.constantFrom(0, 10_000), (timed, left, win, mostLines) => {
      const model = modelOf(runOf(timed), [], left)
      const scale = seenThrough(model, win)
      const { count, lines, aggregates } = messagesOf(model, scale, layoutFor(model), mostLines)
      const wanted = inWindow(model, scale)
      expect(count).toBe(wanted.length)
      const drawn = [...lines.id.subarray(0, lines.count)]
      const counted = aggregates === null ? [] : [...model.shown.subarray(aggregates.from, aggregates.to)]
      expect(new Set([...drawn, ...counted]).size).toBe(drawn.length + counted.length)
      const isThere = new Set([...drawn, ...counted])
      expect(wanted.filter((id) => !isThere.has(id))).toEqual([])
      if (aggregates === null) return
      // What is counted beyond the window was sent in a column that begins or ends in it.
      const { messages } = model.columns
      const edges = [
        scale.rowFrom(-aggregates.columnPx),
        scale.rowFrom(scale.width + aggregates.columnPx),
      ] as const
      for (const id of counted) {
        expect(messages.sentRow[id]).toBeGreaterThanOrEqual(edges[0])
        expect(messages.sentRow[id]).toBeLessThan(edges[1])
      }
      expect([...aggregates.counts].reduce((sum, each) => sum + each, 0)).toBe(counted.length)
    }),
    { numRuns: 300 },
  )
})

test('a drawn line runs from the sender’s lane to the receiver’s, or to where it was lost', () => {
  fc.assert(
    fc.property(steps, window, (timed, win) => {
      const model = modelOf(runOf(timed), [], ALL)
      const scale = seenThrough(model, win)
      const layout = layoutFor(model)
      const { lines } = messagesOf(model, scale, layout)
      const { messages } = model.columns
      for (let i = 0; i < lines.count; i++) {
        const id = lines.id[i]!
        const [y1, y2] = [layout.yOf[messages.from[id]!]!, layout.yOf[messages.to[id]!]!]
        const [x1, x2] = [lines.x1[i]!, lines.x2[i]!]
        expect(x1).toBeGreaterThanOrEqual(0)
        expect(x2).toBeLessThanOrEqual(scale.width + 0.001)
        if (scale.x(messages.sentRow[id]!) >= 0) expect(lines.y1[i]).toBeCloseTo(y1, 3)
        const isWhole = messages.endRow[id]! >= 0 && scale.x(messages.endRow[id]!) <= scale.width
        if (isWhole && messages.fate[id] !== LOST_ON_THE_WAY) expect(lines.y2[i]).toBeCloseTo(y2, 3)
        if (isWhole && messages.fate[id] === LOST_ON_THE_WAY) expect(lines.end[i]).toBe(WITH_CROSS)
        expect((lines.y2[i]! - y1) * (lines.y2[i]! - y2)).toBeLessThan(0.01)
      }
    }),
    { numRuns: 100 },
  )
})

test('sums over any stretch are what a plain count gives', () => {
  const place = fc.nat(600)
  fc.assert(
    fc.property(fc.array(steps, { minLength: 3, maxLength: 6 }), place, place, (lists, a, b) => {
      const columns = runOf(lists.flat())
      const { shown } = modelOf(columns, [], ALL)
      const tallies = new Tallies(columns, shown)
      const [from, to] = [Math.min(a, b, shown.length), Math.min(Math.max(a, b), shown.length)]
      const found = new Uint32Array(tallies.width)
      tallies.between(from, to, found)
      const { messages } = columns
      tallies.pairs.forEach((pair, p) => {
        const own = [...shown.subarray(from, to)].filter(
          (id) => messages.from[id] === pair.from && messages.to[id] === pair.to,
        )
        const at = p * PER_PAIR
        for (let hue = 0; hue < 5; hue++) {
          const ofHue = own.filter((id) => messages.hue[id] === hue)
          const quiet = ofHue.filter((id) => messages.mark[id] === HEARTBEAT)
          expect([found[at + LOUD + hue], found[at + QUIET + hue]]).toEqual([
            ofHue.length - quiet.length,
            quiet.length,
          ])
        }
        expect(found[at + LOST]).toBe(own.filter((id) => messages.fate[id] === LOST_ON_THE_WAY).length)
      })
    }),
    { numRuns: 60 },
  )
})

test('messages on their way across an event are those a look at all of them finds', () => {
  fc.assert(
    fc.property(
      fc.array(steps, { minLength: 1, maxLength: 5 }),
      fc.nat(700),
      fc.nat(700),
      (lists, row, n) => {
        const columns: RunColumns = runOf(lists.flat())
        const model = modelOf(columns, [], ALL)
        const before = Math.min(n, model.shown.length)
        const naive = Array.from({ length: before }, (_, i) => i).filter((i) => {
          const end = columns.messages.endRow[model.shown[i]!]!
          return end < 0 || end >= row
        })
        expect(new Crossing(columns, model.shown).places(row, before)).toEqual(naive)
        expect(placeOf(model, row)).toBe(
          [...model.shown].filter((id) => columns.messages.sentRow[id]! < row).length,
        )
      },
    ),
    { numRuns: 60 },
  )
})

/** Thousands of messages between two lanes, one of which is lost. */
function crowded(lostAt: number): RunColumns {
  const timed = Array.from({ length: 4_000 }, (_, i) => [
    { step: { kind: 'send', lane: 0, to: [1], mark: 0 } as const, afterUs: 40 },
    { step: { kind: i === lostAt ? 'lose' : 'arrive', which: 0 } as const, afterUs: 10 },
  ]).flat()
  return runOf(timed)
}

test('one lost among thousands is marked where it was lost', () => {
  const model = modelOf(crowded(2_345), [], ALL)
  const scale = scaleOf(
    model.columns,
    model.slots,
    'time',
    wholeSpan(model.columns, model.slots, 'time'),
    400,
  )
  const layout = layoutFor(model)
  const { aggregates, lines } = messagesOf(model, scale, layout)
  expect(lines.count).toBe(0)
  expect(aggregates?.crosses).toHaveLength(1)
  const id = [...model.columns.messages.fate].indexOf(LOST_ON_THE_WAY)
  expect(Math.abs(aggregates!.crosses[0]!.x - scale.x(model.columns.messages.sentRow[id]!))).toBeLessThan(1.5)
  const [y1, y2] = [layout.yOf[0]!, layout.yOf[1]!]
  expect(aggregates!.crosses[0]!.y).toBeGreaterThanOrEqual(Math.min(y1, y2))
  expect(aggregates!.crosses[0]!.y).toBeLessThanOrEqual(Math.max(y1, y2))
})

test('ink between two lanes is as strong as the messages that cross there are many', () => {
  const model = modelOf(crowded(-1), [], ALL)
  const scale = scaleOf(
    model.columns,
    model.slots,
    'time',
    wholeSpan(model.columns, model.slots, 'time'),
    400,
  )
  const layout = layoutFor(model)
  const { aggregates } = messagesOf(model, scale, layout)
  const ink = aggregates!.ink!
  const between = layout.lanes.findIndex(({ id }) => id === 'n1')
  let total = 0
  for (let c = 0; c < ink.columns; c++)
    for (let space = 0; space < ink.spaces; space++) {
      const strength = ink.strength[c * ink.spaces + space]!
      if (space === between) total += strength * ink.columnPx
      else expect(strength).toBe(0)
    }
  expect(total).toBeCloseTo(4_000, 0)
})

test('where ways are slanted, ribbons carry the count', () => {
  const timed = Array.from({ length: 3_000 }, (_, i) => [
    { step: { kind: 'send', lane: 0, to: [1], mark: 0 } as const, afterUs: 10 },
    ...(i < 600 ? [] : [{ step: { kind: 'arrive', which: 0 } as const, afterUs: 0 }]),
  ]).flat()
  const model = modelOf(runOf(timed), [], ALL)
  const scale = scaleOf(
    model.columns,
    model.slots,
    'time',
    wholeSpan(model.columns, model.slots, 'time'),
    300,
  )
  const { aggregates } = messagesOf(model, scale, layoutFor(model))
  expect(aggregates?.ink).toBeNull()
  const total = aggregates!.ribbons.reduce((sum, { strength, w }) => sum + strength * w, 0)
  expect(total).toBeCloseTo(3_000, 0)
  for (const { slant } of aggregates!.ribbons) expect(slant).toBeGreaterThan(2)
})
