// What if so many nodes and keys were placed by this scheme, and then a node came or went? Asked beside a run that places
// keys, answered by the sim's own placement, and shown as any placement is. It changes nothing of the run.

import type { PictureView } from './define.ts'
import type { RingPicture } from './picture.ts'

export interface PlacingAsk {
  /** Id of a scheme. One at a time, so that other questions get their turn. */
  readonly scheme: string
  /** null: as in the run, at this moment. */
  readonly nodes: number | null
  /** Points of a node; null: as in the run. */
  readonly tokens: number | null
  /** null: those of the run. */
  readonly keys: number | null
  /** `latest`: the run's own latest change. `leave`: one in the middle of the list. */
  readonly change: 'latest' | 'join' | 'leave'
}

export interface PlacingPicture {
  readonly id: string
  readonly keys: number
  /** The placement before and after, with the keys counted on their nodes and not named. */
  readonly ring: RingPicture
  /** Of all keys, those that moved between two nodes that were there before and after: these need not have moved. */
  readonly needless: number
  /** Over their fair shares: the fullest node before and after, and the standard deviation after. */
  readonly maxOverMeanBefore: number
  readonly maxOverMean: number
  readonly sdOverMean: number
  /** Of what the nodes that went had held, the share that the busiest heir took; null if none went. */
  readonly heir: number | null
}

/** null where nothing is placed yet, or the run has no change to speak of. */
export type Placing = (view: PictureView, ask: PlacingAsk) => PlacingPicture | null

/** What can be asked for, at most. */
export const MOST = { nodes: 200, tokens: 500, keys: 1_000_000 }
