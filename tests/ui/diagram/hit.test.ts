// What is under the pointer: the nearest event or message, as a search of everything finds it.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { LOST } from '../../../src/lab/diagram/part.ts'
import { type DiagramGeometry, diagramGeometry } from '../../../src/ui/figures/diagram/geometry.ts'
import { hitAt } from '../../../src/ui/figures/diagram/hit.ts'
import { type Model, modelOf } from '../../../src/ui/figures/diagram/model.ts'
import { wholeSpan } from '../../../src/ui/figures/diagram/scale.ts'
import { SIZES } from '../../../src/ui/figures/shared/sizes.ts'
import { ALL, runOf, steps } from './runs.ts'

function drawn(model: Model, mode: 'time' | 'event'): DiagramGeometry {
  const span = wholeSpan(model.columns, model.slots, mode)
  return diagramGeometry(model, { mode, span, width: 600, height: 400 }, SIZES)
}

/** Distance to a segment, by trying many of its points. */
function near(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  let best = Number.POSITIVE_INFINITY
  for (let t = 0; t <= 1; t += 0.001)
    best = Math.min(best, Math.hypot(x - x1 - (x2 - x1) * t, y - y1 - (y2 - y1) * t))
  return best
}

test('is the nearest there is, and nothing when all is farther than the reach', () => {
  const place = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(steps, fc.constantFrom('time', 'event'), place, place, (timed, mode, px, py) => {
      const model = modelOf(runOf(timed), [], ALL)
      const geometry = drawn(model, mode)
      const point = { x: px * 600, y: py * 400 }
      const { lines } = geometry.messages
      const messages = Array.from({ length: lines.count }, (_, i) =>
        near(point.x, point.y, lines.x1[i]!, lines.y1[i]!, lines.x2[i]!, lines.y2[i]!),
      )
      const { rows, rowCount } = model.columns
      const events = Array.from({ length: rowCount }, (_, row) => {
        const y = geometry.layout.yOf[rows.lane[row]!]
        const isEvent = rows.kind[row] !== LOST && y !== undefined
        return isEvent ? Math.hypot(geometry.scale.x(row) - point.x, y - point.y) : Number.POSITIVE_INFINITY
      })
      const [message, event] = [Math.min(...messages), Math.min(...events)]
      const hit = hitAt(model, geometry, point, 12)
      if (hit === null) {
        expect(Math.min(message, event)).toBeGreaterThan(12 - 0.1)
        return
      }
      expect(hit.distancePx).toBeLessThanOrEqual(12)
      // Events are a little easier to hit.
      if (hit.message < 0) expect(hit.distancePx).toBeLessThanOrEqual(Math.min(event, message + 3) + 0.1)
      else expect(hit.distancePx).toBeLessThanOrEqual(Math.min(message, event - 3) + 0.1)
    }),
    { numRuns: 200 },
  )
})

test('a message stands for what became of it, or what sent it while it is on its way', () => {
  const columns = runOf([
    { step: { kind: 'send', lane: 0, to: [1], mark: 0 }, afterUs: 100 },
    { step: { kind: 'arrive', which: 0 }, afterUs: 4000 },
    { step: { kind: 'send', lane: 0, to: [1], mark: 0 }, afterUs: 100 },
    { step: { kind: 'local', lane: 2 }, afterUs: 4000 },
  ])
  const model = modelOf(columns, [], ALL)
  const geometry = drawn(model, 'time')
  const { lines } = geometry.messages
  const middle = (i: number) => ({
    x: (lines.x1[i]! + lines.x2[i]!) / 2,
    y: (lines.y1[i]! + lines.y2[i]!) / 2,
  })
  expect(hitAt(model, geometry, middle(0), 5)).toMatchObject({ message: 0, row: 1 })
  expect(hitAt(model, geometry, middle(1), 5)).toMatchObject({ message: 1, row: 2 })
})

test('where messages are only counted, the nearest event of the lane is found', () => {
  const timed = Array.from({ length: 3_000 }, () => [
    { step: { kind: 'send', lane: 0, to: [1], mark: 0 } as const, afterUs: 40 },
    { step: { kind: 'arrive', which: 0 } as const, afterUs: 10 },
  ]).flat()
  const model = modelOf(runOf(timed), [], ALL)
  const geometry = drawn(model, 'time')
  const lane = geometry.layout.lanes.find(({ id }) => id === 'n2')!
  const hit = hitAt(model, geometry, { x: 300, y: lane.y + 2 }, 10)
  expect(hit?.message).toBe(-1)
  expect(model.columns.rows.lane[hit!.row]).toBe(lane.lane)
  expect(Math.abs(geometry.scale.x(hit!.row) - 300)).toBeLessThan(1)
})
