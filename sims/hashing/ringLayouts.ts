// What follows from two layouts, the one before the latest change and the one after it: who owns what of the circle,
// which keys have another owner, and what each of the other schemes would have made of the same keys and the same change.

import type { ArcsPicture, RingPicture, RingSchemePicture } from '../../src/sim/picture.ts'
import { allKeys, evenStarts } from './keys.ts'
import {
  hashOf,
  type Layout,
  movesOfLayouts,
  optionsOf,
  ownersOf,
  placedText,
  placementOf,
} from './layout.ts'
import { lidsOf } from './placement/bounded.ts'
import {
  countsOf,
  evenness,
  hashedKeys,
  leastMoved,
  movesBetween,
  ownersOf as ownersOfKeys,
} from './placement/measure.ts'
import type { Placement, SchemeId } from './placement/placement.ts'
import { isRing } from './placement/ring.ts'
import { placed, SCHEMES, schemeOf } from './placement/schemes.ts'

/** The parts of the picture that no event changes, only another layout. */
export type Laid = Pick<
  RingPicture,
  | 'scheme'
  | 'schemeBefore'
  | 'change'
  | 'arcs'
  | 'arcsBefore'
  | 'ranges'
  | 'moves'
  | 'moved'
  | 'ideal'
  | 'schemes'
> & { readonly keys: readonly Omit<RingPicture['keys'][number], 'held'>[] }

// Layouts never change, so that all of this is worked out once for each pair of them.
const LAID = new WeakMap<Layout, { readonly before: Layout | null; readonly laid: Laid }>()

/** `ids`: the nodes of the picture, in its order. */
export function laidOut(before: Layout | null, now: Layout, ids: readonly string[]): Laid {
  const known = LAID.get(now)
  if (known !== undefined && known.before === before) return known.laid
  const laid = layOut(before, now, ids)
  LAID.set(now, { before, laid })
  return laid
}

function layOut(before: Layout | null, now: Layout, ids: readonly string[]): Laid {
  const index = (id: string) => ids.indexOf(id)
  const indices = (layout: Layout, key: string) => ownersOf(layout, key).map(index)
  const keys = allKeys(now.posts)
  const flows = before === null ? [] : movesOfLayouts(before, now).flows
  return {
    scheme: schemeOf(now.scheme).title,
    schemeBefore: before === null ? null : schemeOf(before.scheme).title,
    change: before === null ? null : (changeText(before, now) ?? finerText(before, now)),
    arcs: arcsOf(now, index),
    arcsBefore: before === null ? null : arcsOf(before, index),
    ranges: rangesOf(now, index),
    keys: keys.map((key) => ({
      key,
      at: hashOf(now, placedText(now, key)),
      owners: indices(now, key),
      ownersBefore: before === null ? [] : indices(before, key),
    })),
    moves: flows.map(({ from, to, keys: count }) => ({ from: index(from), to: index(to), keys: count })),
    moved: before === null ? null : flows.reduce((sum, flow) => sum + flow.keys, 0) / keys.length,
    ideal: before === null ? null : leastMoved(before.members, now.members),
    schemes: schemesOf(before, now, keys),
  }
}

type Change = Pick<Layout, 'members' | 'scheme'>

/** "n6 joins", "n2 and n3 leave", "n1 weighs 2", "keys are placed by modulo N"; null for anything else. */
export function changeText(before: Change, now: Change): string | null {
  const isIn = ({ members }: Change, id: string) => members.some((member) => member.id === id)
  const came = now.members.filter(({ id }) => !isIn(before, id)).map(({ id }) => id)
  const left = before.members.filter(({ id }) => !isIn(now, id)).map(({ id }) => id)
  const weighed = now.members.filter(({ id, weight }) =>
    before.members.some((was) => was.id === id && was.weight !== weight),
  )
  const parts = [
    ...(came.length === 0 ? [] : [verbed(came, 'joins', 'join')]),
    ...(left.length === 0 ? [] : [verbed(left, 'leaves', 'leave')]),
    ...weighed.map(({ id, weight }) => `${id} weighs ${weight}`),
    ...(before.scheme === now.scheme
      ? []
      : [`keys are placed by ${uncapitalised(schemeOf(now.scheme).title)}`]),
  ]
  return parts.length === 0 ? null : parts.join(', ')
}

const BY_TEXT: Readonly<Record<Layout['partitionBy'], string>> = {
  post: 'the post',
  user: 'its user',
  region: 'its user’s region',
  day: 'its day',
}

/** With the same members and the same scheme. */
function finerText(before: Layout, now: Layout): string {
  if (before.partitionBy !== now.partitionBy) return `${BY_TEXT[now.partitionBy]} says where a post is`
  if (before.tokens !== now.tokens) return `a node has ${many(now.tokens, 'point')}, not ${before.tokens}`
  if (before.copies !== now.copies) return `a key is on ${many(now.copies, 'node')}, not ${before.copies}`
  const [ranges, was] = [now.deal?.starts?.length ?? 0, before.deal?.starts?.length ?? 0]
  if (before.parts === now.parts && ranges > was && was > 0) return 'a range is cut in two'
  return before.parts === now.parts && now.deal !== null ? 'a part is given away' : 'the layout changes'
}

function many(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`
}

function uncapitalised(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}

function verbed(ids: readonly string[], one: string, many: string): string {
  return ids.length === 1 ? `${ids[0]} ${one}` : `${ids.slice(0, -1).join(', ')} and ${ids.at(-1)} ${many}`
}

function arcsOf(layout: Layout, index: (id: string) => number): ArcsPicture | null {
  return arcsIn(layout.scheme, placementOf(layout), layout.parts, index)
}

/** Points of a ring, or equal parts; null where a scheme has neither. */
export function arcsIn(
  scheme: SchemeId,
  placement: Placement,
  parts: number,
  index: (id: string) => number,
): ArcsPicture | null {
  const indexOf = placement.members.map(({ id }) => index(id))
  if (isRing(placement)) {
    const { at, of } = placement.tokens
    return { until: at, owner: of.map((member) => indexOf[member]!), isWalked: true }
  }
  if (scheme !== 'partitions' && scheme !== 'bounded' && scheme !== 'directory') return null
  const until = Uint32Array.from(
    { length: parts },
    (_, part) => Math.ceil(((part + 1) * 4_294_967_296) / parts) - 1,
  )
  const owner = Uint16Array.from(until, (at) => indexOf[placement.owner(at, '')]!)
  return { until, owner, isWalked: scheme !== 'bounded' }
}

/** The share of the circle that a member may own at most, where the scheme says so. */
export function lidOf({ scheme, members, parts, epsilon }: Layout, id: string): number | null {
  const member = members.findIndex((one) => one.id === id)
  if (scheme !== 'bounded' || member < 0) return null
  return Math.min(1, lidsOf(members, parts, epsilon)[member]! / parts)
}

function rangesOf({ scheme, deal }: Layout, index: (id: string) => number): RingPicture['ranges'] {
  if (scheme !== 'ranges' || deal === null) return null
  return { starts: deal.starts ?? [''], owner: deal.owners.map(index) }
}

function schemesOf(
  before: Layout | null,
  now: Layout,
  keys: readonly string[],
): readonly RingSchemePicture[] {
  const hashed = hashedKeys(
    keys.map((key) => placedText(now, key)),
    now.salt,
  )
  const options = { ...optionsOf(now), starts: evenStarts(now.posts, now.partitionBy, now.parts) }
  return SCHEMES.map((scheme): RingSchemePicture => {
    const first = before === null ? null : placed(scheme, before.members, options)
    const { placement } = placed(scheme, now.members, options, first)
    const loads = countsOf(ownersOfKeys(placement, hashed), now.members.length)
    return {
      id: scheme.id,
      title: scheme.title,
      isChosen: scheme.id === now.scheme,
      moved: first === null ? null : movesBetween(first.placement, placement, hashed).moved / keys.length,
      ...evenness(loads, now.members),
    }
  })
}
