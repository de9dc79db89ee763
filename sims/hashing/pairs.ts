// Two posts that are to change together, written one after the other by a client that holds nothing. If they are on two
// nodes the first can be done and the second not; making them one is what transactions are for.

import type { NodeView, Operation } from '../../src/engine/observer.ts'
import { pairOf } from './keys.ts'
import type { Disk } from './state.ts'

/** Pairs of which one post has been written and the other has not, and nobody is about to. */
export function halfDone(nodes: readonly NodeView[], history: readonly Operation[]): readonly Operation[] {
  const disks = nodes.filter(({ process }) => process === 'store').map(({ disk }) => disk as Disk)
  const isOver = ({ f, outcome }: Operation) => f === 'both' && outcome !== 'pending'
  return history.filter((operation) => {
    if (!isOver(operation)) return false
    const has = pairOf(operation.key).map((key) =>
      disks.some(({ data }) => data[key]?.value === operation.value),
    )
    return has[0] !== has[1]
  })
}

/** Operations on one post that no pair was about: what a checker of single keys can judge. */
export function singles(history: readonly Operation[]): readonly Operation[] {
  const paired = new Set(history.flatMap(({ f, key }) => (f === 'both' ? pairOf(key) : [])))
  return history.filter(({ f, key }) => (f === 'read' || f === 'write') && !paired.has(key))
}
