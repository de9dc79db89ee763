// What on the ring, or on the ruler, can be pointed at and walked along by keys; and the sentences that say the same.

import type { RingPicture } from '../../../sim/picture.ts'
import { CIRCLE } from './arcs.ts'
import type { RingModel } from './model.ts'
import { percent } from './numbers.ts'

/** Indices: of nodes, of arcs in their order on the circle, of keys in the order of the picture. */
export type RingThing =
  | { readonly kind: 'node'; readonly index: number }
  | { readonly kind: 'token'; readonly index: number }
  | { readonly kind: 'key'; readonly index: number }

export type ThingKind = RingThing['kind']

export const KIND_NAMES: Readonly<Record<ThingKind, string>> = {
  node: 'nodes',
  token: 'points',
  key: 'keys',
}

/** The kinds that there are, in the order in which the up and down arrows go through them. */
export function kindsOf({ picture }: RingModel): readonly ThingKind[] {
  return [
    'node',
    ...(picture.arcs === null ? [] : (['token'] as const)),
    ...(picture.keys.length === 0 ? [] : (['key'] as const)),
  ]
}

export function countOf({ picture }: RingModel, kind: ThingKind): number {
  if (kind === 'node') return picture.nodes.length
  return kind === 'token' ? (picture.arcs?.until.length ?? 0) : picture.keys.length
}

/** The thing at a place in the order in which arrows go: keys by where they lie, the rest by their index. */
export function thingAt({ byPlace }: RingModel, kind: ThingKind, place: number): RingThing {
  return { kind, index: kind === 'key' ? byPlace[place]! : place }
}

export function placeOf({ byPlace }: RingModel, { kind, index }: RingThing): number {
  return kind === 'key' ? byPlace.indexOf(index) : index
}

/** What arrows make of where one is; null for a key that means nothing here. */
export function afterKey(
  model: RingModel,
  name: string,
  now: { readonly kind: ThingKind; readonly place: number },
): { readonly kind: ThingKind; readonly place: number } | null {
  const count = countOf(model, now.kind)
  const kinds = kindsOf(model)
  const other = (step: number) => {
    const kind = kinds[(kinds.indexOf(now.kind) + step + kinds.length) % kinds.length]!
    return { kind, place: nearest(model, now, kind) }
  }
  const to = (place: number) => ({ kind: now.kind, place: Math.max(0, Math.min(count - 1, place)) })
  switch (name) {
    case 'ArrowRight':
      return { kind: now.kind, place: (now.place + 1) % count }
    case 'ArrowLeft':
      return { kind: now.kind, place: (now.place - 1 + count) % count }
    case 'ArrowDown':
      return other(1)
    case 'ArrowUp':
      return other(-1)
    case 'Home':
      return to(0)
    case 'End':
      return to(count - 1)
    case 'PageDown':
      return to(now.place + Math.max(1, Math.floor(count / 10)))
    case 'PageUp':
      return to(now.place - Math.max(1, Math.floor(count / 10)))
    default:
      return null
  }
}

/** Of another kind, the thing that lies at or after the one that is left. */
function nearest(
  model: RingModel,
  { kind, place }: { readonly kind: ThingKind; readonly place: number },
  wanted: ThingKind,
): number {
  const { arcs, keys } = model.picture
  const { index } = thingAt(model, kind, place)
  if (wanted === 'node') return kind === 'token' ? arcs!.owner[index]! : (keys[index]?.owners[0] ?? 0)
  const at =
    kind === 'key' ? keys[index]!.at : kind === 'token' ? arcs!.until[index]! : firstPointOf(model, index)
  const found =
    wanted === 'token'
      ? Array.prototype.findIndex.call(arcs!.until, (until: number) => until >= at)
      : model.byPlace.findIndex((key) => keys[key]!.at >= at)
  return Math.max(0, found)
}

function firstPointOf({ picture: { arcs } }: RingModel, node: number): number {
  const i = arcs === null ? -1 : Array.prototype.indexOf.call(arcs.owner, node)
  return i < 0 ? 0 : arcs!.until[i]!
}

// In words.

/** "0.371" of the circle. */
export function placeText(at: number): string {
  return (Math.floor((at / CIRCLE) * 1000) / 1000).toFixed(3)
}

export function sentenceOf(model: RingModel, thing: RingThing): string {
  if (thing.kind === 'node') return nodeSentence(model, thing.index)
  return thing.kind === 'token' ? tokenSentence(model, thing.index) : keySentence(model, thing.index)
}

function nodeSentence({ picture, shares, tokens }: RingModel, index: number): string {
  const { id, keys, keysBefore, held, load, isMember, isUp, weight } = picture.nodes[index]!
  const was = keysBefore === null || keysBefore === keys ? '' : `, ${keysBefore} before`
  const circle =
    shares === null ? '' : `; ${percent(shares[index]!)} of the circle in ${arcsText(tokens![index]!)}`
  return [
    `${id}${isUp ? '' : ', down'}${isMember ? '' : ', no member'}: first to keep ${keysText(keys)}${was}${circle}`,
    `It has ${held} copies and has served ${load} requests lately${weight === 1 ? '' : `; it weighs ${weight}`}`,
  ].join('. ')
}

function tokenSentence({ picture: { arcs, nodes } }: RingModel, index: number): string {
  const { until, owner } = arcs!
  const before = until[(index - 1 + until.length) % until.length]!
  const length = (until[index]! - before + CIRCLE) % CIRCLE || CIRCLE
  return `Point of ${nodes[owner[index]!]!.id} at ${placeText(until[index]!)} of the circle: it ends an arc of ${percent(length / CIRCLE)}`
}

function keySentence({ picture, states }: RingModel, index: number): string {
  const { key, at, owners, ownersBefore, held } = picture.keys[index]!
  const name = (node: number) => picture.nodes[node]!.id
  const [first, ...copies] = owners.map(name)
  const state = states[index]!
  const missing = owners.filter((owner) => !held.includes(owner)).map(name)
  return [
    `${key} at ${placeText(at)} of the circle: ${first} keeps it first`,
    copies.length === 0 ? '' : `, copies on ${copies.join(' and ')}`,
    state.isMoved ? `; before, ${name(ownersBefore[0]!)} did` : '',
    state.isAwaited ? `. Not yet on ${missing.join(' and ')}` : '',
    ...elsewhere(picture, index),
  ].join('')
}

/** Who goes by something older, and where it takes the key. */
function elsewhere({ keys, nodes, behind }: RingPicture, index: number): readonly string[] {
  return behind
    .filter(({ owners }) => owners[index] !== keys[index]!.owners[0])
    .map(
      ({ who, says, owners }) =>
        `. ${who}, at ${says}, looks for it on ${nodes[owners[index]!]?.id ?? 'nobody'}`,
    )
}

function keysText(keys: number): string {
  return keys === 1 ? '1 key' : `${keys} keys`
}

function arcsText(arcs: number): string {
  return arcs === 1 ? '1 arc' : `${arcs} arcs`
}
