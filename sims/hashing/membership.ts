// What a node knows of who keeps what. A view of a higher epoch takes the place of the one before, wherever it comes
// from; a message of a later epoch waits until the view is here, and one of an earlier epoch is answered with it.

import type { NodeId } from '../../src/engine/process.ts'
import { allKeys } from './keys.ts'
import { isMember, isOwner, ownersOf, type View } from './layout.ts'
import type { ReplicaMessage, StoreMessage } from './messages.ts'
import { FIRST, keep, type State, type StoreCtx, settingsOf } from './state.ts'

/** How long a node waits for an answer about membership before it asks again. */
const ASK_AGAIN_US = 150_000
/** More than this are not kept for a view that does not come; who sent them asks again. */
const MOST_PARKED = 100

export function directoryOf(ctx: StoreCtx): NodeId {
  return ctx.group('directory')[0]!
}

/** A node that starts asks what it has missed. */
export function begin(disk: State['disk'], ctx: StoreCtx): void {
  if (disk.view !== null) ctx.note('restarted', disk.view.epoch, Object.keys(disk.data).length)
  if (ctx.now() > 0) askForView(disk, ctx)
}

function askForView({ view }: State['disk'], ctx: StoreCtx): void {
  ctx.send(directoryOf(ctx), { type: 'AskView', epoch: view?.epoch ?? 0 })
  ctx.setTimer('view', ASK_AGAIN_US)
}

/** Nobody has told this node anything yet, or it is not where it wants to be. */
export function onViewTimer(state: State, ctx: StoreCtx): void {
  const { view, hasLeft } = state.disk
  if (view === null) askForView(state.disk, ctx)
  else if (hasLeft === isMember(view.now, ctx.id)) wish(state, ctx)
}

/** Asks the directory to be let in or out; again until the view says so. */
export function wish({ disk }: State, ctx: StoreCtx): void {
  const wants = disk.hasLeft ? 'out' : 'in'
  ctx.note('wishes', wants)
  ctx.send(directoryOf(ctx), { type: 'Wish', wants })
  ctx.setTimer('view', ASK_AGAIN_US)
}

/** A person tells the node to join or to leave. */
export function onWish(state: State, wants: 'in' | 'out', ctx: StoreCtx): void {
  ctx.write('hasLeft', wants === 'out')
  wish(state, ctx)
}

/** True if the view is new: then what depends on it must be made anew. */
export function hearView(state: State, view: View, ctx: StoreCtx): boolean {
  const { disk } = state
  const known = disk.view?.epoch ?? 0
  const isNew = view.epoch > known
  if (isNew) adopt(state, view, ctx)
  // Sent after the sync: who has seen a view does not forget it.
  ctx.sync()
  ctx.send(directoryOf(ctx), { type: 'ViewSeen', epoch: Math.max(known, view.epoch) })
  return isNew
}

function adopt(state: State, view: View, ctx: StoreCtx): void {
  const { disk } = state
  const isFirst = disk.view === null
  const wasMember = disk.view !== null && isMember(disk.view.now, ctx.id)
  ctx.write('view', view)
  ctx.note(view.was === null ? 'adopts' : 'adoptsMove', view.epoch, view.now.members.length, view.now.scheme)
  if (isFirst && disk.born === 0) load(state, view, ctx)
  if (isFirst && !isMember(view.now, ctx.id)) ctx.write('hasLeft', true)
  if (view.was === null || ctx.broken.dropsEarly === true) drop(state, view, ctx)
  const isIn = isMember(view.now, ctx.id)
  ctx.clearTimer('view')
  // Taken for dead, but not told to leave: it wants its place back.
  if (wasMember && !isIn && !state.disk.hasLeft) wish(state, ctx)
  else if (isIn === state.disk.hasLeft) ctx.setTimer('view', ASK_AGAIN_US)
}

/** What was there before the story begins. A disk that was lost later stays empty. */
function load(state: State, { origin }: View, ctx: StoreCtx): void {
  ctx.write('born', ctx.now() + 1)
  const mine = allKeys(origin.posts).filter((key) => ownersOf(origin, key).includes(ctx.id))
  if (mine.length === 0) return
  keep(
    state,
    mine.map((key) => ({ key, rec: FIRST })),
    ctx,
  )
  ctx.note('loaded', mine.length)
}

/** Everybody has what is theirs: what is no longer this node's can go. */
function drop({ disk }: State, view: View, ctx: StoreCtx): void {
  const keys = Object.keys(disk.data)
  const kept = keys.filter((key) =>
    view.was === null ? isOwner(view, ctx.id, key) : ownersOf(view.now, key).includes(ctx.id),
  )
  if (kept.length === keys.length) return
  ctx.write('data', Object.fromEntries(kept.map((key) => [key, disk.data[key]!])))
  ctx.note('dropped', keys.length - kept.length)
}

/**
 * Whether a message of another node is of this node's epoch. One of a later epoch is kept and the view asked for; one
 * of an earlier epoch is refused, with the view. So no quorum is ever put together from two epochs.
 */
export function isOfEpoch(state: State, from: NodeId, message: ReplicaMessage, ctx: StoreCtx): boolean {
  const { view } = state.disk
  if (view !== null && ctx.broken.ignoresEpochs === true) return true
  if (view === null || message.epoch > view.epoch) {
    park(state, from, message, ctx)
    return false
  }
  if (message.epoch === view.epoch) return true
  ctx.note('refusesEpoch', from, message.epoch, view.epoch)
  ctx.send(from, { type: 'View', epoch: view.epoch, view })
  return false
}

/** Keeps the message until the view is here, and asks its sender for it, who must have it. */
export function park({ disk, memory }: State, from: NodeId, message: StoreMessage, ctx: StoreCtx): void {
  const epoch = disk.view?.epoch ?? 0
  if (memory.parked.length < MOST_PARKED) memory.parked.push({ from, message })
  ctx.note('parks', from, message.type, epoch)
  ctx.send(from, { type: 'AskView', epoch })
}

/** Tells somebody the view, if it is newer than theirs. */
export function tellView({ disk }: State, to: NodeId, epoch: number, ctx: StoreCtx): void {
  if (disk.view === null || disk.view.epoch <= epoch) return
  ctx.send(to, { type: 'View', epoch: disk.view.epoch, view: disk.view })
}

/** Where keys on their way are waited for. */
export function isWaiting({ memory }: State, ctx: StoreCtx): boolean {
  return settingsOf(ctx).meanwhile === 'wait' && memory.pull !== null && !memory.pull.isReady
}
