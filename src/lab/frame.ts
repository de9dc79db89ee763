// One moment of a run, ready to draw: what the worker sends the page after every seek. Everything in it was
// computed at this moment, so no view depends on having played up to it.

import type { Command, Intervention, Json, Receipt } from '../sim/engineTypes.ts'
import type { Metric } from '../sim/metric.ts'
import type {
  ChartPicture,
  ClusterPicture,
  Hue,
  KeyPicture,
  LanePicture,
  OperationPicture,
  PromisePicture,
  RingPicture,
  TablePicture,
  TrailPicture,
  TruthPicture,
} from '../sim/picture.ts'
import type { HoldPicture, TransactionsPicture } from '../sim/transactionsPicture.ts'

/** One event in the feed. */
export interface FeedLine {
  readonly row: number
  readonly atUs: number
  readonly node: string
  readonly kind: 'boot' | 'deliver' | 'lost' | 'timer' | 'synced' | 'intervention'
  /** One plain sentence, at most 25 words. */
  readonly text: string
  /** Further sentences: reasons, refusals, what did not happen. */
  readonly also: readonly string[]
  /** "§5.4.1" */
  readonly rule: string | null
  /** The message line, where there is one. */
  readonly detail: string | null
  readonly hue: Hue
  readonly landmark: Landmark['kind'] | null
  /** The event that caused this one; null for a root: the start, or a person. */
  readonly cause: number | null
}

export interface Landmark {
  readonly row: number
  readonly atUs: number
  readonly kind: 'election' | 'commit' | 'fault' | 'heal' | 'client error' | 'violation' | 'beat'
  readonly hue: Hue
}

/** A field the current event changed: "disk.currentTerm", 3, 4. */
export interface FieldChange {
  readonly node: string
  readonly path: string
  readonly before: Json
  readonly after: Json
}

export interface FaultChip {
  readonly id: string
  /** "n1 crashed" */
  readonly title: string
  readonly sinceUs: number
  /** The scenario did it, not the person. */
  readonly isPlanned: boolean
  readonly receipt: Receipt
  /** "12 messages lost", or "no effect on this run" (yet). */
  readonly effect: string
}

export interface InspectedNode {
  readonly id: string
  readonly process: string
  readonly status: 'up' | 'crashed' | 'paused'
  readonly disk: Json
  readonly memory: Json
  readonly unsyncedWrites: number
  readonly timers: readonly { readonly name: string; readonly dueUs: number }[]
}

export interface Frame {
  /** Row of the event the playhead stands on; -1 before the first. */
  readonly row: number
  /** Events recorded so far in this run. */
  readonly rows: number
  /** The playhead in simulated time: at least the row's time, before the next row's. */
  readonly atUs: number
  readonly rowAtUs: number
  /** When the next event happens; null at the end of what was run. */
  readonly nextUs: number | null
  readonly endUs: number
  readonly fingerprint: string
  readonly cluster: ClusterPicture
  readonly table: TablePicture | null
  readonly charts: readonly ChartPicture[]
  readonly ring: RingPicture | null
  readonly transactions: TransactionsPicture | null
  /** What is held, where there are no transactions that hold it. */
  readonly holds: readonly HoldPicture[]
  /** Who shows what of each key that several keep. */
  readonly keys: readonly KeyPicture[]
  readonly operations: readonly OperationPicture[]
  readonly truth: readonly TruthPicture[]
  readonly lanes: readonly LanePicture[]
  /** The latest messages between servers that have ended: no order is promised. */
  readonly trails: readonly TrailPicture[]
  readonly now: FeedLine | null
  readonly changes: readonly FieldChange[]
  readonly faults: readonly FaultChip[]
  readonly promises: readonly PromisePicture[]
  readonly nodes: readonly InspectedNode[]
  readonly metrics: readonly Metric[]
  readonly settings: Readonly<Record<string, number | boolean | string>>
  /** Rule switches thrown at this moment: the run is an unsafe variant. */
  readonly brokenRules: readonly string[]
  /** Rows of events that share this microsecond, in order, if more than one. */
  readonly ties: number
}

/** What a person may press on a node now, made by the lab from the sim and the state. */
export interface MenuItem {
  readonly id: string
  readonly title: string
  readonly key: string | null
  readonly command: Command
}

/** One line of the list of what is done to a run. */
export type ListedIntervention = Intervention & {
  readonly isPlanned: boolean
  /** It is kept in the list, but does not take place. */
  readonly isDisabled: boolean
  /** "Crash n1" */
  readonly title: string
}

/** Feed and scrub bar: what changes only when the run does, not with the playhead. */
export interface RunInfo {
  readonly landmarks: readonly Landmark[]
  /** Painted on the scrub bar: who led when. */
  readonly bands: readonly {
    readonly fromUs: number
    readonly untilUs: number
    readonly hue: Hue
    readonly label: string
  }[]
  readonly faultSpans: readonly {
    readonly fromUs: number
    readonly untilUs: number | null
    readonly title: string
    /** The node that is down or paused for it: its lane is hatched. */
    readonly node: string | null
  }[]
  /** In their order also those that do not take place. */
  readonly interventions: readonly ListedIntervention[]
  readonly beats: readonly { readonly row: number; readonly atUs: number; readonly say: string }[]
  readonly predict: {
    readonly row: number
    readonly atUs: number
    readonly question: string
    readonly options: readonly string[]
  } | null
  /** Events recorded so far. */
  readonly rows: number
  readonly endUs: number
  /** It is recorded up to its end; otherwise the lab goes on recording while nothing is asked of it. */
  readonly isWhole: boolean
}
