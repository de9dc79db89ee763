// The tree of runs: every branch has a row, hangs on the line it left, crosses no other, and keeps its name legible.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BranchPicture } from '../../src/lab/branches.ts'
import { rowAfterKey, treeGeometry } from '../../src/ui/figures/branchTree/branchTree.ts'
import { SIZES } from '../../src/ui/figures/shared/sizes.ts'

const END_US = 4_000_000
const WIDTH = 860

function branch(id: string, parent: string | null, forkUs: number, seenUs: number): BranchPicture {
  const name = id === 'main' ? 'main' : `Crash ${id}`
  return { id, name, parent, forkUs, seenUs, partsUs: 0, isCurrent: false }
}

const SMALL: readonly BranchPicture[] = [
  branch('main', null, 0, 1_000_000),
  branch('b1', 'main', 500_000, 2_000_000),
  branch('b2', 'b1', 1_500_000, 3_000_000),
  { ...branch('b3', 'b1', 800_000, END_US), isCurrent: true },
  branch('b4', 'main', 900_000, 1_200_000),
]

const draw = (branches: readonly BranchPicture[], width = WIDTH) =>
  treeGeometry(branches, END_US, width, SIZES)

test('a branch stands below the line it leaves, at its fork', () => {
  const { rows, height, pitch } = draw(SMALL)
  expect(rows.map(({ id }) => id)).toEqual(['main', 'b4', 'b1', 'b2', 'b3'])
  expect(height).toBe(5 * pitch)
  expect(pitch).toBeGreaterThanOrEqual(24)
  const [main, , b1, b2] = rows
  expect([b1?.fromY, b2?.fromY]).toEqual([main?.y, b1?.y])
  expect(b1?.x).toBeCloseTo((500_000 / END_US) * WIDTH)
})

test('the run on show is one strong line from the start to its end', () => {
  const shown = draw(SMALL).rows.map(({ id, shownX }) => [id, shownX === null ? null : Math.round(shownX)])
  const at = (us: number) => Math.round((us / END_US) * WIDTH)
  expect(shown).toEqual([
    ['main', at(500_000)],
    ['b4', null],
    ['b1', at(800_000)],
    ['b2', null],
    ['b3', at(END_US)],
  ])
})

test('under a thumb rows are as high as a thumb', () => {
  expect(treeGeometry(SMALL, END_US, WIDTH, { ...SIZES, hit: 44 }).pitch).toBe(44)
})

/** Up to fifty branches, each from one before it, at or after its fork. */
const trees = fc
  .array(fc.record({ from: fc.nat(), later: fc.nat(1_000_000), seen: fc.nat(2_000_000) }), { maxLength: 49 })
  .map((made) => {
    const branches = [branch('main', null, 0, 0)]
    made.forEach(({ from, later, seen }, i) => {
      const parent = branches[from % branches.length]!
      const forkUs = Math.min(END_US, parent.forkUs + later)
      branches.push(branch(`b${i + 1}`, parent.id, forkUs, Math.min(END_US, forkUs + seen)))
    })
    return branches
  })

test('however many there are, all are drawn and no line crosses another', () => {
  fc.assert(
    fc.property(trees, (branches) => {
      const { rows } = draw(branches)
      expect(rows.map(({ id }) => id).sort()).toEqual(branches.map(({ id }) => id).sort())
      for (const drop of rows) {
        if (drop.fromY === null) continue
        const crossed = rows.filter(
          ({ y, x, endX }) => y > drop.fromY! && y < drop.y && x < drop.x - 1e-6 && drop.x < endX,
        )
        expect(crossed.map(({ id }) => `${drop.id} crosses ${id}`)).toEqual([])
      }
    }),
  )
})

test('names stay on the figure, and lie on no line but their own', () => {
  fc.assert(
    fc.property(trees, fc.constantFrom(320, 600, WIDTH), (branches, width) => {
      for (const { label, endX, x, name } of draw(branches, width).rows) {
        const [left, right] = label.isBefore ? [label.boxX, label.x] : [label.x, label.x + label.w - 6]
        expect([left >= 0, right <= width + 1], name).toEqual([true, true])
        if (label.isBefore) expect(label.x).toBeLessThan(x)
        else if (label.x > endX) expect(label.boxX).toBeGreaterThan(endX)
      }
    }),
  )
})

test('arrows lead to the neighbour and stop at the ends', () => {
  expect(['ArrowDown', 'ArrowUp', 'Home', 'End', 'x'].map((key) => rowAfterKey(key, 1, 3))).toEqual([
    2,
    0,
    0,
    2,
    null,
  ])
  expect([rowAfterKey('ArrowDown', 2, 3), rowAfterKey('ArrowUp', 0, 3)]).toEqual([2, 0])
})
