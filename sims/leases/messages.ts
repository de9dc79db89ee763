// The messages between clients, workers, the lock server and the storage. Times that a worker puts into a request come
// back in the answer, so that it can count a lease from when it asked and not from when it heard.

import type { NodeId } from '../../src/engine/process.ts'

/** A client wants the file to count so many more. `n` numbers the jobs of a client. */
export interface Job {
  readonly type: 'Job'
  readonly client: NodeId
  readonly n: number
  readonly count: number
}

export interface Done {
  readonly type: 'Done'
  readonly n: number
  readonly value: number
}

/** May I have the lock? `n` is the same as long as the same is wanted; `atUs` is the clock of who asks. */
export interface Ask {
  readonly type: 'Ask'
  readonly n: number
  readonly atUs: number
}

export interface Granted {
  readonly type: 'Granted'
  readonly n: number
  readonly token: number
  readonly ttlUs: number
  readonly atUs: number
}

/** Not now: another has it, or nobody may have it yet. */
export interface Held {
  readonly type: 'Held'
  readonly n: number
  /** Who has it; empty while the server waits out a time. */
  readonly by: NodeId
  readonly leftUs: number
}

export interface Renew {
  readonly type: 'Renew'
  readonly token: number
  readonly atUs: number
}

export interface Renewed {
  readonly type: 'Renewed'
  readonly token: number
  readonly ttlUs: number
  readonly atUs: number
}

/** That lease is over. */
export interface Lost {
  readonly type: 'Lost'
  readonly token: number
}

export interface Release {
  readonly type: 'Release'
  readonly token: number
}

export interface Read {
  readonly type: 'Read'
  readonly token: number
}

export interface Value {
  readonly type: 'Value'
  readonly token: number
  readonly value: number
  readonly version: number
}

/** The `k`th write of a job: the whole file anew, made from what it held at version `base`. */
export interface Write {
  readonly type: 'Write'
  readonly token: number
  readonly client: NodeId
  readonly n: number
  readonly k: number
  readonly base: number
  readonly value: number
}

export interface Written {
  readonly type: 'Written'
  readonly token: number
  readonly k: number
  readonly value: number
  readonly version: number
}

/** The storage has seen a newer token, or the file has changed since it was read. */
export interface Refused {
  readonly type: 'Refused'
  readonly what: 'read' | 'write'
  readonly why: 'token' | 'version'
  readonly token: number
  /** The newest token, or the present version. */
  readonly newest: number
}

export type LeaseMessage =
  | Job
  | Done
  | Ask
  | Granted
  | Held
  | Renew
  | Renewed
  | Lost
  | Release
  | Read
  | Value
  | Write
  | Written
  | Refused
