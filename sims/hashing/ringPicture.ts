// Who keeps what, for a view to draw: arcs of the circle, or ranges, with the keys on them, before and after the latest
// change; and what each of the other schemes would have made of the same keys and the same change.

import type { PictureView } from '../../src/sim/define.ts'
import type { ArcsPicture, RingNodePicture, RingPicture, RingSchemePicture } from '../../src/sim/picture.ts'
import { allKeys, evenStarts } from './keys.ts'
import {
  hashOf,
  isMember,
  type Layout,
  optionsOf,
  ownersOf,
  placedText,
  placementOf,
  type View,
} from './layout.ts'
import { hueOfNode, isKeeper } from './picture.ts'
import {
  countsOf,
  evenness,
  hashedKeys,
  leastMoved,
  movesBetween,
  ownersOf as ownersOfKeys,
} from './placement/measure.ts'
import { isRing } from './placement/ring.ts'
import { placed, SCHEMES, schemeOf } from './placement/schemes.ts'
import type { Truth } from './truth.ts'

/** `view` is the latest that the directory has announced. */
export function ringOf(all: PictureView, view: View | null): RingPicture | null {
  if (view === null) return null
  const { now, was } = view
  const truth: Truth = all.truth
  const before = was ?? truth.before
  const keepers = all.nodes.filter(isKeeper)
  const ids = keepers.map(({ id }) => id)
  const index = (id: string) => ids.indexOf(id)
  const indices = (layout: Layout, key: string) => ownersOf(layout, key).map(index)
  const keys = allKeys(now.posts)
  return {
    scheme: schemeOf(now.scheme).title,
    isMoving: was !== null,
    nodes: keepers.map((node): RingNodePicture => nodePicture(all, node, now, before, keys)),
    arcs: arcsOf(now, index),
    arcsBefore: before === null ? null : arcsOf(before, index),
    ranges: rangesOf(now, index),
    keys: keys.map((key) => ({
      key,
      at: hashOf(now, placedText(now, key)),
      owners: indices(now, key),
      ownersBefore: before === null ? [] : indices(before, key),
      held: keepers.flatMap(({ process, disk }, i) => (process === 'store' && key in disk.data ? [i] : [])),
    })),
    moves: flowsOf(before, now, keys).map(({ from, to, keys: count }) => ({
      from: index(from),
      to: index(to),
      keys: count,
    })),
    moved: before === null ? null : truth.moved / keys.length,
    ideal: before === null ? null : leastMoved(before.members, now.members),
    schemes: schemesOf(before, now, keys),
  }
}

function nodePicture(
  all: PictureView,
  { id, up, process, disk, memory }: PictureView['nodes'][number],
  now: Layout,
  before: Layout | null,
  keys: readonly string[],
): RingNodePicture {
  const first = (layout: Layout) => keys.filter((key) => ownersOf(layout, key)[0] === id).length
  return {
    id,
    hue: hueOfNode(all, id),
    weight: now.members.find((member) => member.id === id)?.weight ?? 0,
    isMember: isMember(now, id),
    isUp: up,
    keys: first(now),
    keysBefore: before === null ? null : first(before),
    held: process === 'store' ? Object.keys(disk.data).length : 0,
    load: (memory as { served: number } | null)?.served ?? 0,
  }
}

/** Points of a ring, or equal parts; null where a scheme has neither. */
function arcsOf(layout: Layout, index: (id: string) => number): ArcsPicture | null {
  const placement = placementOf(layout)
  const owner = (member: number) => index(layout.members[member]!.id)
  if (isRing(placement)) {
    const { at, of } = placement.tokens
    return { until: Array.from(at), owner: Array.from(of, owner) }
  }
  if (layout.scheme !== 'partitions' && layout.scheme !== 'bounded' && layout.scheme !== 'directory')
    return null
  const until = Array.from(
    { length: layout.parts },
    (_, part) => Math.ceil(((part + 1) * 4_294_967_296) / layout.parts) - 1,
  )
  return { until, owner: until.map((at) => owner(placement.owner(at, ''))) }
}

function rangesOf({ scheme, deal }: Layout, index: (id: string) => number): RingPicture['ranges'] {
  if (scheme !== 'ranges' || deal === null) return null
  return { starts: deal.starts ?? [''], owner: deal.owners.map(index) }
}

function flowsOf(before: Layout | null, now: Layout, keys: readonly string[]) {
  if (before === null) return []
  const hashed = hashedKeys(
    keys.map((key) => placedText(now, key)),
    now.salt,
  )
  return movesBetween(placementOf(before), placementOf(now), hashed).flows
}

// Layouts never change, so that what other schemes would do is worked out once for each.
const COMPARED = new WeakMap<Layout, readonly RingSchemePicture[]>()

function schemesOf(
  before: Layout | null,
  now: Layout,
  keys: readonly string[],
): readonly RingSchemePicture[] {
  const known = COMPARED.get(now)
  if (known !== undefined && (known[0]?.moved === null) === (before === null)) return known
  const hashed = hashedKeys(
    keys.map((key) => placedText(now, key)),
    now.salt,
  )
  const options = { ...optionsOf(now), starts: evenStarts(now.posts, now.partitionBy, now.parts) }
  const compared = SCHEMES.map((scheme): RingSchemePicture => {
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
  COMPARED.set(now, compared)
  return compared
}
