// What a projector keeps: on disk the read model and how far it has come; in memory the events it is about.

import type { Ctx, NodeId, NodeState } from '../../src/engine/process.ts'
import type { Event } from './log.ts'
import type { EventsMessage } from './messages.ts'
import type { ReadModel } from './readModel.ts'
import { type Commit, settingsOf } from './settings.ts'

export interface ProjectorDisk {
  readonly model: ReadModel
  /** The committed offset: after a start it goes on with the event behind this one. */
  readonly offset: number
  /** What readers are shown while another model is built beside it; null: they are shown the model itself. */
  readonly old: ReadModel | null
  readonly isRebuilding: boolean
  /** The event at which it is to stop; null: it follows the log. */
  readonly stopAt: number | null
}

/** A read that waits until the model has as many events as its reader wants. */
export interface Parked {
  readonly client: NodeId
  readonly n: number
  readonly key: string
  readonly after: number
}

export interface ProjectorMemory {
  /** Number of the latest question to the writer. */
  n: number
  isAsking: boolean
  /** It has been told how long the log is since it started or was told to rebuild. */
  isFirst: boolean
  /** Events that are being taken in, and what of it is under way. */
  pending: readonly Event[]
  step: 'idle' | 'committing' | 'applying' | 'storing' | 'dropping'
  /** How this batch is committed, whatever the settings become meanwhile. */
  commit: Commit
  /** How long the log is, as it was last told. */
  end: number
  /** A rebuild is over when it has come this far; -1 while that is not known. */
  goal: number
  reads: Parked[]
}

export type State = NodeState<ProjectorDisk, ProjectorMemory>
export type ProjectorCtx = Ctx<ProjectorDisk, EventsMessage>

export function commitOf(ctx: ProjectorCtx): Commit {
  return ctx.broken.offsetFirst === true ? 'before' : settingsOf(ctx).commit
}

/** What readers are shown. */
export function shownBy({ model, old }: ProjectorDisk): ReadModel {
  return old ?? model
}

/** It was to stop somewhere, and is there. */
export function isAtStop({ stopAt, offset }: ProjectorDisk): boolean {
  return stopAt !== null && offset >= stopAt
}
