// Moving keys. A member of a new view asks everybody who was a member before for what is now its own: first for a list,
// then, a few keys at a time, for what it lacks. Any message may be lost: it asks again, and what it has got it has.
//
// Who is asked in the new epoch takes no request of an old one any more. So when enough of a key's former owners have
// given their lists, every write that a client was told of is on one of them, or goes to the new owners as well.

import type { NodeId } from '../../src/engine/process.ts'
import { allKeys } from './keys.ts'
import { copiesIn, fence, isMember, type Layout, mustAllCatchUp, ownersOf, type View } from './layout.ts'
import { directoryOf, isOfEpoch, tellView } from './membership.ts'
import type { Ask, Data, Digest, Item, Want } from './messages.ts'
import {
  dataAt,
  isNewer,
  keep,
  type Pull,
  recordOf,
  type Source,
  type State,
  type StoreCtx,
  settingsOf,
} from './state.ts'

/** Without an answer for this long a node asks again: and longer where keys take long, or nobody has answered before. */
const ASK_AGAIN_US = 200_000
/** Twice as long every time, but not longer than that times this. */
const MOST_PATIENCE = 16

/** A view came: this node gathers what is its own now. */
export function beginPull(state: State, view: View, ctx: StoreCtx): void {
  const { memory } = state
  memory.pull = null
  if (view.was === null || !isMember(view.now, ctx.id)) return
  const others = isOwedKeys(view.was, view.now, ctx.id)
    ? view.was.members.map(({ id }) => id).filter((id) => id !== ctx.id)
    : []
  const sources = Object.fromEntries(others.map((id): [string, Source] => [id, { items: null, asked: [] }]))
  memory.pull = { epoch: view.epoch, sources, silences: 0, isReady: false }
  for (const id of others) ctx.send(id, { type: 'Ask', epoch: view.epoch })
  windClock(memory.pull, ctx)
  checkReady(state, view, ctx)
}

/** Asking for what is still on its way would only make it later. */
function windClock({ silences }: Pull, ctx: StoreCtx): void {
  const { chunkKeys, recordBytes, bytesPerSecond } = settingsOf(ctx)
  const chunkUs = Math.floor((chunkKeys * recordBytes * 1_000_000) / bytesPerSecond)
  const times = Math.min(MOST_PATIENCE, 1 << Math.min(silences, 10))
  ctx.setTimer('pull', times * (ASK_AGAIN_US + 4 * chunkUs))
}

/** Whether there can be a key that this node is to take over. Names of keys are numbers: all are known. */
function isOwedKeys(was: Layout, now: Layout, id: NodeId): boolean {
  return allKeys(now.posts).some((key) => takesOver(was, now, id, key))
}

function takesOver(was: Layout, now: Layout, id: NodeId, key: string): boolean {
  return ownersOf(now, key).includes(id) && (mustAllCatchUp(was, now) || !ownersOf(was, key).includes(id))
}

// Who had the keys.

export function onAsk(state: State, from: NodeId, m: Ask, ctx: StoreCtx): void {
  if (!isOfEpoch(state, from, m, ctx)) return
  const { view, data } = state.disk
  if (view === null || view.was === null) return
  const { was, now } = view
  const items = Object.keys(data)
    .filter((key) => takesOver(was, now, from, key))
    .map((key): Item => ({ key, version: data[key]!.version, tag: data[key]!.tag }))
  ctx.note('listsKeys', items.length, from)
  // What it lists it must not lose: the list leaves when all of it is on disk.
  ctx.sync()
  ctx.send(from, { type: 'Digest', epoch: m.epoch, count: items.length, items: Object.freeze(items) })
}

export function onWant(state: State, from: NodeId, m: Want, ctx: StoreCtx): void {
  if (!isOfEpoch(state, from, m, ctx)) return
  const records = m.keys.flatMap((key) => {
    const rec = dataAt(state.disk, key)
    return rec === null ? [] : [{ key, ...rec }]
  })
  ctx.note('sendsKeys', records.length, from)
  ctx.send(from, { type: 'Data', epoch: m.epoch, count: records.length, records: Object.freeze(records) })
}

// Who is to have them.

export function onDigest(state: State, from: NodeId, m: Digest, ctx: StoreCtx): void {
  const source = sourceOf(state, from, m.epoch)
  if (source === null) return tellView(state, from, m.epoch, ctx)
  if (source.items !== null) return ctx.note('lateAnswer', from)
  source.items = m.items
  hearSomething(state, ctx)
  ctx.note('heardList', from, m.count, missing(state, source).length)
  wantMore(state, from, source, ctx)
  checkReady(state, state.disk.view!, ctx)
}

export function onData(state: State, from: NodeId, m: Data, ctx: StoreCtx): void {
  const source = sourceOf(state, from, m.epoch)
  if (source === null) return tellView(state, from, m.epoch, ctx)
  const taken = keep(
    state,
    m.records.map((record) => ({ key: record.key, rec: recordOf(record) })),
    ctx,
  )
  state.memory.takenKeys += taken
  state.memory.takenBytes += taken * settingsOf(ctx).recordBytes
  hearSomething(state, ctx)
  const come = m.records.map(({ key }) => key)
  source.asked = source.asked.filter((key) => !come.includes(key))
  ctx.note('tookKeys', taken, from, missing(state, source).length)
  if (source.asked.length === 0) wantMore(state, from, source, ctx)
  checkReady(state, state.disk.view!, ctx)
}

function hearSomething({ memory }: State, ctx: StoreCtx): void {
  const pull = memory.pull!
  pull.silences = 0
  windClock(pull, ctx)
}

function sourceOf({ memory }: State, from: NodeId, epoch: number): Source | null {
  return memory.pull?.epoch === epoch ? (memory.pull.sources[from] ?? null) : null
}

/** What this one lists and we have not. */
function missing({ disk }: State, { items }: Source): readonly Item[] {
  return (items ?? []).filter((item) => isNewer(item, dataAt(disk, item.key)))
}

/** Asks for the next few keys that nobody else has been asked for. */
function wantMore(state: State, from: NodeId, source: Source, ctx: StoreCtx): void {
  const pull = state.memory.pull!
  const elsewhere = new Set(Object.keys(pull.sources).flatMap((id) => pull.sources[id]!.asked))
  const keys = missing(state, source)
    .filter(({ key }) => !elsewhere.has(key))
    .slice(0, settingsOf(ctx).chunkKeys)
    .map(({ key }) => key)
  if (keys.length === 0) return
  source.asked = Object.freeze(keys)
  ctx.send(from, { type: 'Want', epoch: pull.epoch, count: keys.length, keys: source.asked })
}

/** Something did not come: asks again, and tells the directory again until the move is over. */
export function onPullTimer(state: State, ctx: StoreCtx): void {
  const { memory, disk } = state
  const { pull } = memory
  if (pull === null || disk.view?.epoch !== pull.epoch || disk.view.was === null) return
  if (pull.isReady) ctx.send(directoryOf(ctx), { type: 'Ready', epoch: pull.epoch })
  else askAgain(state, ctx)
  pull.silences++
  windClock(pull, ctx)
}

function askAgain(state: State, ctx: StoreCtx): void {
  const pull = state.memory.pull!
  const ids = Object.keys(pull.sources)
  for (const id of ids) pull.sources[id]!.asked = []
  for (const id of ids) {
    const source = pull.sources[id]!
    if (source.items === null) ctx.send(id, { type: 'Ask', epoch: pull.epoch })
    else wantMore(state, id, source, ctx)
  }
  ctx.note('asksAgain', silentSources(state).length)
}

function silentSources({ memory }: State): readonly NodeId[] {
  const { sources } = memory.pull!
  return Object.keys(sources).filter((id) => sources[id]!.items === null)
}

/** Enough former owners of any key have given their list, and all of it is here. */
function checkReady(state: State, view: View, ctx: StoreCtx): void {
  const pull = state.memory.pull!
  if (pull.isReady || silentSources(state).length > slack(view.was!)) return
  if (Object.keys(pull.sources).some((id) => missing(state, pull.sources[id]!).length > 0)) return
  pull.isReady = true
  ctx.note('ready', view.epoch, state.memory.takenKeys)
  ctx.sync()
  ctx.send(directoryOf(ctx), { type: 'Ready', epoch: view.epoch })
}

/** So many former members may be silent: every key still has enough of its owners among the others. */
export function slack(was: Layout): number {
  return copiesIn(was) - fence(was)
}
