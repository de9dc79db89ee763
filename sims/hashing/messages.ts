// Every message of the store. Requests carry the epoch of the view they were made by: that is how two who disagree
// about who keeps what find out.

import type { NodeId } from '../../src/engine/process.ts'
import type { QueryBy } from './keys.ts'
import type { View } from './layout.ts'

// Membership.

/** What the directory announces, and what anyone hands on who knows more. */
export interface ViewMessage {
  readonly type: 'View'
  readonly epoch: number
  readonly view: View
}

export interface ViewSeen {
  readonly type: 'ViewSeen'
  readonly epoch: number
}

/** "Is there a view newer than mine?" */
export interface AskView {
  readonly type: 'AskView'
  readonly epoch: number
}

/** A node wants to be a member, or no longer. */
export interface Wish {
  readonly type: 'Wish'
  readonly wants: 'in' | 'out'
}

export interface Ping {
  readonly type: 'Ping'
}

export interface Pong {
  readonly type: 'Pong'
}

/** A client asks the directory where a part of the keys is. */
export interface Lookup {
  readonly type: 'Lookup'
  readonly part: number
}

export interface Located {
  readonly type: 'Located'
  readonly part: number
  readonly owner: NodeId
  readonly epoch: number
}

// Clients and nodes. A request that a node hands on keeps the client's name and counts its steps.

export interface Get {
  readonly type: 'Get'
  readonly n: number
  readonly key: string
  readonly client: NodeId
  readonly hops: number
  readonly epoch: number
}

export interface Put {
  readonly type: 'Put'
  readonly n: number
  readonly key: string
  readonly value: number
  readonly version: number
  readonly tag: string
  readonly client: NodeId
  readonly hops: number
  readonly epoch: number
}

/** version 0: there is nothing. */
export interface Got {
  readonly type: 'Got'
  readonly n: number
  readonly key: string
  readonly value: number | null
  readonly version: number
  readonly tag: string
  readonly epoch: number
}

export interface Done {
  readonly type: 'Done'
  readonly n: number
  readonly key: string
  readonly version: number
  readonly epoch: number
}

/** A query: how many posts match among those that a node is the first to keep? */
export interface Scan {
  readonly type: 'Scan'
  readonly n: number
  readonly query: QueryBy
  readonly of: string
}

export interface Scanned {
  readonly type: 'Scanned'
  readonly n: number
  readonly count: number
}

// Among the nodes that keep a key.

export interface Read {
  readonly type: 'Read'
  readonly op: number
  readonly key: string
  readonly epoch: number
}

export interface ReadReply {
  readonly type: 'ReadReply'
  readonly op: number
  readonly value: number | null
  readonly version: number
  readonly tag: string
  readonly epoch: number
}

/** op 0 wants no answer: a copy that was found to be old is mended. Below 0: a hint comes home. */
export interface Store {
  readonly type: 'Store'
  readonly op: number
  readonly key: string
  readonly value: number
  readonly version: number
  readonly tag: string
  readonly epoch: number
}

export interface Stored {
  readonly type: 'Stored'
  readonly op: number
  readonly epoch: number
}

// Moving keys. Who is to have them asks those who had them.

/** "Which keys do you have that are mine now?" */
export interface Ask {
  readonly type: 'Ask'
  readonly epoch: number
}

export interface Item {
  readonly key: string
  readonly version: number
  readonly tag: string
}

export interface Digest {
  readonly type: 'Digest'
  readonly epoch: number
  readonly count: number
  readonly items: readonly Item[]
}

export interface Want {
  readonly type: 'Want'
  readonly epoch: number
  readonly count: number
  readonly keys: readonly string[]
}

export interface Data {
  readonly type: 'Data'
  readonly epoch: number
  readonly count: number
  readonly records: readonly (Item & { readonly value: number })[]
}

/** A member has all that the view gives it. */
export interface Ready {
  readonly type: 'Ready'
  readonly epoch: number
}

// Caches and the database behind them.

/** A cache has not got the key. */
export interface Load {
  readonly type: 'Load'
  readonly op: number
  readonly key: string
}

/** A write goes through the cache. The client's number makes it take effect once. */
export interface Save {
  readonly type: 'Save'
  readonly op: number
  readonly key: string
  readonly value: number
  readonly client: NodeId
  readonly n: number
}

/** What the database holds now. */
export interface Loaded {
  readonly type: 'Loaded'
  readonly op: number
  readonly key: string
  readonly value: number
  readonly version: number
  readonly tag: string
}

export type ReplicaMessage = Read | Store | Ask | Want
export type StoreMessage =
  | ViewMessage
  | ViewSeen
  | AskView
  | Wish
  | Ping
  | Pong
  | Lookup
  | Located
  | Get
  | Put
  | Got
  | Done
  | Scan
  | Scanned
  | Read
  | ReadReply
  | Store
  | Stored
  | Ask
  | Digest
  | Want
  | Data
  | Ready
  | Load
  | Save
  | Loaded
