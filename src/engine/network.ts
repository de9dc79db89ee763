// Links between nodes: how long a message takes, whether it is lost, doubled or late, and what a person has done
// to the link. The nth message of a link has the nth draw of each of its four streams whatever becomes of it, so a
// fault, or another latency, shifts no other draw. Draws that can decide nothing are only owed (see Chance).

import type { Distribution } from './distribution.ts'
import type { ActiveFault, Command, Link, Links } from './intervention.ts'
import type { NodeId } from './process.ts'
import type { Stream, Streams } from './random.ts'

export interface NetworkOptions {
  readonly latency: Distribution
  readonly loss: number
  readonly duplicate: number
  /** What messages of some types take from one node to another, where that is not `latency`. */
  readonly legs?: (from: NodeId, to: NodeId) => Readonly<Record<string, Distribution>>
}

/**
 * A stream with one draw for each message of a link. While the chance is zero the draws are put off; they are taken
 * as soon as something can come of one, or the stream's place is saved. So the nth message has the nth draw.
 */
export class Chance {
  private readonly stream: Stream
  private taken: number

  constructor(stream: Stream, taken: number) {
    this.stream = stream
    this.taken = taken
  }

  /** Takes the draws of the messages before the nth. */
  catchUp(nth: number): void {
    for (; this.taken < nth; this.taken++) this.stream()
  }

  /** The draw of the nth message, from 0. */
  drawFor(nth: number): number {
    this.catchUp(nth)
    this.taken++
    return this.stream()
  }
}

export interface LinkState {
  readonly from: NodeId
  readonly to: NodeId
  /** Messages sent on it so far. */
  nth: number
  readonly latencyDraw: Stream
  readonly lossChance: Chance
  readonly duplicateChance: Chance
  readonly reorderChance: Chance
  latency: Distribution
  /** By message type, where it differs; null where it never does. */
  legs: Readonly<Record<string, Distribution>> | null
  loss: number
  duplicate: number
  reorder: number
  reorderExtraUs: number
  /** Ids of the faults behind the values above; null where the settings alone decide. */
  cutBy: string | null
  heldBy: string | null
  latencyBy: string | null
  lossBy: string | null
  duplicateBy: string | null
  reorderBy: string | null
}

export function openLink(from: NodeId, to: NodeId, streams: Streams, nth: number): LinkState {
  const name = `${from}→${to}`
  return {
    from,
    to,
    nth,
    latencyDraw: streams.open(`latency ${name}`),
    lossChance: new Chance(streams.open(`loss ${name}`), nth),
    duplicateChance: new Chance(streams.open(`duplicate ${name}`), nth),
    reorderChance: new Chance(streams.open(`reorder ${name}`), nth),
    latency: { kind: 'constant', us: 0 },
    legs: null,
    loss: 0,
    duplicate: 0,
    reorder: 0,
    reorderExtraUs: 0,
    cutBy: null,
    heldBy: null,
    latencyBy: null,
    lossBy: null,
    duplicateBy: null,
    reorderBy: null,
  }
}

/** Sets the link to what the settings and the faults in force make of it; later faults win. */
export function configureLink(link: LinkState, base: NetworkOptions, faults: readonly ActiveFault[]): void {
  const { latency, loss, duplicate, legs } = base
  Object.assign(link, {
    latency,
    loss,
    duplicate,
    legs: legs?.(link.from, link.to) ?? null,
    reorder: 0,
    reorderExtraUs: 0,
    cutBy: null,
    heldBy: null,
    latencyBy: null,
    lossBy: null,
    duplicateBy: null,
    reorderBy: null,
  })
  for (const fault of faults) applyFault(link, fault)
}

function applyFault(link: LinkState, { id, command }: ActiveFault): void {
  if (!('links' in command) || !covers(command.links, link)) return
  if (command.kind === 'cut') link.cutBy = id
  if (command.kind === 'hold') link.heldBy = id
  if (command.kind === 'latency') Object.assign(link, { latency: command.latency, legs: null, latencyBy: id })
  if (command.kind === 'loss') Object.assign(link, { loss: command.probability, lossBy: id })
  if (command.kind === 'duplicate') Object.assign(link, { duplicate: command.probability, duplicateBy: id })
  if (command.kind === 'reorder')
    Object.assign(link, { reorder: command.probability, reorderExtraUs: command.extraUs, reorderBy: id })
}

function covers(links: Links, link: LinkState): boolean {
  return links === 'all' || links.some(([from, to]) => from === link.from && to === link.to)
}

/** Takes every draw that is owed, so that the streams stand where the messages sent so far have brought them. */
export function settleDraws(link: LinkState): void {
  for (const chance of [link.lossChance, link.duplicateChance, link.reorderChance]) chance.catchUp(link.nth)
}

/** How much later than others the nth message comes, so that they overtake it. */
export function drawExtraUs(link: LinkState, nth: number): number {
  const u = link.reorderChance.drawFor(nth)
  return u < link.reorder ? 1 + Math.floor((u / link.reorder) * link.reorderExtraUs) : 0
}

/** Faults of one kind on the same links replace each other. */
export function isSamePlace(a: Command, b: Command): boolean {
  if (a.kind !== b.kind) return false
  if ('node' in a && 'node' in b) return a.node === b.node
  if (a.kind === 'cut') return false
  return 'links' in a && 'links' in b && sameLinks(a.links, b.links)
}

function sameLinks(a: Links, b: Links): boolean {
  if (a === 'all' || b === 'all') return a === b
  return (
    a.length === b.length &&
    a.every((link: Link) => b.some((other) => other[0] === link[0] && other[1] === link[1]))
  )
}
