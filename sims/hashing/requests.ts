// What clients ask. A node that keeps the key answers for all its copies: it asks the others, and when enough have
// said, it tells the client. One that does not keep it hands the request on to who does, by its own view.
//
// While keys move, enough of those who had the key and enough of those who are to have it must say: whoever goes by
// the one layout meets whoever goes by the other.

import type { NodeId } from '../../src/engine/process.ts'
import { allOwners, isOwner, type Layout, needed, ownersOf, type View } from './layout.ts'
import { isWaiting, park } from './membership.ts'
import type { Get, Put, ReadReply, Stored } from './messages.ts'
import {
  countServed,
  dataAt,
  isNewer,
  keep,
  NOTHING,
  type Op,
  persist,
  type Rec,
  recordOf,
  type State,
  type StoreCtx,
  settingsOf,
} from './state.ts'

/** A request is handed on so often; nodes that disagree must not play ball with it. */
const MOST_HOPS = 3
/** After this long whoever has not said anything is left a hint, and is no longer waited for. */
const LINGER_US = 80_000

export function onRequest(state: State, from: NodeId, request: Get | Put, ctx: StoreCtx): void {
  const { view } = state.disk
  if (view === null || (request.epoch > view.epoch && ctx.broken.noForwarding !== true))
    return park(state, from, request, ctx)
  countServed(state.memory, ctx.now())
  if (!isOwner(view, ctx.id, request.key)) return notMine(state, view, request, ctx)
  const isComing = view.was !== null && !ownersOf(view.was, request.key).includes(ctx.id)
  if (isComing && isWaiting(state, ctx)) {
    const others = state.memory.waiting.filter(({ message }) => message.client !== request.client)
    state.memory.waiting = [...others, { from, message: request }]
    return ctx.note('waitsForKey', request.key, request.client)
  }
  if (isComing && request.type === 'Get' && settingsOf(ctx).meanwhile === 'miss')
    return answerAlone(state, request, ctx)
  coordinate(state, view, request, ctx)
}

function notMine(state: State, view: View, request: Get | Put, ctx: StoreCtx): void {
  const { key, client, hops, epoch } = request
  if (ctx.broken.noForwarding === true) return answerAlone(state, request, ctx)
  const owner = ownersOf(view.now, key)[0]!
  if (hops >= MOST_HOPS) return ctx.note('wentRound', key, client)
  state.memory.forwarded++
  ctx.note('forwards', key, owner, epoch, view.epoch)
  ctx.send(owner, { ...request, hops: hops + 1, epoch: view.epoch })
}

/** From what this node has, asking nobody. */
function answerAlone(state: State, request: Get | Put, ctx: StoreCtx): void {
  const { key, n, client } = request
  const epoch = state.disk.view?.epoch ?? 0
  if (request.type === 'Put') {
    keep(state, [{ key, rec: recordOf(request) }], ctx)
    persist(ctx)
    ctx.note('answeredAlone', key, client, request.value)
    ctx.send(client, { type: 'Done', n, key, version: request.version, epoch })
    return
  }
  const found = dataAt(state.disk, key)
  ctx.note(found === null ? 'missed' : 'answeredAlone', key, client, found?.value ?? null)
  ctx.send(client, { type: 'Got', n, key, epoch, ...(found ?? { ...NOTHING, value: null }) })
}

/** Begins to answer for all copies. */
export function coordinate(state: State, view: View, request: Get | Put, ctx: StoreCtx): void {
  const { memory } = state
  const { key } = request
  const op: Op = {
    id: ++memory.lastOp,
    request,
    epoch: view.epoch,
    best: request.type === 'Put' ? recordOf(request) : null,
    heard: {},
    isAnswered: false,
    dueUs: ctx.now() + LINGER_US,
  }
  memory.ops.push(op)
  const owners = askedOwners(view, key, request.type, ctx)
  if (owners.includes(ctx.id)) hearMyself(state, op, ctx)
  for (const owner of owners) if (owner !== ctx.id) askOwner(op, owner, ctx)
  progress(state, view, op, ctx)
  // Whoever is the first to wait winds the clock for all.
  if (memory.ops.length === 1 && memory.ops[0] === op) ctx.setTimer('ops', LINGER_US)
}

/** All who have the key or are to have it. */
function askedOwners(view: View, key: string, type: 'Get' | 'Put', ctx: StoreCtx): readonly NodeId[] {
  // The rule that is broken here: what is written during a move goes to the new node as well.
  const isForgetful = ctx.broken.forgetsDuringMove === true && view.was !== null && type === 'Put'
  return isForgetful ? ownersOf(view.was!, key) : allOwners(view, key)
}

function hearMyself(state: State, op: Op, ctx: StoreCtx): void {
  const { key } = op.request
  if (op.request.type === 'Put') {
    keep(state, [{ key, rec: op.best! }], ctx)
    persist(ctx)
    op.heard[ctx.id] = op.best
  } else hear(op, ctx.id, dataAt(state.disk, key))
}

function askOwner({ id, request, best, epoch }: Op, owner: NodeId, ctx: StoreCtx): void {
  const { key } = request
  if (request.type === 'Get') ctx.send(owner, { type: 'Read', op: id, key, epoch })
  else ctx.send(owner, { type: 'Store', op: id, key, epoch, ...best! })
}

function hear(op: Op, from: NodeId, rec: Rec | null): void {
  op.heard[from] = rec
  if (op.request.type === 'Get' && isNewer(rec, op.best)) op.best = rec
}

export function onReadReply(state: State, from: NodeId, m: ReadReply, ctx: StoreCtx): void {
  const rec = m.version === 0 ? null : recordOf({ ...m, value: m.value! })
  onAnswer(state, from, m, rec, ctx)
}

export function onStored(state: State, from: NodeId, m: Stored, ctx: StoreCtx): void {
  onAnswer(state, from, m, null, ctx)
}

function onAnswer(state: State, from: NodeId, m: ReadReply | Stored, rec: Rec | null, ctx: StoreCtx): void {
  const { view } = state.disk
  const op = state.memory.ops.find(({ id }) => id === m.op)
  if (view === null || op === undefined || op.epoch !== m.epoch) return ctx.note('lateAnswer', from)
  if (op.request.type === 'Get') hear(op, from, rec)
  else op.heard[from] = op.best
  ctx.note('heardFrom', from, op.request.key, Object.keys(op.heard).length)
  progress(state, view, op, ctx)
}

/** Answers the client when enough copies have said, and forgets the operation when all have. */
function progress(state: State, view: View, op: Op, ctx: StoreCtx): void {
  if (!op.isAnswered && isEnough(view, op, ctx)) {
    op.isAnswered = true
    answer(op, ctx)
    if (op.request.type === 'Get') mend(state, op, ctx)
  }
  const asked = askedOwners(view, op.request.key, op.request.type, ctx)
  if (asked.every((owner) => Object.hasOwn(op.heard, owner)))
    state.memory.ops = state.memory.ops.filter((other) => other !== op)
}

function isEnough({ now, was }: View, op: Op, ctx: StoreCtx): boolean {
  if (ctx.broken.oneIsEnough === true) return Object.keys(op.heard).length > 0
  if (was === null) return isQuorum(now, op)
  const isForgetful = ctx.broken.forgetsDuringMove === true && op.request.type === 'Put'
  return isQuorum(was, op) && (isForgetful || isQuorum(now, op))
}

function isQuorum(layout: Layout, { request, heard }: Op): boolean {
  const owners = ownersOf(layout, request.key)
  const policy = request.type === 'Put' ? layout.writes : layout.reads
  return owners.filter((owner) => Object.hasOwn(heard, owner)).length >= needed(policy, owners.length)
}

function answer({ request, best, epoch, heard }: Op, ctx: StoreCtx): void {
  const { n, key, client } = request
  const isAlone = Object.keys(heard).length === 1
  if (request.type === 'Put') {
    ctx.note(isAlone ? 'wroteIt' : 'wrote', key, request.value, client)
    ctx.send(client, { type: 'Done', n, key, version: request.version, epoch })
    return
  }
  if (best === null) ctx.note('foundNothing', key, client)
  else ctx.note(isAlone ? 'hasIt' : 'found', key, best.value, client)
  ctx.send(client, { type: 'Got', n, key, epoch, ...(best ?? { ...NOTHING, value: null }) })
}

/** Read repair: copies that turned out to be old are given the newest. */
function mend(state: State, { request, heard, best, epoch }: Op, ctx: StoreCtx): void {
  if (best === null) return
  const { key } = request
  for (const owner of Object.keys(heard)) {
    if (!isNewer(best, heard[owner]!)) continue
    ctx.note('mends', key, owner)
    if (owner === ctx.id) keep(state, [{ key, rec: best }], ctx)
    else ctx.send(owner, { type: 'Store', op: 0, key, epoch, ...best })
  }
}

/** The keys that were waited for are here. */
export function answerWaiting(state: State, ctx: StoreCtx): void {
  const { waiting } = state.memory
  if (waiting.length === 0 || isWaiting(state, ctx)) return
  state.memory.waiting = []
  for (const { from, message } of waiting) onRequest(state, from, message, ctx)
}

/** The view has changed: what is not answered is asked again, by the new one. */
export function restartOps(state: State, view: View, ctx: StoreCtx): void {
  const { memory } = state
  const unanswered = memory.ops.filter((op) => !op.isAnswered)
  memory.ops = []
  for (const { request } of unanswered) {
    ctx.note('startsOver', request.key, view.epoch)
    onRequest(state, request.client, request, ctx)
  }
}
