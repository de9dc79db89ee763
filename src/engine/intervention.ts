// Everything a person, a scenario or a generator does to a run is one of these: plain, timed, serialisable data.
// Persistent faults stay active under the id of their intervention until `heal` names it.

import type { Distribution } from './distribution.ts'
import type { NodeId, Order } from './process.ts'

/** One direction of a connection. */
export type Link = readonly [from: NodeId, to: NodeId]
export type Links = 'all' | readonly Link[]

/** A message told apart from all others by what stays the same in every branch: the nth on its link, from 0. */
export interface MessageRef {
  readonly from: NodeId
  readonly to: NodeId
  readonly nth: number
}

export type MessageAct = 'drop' | 'hold' | 'deliver' | 'duplicate'

export type Command =
  | { readonly kind: 'crash'; readonly node: NodeId; readonly loseDisk?: true }
  | { readonly kind: 'restart'; readonly node: NodeId }
  | { readonly kind: 'pause'; readonly node: NodeId }
  | { readonly kind: 'resume'; readonly node: NodeId }
  /** Every event takes the node this long; others queue behind it. */
  | { readonly kind: 'slow'; readonly node: NodeId; readonly serviceUs: number }
  | { readonly kind: 'slowDisk'; readonly node: NodeId; readonly syncUs: number }
  /** Syncs report success at once and make nothing durable. */
  | { readonly kind: 'lyingDisk'; readonly node: NodeId }
  /** Wall clock off by `offsetUs`; both clocks run fast by `driftPpm` parts in a million. */
  | { readonly kind: 'clock'; readonly node: NodeId; readonly offsetUs: number; readonly driftPpm: number }
  /** `name` is the shape as a person says it ("n1 cut off"); the links are explicit. */
  | { readonly kind: 'cut'; readonly name: string; readonly links: readonly Link[] }
  | { readonly kind: 'latency'; readonly links: Links; readonly latency: Distribution }
  | { readonly kind: 'loss'; readonly links: Links; readonly probability: number }
  | { readonly kind: 'duplicate'; readonly links: Links; readonly probability: number }
  /** That share of messages is late by up to `extraUs` more, so that others overtake. */
  | {
      readonly kind: 'reorder'
      readonly links: Links
      readonly probability: number
      readonly extraUs: number
    }
  /** Messages on these links wait until the fault is healed; none is lost. */
  | { readonly kind: 'hold'; readonly links: readonly Link[] }
  | { readonly kind: 'message'; readonly act: MessageAct; readonly message: MessageRef }
  /** Hands an order to the node's process: a client write or read, an early timeout. */
  | { readonly kind: 'tell'; readonly node: NodeId; readonly order: Order }
  /** The named timer of these nodes fires at the same moment, `inUs` from now. */
  | {
      readonly kind: 'align'
      readonly timer: string
      readonly nodes: readonly NodeId[]
      readonly inUs: number
    }
  | { readonly kind: 'set'; readonly key: string; readonly value: number | boolean | string }
  /** Other dice from here on: what was drawn stands, what is drawn from now on comes out otherwise. */
  | { readonly kind: 'dice'; readonly salt: string }
  /** Throws a rule switch: `broken` true leaves the rule out. */
  | { readonly kind: 'rule'; readonly rule: string; readonly broken: boolean }
  /** Ends the fault of that intervention; without a name, every fault. */
  | { readonly kind: 'heal'; readonly fault?: string }

export type CommandKind = Command['kind']

export interface Intervention {
  /** Unique in its run; faults are healed by it. */
  readonly id: string
  readonly atUs: number
  /** It takes place after this many events of that same microsecond; 0 when left out. */
  readonly after?: number
  readonly do: Command
}

/** Sorted by time, then by place among that microsecond's events; equal ones keep the order of the list. */
export function inOrder(list: readonly Intervention[]): readonly Intervention[] {
  return [...list].sort((x, y) => x.atUs - y.atUs || (x.after ?? 0) - (y.after ?? 0))
}

/** Command kinds that stay active until healed. */
export const PERSISTENT: ReadonlySet<CommandKind> = new Set<CommandKind>([
  'crash',
  'pause',
  'slow',
  'slowDisk',
  'lyingDisk',
  'clock',
  'cut',
  'latency',
  'loss',
  'duplicate',
  'reorder',
  'hold',
])

/** What a fault touched on this run. All zero: it had no effect (yet). */
export interface Receipt {
  /** Messages lost, delayed, held or duplicated by it. */
  messages: number
  /** Timers it cancelled or made late. */
  timers: number
  /** Writes it destroyed before they were synced, made late, or only pretended to sync. */
  writes: number
  /** Times the wall clock told its node a wrong time; left out while there are none. */
  readings?: number
}

/** A fault in force. */
export interface ActiveFault {
  readonly id: string
  readonly sinceUs: number
  readonly command: Command
}
