// The time pane and the scrub bar: where moments fall, and what is drawn at them.

import { describe, expect, test } from 'vitest'
import { afterKey, scrubGeometry, timeAt } from '../../src/ui/figures/scrubBar/scrubBar.ts'
import { LARGE_SIZES, SIZES } from '../../src/ui/figures/shared/sizes.ts'
import { milliseconds, timeTicks, withCommas } from '../../src/ui/figures/shared/time.ts'
import { type TimePaneInput, timePaneGeometry, timePaneHead } from '../../src/ui/figures/timePane/timePane.ts'
import {
  AT_US,
  mockBands,
  mockCluster,
  mockFaultSpans,
  mockLandmarks,
  mockLanes,
  mockOperations,
  mockTruth,
} from './fixtures.ts'

const pane: TimePaneInput = {
  nodes: ['n1', 'n2', 'n3', 'n4', 'n5'],
  clients: ['c1', 'c2'],
  lanes: mockLanes,
  operations: mockOperations,
  truth: mockTruth,
  flights: mockCluster.flights,
  trails: [],
  holds: [],
  records: [],
  faultSpans: mockFaultSpans,
  fromUs: 1_080_000,
  toUs: 1_440_000,
  atUs: AT_US,
}

test('times are printed with a comma, a unit and a true minus', () => {
  expect([
    milliseconds(1_412_000),
    withCommas(-40),
    withCommas(1_234_567),
    milliseconds(1_250, { tenths: true }),
  ]).toEqual(['1,412 ms', '−40', '1,234,567', '1.3 ms'])
})

test('ticks stand at round milliseconds, four small ones between labelled ones', () => {
  const ticks = timeTicks(1_080_000, 1_440_000, 7)
  const labels = ticks.flatMap((tick) => tick.label ?? [])
  expect(labels).toEqual(['1,100', '1,150', '1,200', '1,250', '1,300', '1,350', '1,400'])
  expect(ticks.every((tick) => tick.us >= 1_080_000 && tick.us <= 1_440_000)).toBe(true)
})

describe('the time pane', () => {
  const geometry = timePaneGeometry(pane, 888, SIZES)

  test('puts a moment at its share of the width', () => {
    expect(geometry.needleX).toBeCloseTo((888 * (1412 - 1080)) / 360)
  })

  test('ends every lane at the needle', () => {
    for (const lane of geometry.lanes) expect(lane.x2).toBeLessThanOrEqual(geometry.needleX + 0.001)
    expect(geometry.lanes.filter((lane) => Math.abs(lane.x2 - geometry.needleX) < 0.001)).toHaveLength(5)
  })

  test('has node rows as high as the log table, from a head both can compute', () => {
    const rows = geometry.rows.filter((row) => row.kind === 'node')
    expect(rows.map((row) => row.h)).toEqual([28, 28, 28, 28, 28])
    expect(rows[0]?.y).toBe(timePaneHead(2, mockFaultSpans, SIZES))
    expect(timePaneHead(2, [], LARGE_SIZES)).toBe(LARGE_SIZES.clientRow * 4)
  })

  test('leaves an operation without an answer open up to the needle', () => {
    const open = geometry.operations.find((op) => op.id === 2)
    expect([open?.isOpen, open?.ends, open?.x2]).toEqual([true, false, geometry.needleX])
  })

  test('ties a stale read to the truth', () => {
    const stale = geometry.operations.find((op) => op.id === 3)
    expect(stale?.isBroken).toBe(true)
    expect(stale?.judgeX).toBeGreaterThan(stale?.x1 ?? 0)
    expect(stale?.answer?.text).toBe('5, stale')
  })

  test('shows nothing of what has not happened yet', () => {
    const before = timePaneGeometry({ ...pane, atUs: 1_270_000 }, 888, SIZES)
    expect(before.operations.find((op) => op.id === 3)?.isBroken).toBe(false)
    expect(before.lanes.some((lane) => lane.key === 'n2 1392000')).toBe(false)
  })

  test('words on a lane do not run into each other', () => {
    for (const client of pane.clients) {
      const y = geometry.rows.find((row) => row.id === client)
      const own = geometry.operations.filter((op) => op.y === (y?.y ?? 0) + (y?.h ?? 0) / 2)
      for (const [i, op] of own.entries()) {
        const next = own[i + 1]
        if (op.answer && next?.label) expect(op.answer.x + op.answer.width).toBeLessThanOrEqual(next.label.x)
      }
    }
  })
})

describe('the scrub bar', () => {
  const input = {
    endUs: 2_400_000,
    seenUs: AT_US,
    atUs: AT_US,
    window: { fromUs: 1_080_000, untilUs: 1_440_000 },
    bands: mockBands,
    landmarks: mockLandmarks,
    faultSpans: mockFaultSpans,
    answersUs: [1_158_000],
  }

  test.each([300, 888, 2400])('a press at %d px wide leads back to the moment drawn there', (width) => {
    const { needleX } = scrubGeometry(input, width, SIZES)
    expect(Math.abs(timeAt(needleX, input.endUs, width) - AT_US)).toBeLessThan(2)
  })

  test('stays on its track', () => {
    expect([timeAt(-50, 1000, 100), timeAt(500, 1000, 100)]).toEqual([0, 1000])
  })

  test('paints nothing ahead of what is known', () => {
    const g = scrubGeometry({ ...input, seenUs: 1_300_000 }, 888, SIZES)
    expect(g.elections).toHaveLength(1)
    for (const mark of [...g.bands, ...g.spans]) expect(mark.x + mark.w).toBeLessThanOrEqual(g.seenX + 0.001)
  })

  test('draws two promises broken at once as one triangle', () => {
    const twice = mockLandmarks.flatMap((mark) => [mark, mark])
    expect(scrubGeometry({ ...input, landmarks: twice }, 888, SIZES).violations).toHaveLength(1)
  })

  test.each([
    ['ArrowRight', 1100],
    ['ArrowLeft', 900],
    ['PageUp', null],
    ['PageDown', null],
    ['Home', 0],
    ['End', 5000],
    ['x', null],
  ])('%s leads to %s', (key, expected) => {
    expect(afterKey(key, 1000, 5000, 100)).toBe(expected)
  })
})
