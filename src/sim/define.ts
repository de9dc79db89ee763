// What a sim is: processes that run, rules that can be left out, promises that are checked, and pictures to draw.
// A sim is data and pure functions; it knows no view, no clock and no network but the engine's.

import type { Distribution } from '../engine/distribution.ts'
import type { ActiveFault, Command } from '../engine/intervention.ts'
import type { Json, Scalar } from '../engine/json.ts'
import type { NodeView, Observer, Operation, Violation } from '../engine/observer.ts'
import type { AnyProcess, Message, NodeId, Order, Settings } from '../engine/process.ts'
import type { Knowing } from './knowledge.ts'
import type { Metric } from './metric.ts'
import type {
  ChartPicture,
  Glyph,
  Hue,
  KeyPicture,
  LanePicture,
  Mark,
  NodePicture,
  RingPicture,
  TablePicture,
  WrongAnswer,
} from './picture.ts'
import type { Placing } from './placing.ts'
import type { Question } from './question.ts'
import type { Scenario, ScenarioNode } from './scenario.ts'
import type { HoldPicture, TransactionsPicture } from './transactionsPicture.ts'
import type { Words } from './words.ts'

export type SettingSpec = {
  readonly key: string
  readonly title: string
  readonly help: string
} & (
  | { readonly type: 'time'; readonly default: number; readonly min: number; readonly max: number }
  | { readonly type: 'share'; readonly default: number; readonly min: number; readonly max: number }
  | { readonly type: 'count'; readonly default: number; readonly min: number; readonly max: number }
  | { readonly type: 'switch'; readonly default: boolean }
  | {
      readonly type: 'choice'
      readonly default: string
      readonly choices: readonly { readonly value: string; readonly title: string }[]
    }
)

/** A named way to leave a rule out. */
export interface RuleSwitch {
  readonly id: string
  /** "Votes twice in a term" */
  readonly title: string
  readonly help: string
  /** The invariant it breaks. */
  readonly breaks: string
  readonly paper: string
}

export interface InvariantSpec {
  readonly id: string
  /** The promise in plain words: "One leader per term". */
  readonly title: string
  readonly formal: string
  readonly paper: string
  /** Sentence of a violation, a template over its parameters. */
  readonly broken: string
  /** Under some settings nothing of the kind is promised: why, in a few words; null where it is. Left out: it always is. */
  readonly unless?: (settings: Settings) => string | null
}

/** Something a person can tell a node to do. */
export interface ActionSpec {
  readonly id: string
  /** "Trigger a timeout" */
  readonly title: string
  /** Key that does it to the selection, if any. */
  readonly key?: string
  readonly appliesTo: (node: NodeView) => boolean
  /** Name of the process that is told of the node, where it is not the node itself that is told. */
  readonly to?: string
  /** Orders are made from what is so now, so that each write writes a new value. */
  readonly order: (node: NodeView, history: readonly Operation[]) => Order
}

/** What a picture may be made from. */
export interface PictureView {
  readonly nowUs: number
  readonly nodes: readonly (NodeView & {
    readonly unsyncedWrites: number
    /** Armed timers: when armed, and when due, in simulated µs. */
    readonly timers: Readonly<Record<string, { readonly setUs: number; readonly dueUs: number }>>
    /** For each log on disk: how many leading items are synced. */
    readonly syncedLengths: Readonly<Record<string, number>>
  })[]
  /** The observer's state. */
  // biome-ignore lint/suspicious/noExplicitAny: a sim knows the type of its own observer's state
  readonly truth: any
  readonly history: readonly Operation[]
  readonly settings: Settings
  /** Rules left out now. */
  readonly broken: Readonly<Record<string, boolean>>
  readonly faults: readonly ActiveFault[]
  /** The node that this event happened on, as it was before it; null before the first event. */
  readonly before: NodeView | null
  readonly inFlight: readonly {
    readonly from: NodeId
    readonly to: NodeId
    readonly message: Message
    readonly sentUs: number
    /** What has arrived and is still here waits its turn. */
    readonly arrivesUs: number
  }[]
}

export interface Sim {
  readonly id: string
  readonly title: string
  /** Under the title in the gallery: what it is and what is promised. */
  readonly blurb: string
  /** The model sheet: what is simulated, what is simplified, what is not modelled. */
  readonly sheet: {
    readonly simulated: readonly string[]
    readonly simplified: readonly string[]
    readonly absent: readonly string[]
  }
  readonly processes: Readonly<Record<string, AnyProcess>>
  /** Names of the processes that are the system; the others are its clients. */
  readonly servers: readonly string[]
  /**
   * Fields of memory by which the code keeps its own house, and observers theirs: of no use to who asks what an event changed.
   * The state of a node shows them as all others. None when left out.
   */
  readonly housekeeping?: readonly string[]
  /** Settings under which the clients send operations by themselves: sweeps run with them. */
  readonly traffic: Settings
  /** Values that a run of chaos draws its settings from: every corner should be visited. */
  readonly swarm: Readonly<Record<string, readonly (number | boolean | string)[]>>
  /**
   * Who takes part in a run of chaos: one of these, or for null those of the first scenario. Without it, always those.
   */
  readonly grounds?: readonly (Scenario['topology'] | null)[]
  /** Nodes that a random run has besides, for the settings that it drew. None when left out. */
  readonly company?: (settings: Settings) => readonly ScenarioNode[]
  readonly settings: readonly SettingSpec[]
  readonly rules: readonly RuleSwitch[]
  readonly invariants: readonly InvariantSpec[]
  readonly observer: Observer<Json>
  /** The network and the disks as the settings describe them. */
  readonly network: (settings: Settings) => {
    readonly latency: Distribution
    readonly loss: number
    readonly duplicate: number
  }
  readonly disk: (settings: Settings) => { readonly sync: Distribution }
  /** Orders with which chaos stirs servers up at the worst moment. */
  readonly provocations: readonly Order[]
  /** What else chaos does now and then, as an operator would: other settings, orders to those in charge. */
  readonly upheavals?: readonly Command[]
  readonly actions: readonly ActionSpec[]
  readonly words: Words
  /** Notes worth stopping at. */
  readonly landmarks: Readonly<Record<string, 'election' | 'commit' | 'client error'>>
  /** Name of the timer that `align` lines up, if there is one. */
  readonly alignable: { readonly timer: string; readonly process: string; readonly title: string } | null
  /** The one that leads now, for "leader alone" and for the first thing to press. */
  readonly leader: (nodes: readonly NodeView[]) => NodeId | null

  /** One compact line, without the addresses: "AppendEntries term=2 prev=1/1 +2 commit=1". */
  readonly describe: (message: Message) => string
  readonly look: (message: Message) => { readonly mark: Mark; readonly hue: Hue; readonly label: string }
  /** Sentence for the arrival of a message when no note says more. */
  readonly arrival: (message: Message, from: NodeId, to: NodeId) => string
  readonly glyphs: readonly Glyph[]
  readonly picture: (view: PictureView) => {
    readonly nodes: readonly Omit<NodePicture, 'id' | 'status' | 'badges' | 'unsyncedWrites'>[]
    readonly table: TablePicture | null
    readonly charts: readonly ChartPicture[]
    /** Who keeps what, where that is what the system is about. */
    readonly ring?: RingPicture | null
    /** What nodes show of each key, where several keep copies of it. */
    readonly keys?: readonly KeyPicture[]
    /** What is held, as bars on the lanes, where there are no transactions that hold it. */
    readonly holds?: readonly HoldPicture[]
    /** Where transactions are what the system is about. */
    readonly transactions?: TransactionsPicture | null
  }
  /** What this system is measured by, besides what every system is. */
  readonly metrics?: (view: PictureView) => readonly Metric[]
  /** Fetched when somebody first asks. */
  readonly whyNot: () => Promise<WhyNot>
  /** Timers that run out because something did not come: their cause is what kept it from coming. */
  readonly waits: readonly string[]
  /** What a note does to a node's lane, or null. */
  readonly lane: (code: string, params: readonly Scalar[]) => Pick<LanePicture, 'style' | 'hue'> | null
  /** What checkers of histories must know: what every key holds at the start, and which operations they are meant for. */
  readonly judged?: {
    readonly initial: Json
    readonly meant: (history: readonly Operation[]) => readonly Operation[]
  }
  /** How an operation reads: "x=7", "read x", and its answer. */
  readonly operation: (operation: Operation) => { readonly label: string; readonly answer: string }
  /** The truth notes of the observer carry: key and text, or null if this note is not one. */
  readonly truth: (
    code: string,
    params: readonly Scalar[],
  ) => { readonly key: string; readonly text: string } | null
  /** Answers known to be wrong, from the violations or the observer's state, by operation id. */
  readonly wrong: (truth: Json, violations: readonly Violation[]) => Readonly<Record<number, WrongAnswer>>
  /** What its nodes know, drawn from their own past alone. Without it they are drawn by what their messages say. */
  readonly knowing?: Knowing
  /** Placements beside the run's own; fetched when somebody first asks. */
  readonly placing?: () => Promise<Placing>
  readonly scenarios: readonly Scenario[]
}

/** What did not happen and makes sense to ask about at this moment, what matters most first. */
export type WhyNot = (view: PictureView) => readonly Question[]

/** A sim is checked by its type and by its tests; this marks the value as one. */
export function defineSim(sim: Sim): Sim {
  return sim
}
