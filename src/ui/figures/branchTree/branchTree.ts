// Geometry of the tree of runs: every branch is a line along time that leaves its parent's where the two stop being one
// run. Pure; positions are pixels from the left of the track, which is as wide as the scrub bar's.

import type { BranchPicture } from '../../../lab/branches.ts'
import { scrubScale } from '../scrubBar/scrubBar.ts'
import type { FigureSizes } from '../shared/sizes.ts'
import { textWidth } from '../shared/textWidth.ts'

export interface TreeRow {
  readonly id: string
  readonly name: string
  readonly isCurrent: boolean
  readonly y: number
  readonly x: number
  readonly endX: number
  /** Row of the line it leaves; null for the main line. */
  readonly fromY: number | null
  /** The run on show goes along this line up to here; null where it does not. */
  readonly shownX: number | null
  /** The name, beside the line, or on a piece of ground that stops it. */
  readonly label: {
    readonly x: number
    readonly isBefore: boolean
    readonly boxX: number
    readonly w: number
  }
}

export interface TreeGeometry {
  readonly height: number
  readonly pitch: number
  /** From the top, a parent above all that grew from it. */
  readonly rows: readonly TreeRow[]
}

/** Least height of a row, which is also what can be hit. */
const PITCH = 24
/** Controls that are higher than this are made for thumbs and for rooms. */
const COARSE = 40
const SHORTEST = 16

export function treeGeometry(
  branches: readonly BranchPicture[],
  endUs: number,
  width: number,
  sizes: Pick<FigureSizes, 'small' | 'hit'>,
): TreeGeometry {
  const scale = scrubScale(endUs, width)
  const pitch = sizes.hit > COARSE ? sizes.hit : Math.max(PITCH, sizes.small + 10)
  const ordered = inRows(branches)
  const yOf = new Map(ordered.map(({ id }, row) => [id, (row + 0.5) * pitch]))
  const shown = shownUntil(branches)
  const rows = ordered.map((branch): TreeRow => {
    const { id, name, parent, isCurrent } = branch
    const x = scale(branch.forkUs)
    const forks = branches.filter((one) => one.parent === id).map(({ forkUs }) => forkUs)
    const endX = Math.max(x + SHORTEST, scale(Math.max(branch.seenUs, ...forks)))
    const until = shown.get(id)
    return {
      id,
      name,
      isCurrent,
      y: yOf.get(id) ?? 0,
      x,
      endX,
      fromY: parent === null ? null : (yOf.get(parent) ?? null),
      shownX: until === undefined ? null : until === null ? endX : scale(until),
      label: labelAt(x, endX, textWidth(name, sizes.small), width),
    }
  })
  return { height: ordered.length * pitch, pitch, rows }
}

/** Each followed by what grew from it, the latest fork first: so no line has to cross another. */
function inRows(branches: readonly BranchPicture[], parent: string | null = null): BranchPicture[] {
  return branches
    .filter((branch) => branch.parent === parent)
    .sort((a, b) => b.forkUs - a.forkUs)
    .flatMap((branch) => [branch, ...inRows(branches, branch.id)])
}

/** Lines that the run on show is made of, each up to where it leaves it; null for the last, which it follows to its end. */
function shownUntil(branches: readonly BranchPicture[]): Map<string, number | null> {
  const shown = new Map<string, number | null>()
  let untilUs: number | null = null
  let at = branches.find(({ isCurrent }) => isCurrent)
  while (at !== undefined) {
    const { id, parent, forkUs }: BranchPicture = at
    shown.set(id, untilUs)
    untilUs = forkUs
    at = branches.find((branch) => branch.id === parent)
  }
  return shown
}

/** Behind the line, else before it, else on it. */
function labelAt(x: number, endX: number, w: number, width: number): TreeRow['label'] {
  if (endX + 8 + w <= width) return { x: endX + 8, isBefore: false, boxX: endX + 5, w: w + 6 }
  if (x >= w + 12) return { x: x - 8, isBefore: true, boxX: x - w - 11, w: w + 6 }
  return { x: x + SHORTEST, isBefore: false, boxX: x + SHORTEST - 4, w: w + 8 }
}

/** Where a key leads from a row: its neighbour, the first, the last; null for other keys. */
export function rowAfterKey(key: string, row: number, rows: number): number | null {
  if (key === 'ArrowDown') return Math.min(row + 1, rows - 1)
  if (key === 'ArrowUp') return Math.max(row - 1, 0)
  if (key === 'Home') return 0
  return key === 'End' ? rows - 1 : null
}
