// The named shapes of a cut, offered over the servers of this cluster and around the node they are about.

import type { LabState } from '../../lab/lab.ts'
import { type Shape, type ShapeName, shape } from '../../sim/shapes.ts'
import { servers } from './names.ts'

export interface CutShape extends Shape {
  readonly id: ShapeName
  /** As an entry of a menu: "Leader alone". */
  readonly title: string
}

const TITLES: readonly (readonly [ShapeName, (pivot: string) => string])[] = [
  ['leader-alone', (pivot) => `Leader alone (${pivot})`],
  ['minority', (pivot) => `${pivot} in a minority`],
  ['halves', () => 'Into halves'],
  ['isolate-one', (pivot) => `${pivot} from the other servers`],
  ['one-way', (pivot) => `One way: ${pivot} hears nobody`],
  ['bridge', (pivot) => `Two sides that meet only in ${pivot}`],
  ['majorities-ring', () => 'A ring: each sees another majority'],
]

/** Around the selected node, or around the one that leads. */
export function cutShapes(state: LabState, selected: string | null = null): readonly CutShape[] {
  const nodes = servers(state.frame)
  const ids = nodes.map(({ id }) => id)
  const leader = nodes.find(
    (node) => (node.glyph === 'leader' || node.glyph === 'coordinator') && node.status === 'up',
  )
  const pivot = selected !== null && ids.includes(selected) ? selected : (leader?.id ?? ids[0] ?? null)
  if (pivot === null || ids.length < 3) return []
  const shapes = TITLES.filter(([id]) => id !== 'leader-alone' || leader?.glyph === 'leader').map(
    ([id, title]): CutShape => {
      const about = id === 'leader-alone' ? (leader?.id ?? pivot) : pivot
      return { id, title: title(about), ...shape(id, ids, about) }
    },
  )
  return shapes.filter((one, i) => !shapes.slice(0, i).some((earlier) => isSameCut(earlier, one)))
}

/** Of few servers, a minority may be one alone: nobody need choose between two names of one cut. */
function isSameCut(a: CutShape, b: CutShape): boolean {
  const [mine, others] = [a, b].map(({ links }) => links.map((link) => link.join(' ')).sort())
  return mine!.join() === others!.join()
}
