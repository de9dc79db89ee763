// Smaller figures: the log table's words, the role chart's layout, and the stills of the gallery.

import { describe, expect, test } from 'vitest'
import { keyOf, rowViews } from '../../src/ui/figures/logTable/logTable.ts'
import { chartGeometry } from '../../src/ui/figures/roleChart/roleChart.ts'
import { overlap } from '../../src/ui/figures/shared/geometry.ts'
import { SIZES } from '../../src/ui/figures/shared/sizes.ts'
import { heroStill } from '../../src/ui/figures/thumbs/hero.ts'
import { stillOf } from '../../src/ui/figures/thumbs/specs.ts'
import { longTable, mockChart, mockTable, paperChart } from './fixtures.ts'

describe('the log table', () => {
  const rows = rowViews(mockTable)

  test('says of every cell what it shows', () => {
    expect(rows[2]?.cells[4]?.words).toBe('entry 5, x=7, term 3, appended, not yet on disk')
    expect(rows[1]?.cells[4]?.words).toBe('entry 5, x=7, term 3, committed, applied, known to the leader')
    expect(rows[3]?.cells[4]?.words).toBe('no entry 5')
  })

  test('draws one bar and one caret a row', () => {
    for (const { cells } of rows) {
      expect(cells.filter((cell) => cell.hasBar)).toHaveLength(1)
      expect(cells.filter((cell) => cell.isLastApplied)).toHaveLength(1)
    }
  })

  test('numbers its columns from the first one shown', () => {
    expect(rowViews(longTable)[0]?.cells.map((cell) => cell.index)).toEqual(
      Array.from({ length: 16 }, (_, i) => i + 4),
    )
  })

  test('explains no mark that is not there', () => {
    expect(keyOf(longTable)).toEqual(['committed', 'appended', 'applied', 'bar'])
    expect(keyOf(mockTable)).toContain('in-memory')
  })
})

describe.each([
  ['the paper', paperChart],
  ['four states', mockChart],
] as const)('the role chart of %s', (_name, chart) => {
  test.each([300, 376, 900, 1300])('at %d px keeps its states apart and inside', (width) => {
    const { states } = chartGeometry(chart, width, SIZES)
    expect(states).toHaveLength(chart.states.length)
    for (const [i, a] of states.entries()) {
      expect(a.box.x).toBeGreaterThanOrEqual(0)
      expect(a.box.x + a.box.w).toBeLessThanOrEqual(width)
      for (const b of states.slice(i + 1)) expect(overlap(a.box, b.box)).toBe(0)
    }
  })

  test('numbers its arrows where words do not fit', () => {
    expect(chartGeometry(chart, 376, SIZES).isNumbered).toBe(true)
    expect(chartGeometry(chart, 1800, SIZES).isNumbered).toBe(false)
  })

  test('draws every arrow, and no two of them on the same stretch', () => {
    const { arrows } = chartGeometry(chart, 900, SIZES)
    expect(arrows).toHaveLength(chart.arrows.length)
    expect(new Set(arrows.map((arrow) => `${Math.round(arrow.at.x)} ${Math.round(arrow.at.y)}`)).size).toBe(
      arrows.length,
    )
  })
})

test('a scenario without a still of its own gets a healthy cluster', () => {
  expect(stillOf('raft/nobody-drew-this').kind).toBe('cluster')
  expect(stillOf('raft/figure-8').kind).toBe('logs')
})

test('in the hero, lanes of a node follow each other without a gap', () => {
  for (const { lanes } of heroStill.rows) {
    for (const [i, lane] of lanes.entries()) expect(lane.from).toBe(i === 0 ? 0 : lanes[i - 1]?.to)
    expect(lanes.at(-1)?.to).toBe(heroStill.width)
  }
})
