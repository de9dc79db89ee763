// A scenario is data: a system, its topology, what happens to it, and the story told over it. One file serves
// the page, the command line and the tests; what its prose says of the run is claimed, and claims are tests.

import type { Command, Intervention } from '../engine/intervention.ts'
import type { Json } from '../engine/json.ts'
import type { NodeView, Operation, Violation } from '../engine/observer.ts'
import type { Settings } from '../engine/process.ts'

export interface ScenarioNode {
  readonly id: string
  /** Name of one of the sim's processes. */
  readonly process: string
  /** What its disk holds at the start; an empty disk when left out. */
  readonly disk?: Json
}

/** A moment of a recorded run: the row of an event, -1 before the first. */
export type Row = number

/** One note as the story sees it. */
export interface StoryNote {
  readonly row: Row
  readonly atUs: number
  readonly node: string
  readonly code: string
  readonly params: readonly (string | number | boolean | null)[]
}

/** What beats, predictions and claims may ask of a finished run. Rows are null where nothing matches. */
export interface Story {
  readonly nodes: readonly NodeView[]
  readonly history: readonly Operation[]
  readonly violations: readonly Violation[]
  readonly notes: readonly StoryNote[]
  readonly endUs: number
  /** First note with the code (and, if given, accepted by `where`), at or after `fromUs`. */
  first(code: string, where?: (note: StoryNote) => boolean, fromUs?: number): StoryNote | null
  last(code: string, where?: (note: StoryNote) => boolean): StoryNote | null
  count(code: string, where?: (note: StoryNote) => boolean): number
  /** Row of the intervention with this id. */
  intervention(id: string): Row | null
  /** Row of the last event at or before this time. */
  at(us: number): Row
}

export interface Beat {
  /** Waits on a meaning, not on a clock time. null: the beat is left out of this run. */
  readonly at: (story: Story) => Row | null
  readonly say: string
}

export interface Prediction {
  /** Asked when the playhead reaches this row; the future is hidden until it is answered or skipped. */
  readonly at: (story: Story) => Row | null
  readonly question: string
  readonly options: readonly { readonly text: string; readonly feedback: string }[]
  /** Index of the right option, read off the run. */
  readonly answer: (story: Story) => number
}

export interface Change {
  readonly settings?: Settings
  readonly rules?: readonly string[]
  /** Ids of planned interventions to leave out. */
  readonly without?: readonly string[]
  readonly add?: readonly Intervention[]
}

export interface Claim {
  readonly text: string
  readonly holds: (story: Story) => boolean
}

export interface Scenario {
  /** "raft/leader-dies": the sim, then a name that reads well in a link. */
  readonly id: string
  readonly sim: string
  /** A question a person would ask. */
  readonly title: string
  /** Under the title in the gallery: one or two short sentences. */
  readonly blurb: string
  /** What to try to find out; shown beside the stage. */
  readonly question: string
  readonly minutes: number
  readonly after?: string
  readonly seed: string
  readonly topology: readonly ScenarioNode[]
  readonly settings: Settings
  readonly rules: readonly string[]
  readonly interventions: readonly Intervention[]
  /** How much is run at first; playing on past it runs more. */
  readonly durationUs: number
  /** Where it opens, paused. */
  readonly opensAt: (story: Story) => Row | null
  /** The one obvious thing to press: its label, and what it does at the playhead. 'next' steps to the next beat. */
  readonly press: {
    readonly label: string
    readonly does: 'next' | ((nodes: readonly NodeView[]) => Command)
  }
  readonly beats: readonly Beat[]
  readonly predict?: Prediction
  /** The same seed with one thing changed, and what is then so. */
  readonly contrast?: { readonly say: string; readonly change: Change; readonly claims: readonly Claim[] }
  /** Checked on the scenario's seed and on others. */
  readonly claims: readonly Claim[]
}

/** A scenario is checked by its type and by its tests; this marks the value as one. */
export function scenario(definition: Scenario): Scenario {
  return definition
}
