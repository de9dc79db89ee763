// Figures of the history: every value is in the chart, broken ones on top; every piece of evidence has its row.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EvidenceOperation, evidenceGeometry } from '../../src/ui/figures/evidence/evidence.ts'
import { seriesGeometry } from '../../src/ui/figures/series/series.ts'
import { SIZES } from '../../src/ui/figures/shared/sizes.ts'

const WIDTH = 340

const point = fc.record({
  atUs: fc.integer({ min: 0, max: 2_000_000 }),
  valueUs: fc.integer({ min: 0, max: 900_000 }),
  isBroken: fc.boolean(),
})

test('a chart has a mark for every value, inside it, and the broken ones are drawn last', () => {
  fc.assert(
    fc.property(fc.array(point), (points) => {
      const g = seriesGeometry({ points, toUs: 2_000_000, atUs: 1_000_000 }, WIDTH, SIZES)
      expect(g.dots).toHaveLength(points.length)
      expect(g.needleX).toBeCloseTo(WIDTH / 2)
      const firstBroken = g.dots.findIndex(({ isBroken }) => isBroken)
      if (firstBroken >= 0) expect(g.dots.slice(firstBroken).every(({ isBroken }) => isBroken)).toBe(true)
      for (const { x, y } of g.dots) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x).toBeLessThanOrEqual(WIDTH)
        expect(y).toBeGreaterThanOrEqual(0)
        expect(y).toBeLessThanOrEqual(g.baseY + 1e-9)
      }
    }),
  )
})

test('the names of levels do not lie on each other', () => {
  const points = [10, 11, 12].map((ms) => ({ atUs: ms, valueUs: ms * 1000, isBroken: false }))
  const { levels } = seriesGeometry({ points, toUs: 20, atUs: 0 }, WIDTH, SIZES)
  expect(levels.map(({ text }) => text)).toEqual(['p99 12 ms'])
})

const operation = (id: number): fc.Arbitrary<EvidenceOperation> =>
  fc
    .record({
      client: fc.constantFrom('c1', 'c2'),
      text: fc.constantFrom('x=1: OK', 'read x: 1', 'read x: no answer yet'),
      invokedUs: fc.integer({ min: 0, max: 900_000 }),
      tookUs: fc.option(fc.integer({ min: 1, max: 200_000 })),
      isMisfit: fc.boolean(),
    })
    .map(({ tookUs, invokedUs, ...rest }) => ({
      ...rest,
      id,
      invokedUs,
      completedUs: tookUs === null ? null : invokedUs + tookUs,
      place: null,
    }))

test('evidence has a row an operation, in the order they were asked, and no text leaves the figure', () => {
  const operations = fc
    .integer({ min: 1, max: 9 })
    .chain((n) => fc.tuple(...Array.from({ length: n }, (_, id) => operation(id))))
  fc.assert(
    fc.property(operations, (each) => {
      const { rows, axisY } = evidenceGeometry({ operations: each, faultSpans: [] }, WIDTH, SIZES)
      expect(rows.map(({ id }) => id).toSorted()).toEqual(each.map(({ id }) => id).toSorted())
      for (const [i, row] of rows.entries()) {
        expect(row.invokedUs).toBeGreaterThanOrEqual(rows[i - 1]?.invokedUs ?? 0)
        expect(row.y).toBeGreaterThan(rows[i - 1]?.y ?? 0)
        expect(row.y).toBeLessThan(axisY)
        expect(row.x2).toBeGreaterThan(row.x1)
        if (row.anchor === 'end') expect(row.textX).toBeGreaterThan(0)
        else expect(row.textX).toBeLessThan(WIDTH)
      }
    }),
  )
})

test('a fault is a band as far as the evidence reaches', () => {
  const [only] = [{ id: 1, client: 'c1', text: 'x=1: OK', place: 1, isMisfit: false }]
  const operations = [{ ...only!, invokedUs: 100_000, completedUs: 200_000 }]
  const faultSpans = [
    { fromUs: 150_000, untilUs: null, title: 'n1 crashed' },
    { fromUs: 0, untilUs: 50_000, title: 'n2 crashed' },
  ]
  const { bands } = evidenceGeometry({ operations, faultSpans }, WIDTH, SIZES)
  expect(bands).toEqual([{ x1: expect.closeTo(WIDTH / 2), x2: WIDTH, title: 'n1 crashed' }])
})
