// Pictures: plain data that a view can draw. Sims make them, views draw them, and neither knows the other.
// Text in pictures is ready to read; it was made from codes by the sim's words.

import type { MessageRef, Outcome, Violation } from './engineTypes.ts'

/** A cycle of four hues: term n takes hue ((n - 1) mod 4) + 1. null is ink: nobody's. */
export type Hue = 1 | 2 | 3 | 4 | null

export function hueOf(term: number): Hue {
  return term < 1 ? null : ((((term - 1) % 4) + 1) as Hue)
}

export type Glyph =
  | 'leader'
  | 'follower'
  | 'candidate'
  | 'coordinator'
  | 'participant'
  | 'provider'
  | 'client'

/** How a message is drawn: the mark says what it is, the hue whose. */
export type Mark = 'request' | 'reply' | 'vote' | 'granted' | 'refusal' | 'heartbeat'

export interface NodePicture {
  readonly id: string
  readonly glyph: Glyph
  readonly letter: string
  readonly hue: Hue
  readonly status: 'up' | 'crashed' | 'paused'
  /** "follower, term 3" */
  readonly caption: string
  /** "1 of 3 votes", "y=1, waiting 226 ms" */
  readonly detail: string | null
  /** The detail tells of a broken promise. */
  readonly isBroken: boolean
  /** Silence: an arc that grows from `fromUs` and closes at `untilUs`, when the node stands. */
  readonly silence: { readonly fromUs: number; readonly untilUs: number } | null
  /** One dot per vote needed for a majority; refusals follow. */
  readonly votes: readonly ('has' | 'way' | 'open' | 'refused')[] | null
  /** Short words for what is wrong with it besides its status: "slow", "slow disk", "clock +500 ms". */
  readonly badges: readonly string[]
  /** Writes not yet synced: in the page cache, gone in a crash. */
  readonly unsyncedWrites: number
  /** What it shows of some keys: of those that nodes differ on first. */
  readonly holds?: readonly HeldPicture[]
  /** The one node that this client ever asks: at rest its line goes there. Left out: it asks whoever leads. */
  readonly asks?: string
  /** It gave its word and may not move before it hears how all ended. */
  readonly isInDoubt?: true
  /** Drawn from what another node was told: as of then, and perhaps no longer so. */
  readonly isHearsay?: true
}

export interface FlightPicture {
  /** Row of the message table: stable within a branch. */
  readonly id: number
  readonly ref: MessageRef
  readonly from: string
  readonly to: string
  readonly type: string
  readonly mark: Mark
  readonly hue: Hue
  /** The paper's name, for the mark. */
  readonly label: string
  /** One compact line: "n1→n2 AppendEntries term=2 prev=1/1 +2 commit=1". */
  readonly line: string
  readonly sentUs: number
  /** When it will arrive if nothing happens; for a held one, when it would have. */
  readonly arrivesUs: number
  /** Set when it is known to be lost: the moment and the plain reason ("lost at the cut"). Lost ones linger a while. */
  readonly lost: { readonly atUs: number; readonly reason: string } | null
  readonly isHeld: boolean
  /** A heartbeat, or the answer to one: drawn, but not spoken of. */
  readonly isQuiet: boolean
  /** Of two runs in one picture, it is under way in this one only. */
  readonly only?: 'here' | 'there'
}

/** A message that has ended, as a line between two lanes. */
export interface TrailPicture {
  /** As a flight's: a message that has just been lost is both. */
  readonly id: number
  readonly from: string
  readonly to: string
  readonly sentUs: number
  readonly endUs: number
  /** Answers to heartbeats look like heartbeats. */
  readonly mark: Mark
  readonly hue: Hue
  /** Why it died, if it did, and after how much of its way. */
  readonly lost: { readonly share: number; readonly reason: string } | null
  /** What became of it is not known: only that it was sent. */
  readonly isOpen?: true
}

/** A cut drawn as a wall. One-way: only messages from the first side to the second are stopped. */
export interface WallPicture {
  readonly fault: string
  readonly name: string
  readonly sides: readonly [readonly string[], readonly string[]]
  readonly isOneWay: boolean
  readonly links: readonly (readonly [string, string])[]
}

export interface LinkPicture {
  readonly a: string
  readonly b: string
  /** Which directions are cut. */
  readonly cut: 'none' | 'forth' | 'back' | 'both'
  /** Changed by a fault: drawn as a spring, with the words. */
  readonly disturbed: string | null
}

export interface ClusterPicture {
  readonly nodes: readonly NodePicture[]
  readonly links: readonly LinkPicture[]
  readonly walls: readonly WallPicture[]
  readonly flights: readonly FlightPicture[]
}

export interface CellPicture {
  /** The small number: the term it was written in. */
  readonly tag: string
  readonly text: string
  readonly hue: Hue
  readonly state: 'appended' | 'committed' | 'overwritten'
  readonly isApplied: boolean
  /** False while it is only in the page cache. */
  readonly isOnDisk: boolean
  /** The leader knows this node has it (matchIndex). */
  readonly isMatched: boolean
}

export interface TableRowPicture {
  readonly node: string
  readonly isUp: boolean
  /** One per column; null where the node has nothing. */
  readonly cells: readonly (CellPicture | null)[]
  /** A bar stands after this column's index (the commit index); 0 for none. */
  readonly barAfter: number
  /** Printed at the end of the row, under `endTitle`. */
  readonly end: string
  /** As far as another node was told, or may conclude. */
  readonly isHearsay?: true
}

/** Logs aligned across nodes, or what each node has under each key. */
export interface TablePicture {
  readonly title: string
  readonly endTitle: string
  /** Index of the first column; columns run without gaps. */
  readonly firstIndex: number
  readonly columns: number
  /** Entries before the first column that are not shown. */
  readonly hidden: number
  /** What the columns are called, where they are no entries of a log. */
  readonly names?: readonly string[]
  /** What marks mean here, where it is not what they mean in a replicated log with a leader. */
  readonly key?: {
    readonly bar?: string
    readonly matched?: string
    /** The wedge under the last one that counts here. */
    readonly applied?: string
    /** Solid and dashed cells: "newest", "behind". */
    readonly committed?: string
    readonly appended?: string
    /** The small number: "version". */
    readonly tag?: string
  }
  readonly rows: readonly TableRowPicture[]
}

/** What a node shows of a key. */
export interface HeldPicture {
  readonly key: string
  readonly text: string
  readonly hue: Hue
  /** Other nodes show something else. */
  readonly differs: boolean
}

/** A key as its nodes show it: those that show the same stand together. */
export interface KeyPicture {
  readonly key: string
  /** Two of them have come apart: each has what the other lacks. */
  readonly isApart: boolean
  readonly shows: readonly KeyShownPicture[]
}

export interface KeyShownPicture {
  readonly text: string
  /** No two that differ have the same, while there are hues. */
  readonly hue: Hue
  readonly nodes: readonly string[]
  /** It only lacks what another has. */
  readonly isBehind: boolean
}

/** What an answer should have been, and by how much it missed. */
export interface WrongAnswer {
  /** "stale", "lost" */
  readonly word: string
  /** What was so instead. */
  readonly truth: string
  /** How many newer versions had been acknowledged before it was asked for. */
  readonly versions?: number
  /** For how long it had been out of date when it was asked for. */
  readonly behindUs?: number
  /** The guarantee that it broke: "read your writes". */
  readonly against?: string
}

export interface OperationPicture {
  readonly id: number
  readonly client: string
  /** "x=7", "read x" */
  readonly label: string
  readonly invokedUs: number
  readonly completedUs: number | null
  readonly outcome: Outcome | 'pending'
  /** "OK", "5", "no answer yet", "refused" */
  readonly answer: string
  /** Filled when the answer is known to be wrong: "stale" with what was true. */
  readonly broken: WrongAnswer | null
}

/** What was really so, from a moment on. */
export interface TruthPicture {
  readonly key: string
  readonly text: string
  readonly fromUs: number
}

/** A stretch of a node's past, drawn as its lane. */
export interface LanePicture {
  readonly node: string
  readonly fromUs: number
  /** null: up to the playhead. */
  readonly untilUs: number | null
  readonly style: 'leads' | 'follows' | 'stands' | 'down' | 'paused'
  readonly hue: Hue
  /** As another node was told. */
  readonly isHearsay?: true
}

export interface ChartState {
  readonly id: string
  readonly title: string
  /** Nodes that are in this state now. */
  readonly nodes: readonly string[]
}

/** A role chart (Raft's Figure 4) with the live states lit. */
export interface ChartPicture {
  readonly title: string
  readonly states: readonly ChartState[]
  readonly arrows: readonly {
    readonly from: string
    readonly to: string
    readonly label: string
    readonly isLast: boolean
  }[]
}

export interface PromisePicture {
  readonly id: string
  /** "One leader per term" */
  readonly title: string
  /** "Election Safety" */
  readonly formal: string
  readonly paper: string
  /** Why nothing of the kind is promised under the settings of this moment; null when it is. */
  readonly notMade: string | null
  /** null while it holds. */
  readonly broken: (Pick<Violation, 'row' | 'atUs'> & { readonly detail: string }) | null
}

/** The circle of hashes, from 0 to 2^32, in arcs that end at places, each owned by a node; in columns, for there are many. */
export interface ArcsPicture {
  /** In rising order. The first arc begins where the last one ends. */
  readonly until: ArrayLike<number>
  /** Index into the picture's nodes. */
  readonly owner: ArrayLike<number>
  /** A key's further copies are with the next other owners round the circle. */
  readonly isWalked: boolean
}

export interface RingNodePicture {
  readonly id: string
  readonly hue: Hue
  readonly weight: number
  /** A node that is no member keeps nothing, or not for long. */
  readonly isMember: boolean
  readonly isUp: boolean
  /** The most of the circle that it may own, as a share; null where there is no such bound. */
  readonly lid: number | null
  /** Keys that it is the first to keep, now and before the latest change; null if nothing has changed yet. */
  readonly keys: number
  readonly keysBefore: number | null
  /** Keys that its disk has, copies included. */
  readonly held: number
  /** Requests that it has served lately: what is hot now should be seen, not what once was. */
  readonly load: number
}

export interface RingKeyPicture {
  readonly key: string
  /** Where it lies on the circle. */
  readonly at: number
  /** Who is to keep it, the owner first, and who was before the latest change: indices into the nodes. */
  readonly owners: readonly number[]
  readonly ownersBefore: readonly number[]
  /** Whose disks have it. */
  readonly held: readonly number[]
}

/** A key on its way from one node's disk to another's. */
export interface RingFlightPicture {
  /** Index into the picture's keys. */
  readonly key: number
  readonly from: number
  readonly to: number
  readonly sentUs: number
  readonly arrivesUs: number
}

/** Somebody who goes by another layout than the one that is drawn, and takes some keys to other nodes for it. */
export interface RingBehindPicture {
  readonly who: string
  /** "view 1" */
  readonly says: string
  /** For each key, by its index: the node that is the first to keep it as far as this one knows. */
  readonly owners: readonly number[]
}

/** A scheme on the same keys and the same change as all others. */
export interface RingSchemePicture {
  readonly id: string
  readonly title: string
  readonly isChosen: boolean
  /** Of all keys, those with another owner after the change; null if nothing has changed yet. */
  readonly moved: number | null
  /** The fullest node over its fair share, and the standard deviation of such ratios. */
  readonly maxOverMean: number
  readonly sdOverMean: number
}

/** Who keeps what, by a scheme of placement, before and after the latest change. */
export interface RingPicture {
  /** "Hash ring with virtual nodes" */
  readonly scheme: string
  /** The scheme before the latest change; null if nothing has changed yet. */
  readonly schemeBefore: string | null
  /** The latest change, after "when": "n6 joins"; null if nothing has changed yet. */
  readonly change: string | null
  /** Keys are still on their way. */
  readonly isMoving: boolean
  readonly nodes: readonly RingNodePicture[]
  /** null where the scheme knows no circle. */
  readonly arcs: ArcsPicture | null
  readonly arcsBefore: ArcsPicture | null
  /** A ruler instead of a circle: the first key of each range, and its owner. */
  readonly ranges: { readonly starts: readonly string[]; readonly owner: readonly number[] } | null
  readonly keys: readonly RingKeyPicture[]
  readonly flights: readonly RingFlightPicture[]
  readonly behind: readonly RingBehindPicture[]
  /** What moving a key costs; null where keys are not moved but looked up anew. */
  readonly keyBytes: number | null
  /** From whom to whom keys go, most first. */
  readonly moves: readonly { readonly from: number; readonly to: number; readonly keys: number }[]
  /** Shares of all keys: those that move, and the least that had to. null if nothing has changed yet. */
  readonly moved: number | null
  readonly ideal: number | null
  readonly schemes: readonly RingSchemePicture[]
}
