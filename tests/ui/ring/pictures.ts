// Placements to draw: made by the real schemes, and small ones made by hand.

import {
  DEFAULT_OPTIONS,
  type Member,
  type PlacementOptions,
} from '../../../sims/hashing/placement/placement.ts'
import { placeOnRing, type Ring } from '../../../sims/hashing/placement/ring.ts'
import type { ArcsPicture, RingKeyPicture, RingNodePicture, RingPicture } from '../../../src/sim/picture.ts'

export function members(count: number): Member[] {
  return Array.from({ length: count }, (_, i) => ({ id: `n${i + 1}`, weight: 1, domain: `n${i + 1}` }))
}

export function aRing(nodes: number, tokens: number, more: Partial<PlacementOptions> = {}): Ring {
  return placeOnRing(members(nodes), { ...DEFAULT_OPTIONS, tokens, ...more })
}

export function arcsOf({ tokens }: Ring): ArcsPicture {
  return { until: tokens.at, owner: tokens.of, isWalked: true }
}

export function aNode(id: string, more: Partial<RingNodePicture> = {}): RingNodePicture {
  return {
    id,
    hue: 1,
    weight: 1,
    isMember: true,
    isUp: true,
    lid: null,
    keys: 0,
    keysBefore: null,
    held: 0,
    load: 0,
    ...more,
  }
}

export function aKey(key: string, at: number, more: Partial<RingKeyPicture> = {}): RingKeyPicture {
  return { key, at, owners: [0], ownersBefore: [], held: [0], ...more }
}

export function aPicture(more: Partial<RingPicture> = {}): RingPicture {
  return {
    scheme: 'Hash ring with virtual nodes',
    schemeBefore: null,
    change: null,
    isMoving: false,
    nodes: [aNode('n1'), aNode('n2')],
    arcs: null,
    arcsBefore: null,
    ranges: null,
    keys: [],
    flights: [],
    behind: [],
    keyBytes: 10,
    moves: [],
    moved: null,
    ideal: null,
    schemes: [],
    ...more,
  }
}

/** A ring of so many nodes before and after one more joins. */
export function joined(nodes: number, tokens: number, more: Partial<RingPicture> = {}): RingPicture {
  return aPicture({
    nodes: members(nodes + 1).map(({ id }) => aNode(id)),
    arcs: arcsOf(aRing(nodes + 1, tokens)),
    arcsBefore: arcsOf(aRing(nodes, tokens)),
    ...more,
  })
}
