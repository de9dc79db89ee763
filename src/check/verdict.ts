// What a checker says. Plain data: it goes from a worker to a page, and from the command line to a file.

import type { Said } from './words.ts'

/**
 * `holds`: nothing in the history speaks against it. `broken`: it is certain, and the evidence shows it. `undecided`: the
 * budget was too small, or the history does not tell; `why` says which.
 */
export type Verdict = Holds | Broken | Undecided

export interface Judged {
  /** The consistency it was held against, and the model. */
  readonly consistency: string
  readonly model: string
  /** What was looked at: operations that did not fail, and keys. */
  readonly operations: number
  readonly keys: number
  /** Operations tried in all searches; the same history always takes the same. */
  readonly steps: number
  /** What was measured on the way, by name. */
  readonly figures: Readonly<Record<string, number>>
}

export interface Holds extends Judged {
  readonly verdict: 'holds'
  /** A legal order of each part, for those consistencies that ask for one. */
  readonly orders: readonly LegalOrder[]
}

export interface Broken extends Judged {
  readonly verdict: 'broken'
  /** The key it broke on; null if the evidence is of several. */
  readonly key: string | null
  readonly evidence: Evidence
}

export interface Undecided extends Judged {
  readonly verdict: 'undecided'
  /** The key that was hardest, or that the history says too little of; null if it is about all of them. */
  readonly key: string | null
  readonly why: Said
}

export interface LegalOrder {
  /** null if it is one order of all keys. */
  readonly key: string | null
  readonly placed: readonly Placed[]
}

/** An operation of a legal order, and the state after it. An operation whose outcome is unknown may be missing. */
export interface Placed {
  readonly id: number
  readonly state: string
}

export interface Evidence {
  /** What is wrong, in one sentence. */
  readonly claim: Said
  /**
   * The operations that show it, each with what it is there for, in the order of their calls. Whatever all others were
   * told, whenever they took effect after their calls, and whether they did: these do not go together.
   */
  readonly operations: readonly Reasoned[]
  /** Others that an order would have if one of these were left out: they gave what these were told. */
  readonly context: readonly number[]
  /** For checkers that find many of a kind: all of them. The rest of the evidence is about one. */
  readonly all?: readonly Reasoned[]
  /** None of them can be left out; and no smaller set shows it. False if the budget did not allow to find out. */
  readonly isTight: boolean
  readonly isShortest: boolean
  /** For consistencies that ask for a legal order: the longest there is of the key, and what cannot be placed behind it. */
  readonly longest: Longest | null
}

export interface Reasoned {
  readonly id: number
  readonly reason: Said
}

export interface Longest {
  readonly placed: readonly Placed[]
  /** Whether all orders were tried. If false, this is the longest among those that the budget allowed. */
  readonly isLongest: boolean
  /** Operations that would have to come next, the one that ended first before the others, and why none of them can. */
  readonly stuck: readonly Reasoned[]
  /** How many operations with an answer are not placed. */
  readonly missing: number
}
