// An observer sees the whole world after every event: the source of truth on the engine's side. Invariants and
// history variables (who led which term, what was ever committed) live here, never in a node's state.

import type { ActiveFault } from './intervention.ts'
import type { Json, Scalar } from './json.ts'
import type { NodeId, Settings } from './process.ts'

/** A node as the outside sees it. `memory` is null while it is down. */
export interface NodeView {
  readonly id: NodeId
  readonly process: string
  readonly up: boolean
  readonly paused: boolean
  // biome-ignore lint/suspicious/noExplicitAny: observers belong to a sim and know the state types of its processes
  readonly disk: any
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly memory: any
}

/** One client operation, as the history records it. */
export interface Operation {
  readonly id: number
  readonly client: NodeId
  readonly f: string
  readonly key: string
  readonly value: Json
  /** The consistency it asked for, where operations can differ in it. */
  readonly level?: string
  readonly invokedUs: number
  readonly invokedRow: number
  completedUs: number | null
  completedRow: number | null
  outcome: 'pending' | 'ok' | 'fail' | 'unknown'
  result: Json
}

export interface WorldView {
  readonly nowUs: number
  /** Row of the event that just happened. */
  readonly row: number
  readonly nodes: readonly NodeView[]
  readonly history: readonly Operation[]
  /** What was promised may depend on these. */
  readonly settings: Settings
  /** What must come about in the end need not while something is broken, nor at once after that. */
  readonly faults: readonly ActiveFault[]
  /** When a fault last began or ended, or something else was changed from outside. */
  readonly disturbedUs: number
}

/** What an observer may say. Only the first violation of each invariant is kept, with its event. */
export interface Report {
  violate(invariant: string, a?: Scalar, b?: Scalar, c?: Scalar, d?: Scalar): void
  /** A note about the world rather than a node ("x=7 is now the truth"). */
  note(code: string, a?: Scalar, b?: Scalar, c?: Scalar, d?: Scalar): void
}

export interface Observer<S = Json> {
  /** Fresh observer state: JSON, checkpointed with the world. */
  start(nodes: readonly NodeView[]): S
  /** Called after each event that ran a handler of `node`, or crashed or restarted it (index into `world.nodes`). */
  after(state: S, world: WorldView, node: number, report: Report): void
}

export interface Violation {
  readonly invariant: string
  readonly row: number
  readonly atUs: number
  readonly params: readonly Scalar[]
}
