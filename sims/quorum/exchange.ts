// Anti-entropy (§4.7): now and then a node compares hash trees with the next of its peers, from the root down, for the keys
// that both keep. Where a leaf differs they exchange what they have. So copies agree in the end, though nobody reads.

import type { NodeId } from '../../src/engine/process.ts'
import { childrenOf, type Data, fingerprintOf, hashesUnder, isLeaf, keysUnder } from './merkle.ts'
import type { Compare, Entry, Exchange } from './messages.ts'
import { homeOf, persist, type QuorumCtx, type State, settingsOf, versionsAt } from './state.ts'
import { store } from './store.ts'
import { hasAll } from './versions.ts'

/** Sets the clock of anti-entropy going, if it stands. Nodes do not tick together. */
export function windExchange({ memory }: State, ctx: QuorumCtx): void {
  const { exchangeEveryUs } = settingsOf(ctx)
  if (exchangeEveryUs === 0 || memory.isExchanging) return
  memory.isExchanging = true
  ctx.setTimer('exchange', ctx.randomInteger('exchange', Math.ceil(exchangeEveryUs / 2), exchangeEveryUs))
}

export function onExchangeTimer(state: State, ctx: QuorumCtx): void {
  const { memory } = state
  memory.isExchanging = false
  windExchange(state, ctx)
  const partners = ctx.peers.filter((peer) => Object.keys(sharedWith(state, peer, ctx)).length > 0)
  if (!memory.isExchanging || partners.length === 0) return
  memory.partner = (memory.partner + 1) % partners.length
  const partner = partners[memory.partner]!
  ctx.note('compares', partner)
  sendHashes(sharedWith(state, partner, ctx), '', partner, ctx)
}

/** What both keep, as far as this node has it. */
function sharedWith({ disk }: State, other: NodeId, ctx: QuorumCtx): Data {
  return Object.fromEntries(
    Object.entries(disk.data).filter(([key]) => {
      const home = homeOf(ctx, key)
      return home.includes(other) && home.includes(ctx.id)
    }),
  )
}

function hashesOf(data: Data, path: string, ctx: QuorumCtx): readonly number[] {
  return hashesUnder(data, path, (key) =>
    fingerprintOf(key, ctx.broken.digestsCountKeys === true ? [] : data[key]!),
  )
}

function sendHashes(data: Data, path: string, to: NodeId, ctx: QuorumCtx): void {
  ctx.send(to, { type: 'Compare', path, hashes: hashesOf(data, path, ctx) })
}

/** Goes down where the hashes differ; at a leaf it sends what it has. */
export function onCompare(state: State, from: NodeId, m: Compare, ctx: QuorumCtx): void {
  const data = sharedWith(state, from, ctx)
  const own = hashesOf(data, m.path, ctx)
  const different = childrenOf(m.path).filter((_, i) => own[i] !== m.hashes[i])
  if (m.path === '') ctx.note(different.length === 0 ? 'treesAgree' : 'treesDiffer', from, different.length)
  for (const path of different) {
    if (isLeaf(path)) sendEntries(data, path, from, false, ctx)
    else sendHashes(data, path, from, ctx)
  }
}

function sendEntries(data: Data, path: string, to: NodeId, isBack: boolean, ctx: QuorumCtx): void {
  const entries = keysUnder(data, path).map((key): Entry => ({ key, versions: data[key]! }))
  ctx.send(to, { type: 'Exchange', path, isBack, entries })
}

/** Takes what it lacks, and sends back what the other lacks. */
export function onExchange(state: State, from: NodeId, m: Exchange, ctx: QuorumCtx): void {
  for (const { key, versions } of m.entries) store(state, key, versions, 'exchange', from, ctx)
  persist(ctx)
  if (m.isBack) return
  const theirs: Data = Object.fromEntries(m.entries.map(({ key, versions }) => [key, versions]))
  const data = sharedWith(state, from, ctx)
  const { conflicts } = settingsOf(ctx)
  const lacks = keysUnder(data, m.path).some(
    (key) => !hasAll(versionsAt({ data: theirs, hints: [] }, key), data[key]!, conflicts),
  )
  if (lacks) sendEntries(data, m.path, from, true, ctx)
}
