// What every scheme of placement is: a pure function from nodes to an answer for every key. A scheme is one file,
// after one paper; all are of this type, so that they can be put side by side on the same keys.

/** A node that keys can be placed on. */
export interface Member {
  readonly id: string
  /** How much it should hold, beside the others: a node of weight 2 twice as much as one of weight 1. */
  readonly weight: number
  /** What fails as one: its host, rack or zone. */
  readonly domain: string
}

export interface PlacementOptions {
  /** Points on the ring for a node of weight 1. */
  readonly tokens: number
  /** Equal parts of the ring, for schemes that deal parts out. */
  readonly parts: number
  /** How much more than its fair share a node may hold, for bounded loads: 0.25 is a quarter more. */
  readonly epsilon: number
  /** Entries of Maglev's table, a prime. */
  readonly tableSize: number
  /** Seasons every hash, so that another cluster has another ring. */
  readonly salt: number
  /** First keys of the ranges that a cluster starts with; the first is ''. */
  readonly starts: readonly string[]
}

export const DEFAULT_OPTIONS: PlacementOptions = {
  tokens: 100,
  parts: 64,
  epsilon: 0.25,
  tableSize: 65_537,
  salt: 0,
  starts: [''],
}

/** Which node has which part: what schemes with a memory keep. Plain data, sent from node to node. */
export interface Deal {
  /** Ids of members, part by part. */
  readonly owners: readonly string[]
  /** The first key of each part, in order, if the parts are ranges of keys. */
  readonly starts?: readonly string[]
  /** What each member weighed when it was dealt its parts. */
  readonly weights: Readonly<Record<string, number>>
}

export interface Placement {
  readonly members: readonly Member[]
  /** Index of the member that owns the key. `hash` is the key's `murmur3`, seasoned as the options say. */
  owner(hash: number, key: string): number
  /** Indices of all members, the owner first, in the order in which they would keep the key's next copy. */
  preference(hash: number, key: string): readonly number[]
}

export type SchemeId =
  | 'ring'
  | 'modulo'
  | 'rendezvous'
  | 'jump'
  | 'maglev'
  | 'bounded'
  | 'partitions'
  | 'ranges'
  | 'directory'

export interface Scheme {
  readonly id: SchemeId
  /** "Hash ring with virtual nodes" */
  readonly title: string
  readonly paper: string
  /**
   * What a change of nodes moves. `least`: no key moves between two nodes that stay as they are. `atEnd`: least, as
   * long as nodes come and go at the end of the list. `few`: a few more than that. `most`: nearly all.
   */
  readonly moves: 'least' | 'atEnd' | 'few' | 'most'
  /** Whether a node of weight 2 gets twice as much. */
  readonly isWeighted: boolean
  /** Deals parts out anew, from how they were dealt before; null where names and weights decide alone. */
  readonly deal: ((members: readonly Member[], options: PlacementOptions, before: Deal | null) => Deal) | null
  /** There must be at least one member. `before` may be built upon; it never changes the outcome. */
  place(
    members: readonly Member[],
    options: PlacementOptions,
    deal: Deal | null,
    before?: Placement | null,
  ): Placement
}

/** Broken code: nothing can be placed on nobody. */
export function assertMembers(members: readonly Member[]): void {
  if (members.length === 0) throw new Error('assertion failed: keys are placed on at least one node')
}

/** The members in the order of a list that starts at one of them and goes round. */
export function fromThere(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => (first + i) % count)
}
