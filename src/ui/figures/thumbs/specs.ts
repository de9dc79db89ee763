// Still figures of the gallery as data: what a scenario is about, drawn once by hand in the language of the stage, the
// log and the lanes. They illustrate; they are not runs.

import type { Glyph, Hue, LanePicture, Mark, NodePicture } from '../../../sim/picture.ts'
import type { HoldPicture } from '../../../sim/transactionsPicture.ts'
import {
  asymmetricCut,
  divergedLogs,
  figure8,
  firstElection,
  healthy,
  leaderDies,
  quorumLost,
  splitVote,
  twoLeaders,
} from './consensus.ts'
import { acknowledged, chained, cutOff, readElsewhere, twoPrimaries } from './copies.ts'
import {
  clockSet,
  forgotten,
  leaseOver,
  looked,
  sentBack,
  storageBack,
  takenAway,
  twoBelieve,
} from './leases.ts'
import { lostEitherWay, noSuchCharge, providerCannotVote, takenForFailed, writesFirst } from './payments.ts'
import { mended, overlap, standIn, twoClocks, twoSides } from './quorums.ts'
import { behindTheLog, crashBetween, twoModels } from './readModels.ts'
import { nodeJoins, oneIsGone, oneIsHot, type RingStill, unevenShares } from './rings.ts'
import {
  bothLook,
  crossed,
  endedBothWays,
  finishedByAnother,
  keptByTwo,
  lookedAgain,
  lostUpdate,
  oneOfThree,
  oneSeat,
  onItsWay,
  overtaken,
  passedOn,
  taken,
  underWay,
} from './sharedRows.ts'
import { askedTwice, inDoubt, oneNo, takenBack } from './transactions.ts'

export interface StillNode {
  readonly x: number
  readonly y: number
  readonly glyph: Glyph
  readonly letter: string
  readonly hue: Hue
  readonly status?: NodePicture['status']
}

export interface StillNote {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly hue?: Hue
  readonly anchor?: 'start' | 'middle' | 'end'
}

export type Still =
  | {
      readonly kind: 'cluster'
      readonly nodes: readonly StillNode[]
      /** Pairs of places in `nodes`. */
      readonly links: readonly (readonly [number, number])[]
      /** x of an upright wall. */
      readonly wall?: number
      readonly messages: readonly {
        readonly from: number
        readonly to: number
        /** Share of the way come. */
        readonly share: number
        readonly mark: Mark
        readonly hue: Hue
        readonly isLost?: boolean
      }[]
      /** A bar with teeth across one link, near its middle, towards its first end. */
      readonly oneWay?: readonly [number, number]
      readonly notes: readonly StillNote[]
    }
  | {
      readonly kind: 'logs'
      readonly rows: readonly {
        readonly name: string
        readonly terms: readonly number[]
        readonly committed: number
      }[]
      readonly bracket: { readonly rows: number; readonly text: string } | null
    }
  | LaneStill
  | RingStill

export interface LaneStill {
  readonly kind: 'lanes'
  readonly width: number
  readonly rows: readonly {
    readonly name: string
    readonly lanes: readonly {
      readonly from: number
      readonly to: number
      readonly style: LanePicture['style']
      readonly hue: Hue
    }[]
  }[]
  /** What is held on a row, and from when to when. */
  readonly holds?: readonly {
    readonly row: number
    readonly from: number
    readonly to: number
    readonly style: HoldPicture['style']
    readonly hue: Hue
  }[]
  readonly messages: readonly {
    readonly from: number
    readonly to: number
    readonly at: number
    readonly takes: number
    readonly mark: Mark
    readonly hue: Hue
    /** Share of the way at which it is lost. */
    readonly lost?: number
  }[]
  readonly marks: readonly {
    readonly row: number
    readonly at: number
    readonly glyph: Glyph
    readonly letter: string
    readonly hue: Hue
  }[]
  readonly notes: readonly {
    readonly row: number
    readonly at: number
    readonly text: string
    readonly hue?: Hue
    readonly anchor?: 'start' | 'end'
  }[]
}

const STILLS: Readonly<Record<string, Still>> = {
  'first-election': firstElection,
  'leader-dies': leaderDies,
  'leader-dies-mid-write': leaderDies,
  'split-vote': splitVote,
  'two-leaders': twoLeaders,
  'figure-8': figure8,
  'figure-8-unsafe': figure8,
  'diverged-logs': divergedLogs,
  'figure-7': divergedLogs,
  'deaf-follower': asymmetricCut,
  'asymmetric-cut': asymmetricCut,
  'quorum-lost': quorumLost,
  'acked-and-lost': acknowledged,
  'slow-replica': acknowledged,
  'semi-sync': acknowledged,
  fallback: acknowledged,
  latency: acknowledged,
  'old-primary': twoPrimaries,
  'partial-cut': twoPrimaries,
  cap: cutOff,
  'consistent-and-available': cutOff,
  uptime: cutOff,
  'per-operation': cutOff,
  conflict: cutOff,
  clocks: cutOff,
  chain: chained,
  'chain-reads': chained,
  'read-your-writes': readElsewhere,
  'mine-and-yours': readElsewhere,
  'read-replicas': readElsewhere,
  'two-operations': twoSides,
  'answer-or-refuse': twoSides,
  'not-uptime': twoSides,
  'conflict-at-heal': twoSides,
  'conflict-by-rule': twoSides,
  'quick-or-fresh': overlap,
  'new-then-old': overlap,
  'effect-before-cause': twoClocks,
  'older-wins': twoClocks,
  'sloppy-quorum': standIn,
  'read-repair': mended,
  'anti-entropy': mended,
  'node-joins': nodeJoins,
  'uneven-ring': unevenShares,
  weights: unevenShares,
  'partition-key': unevenShares,
  celebrity: oneIsHot,
  'celebrity-helped': oneIsHot,
  'hot-range': oneIsHot,
  'latest-posts': oneIsHot,
  'slow-shard': oneIsHot,
  'cache-dies': oneIsGone,
  'dead-node': oneIsGone,
  'zone-dies': oneIsGone,
  'same-host': oneIsGone,
  'one-says-no': oneNo,
  'orchestrator-dies': takenBack,
  'no-conductor': passedOn,
  'undo-first': overtaken,
  'last-seat': oneSeat,
  'seat-reserved': bothLook,
  'bank-total': onItsWay,
  'two-sagas': lostUpdate,
  deadlock: crossed,
  'deadlock-found': crossed,
  'look-again': lookedAgain,
  replicated: finishedByAnother,
  'paxos-commit': keptByTwo,
  'too-few-acceptors': oneOfThree,
  'three-phase': endedBothWays,
  'asked-twice': askedTwice,
  'unknown-payment': askedTwice,
  'lost-either-way': lostEitherWay,
  'taken-for-failed': takenForFailed,
  'no-such-charge': noSuchCharge,
  'writes-first': writesFirst,
  'provider-cannot-vote': providerCannotVote,
  'asked-while-under-way': underWay,
  'name-taken': taken,
  'exactly-once': askedTwice,
  'offset-first': crashBetween,
  'offset-after': crashBetween,
  'one-record': crashBetween,
  'projector-stops': twoModels,
  'own-write': twoModels,
  'stale-decision': twoModels,
  'fencing-token': sentBack,
  'look-at-the-clock': looked,
  'clock-is-set': clockSet,
  'anothers-lock': takenAway,
  'storage-restarts': storageBack,
  'holder-dies': leaseOver,
  'server-restarts': forgotten,
}

/** By the name of the system, for a scenario that has none of its own. */
const USUAL: Readonly<Record<string, Still>> = {
  hashing: nodeJoins,
  transactions: inDoubt,
  events: behindTheLog,
  leases: twoBelieve,
}

/** The still of a scenario; a healthy cluster for one that nothing is known of. */
export function stillOf(scenarioId: string): Still {
  const [sim = '', name = ''] = scenarioId.split('/')
  return STILLS[name] ?? USUAL[sim] ?? healthy
}
