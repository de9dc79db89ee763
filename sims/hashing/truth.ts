// What the observer knows and no node can: which writes clients were told of, whether disks were lost since, and what
// each epoch was announced to be.

import type { WrongAnswer } from '../../src/sim/picture.ts'
import type { Layout } from './layout.ts'
import type { StoreSettings } from './settings.ts'
import type { Rec } from './state.ts'

/** The newest write of a key that its client was told of. */
export interface Acked {
  readonly rec: Rec
  readonly operation: number
  /** How many nodes had it when the client was told. */
  readonly holders: number
  /** How many disks had been lost by then, and how many layouts announced under which a read may miss a write. */
  readonly wipes: number
  readonly loose: number
}

export interface NodeMemo {
  up: boolean
  born: number
  epoch: number
}

export interface ClientMemo {
  /** Operations under way and ended, by their ids in the history; -1 for none. */
  operation: number
  finished: number
  /** What the names that are read had at least when the operation began. */
  floor: Acked | null
  /** It was written under another name of the post, which the name that is read need not have. */
  isOtherName: boolean
}

/** What the settings asked of placement when a view was made. */
export type Asked = Pick<StoreSettings, 'scheme' | 'tokens' | 'epsilon' | 'isSpread' | 'apart'>

export interface Wrong extends WrongAnswer {
  readonly operation: number
}

export interface Truth {
  /** By index of the node; null for nodes of another kind. */
  nodes: (NodeMemo | null)[]
  clients: (ClientMemo | null)[]
  acked: Record<string, Acked>
  /** Disks lost so far, and layouts announced under which a read may miss a write. */
  wipes: number
  loose: number
  /** By "e" and the number: what the epoch's view says. */
  views: Record<string, number>
  /** The epoch on the directory's disk; and by "e" and the number, what was asked when it came there. */
  planned: number
  asked: Record<string, Asked>
  /** When nodes last were to answer for keys on their way that there is nothing; -1 for never. */
  missUs: number
  /** The latest epoch announced, and its layout. */
  epoch: number
  layout: Layout | null
  /** The layout before the latest change; null if there has been none. */
  before: Layout | null
  /** Of the latest change of layout: keys whose first node is another, all keys, and the least that had to move. */
  moved: number
  keys: number
  ideal: number
  wrong: Wrong[]
}
