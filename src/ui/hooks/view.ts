// What the page is showing and what is selected in it. One selection for all views; nothing here is part of a run.

import type { FeedLine } from '../../lab/frame.ts'
import type { LabState } from '../../lab/lab.ts'
import type { Link } from '../../sim/engineTypes.ts'
import type { Mark } from '../../sim/picture.ts'
import type { Measure } from '../figures/ring/model.ts'
import type { Thing } from '../figures/thing.ts'
import type { LayoutId } from './layout.ts'
import { createStore, type Store } from './store.ts'

/** What is selected: the same things that can be pointed at on the stage. */
export type Selection = Thing

export type SideTab = 'story' | 'feed' | 'node' | 'rules' | 'history' | 'outline'
export type PhoneTab = 'cluster' | 'time' | 'log' | 'why'

/** What stands on the stage: the cluster, a figure of who keeps what, or how transactions stand. */
export type StageId = 'cluster' | 'ring' | 'ruler' | 'loads' | 'table' | 'schemes' | 'transactions'

/** A fault with numbers to choose before it is put in. */
export type FaultForm =
  | { readonly kind: 'slow' | 'slowDisk' | 'clock'; readonly node: string }
  | { readonly kind: 'latency' | 'loss' | 'duplicate' | 'reorder'; readonly links: 'all' | readonly Link[] }

export type OpenDialog =
  | { readonly kind: 'palette' | 'compare' | 'keys' | 'share' | 'go' | 'odds' | 'until' }
  /** `rename`: the branch whose name is to be written. */
  | { readonly kind: 'branches'; readonly rename?: string }
  | { readonly kind: 'receipt'; readonly fault: string }
  | { readonly kind: 'cut'; readonly nodes: readonly string[] }
  | { readonly kind: 'fault'; readonly form: FaultForm }
  | { readonly kind: 'sheet'; readonly target: Selection }

/** A chain of causes that was asked for: it stays while the playhead walks along it. */
export interface AskedChain {
  /** What was asked about, when it is not an event: "n2 voted for: n1". */
  readonly title: string | null
  readonly lines: readonly FeedLine[]
  /** Where the playhead stood. */
  readonly fromRow: number
  /** What had been done to the run. */
  readonly past: string
}

/** How the diagram of the whole run is shown, while it is shown. */
export interface DiagramSettings {
  /** Null: as the layout has it. */
  readonly isOpen: boolean | null
  /** True time, or one column an event. */
  readonly mode: 'time' | 'event'
  /** The stretch in view, in µs or in columns; null for all of it. */
  readonly span: { readonly from: number; readonly to: number } | null
  /** The same stretch in true time, for the scrub bar; null for all of it. */
  readonly windowUs: { readonly fromUs: number; readonly untilUs: number } | null
  readonly hiddenMarks: readonly Mark[]
  readonly hiddenNodes: readonly string[]
  /** Runs of local events share a column. */
  readonly isCollapsed: boolean
  /** The list of all events stands beside it. */
  readonly hasList: boolean
}

export interface View {
  readonly layout: LayoutId
  readonly selection: Selection | null
  readonly sideTab: SideTab
  readonly phoneTab: PhoneTab
  /** The projector leaves the reasons out until they are asked for. */
  readonly isSideOpen: boolean
  readonly dialog: OpenDialog | null
  /** An open context menu: whose, and where on the screen. */
  readonly menu: { readonly target: Selection; readonly x: number; readonly y: number } | null
  /** What the page itself has to say: "Link copied". */
  readonly notice: string
  /** Two runs that are compared stand in one picture. */
  readonly isFolded: boolean
  /** How much time the lanes show. */
  readonly spanUs: number
  readonly asked: AskedChain | null
  /** Raised to move the keyboard's focus into the feed's filter. */
  readonly filterAsked: number
  /** Calls off the search that is going on. */
  readonly search: AbortController | null
  readonly diagram: DiagramSettings
  /** Null: as the layout has it. */
  readonly stage: StageId | null
  /** A key of the placement whose way is shown. */
  readonly key: string | null
  /** What the bars in the middle of the ring are. */
  readonly bars: Measure
}

export const DIAGRAM: DiagramSettings = {
  isOpen: null,
  mode: 'time',
  span: null,
  windowUs: null,
  hiddenMarks: [],
  hiddenNodes: [],
  isCollapsed: true,
  hasList: false,
}

/** In debugging the diagram is at home. */
export function isDiagramOpen({ diagram, layout }: Pick<View, 'diagram' | 'layout'>): boolean {
  return diagram.isOpen ?? layout === 'debugging'
}

const NO_CHOICE: readonly StageId[] = ['cluster']
const PLACEMENT: readonly StageId[] = ['cluster', 'ring', 'ruler', 'loads', 'table', 'schemes']
/** Ranges of keys lie side by side, not in a circle. */
const BY_KEY: readonly StageId[] = ['cluster', 'ruler', 'ring', 'loads', 'table', 'schemes']
const TRANSACTIONS: readonly StageId[] = ['cluster', 'transactions']

/** What can stand on the stage of a run. Of what one node knows there is no more than its cluster. */
export function stagesOf({ frame, seen }: Pick<LabState, 'frame' | 'seen'>): readonly StageId[] {
  if (seen !== null) return NO_CHOICE
  if (frame.ring !== null) return frame.ring.ranges === null ? PLACEMENT : BY_KEY
  return frame.transactions === null ? NO_CHOICE : TRANSACTIONS
}

/** A figure of who keeps what takes the room of the lanes as well. */
export function isPlacement(stage: StageId): stage is Exclude<StageId, 'cluster' | 'transactions'> {
  return PLACEMENT.includes(stage) && stage !== 'cluster'
}

/** Otherwise the first figure of who keeps what. In debugging the stage is small, and the cluster is at home there. */
export function stageOf(
  { stage, layout }: Pick<View, 'stage' | 'layout'>,
  stages: readonly StageId[],
): StageId {
  if (stage !== null && stages.includes(stage)) return stage
  return layout === 'debugging' ? 'cluster' : (stages.find(isPlacement) ?? 'cluster')
}

/** How much time the lanes can show, at the least and at the most. */
export const SHORTEST_SPAN_US = 25_000
export const LONGEST_SPAN_US = 12_800_000

/** What is on show of a run that was just opened. */
export const OPENING_VIEW = {
  selection: null,
  sideTab: 'story',
  phoneTab: 'cluster',
  dialog: null,
  menu: null,
  spanUs: 400_000,
  diagram: DIAGRAM,
  stage: null,
  key: null,
  bars: 'keys',
} as const satisfies Partial<View>

export function createView(layout: LayoutId = 'learning'): Store<View> {
  return createStore<View>({
    ...OPENING_VIEW,
    layout,
    isSideOpen: false,
    notice: '',
    isFolded: false,
    asked: null,
    filterAsked: 0,
    search: null,
  })
}
