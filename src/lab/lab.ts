// The page's side of a sitting: one store to read and a handful of verbs. The run itself lives in a worker;
// every verb is answered by a new state. No React here.

import type { RuleSwitch, SettingSpec } from '../sim/define.ts'
import type { RunDocument } from '../sim/document.ts'
import type { Command, Intervention } from '../sim/engineTypes.ts'
import type { PlacingAsk, PlacingPicture } from '../sim/placing.ts'
import type { Question } from '../sim/question.ts'
import type { BranchPicture } from './branches.ts'
import type { Against, ComparisonPicture } from './comparison.ts'
import type { DiagramPart, Have } from './diagram/part.ts'
import type { ExportedFile, Format } from './export/format.ts'
import type { FeedLine, Frame, MenuItem, RunInfo } from './frame.ts'
import type { InterventionEdit } from './interventionEdits.ts'
import type { Judgement } from './judgement.ts'
import type { ReceiptPicture } from './receipt/picture.ts'
import type { SeenPicture } from './seen/picture.ts'
import type { Reached, UntilOptions } from './until/runUntil.ts'
import type { MarkUntil, Until } from './until/until.ts'
import type { Asked, Chain } from './why.ts'

/** What the gallery and the bar show of a scenario. */
export interface ScenarioCard {
  readonly id: string
  readonly sim: string
  readonly title: string
  readonly blurb: string
  readonly question: string
  readonly minutes: number
  readonly after: string | null
  readonly contrast: string | null
  /** The run with the contrast, as one to put beside the stock run; null if more than the start is changed. */
  readonly beside: Against | null
}

export interface SimCard {
  readonly id: string
  readonly title: string
  readonly blurb: string
  readonly sheet: {
    readonly simulated: readonly string[]
    readonly simplified: readonly string[]
    readonly absent: readonly string[]
  }
  readonly settings: readonly SettingSpec[]
  readonly rules: readonly RuleSwitch[]
  readonly alignable: { readonly timer: string; readonly title: string } | null
  /** Marks of its runs that one can go on to. */
  readonly marks: readonly MarkUntil[]
}

export interface GallerySection {
  readonly sim: SimCard
  readonly scenarios: readonly ScenarioCard[]
}

/** Bad input: what is wrong in one sentence, and the text as it came, for copying. */
export interface Trouble {
  readonly sentence: string
  readonly original: string
}

export interface LabState {
  readonly status: 'loading' | 'ready'
  readonly scenario: ScenarioCard
  readonly sim: SimCard
  readonly seed: string
  readonly run: RunInfo
  readonly frame: Frame
  /** What one node knows of this moment; null while everything is shown. */
  readonly seen: SeenPicture | null
  readonly trouble: Trouble | null
  /** The one obvious thing to press here, with what it does. */
  readonly press: { readonly label: string; readonly does: 'next' | Command } | null
  /** The run has the one thing changed that its scenario names in `contrast`. */
  readonly isContrast: boolean
  /** Beat the playhead is in: 1-based, 0 before the first. */
  readonly beat: number
  /** The story's sentence at the playhead, when it stands exactly on a beat. */
  readonly say: string | null
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** What the last undoable action was: "Crash n1". */
  readonly lastAction: string | null
  /** Every run of this sitting, the main line first. */
  readonly branches: readonly BranchPicture[]
  /** The run beside this one, at the same moment. */
  readonly compare: ComparisonPicture | null
  readonly prediction: {
    readonly chosen: number | null
    readonly skipped: boolean
    readonly feedback: string | null
    readonly answer: number | null
  } | null
}

/** Where the playhead should go. */
export type Target =
  | { readonly row: number }
  | { readonly us: number }
  | { readonly by: 'event' | 'landmark' | 'beat'; readonly step: 1 | -1 }
  | { readonly to: 'start' | 'end' | 'opening' }

export interface Lab {
  getState(): LabState
  subscribe(listener: () => void): () => void
  /** Something asked is not answered yet. */
  isBusy(): boolean
  /** When all that was asked so far is answered. */
  settled(): Promise<void>
  /** Opens a link (`#/raft/two-leaders?seed=7`), a scenario id, or the text of a saved run. */
  open(text: string): Promise<LabState>
  /** `asksFirst`: on the way past a question that was not asked yet, it stops there. */
  seek(target: Target, asksFirst?: boolean): Promise<LabState>
  /**
   * Adds an intervention at the playhead. On the main line, and where the future was already seen, it goes on in a
   * branch of its own, and the run it left stays as it was.
   */
  inject(command: Command): Promise<LabState>
  /** Disables, moves, copies, reorders or deletes interventions, planned ones too. What comes of it is a branch. */
  editInterventions(edit: InterventionEdit): Promise<LabState>
  /**
   * Replaces the list of hand-made interventions (edited, removed). One with the id of a planned intervention moves
   * that one; planned ones named in `without` are left out.
   */
  setInterventions(list: readonly Intervention[], without?: readonly string[]): Promise<LabState>
  /** Shows another branch, where it was left; 'main' is the main line. */
  branch(id: string): Promise<LabState>
  /** Puts another run beside this one, or puts it away. */
  compare(against: Against | null): Promise<LabState>
  renameBranch(id: string, name: string): Promise<LabState>
  removeBranch(id: string): Promise<LabState>
  undo(): Promise<LabState>
  redo(): Promise<LabState>
  setSeed(seed: string): Promise<LabState>
  /** Before the run began, as against `inject({ kind: 'set' })` in its middle. */
  setAtStart(change: {
    readonly settings?: Readonly<Record<string, number | boolean | string>>
    readonly broken?: readonly string[]
  }): Promise<LabState>
  /** The same seed with the scenario's one thing changed, from its opening, as one undoable action; `false` takes it back. */
  contrast(isOn?: boolean): Promise<LabState>
  predict(choice: number | 'skip'): Promise<LabState>
  /** Lines of the feed for the rows in [from, to). */
  feed(from: number, to: number): Promise<readonly FeedLine[]>
  /** What a person may do to a node, or to nothing in particular (null), at the playhead. */
  menu(node: string | null): Promise<readonly MenuItem[]>
  /** The chain of causes behind an event, a message or a field of a node, as it was at the playhead. */
  why(asked: Asked): Promise<Chain>
  /** What did not happen here and why: about a node, or, without one, what matters most. */
  whyNot(node?: string | null): Promise<readonly Question[]>
  /** What another cluster, or another scheme, would make of keys and a change; null where nothing is placed. */
  placing(ask: PlacingAsk): Promise<PlacingPicture | null>
  /**
   * Goes to the next event, or with `step: -1` the last one, that answers a wish, or the first that answers one of
   * several: "commit", "n3 memory.role = leader". On the way on it stops at an open question. The run is recorded as
   * far as that takes, at most a minute or 200,000 events on. Any other move calls it off.
   */
  runUntil(wish: Until | string | readonly (Until | string)[], options?: UntilOptions): Promise<Reached>
  /** Every operation up to the playhead, and the verdicts on them. */
  judge(): Promise<Judgement>
  /** State of one node, or of all, as plain JSON. */
  state(node?: string): Promise<unknown>
  fingerprint(): Promise<string>
  /** `see` is what the page shows, as it stands in the link. */
  link(options?: { readonly at?: 'start' | 'playhead'; readonly see?: readonly string[] }): Promise<string>
  /** The whole run as a file; `open` takes the text of a 'run'. */
  export(format: Format): Promise<ExportedFile>
  /** What a fault touched, by its id: every message, timer, write and operation. Null for what is no fault. */
  receipt(fault: string): Promise<ReceiptPicture | null>
  /** The run in columns for the space-time diagram: the part behind what the page has, null for all of it. */
  diagram(have: Have | null): Promise<DiagramPart>
  /** The document with the playhead: what futures begin from. */
  moment(): Promise<RunDocument>
  /** Everything that can be opened. */
  gallery(): Promise<readonly GallerySection[]>
  /** Dismisses the trouble. */
  dismiss(): void
  /** Shows what one node knows, and nothing else; null shows everything. */
  seeAs(node: string | null): Promise<LabState>
}
