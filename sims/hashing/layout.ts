// Who keeps what: a layout says it by a scheme of placement, and a view is the layout that an epoch has, with the one
// before while keys are on their way. Views are made by the directory, sent in messages and never changed.

import type { NodeId } from '../../src/engine/process.ts'
import {
  allKeys,
  firstRecent,
  type PartitionBy,
  partitionText,
  postName,
  type QueryBy,
  regionOfUser,
} from './keys.ts'
import { type Apart, copiesOf } from './placement/copies.ts'
import { murmur3 } from './placement/hash.ts'
import { type Moves, movesOf } from './placement/measure.ts'
import type { Deal, Member, Placement, PlacementOptions, SchemeId } from './placement/placement.ts'
import { rangeOf } from './placement/ranges.ts'
import { schemeOf } from './placement/schemes.ts'

/** How many of a key's copies a write or a read waits for. */
export type Policy = 'one' | 'majority' | 'all'

export interface Layout {
  readonly scheme: SchemeId
  readonly members: readonly Member[]
  readonly tokens: number
  readonly parts: number
  readonly epsilon: number
  readonly salt: number
  readonly starts: readonly string[]
  readonly deal: Deal | null
  readonly copies: number
  /** Copies on different domains only, as long as there are enough. */
  readonly isSpread: boolean
  /** What they must not share; a host when left out. */
  readonly apart?: Apart
  readonly writes: Policy
  readonly reads: Policy
  readonly partitionBy: PartitionBy
  readonly posts: number
}

export interface View {
  /** The first is 1; a higher one takes the place of all lower ones. */
  readonly epoch: number
  readonly now: Layout
  /** Who had the keys before, until all have what they should have now; null when that is so. */
  readonly was: Layout | null
  /** What the first view had: what was there at the start is found where it says. */
  readonly origin: Layout
}

/** A prime, and a hundred times more than there are nodes. */
const MAGLEV_ENTRIES = 2_039

export function optionsOf({ tokens, parts, epsilon, salt, starts }: Layout): PlacementOptions {
  return { tokens, parts, epsilon, salt, starts, tableSize: MAGLEV_ENTRIES }
}

// Layouts never change, so what follows from one is worked out once. The tables are no state: without them all would
// be the same, only slower.
const PLACEMENTS = new WeakMap<Layout, Placement>()
const OWNERS = new WeakMap<Layout, Map<string, readonly NodeId[]>>()

export function placementOf(layout: Layout): Placement {
  let placement = PLACEMENTS.get(layout)
  if (placement === undefined) {
    placement = schemeOf(layout.scheme).place(layout.members, optionsOf(layout), layout.deal)
    PLACEMENTS.set(layout, placement)
  }
  return placement
}

/** The nodes that keep a key, the first one first. */
export function ownersOf(layout: Layout, key: string): readonly NodeId[] {
  const known = OWNERS.get(layout) ?? new Map<string, readonly NodeId[]>()
  OWNERS.set(layout, known)
  const owners = known.get(key) ?? placedOwners(layout, key)
  known.set(key, owners)
  return owners
}

function placedOwners(layout: Layout, key: string): readonly NodeId[] {
  const text = placedText(layout, key)
  const apart = layout.isSpread ? (layout.apart ?? 'host') : null
  const copies = copiesOf(placementOf(layout), hashOf(layout, text), text, layout.copies, apart)
  return copies.map((index) => layout.members[index]!.id)
}

/** The text that decides where the key is. Another name of a post is placed by that name. */
export function placedText({ partitionBy, posts }: Layout, key: string): string {
  return key.includes('~') ? key : partitionText(key, partitionBy, posts)
}

export function hashOf({ salt }: Layout, text: string): number {
  return murmur3(text, salt)
}

/** Whether the node keeps the key, now or until it has been moved. */
export function isOwner({ now, was }: View, node: NodeId, key: string): boolean {
  return ownersOf(now, key).includes(node) || (was !== null && ownersOf(was, key).includes(node))
}

/** Everybody who keeps the key, now or until it has been moved, each once. */
export function allOwners({ now, was }: View, key: string): readonly NodeId[] {
  const owners = ownersOf(now, key)
  if (was === null) return owners
  return [...owners, ...ownersOf(was, key).filter((node) => !owners.includes(node))]
}

/** Which keys have another first owner, whatever it is that changed between the two. */
export function movesOfLayouts(before: Layout, now: Layout): Moves {
  const keys = allKeys(now.posts)
  return movesOf(
    keys.length,
    (i) => ownersOf(before, keys[i]!)[0]!,
    (i) => ownersOf(now, keys[i]!)[0]!,
  )
}

export function isMember({ members }: Layout, node: NodeId): boolean {
  return members.some(({ id }) => id === node)
}

// Quorums.

/** How many of so many copies the policy waits for. */
export function needed(policy: Policy, copies: number): number {
  if (policy === 'one') return 1
  return policy === 'all' ? copies : Math.floor(copies / 2) + 1
}

/** How many copies a key has: fewer than asked for in a small cluster. */
export function copiesIn({ copies, members }: Layout): number {
  return Math.min(copies, members.length)
}

/** Every read meets the last write, and of two writes one meets the other. */
export function isOverlapping(layout: Layout): boolean {
  const copies = copiesIn(layout)
  const writes = needed(layout.writes, copies)
  return needed(layout.reads, copies) + writes > copies && 2 * writes > copies
}

/**
 * How many of a key's former owners a new one must have heard in the new epoch. They take no more requests of the old
 * one, so what was written is among what they have, and nobody reads the old way any more.
 */
export function fence(was: Layout): number {
  const copies = copiesIn(was)
  return copies - Math.min(needed(was.writes, copies), needed(was.reads, copies)) + 1
}

/** Whether also who keeps a key must catch up: it may lack more than the new quorums allow for. */
export function mustAllCatchUp(was: Layout, now: Layout): boolean {
  const lacking = (layout: Layout) => copiesIn(layout) - needed(layout.writes, copiesIn(layout))
  return lacking(was) > lacking(now)
}

// Queries over many keys.

/** The nodes that must be asked for everything that a query is about. */
export function nodesFor(layout: Layout, query: QueryBy, of: string): readonly NodeId[] {
  const everyone = layout.members.map(({ id }) => id)
  if (query === 'user' && layout.partitionBy === 'user') return [firstOwner(layout, of)]
  // Where a user lives is known to whoever asks for the user.
  if (query === 'user' && layout.partitionBy === 'region') return [firstOwner(layout, regionOfUser(of))]
  if (query === 'user') return everyone
  if (layout.partitionBy === 'day') return [firstOwner(layout, lastDay(layout))]
  if (layout.scheme !== 'ranges' || layout.partitionBy !== 'post') return everyone
  const { owners, starts = [''] } = layout.deal ?? { owners: everyone }
  const from = rangeOf(postName(firstRecent(layout.posts)), starts)
  return [...new Set(owners.slice(from))]
}

function firstOwner(layout: Layout, text: string): NodeId {
  return layout.members[placementOf(layout).owner(hashOf(layout, text), text)]!.id
}

function lastDay({ posts }: Layout): string {
  return partitionText(postName(posts - 1), 'day', posts)
}

/** A copy that nobody can change, all the way down; what is so already is shared. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  if (Array.isArray(value)) return Object.freeze(value.map(frozen)) as T
  const parts = Object.entries(value).map(([key, part]) => [key, frozen(part)])
  return Object.freeze(Object.fromEntries(parts)) as T
}
