// A node as a coordinator (Dynamo §4.5): it asks all N nodes that keep the key and answers the client when enough of them
// have answered. Nodes that stay silent are stood in for (§4.6). What a read found is stored on enough copies before the
// client hears of it (write-back, Attiya, Bar-Noy and Dolev), so that no later read finds less.
//
// A request is `reading` until R have answered; then, if it writes back, `writing` until W have it; then `done`, waiting
// only for those who are late, to repair them. A put begins at `writing`.

import type { NodeId } from '../../src/engine/process.ts'
import type { Get, Put, ReadReply, WriteReply } from './messages.ts'
import { repair } from './repair.ts'
import { replyToGet, replyToPut } from './replies.ts'
import { forget, remember } from './requests.ts'
import { homeOf, type Needs, needsIn, type QuorumCtx, type Request, type State, settingsOf } from './state.ts'
import { readLocally } from './store.ts'
import { isEnough, isFull, readsNeeded, readsOf, writesOf } from './tally.ts'
import { hasAll, merged, NO_VERSIONS, type Version } from './versions.ts'
import { sendWrites } from './writes.ts'

type Asked = Get | Put

export function onGet(state: State, client: NodeId, m: Get, ctx: QuorumCtx): void {
  const request = begin(state, client, m, ctx)
  ctx.note('coordinatesGet', client, m.key, needsIn(ctx, m.level).r, request.asked.length)
  for (const node of request.asked)
    if (node !== ctx.id) ctx.send(node, { type: 'Read', request: request.id, key: m.key })
  if (request.asked.includes(ctx.id)) hear(state, request, ctx.id, readLocally(state, m.key, ctx), ctx)
}

export function onPut(state: State, client: NodeId, m: Put, ctx: QuorumCtx): void {
  const request = begin(state, client, m, ctx)
  request.versions = Object.freeze([stamped(m.version, ctx)])
  request.stage = 'writing'
  ctx.note('coordinatesPut', client, m.key, needsIn(ctx, m.level).w, m.shows)
  sendWrites(state, request, request.asked, 'put', ctx)
  advance(state, request, ctx)
}

/** Where clocks are trusted, the version is as new as this node's clock says. */
function stamped(version: Version, ctx: QuorumCtx): Version {
  const isByClock = settingsOf(ctx).conflicts === 'lww' && ctx.broken.trustsClock === true
  return isByClock ? Object.freeze({ ...version, stamp: ctx.wallNow() }) : version
}

function begin(state: State, client: NodeId, m: Asked, ctx: QuorumCtx): Request {
  const home = homeOf(ctx, m.key)
  const needs = needsIn(ctx, m.level)
  const request: Request = {
    id: state.memory.nextId++,
    kind: m.type === 'Get' ? 'get' : 'put',
    client,
    serial: m.serial,
    key: m.key,
    level: m.level,
    isAsk: m.type === 'Get' && m.isAsk,
    home,
    asked: settingsOf(ctx).asks === 'all' ? home : drawn(home, m.type === 'Get' ? needs.r : needs.w, ctx),
    startedUs: ctx.now(),
    stage: 'reading',
    versions: NO_VERSIONS,
    newest: NO_VERSIONS,
    heard: {},
    stored: {},
    kept: {},
    hasStandIns: false,
    isSloppy: false,
  }
  remember(state, request, ctx)
  return request
}

/** So many of them, by lot. */
function drawn(nodes: readonly NodeId[], count: number, ctx: QuorumCtx): readonly NodeId[] {
  const left = [...nodes]
  return Array.from(
    { length: count },
    () => left.splice(ctx.randomInteger('asked', 0, left.length - 1), 1)[0]!,
  )
}

// Answers of nodes.

export function onReadReply(state: State, from: NodeId, m: ReadReply, ctx: QuorumCtx): void {
  const request = state.memory.requests.find(({ id }) => id === m.request)
  if (request === undefined) return ctx.note('tooLate', from, m.key)
  if (!Object.hasOwn(request.heard, from)) hear(state, request, from, m.versions, ctx)
}

/** A node has answered a read. */
export function hear(
  state: State,
  request: Request,
  node: NodeId,
  versions: readonly Version[],
  ctx: QuorumCtx,
): void {
  const { conflicts } = settingsOf(ctx)
  request.heard[node] = versions
  request.newest = merged(request.newest, versions, conflicts)
  if (request.stage === 'reading') request.versions = request.newest
  if (
    request.stage === 'writing' &&
    request.home.includes(node) &&
    hasAll(versions, request.versions, conflicts)
  )
    request.stored[node] = true
  advance(state, request, ctx)
}

export function onWriteReply(state: State, from: NodeId, m: WriteReply, ctx: QuorumCtx): void {
  const request = state.memory.requests.find(({ id }) => id === m.request)
  if (request === undefined) return ctx.note('tooLate', from, m.key)
  if (m.why === 'repair') return
  if (m.hintFor === null) request.stored[from] = true
  else request.kept[m.hintFor] = true
  advance(state, request, ctx)
}

// Is it enough?

/** Goes on as far as what was heard allows. */
export function advance(state: State, request: Request, ctx: QuorumCtx): void {
  const needs = needsIn(ctx, request.level)
  if (request.stage === 'reading' && isEnough(readsOf(request), readsNeeded(needs, ctx), needs, ctx))
    finishReading(state, request, needs, ctx)
  if (request.stage === 'writing' && isEnough(writesOf(request), needs.w, needs, ctx)) {
    if (!isFull(writesOf(request), needs.w, ctx)) request.isSloppy = true
    finish(request, needs, ctx)
  }
  if (request.stage === 'done') tidyUp(state, request, ctx)
}

/** R have answered. An ask needs no more; a read makes sure that W have what it will tell. */
function finishReading(state: State, request: Request, needs: Needs, ctx: QuorumCtx): void {
  const { conflicts, writeBack } = settingsOf(ctx)
  // Whoever answers later, what the client is told comes from these.
  if (!isFull(readsOf(request), readsNeeded(needs, ctx), ctx)) request.isSloppy = true
  if (request.isAsk || !writeBack) return finish(request, needs, ctx)
  for (const node of request.home) {
    const has = request.heard[node]
    if (has !== undefined && hasAll(has, request.versions, conflicts)) request.stored[node] = true
  }
  request.stage = 'writing'
  if (writesOf(request).home >= needs.w) return
  if (ctx.broken.unawaitedWriteBack !== true)
    ctx.note('writesBack', request.key, request.client, writesOf(request).home, needs.w)
  sendWrites(state, request, request.home, 'writeBack', ctx)
  if (ctx.broken.unawaitedWriteBack === true) finish(request, needs, ctx)
}

/** The client is told. */
export function finish(request: Request, needs: Needs, ctx: QuorumCtx): void {
  request.stage = 'done'
  if (request.kind === 'get') replyToGet(request, needs, ctx)
  else replyToPut(request, needs, ctx)
}

/** Copies that turned out old are repaired; when nobody is late any more, the request is forgotten. */
function tidyUp(state: State, request: Request, ctx: QuorumCtx): void {
  if (request.kind === 'get') repair(state, request, ctx)
  const { asked, heard, stored } = request
  const isOver = asked.every((node) => Object.hasOwn(request.kind === 'get' ? heard : stored, node))
  if (isOver) forget(state, request, ctx)
}
