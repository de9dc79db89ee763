// What one node has to go by, and what it makes of it. A view of what a node knows is computed from its own past and
// from nothing else: this type is the whole of what such a view may read.

import type { Scalar } from '../engine/json.ts'
import type { Operation } from '../engine/observer.ts'
import type { Message, NodeId, Settings } from '../engine/process.ts'
import type { PictureView } from './define.ts'
import type { Glyph, Hue, LanePicture, NodePicture, OperationPicture, TablePicture } from './picture.ts'

/** A message that was delivered to it. When it was sent nobody told it. */
export interface Heard {
  readonly from: NodeId
  readonly message: Message
  readonly atUs: number
}

/** A message that it sent. What became of it nobody told it. */
export interface Sent {
  readonly to: NodeId
  readonly message: Message
  readonly atUs: number
}

/** What its process said of itself. */
export interface Noted {
  readonly code: string
  readonly params: readonly Scalar[]
  readonly atUs: number
}

/** A node's own past. Messages and notes are those since it last started: a crash forgets what was not on disk. */
export interface OwnPast {
  readonly nowUs: number
  /** The node as it is now, from inside. */
  readonly self: PictureView['nodes'][number]
  /** Whom it knows by name, itself among them: its configuration. */
  readonly nodes: readonly { readonly id: NodeId; readonly process: string }[]
  readonly settings: Settings
  readonly broken: Readonly<Record<string, boolean>>
  /** When it last started. */
  readonly startedUs: number
  /** The last message from each of `nodes`; null where it has had none. */
  readonly lastHeard: readonly (Heard | null)[]
  /** The latest of each, the oldest first. */
  readonly heard: readonly Heard[]
  readonly sent: readonly Sent[]
  readonly noted: readonly Noted[]
  /** What it asked itself, if it is a client; numbered from 0, without rows of the run. */
  readonly operations: readonly Operation[]
}

/** How a node is drawn, without what the lab adds. */
export type DrawnNode = Omit<NodePicture, 'id' | 'status' | 'badges' | 'unsyncedWrites' | 'isHearsay'>

/** What a message says of its sender, as of its sending. */
export interface Claim {
  readonly glyph: Glyph
  readonly letter: string
  readonly hue: Hue
  /** "leader, term 3" */
  readonly caption: string
  readonly lane: LanePicture['style']
}

/** How a system draws what one of its nodes knows. A part that is left out is drawn as it is for any system. */
export interface Knowing {
  /** The node itself, from its own state. */
  readonly self?: (past: OwnPast) => DrawnNode
  /** Null for a message that says nothing of its sender's part. */
  readonly claim?: (message: Message) => Claim | null
  /** Its own data, and what it may conclude of others'. */
  readonly table?: (past: OwnPast) => TablePicture | null
  /** Operations of others that it has been asked for. */
  readonly operations?: (past: OwnPast) => readonly OperationPicture[]
}
