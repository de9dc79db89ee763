// What one node knows, ready to draw: the parts of a frame that are put in the place of the whole truth.

import type { Frame } from '../frame.ts'

/** What it was told by one other node. */
export interface Acquaintance {
  readonly node: string
  /** "leader, term 3"; null when it has not heard from it. */
  readonly caption: string | null
  /** The last message from it, in one line, and how long ago it came, in simulated µs. */
  readonly line: string | null
  readonly agoUs: number | null
}

export interface SeenPicture {
  readonly node: string
  /** "follower, term 3" */
  readonly caption: string
  /** The last thing that happened to it, as it would tell it. */
  readonly says: string
  readonly others: readonly Acquaintance[]
  readonly frame: Pick<
    Frame,
    | 'cluster'
    | 'table'
    | 'charts'
    | 'keys'
    | 'operations'
    | 'truth'
    | 'lanes'
    | 'holds'
    | 'trails'
    | 'promises'
    | 'metrics'
    | 'changes'
  >
}
