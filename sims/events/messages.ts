// What the writer, the projectors and the clients say to each other.

import type { Event } from './log.ts'

/** A client wants something to happen. */
export interface Command {
  readonly type: 'Command'
  /** The client's number for it; the same in every retry. */
  readonly n: number
  readonly f: 'deposit' | 'withdraw'
  readonly key: string
  readonly amount: number
  /** What the client was last shown of the account; null if it never looked. */
  readonly shown: number | null
}

/** It has happened, or was refused: at this place in the log. */
export interface Decided {
  readonly type: 'Decided'
  readonly n: number
  readonly isDone: boolean
  readonly offset: number
}

export interface Read {
  readonly type: 'Read'
  readonly n: number
  readonly key: string
  /** Not to be answered before this many events are in the answer. */
  readonly after: number
}

export interface Shown {
  readonly type: 'Shown'
  readonly n: number
  readonly key: string
  readonly value: number
  /** How many events the answer takes in. */
  readonly upTo: number
}

/** A projector wants what follows. The writer keeps the question until there is something. */
export interface Fetch {
  readonly type: 'Fetch'
  /** Number of the question; the same when it is asked again. */
  readonly n: number
  readonly from: number
  readonly most: number
  /** Answered at once, if need be with nothing: it only wants to know how long the log is. */
  readonly isFirst: boolean
}

export interface Events {
  readonly type: 'Events'
  readonly n: number
  readonly from: number
  readonly events: readonly Event[]
  /** How many events the log has. */
  readonly end: number
}

export type EventsMessage = Command | Decided | Read | Shown | Fetch | Events
