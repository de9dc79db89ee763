// A store whose keys are spread over nodes: each node keeps some of them, and which is worked out, not looked up. After
// DeCandia et al., "Dynamo: Amazon's Highly Available Key-value Store", SOSP 2007, with moves between memberships as
// Lamport, Malkhi and Zhou's "Vertical Paxos" (PODC 2009) and Cassandra's pending ranges have them.
//
// A scheme of placement (placement/) says for every key which nodes keep it, from the list of members alone. Who is a
// member, one directory decides; it numbers its views by epochs and announces them in messages. So two nodes, or two
// clients, may go by different views for a while, and nothing must go wrong because of it.
//
// A client asks a node that keeps the key by the client's own view. A node that does not keep it hands the request on
// by its own view; one that does asks the other copies, and answers when enough have said. Of n copies a write waits
// for w and a read for r, and with r + w > n every read meets the last write. Copies talk only within one epoch: a
// message of an earlier one is refused and answered with the view, one of a later one waits until the view is here.
//
// When the membership or the scheme changes, keys must move. The new view names the layout before and the layout now.
// From then on a write needs enough copies of both, and so does a read. Every member asks the former ones which of
// their keys are its own now, and takes what it lacks, a few keys at a time, while it serves requests; that costs
// both sides time. When it has all, it says so to the directory, and when all members have said so, the next view
// has no layout before. Only then does anyone delete what is no longer theirs. A change that comes meanwhile replaces
// the layout to be, never the one that was.
//
// A write that one copy did not confirm is kept for it as a hint, and brought home later. A read mends copies that
// turn out to be old.
//
// How to read on:
//   placement/      nine ways to say who keeps a key     layout.ts       layouts, views, quorums
//   messages.ts     what is sent                         state.ts        what a node keeps
//   membership.ts   views, epochs                        directory.ts    who decides
//   requests.ts     answering a client                   replica.ts      keeping a copy
//   transfer.ts     moving keys                          hints.ts        writes that come home
//   client.ts       who asks                             cache.ts        nodes that only remember
//   observer.ts     what is promised                     rules.ts        the rules that can be left out

import type { NodeId, Process } from '../../src/engine/process.ts'
import { onHintStored, onHintsTimer, onOpsTimer } from './hints.ts'
import { isAskedFor } from './keys.ts'
import { ownersOf } from './layout.ts'
import { begin, hearView, onViewTimer, onWish, tellView } from './membership.ts'
import type { Scan, StoreMessage, ViewMessage } from './messages.ts'
import { onRead, onStore } from './replica.ts'
import { answerWaiting, onReadReply, onRequest, onStored, restartOps } from './requests.ts'
import type { StoreSettings } from './settings.ts'
import { countServed, type Disk, freshMemory, type Memory, type State, type StoreCtx } from './state.ts'
import { beginPull, onAsk, onData, onDigest, onPullTimer, onWant } from './transfer.ts'

export const store: Process<Disk, Memory, StoreMessage> = {
  name: 'store',

  /** Requests take time, and so does every key that is moved, at both ends. What is said about views takes none. */
  serviceUs(message, settings) {
    const { serviceUs, recordBytes, bytesPerSecond } = settings as unknown as StoreSettings
    if (message.type === 'Want' || message.type === 'Data')
      return Math.floor((message.count * recordBytes * 1_000_000) / bytesPerSecond)
    return REQUESTS.has(message.type) ? serviceUs : 0
  },

  format: () => ({ born: 0, view: null, data: {}, hints: [], hasLeft: false }),

  boot(disk, ctx) {
    if (ctx.now() > 0 && disk.born === 0) {
      ctx.note('emptyDisk')
      ctx.write('born', ctx.now() + 1)
    }
    begin(disk, ctx)
    if (disk.hints.length > 0) ctx.setTimer('hints', 1)
    const memory = freshMemory(ctx.now())
    if (disk.view !== null) beginPull({ disk, memory }, disk.view, ctx)
    ctx.sync()
    return memory
  },

  onMessage(state, from, message, ctx) {
    receive(state, from, message, ctx)
    answerWaiting(state, ctx)
    ctx.sync() // whatever was written and not promised to anyone goes to disk as well
  },

  onTimer(state, timer, ctx) {
    if (timer === 'ops') onOpsTimer(state, ctx)
    if (timer === 'hints') onHintsTimer(state, ctx)
    if (timer === 'pull') onPullTimer(state, ctx)
    if (timer === 'view') onViewTimer(state, ctx)
    ctx.sync()
  },

  onOrder(state, order, ctx) {
    if (order.name === 'join') onWish(state, 'in', ctx)
    else if (order.name === 'leave') onWish(state, 'out', ctx)
    else ctx.note('orderUnknown', order.name)
    ctx.sync()
  },
}

const REQUESTS: ReadonlySet<StoreMessage['type']> = new Set(['Get', 'Put', 'Read', 'Store', 'Scan'])

function receive(state: State, from: NodeId, message: StoreMessage, ctx: StoreCtx): void {
  switch (message.type) {
    case 'View':
      return onView(state, message, ctx)
    case 'AskView':
      return tellView(state, from, message.epoch, ctx)
    case 'Ping':
      return ctx.send(from, { type: 'Pong' })
    case 'Get':
    case 'Put':
      return onRequest(state, from, message, ctx)
    case 'Scan':
      return onScan(state, from, message, ctx)
    case 'Read':
      return onRead(state, from, message, ctx)
    case 'Store':
      return onStore(state, from, message, ctx)
    case 'ReadReply':
      return onReadReply(state, from, message, ctx)
    case 'Stored':
      return message.op < 0
        ? onHintStored(state, from, -message.op, ctx)
        : onStored(state, from, message, ctx)
    case 'Ask':
      return onAsk(state, from, message, ctx)
    case 'Want':
      return onWant(state, from, message, ctx)
    case 'Digest':
      return onDigest(state, from, message, ctx)
    case 'Data':
      return onData(state, from, message, ctx)
    default:
      return ctx.note('notForMe', from, message.type)
  }
}

/** What depends on the view is made anew, and what was kept for it is heard. */
function onView(state: State, { view }: ViewMessage, ctx: StoreCtx): void {
  if (!hearView(state, view, ctx)) return
  const { memory } = state
  beginPull(state, view, ctx)
  restartOps(state, view, ctx)
  const kept = [...memory.parked, ...memory.waiting]
  memory.parked = []
  memory.waiting = []
  for (const { from, message } of kept) receive(state, from, message, ctx)
}

/** Counts what matches, of the keys that this node is the first to keep: so every post is counted once. */
function onScan(state: State, from: NodeId, { n, query, of }: Scan, ctx: StoreCtx): void {
  const { view, data } = state.disk
  if (view === null) return
  countServed(state.memory, ctx.now())
  const { now, was } = view
  const found = Object.keys(data).filter(
    (key) => ownersOf(was ?? now, key)[0] === ctx.id && isAskedFor(key, query, of, now.posts),
  )
  ctx.note('counts', found.length, query, of)
  ctx.send(from, { type: 'Scanned', n, count: found.length })
}
