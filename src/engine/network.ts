// Links between nodes: how long a message takes, whether it is lost, doubled or late, and what a person has done
// to the link. Every message takes one draw from each of its link's four streams whatever becomes of it, so a
// fault, or another latency, shifts no other draw.

import type { Distribution } from './distribution.ts'
import type { ActiveFault, Command, Link, Links } from './intervention.ts'
import type { NodeId } from './process.ts'
import type { Stream, Streams } from './random.ts'

export interface NetworkOptions {
  readonly latency: Distribution
  readonly loss: number
  readonly duplicate: number
}

export interface LinkState {
  readonly from: NodeId
  readonly to: NodeId
  /** Messages sent on it so far. */
  nth: number
  readonly latencyDraw: Stream
  readonly lossDraw: Stream
  readonly duplicateDraw: Stream
  readonly reorderDraw: Stream
  latency: Distribution
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
    lossDraw: streams.open(`loss ${name}`),
    duplicateDraw: streams.open(`duplicate ${name}`),
    reorderDraw: streams.open(`reorder ${name}`),
    latency: { kind: 'constant', us: 0 },
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
  Object.assign(link, base, {
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
  if (command.kind === 'latency') Object.assign(link, { latency: command.latency, latencyBy: id })
  if (command.kind === 'loss') Object.assign(link, { loss: command.probability, lossBy: id })
  if (command.kind === 'duplicate') Object.assign(link, { duplicate: command.probability, duplicateBy: id })
  if (command.kind === 'reorder')
    Object.assign(link, { reorder: command.probability, reorderExtraUs: command.extraUs, reorderBy: id })
}

function covers(links: Links, link: LinkState): boolean {
  return links === 'all' || links.some(([from, to]) => from === link.from && to === link.to)
}

/** How much later than others the message comes, so that they overtake it; takes the reorder draw. */
export function drawExtraUs(link: LinkState): number {
  const u = link.reorderDraw()
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
