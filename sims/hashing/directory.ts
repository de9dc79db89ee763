// The directory: the one that decides who is a member and how keys are placed. It puts each view on its disk before it
// announces it, numbers them by epochs, and tells everybody again until they say that they have it. While it is down
// nothing changes; keys are found all the same, unless they are placed by its own table, which clients must ask for.

import type { Ctx, NodeId, NodeState, Order, Process } from '../../src/engine/process.ts'
import { copiesIn, frozen, isMember, type Layout, type View } from './layout.ts'
import type { Lookup, Ready, StoreMessage } from './messages.ts'
import { assigned } from './placement/directory.ts'
import type { Member } from './placement/placement.ts'
import { splitAt } from './placement/ranges.ts'
import { planLayout } from './plan.ts'
import { settingsOf } from './state.ts'

/** A node that there is, whether it is a member or not. */
export interface Seat extends Member {
  readonly isSpare: boolean
}

export interface DirectoryDisk {
  /** Empty: every node there is, one to a host. */
  readonly seats: readonly Seat[]
  readonly view: View | null
}

export interface DirectoryMemory {
  /** The latest epoch that each node and client says it has. */
  seen: Record<NodeId, number>
  /** The latest epoch for which each member has all its keys. */
  ready: Record<NodeId, number>
  /** When each node last answered. */
  heardUs: Record<NodeId, number>
  lastPingUs: number
}

type State = NodeState<DirectoryDisk, DirectoryMemory>
type DirectoryCtx = Ctx<DirectoryDisk, StoreMessage>

/** How often it looks at what is asked for, tells again who has not heard, and asks who is there. */
const TICK_US = 200_000

export const directory: Process<DirectoryDisk, DirectoryMemory, StoreMessage> = {
  name: 'directory',

  format: () => ({ seats: [], view: null }),

  boot(disk, ctx) {
    const memory: DirectoryMemory = { seen: {}, ready: {}, heardUs: {}, lastPingUs: ctx.now() }
    const state = { disk, memory }
    if (ctx.now() === 0) ctx.write('seats', seatsOf(disk, ctx))
    if (ctx.now() === 0 && disk.view === null) announceFirst(state, ctx)
    // A later life: what it knew is on its disk, or with the nodes.
    else if (disk.view === null) for (const id of nodesOf(ctx)) ctx.send(id, { type: 'AskView', epoch: 0 })
    else tellEverybody(state, ctx)
    ctx.setTimer('tick', TICK_US)
    ctx.sync()
    return memory
  },

  onMessage(state, from, message, ctx) {
    state.memory.heardUs[from] = ctx.now()
    receive(state, from, message, ctx)
    ctx.sync()
  },

  onTimer(state, _timer, ctx) {
    tick(state, ctx)
    ctx.setTimer('tick', TICK_US)
    ctx.sync()
  },

  onOrder(state, order, ctx) {
    obey(state, order, ctx)
    ctx.sync()
  },
}

function receive(state: State, from: NodeId, message: StoreMessage, ctx: DirectoryCtx): void {
  switch (message.type) {
    case 'ViewSeen':
      state.memory.seen[from] = Math.max(state.memory.seen[from] ?? 0, message.epoch)
      return
    case 'AskView':
      return tell(state, from, message.epoch, ctx)
    case 'View':
      return recover(state, from, message.view, ctx)
    case 'Wish':
      return message.wants === 'in' ? letIn(state, from, ctx) : letGo(state, [from], 'wish', ctx)
    case 'Ready':
      return onReady(state, from, message, ctx)
    case 'Lookup':
      return onLookup(state, from, message, ctx)
    case 'Pong':
      return
    default:
      return ctx.note('notForMe', from, message.type)
  }
}

// Views.

function seatsOf({ seats }: DirectoryDisk, ctx: DirectoryCtx): readonly Seat[] {
  if (seats.length > 0) return seats
  return nodesOf(ctx).map((id) => ({ id, weight: 1, domain: id, isSpare: false }))
}

function nodesOf(ctx: DirectoryCtx): readonly NodeId[] {
  return [...ctx.group('store'), ...ctx.group('cache')]
}

function announceFirst(state: State, ctx: DirectoryCtx): void {
  const members = state.disk.seats.filter(({ isSpare }) => !isSpare).map(memberOf)
  // Every cluster seasons its hashes with a number of its own.
  const now = planLayout(ctx, members, ctx.randomInteger('salt', 0, 0x7fffffff), null)
  announce(state, { epoch: 1, now, was: null, origin: now }, ctx)
}

function memberOf({ id, weight, domain }: Seat): Member {
  return { id, weight, domain }
}

function announce(state: State, view: View, ctx: DirectoryCtx): void {
  ctx.write('view', frozen(view))
  if (ctx.broken.announcesBeforeSync !== true) ctx.sync()
  ctx.note(view.was === null ? 'settles' : 'announces', view.epoch, view.now.members.length, view.now.scheme)
  tellEverybody(state, ctx)
}

function tellEverybody(state: State, ctx: DirectoryCtx): void {
  for (const id of [...nodesOf(ctx), ...ctx.group('client')]) tell(state, id, 0, ctx)
}

function tell({ disk }: State, to: NodeId, epoch: number, ctx: DirectoryCtx): void {
  const { view } = disk
  if (view === null || view.epoch <= epoch) return
  const isClient = ctx.group('client').includes(to)
  ctx.send(to, { type: 'View', epoch: view.epoch, view: isClient ? withoutTable(view) : view })
}

const WITHOUT = new WeakMap<View, View>()

/** Clients are not given the directory's own table: they have to ask for what they need of it. */
export function withoutTable(view: View): View {
  if (view.now.scheme !== 'directory') return view
  let bare = WITHOUT.get(view)
  if (bare === undefined) {
    const empty = { owners: [], weights: {} }
    bare = frozen({ ...view, now: { ...view.now, deal: empty }, was: null, origin: view.now })
    WITHOUT.set(view, bare)
  }
  return bare
}

/** Its own disk is empty, and a node remembers. */
function recover(state: State, from: NodeId, view: View, ctx: DirectoryCtx): void {
  if (view.epoch <= (state.disk.view?.epoch ?? 0)) return
  ctx.write('view', view)
  if (state.disk.seats.length === 0) ctx.write('seats', seatsOf(state.disk, ctx))
  ctx.note('recovers', from, view.epoch)
}

// Changes.

/** While keys move, the layout they come from stays; only where they go is planned anew. */
function change(state: State, now: Layout, ctx: DirectoryCtx): void {
  const { view } = state.disk
  if (view === null) return
  // Caches hold nothing that would have to be moved.
  const isCache = ctx.group('store').length === 0
  announce(
    state,
    { epoch: view.epoch + 1, now, was: isCache ? null : (view.was ?? view.now), origin: view.origin },
    ctx,
  )
}

function changeMembers(state: State, members: readonly Member[], ctx: DirectoryCtx): void {
  const { view } = state.disk
  if (view !== null) change(state, planLayout(ctx, members, view.now.salt, view.now), ctx)
}

function letIn(state: State, id: NodeId, ctx: DirectoryCtx): void {
  const { view, seats } = state.disk
  const seat = seats.find((each) => each.id === id)
  if (view === null || seat === undefined) return
  if (isMember(view.now, id)) return tell(state, id, 0, ctx)
  ctx.note('letsIn', id)
  changeMembers(state, inOrder([...view.now.members, memberOf(seat)], seats), ctx)
}

/** As many stay as a key has copies, whoever wants to go. */
function letGo(state: State, ids: readonly NodeId[], why: 'wish' | 'silent', ctx: DirectoryCtx): void {
  const { view } = state.disk
  if (view === null) return
  const left = view.now.members.filter(({ id }) => !ids.includes(id))
  const going = view.now.members.filter(({ id }) => ids.includes(id))
  if (going.length === 0) return
  if (left.length < copiesIn(view.now)) return ctx.note('keepsIn', going[0]!.id, copiesIn(view.now))
  for (const { id } of going) ctx.note('letsGo', id, why)
  changeMembers(state, left, ctx)
}

/** In the order of the seats, so that who comes back takes the place it had. */
function inOrder(members: readonly Member[], seats: readonly Seat[]): readonly Member[] {
  const place = (member: Member) => seats.findIndex(({ id }) => id === member.id)
  return [...members].sort((a, b) => place(a) - place(b))
}

/** All members have what the view gives them: the layout before is over. */
function onReady(state: State, from: NodeId, { epoch }: Ready, ctx: DirectoryCtx): void {
  const { memory, disk } = state
  memory.ready[from] = Math.max(memory.ready[from] ?? 0, epoch)
  const { view } = disk
  if (view === null || view.was === null) return
  const waitsFor = view.now.members.filter(({ id }) => memory.ready[id] !== view.epoch)
  ctx.note('heardReady', from, epoch, waitsFor.length)
  if (waitsFor.length > 0 && ctx.broken.settlesEarly !== true) return
  announce(state, { ...view, epoch: view.epoch + 1, was: null }, ctx)
}

/** Where a part of the keys is, by the table that only the directory has. */
function onLookup({ disk }: State, from: NodeId, { part }: Lookup, ctx: DirectoryCtx): void {
  const owner = disk.view?.now.deal?.owners[part]
  if (disk.view === null || owner === undefined) return ctx.note('noSuchPart', part, from)
  ctx.note('looksUp', part, owner, from)
  ctx.send(from, { type: 'Located', part, owner, epoch: disk.view.epoch })
}

// What it does by itself, and what it is told.

function tick(state: State, ctx: DirectoryCtx): void {
  const { disk, memory } = state
  const { view } = disk
  if (view === null) return
  const late = [...nodesOf(ctx), ...ctx.group('client')].filter((id) => (memory.seen[id] ?? 0) < view.epoch)
  for (const id of late) tell(state, id, 0, ctx)
  if (late.length > 0) ctx.note('tellsAgain', late.length, view.epoch)
  const planned = planLayout(ctx, view.now.members, view.now.salt, view.now)
  if (isOtherwise(planned, view.now)) {
    ctx.note('replans', planned.scheme)
    return change(state, planned, ctx)
  }
  lookForSilent(state, view, ctx)
}

/** What is asked for is not what is so; how parts are dealt follows from the rest. */
function isOtherwise(a: Layout, b: Layout): boolean {
  return (
    a.scheme !== b.scheme ||
    a.tokens !== b.tokens ||
    a.parts !== b.parts ||
    a.epsilon !== b.epsilon ||
    a.copies !== b.copies ||
    a.isSpread !== b.isSpread ||
    a.apart !== b.apart ||
    a.writes !== b.writes ||
    a.reads !== b.reads ||
    a.partitionBy !== b.partitionBy
  )
}

function lookForSilent(state: State, view: View, ctx: DirectoryCtx): void {
  const { removeAfterUs } = settingsOf(ctx)
  const { memory } = state
  if (removeAfterUs === 0) return
  const wasAsking = ctx.now() - memory.lastPingUs < 2 * TICK_US
  memory.lastPingUs = ctx.now()
  // Who has not been asked for a while cannot have answered.
  if (!wasAsking) for (const { id } of view.now.members) memory.heardUs[id] = ctx.now()
  const silentUs = (id: NodeId) => ctx.now() - (memory.heardUs[id] ?? 0)
  const silent = view.now.members.filter(({ id }) => silentUs(id) > removeAfterUs).map(({ id }) => id)
  for (const { id } of view.now.members) ctx.send(id, { type: 'Ping' })
  if (silent.length > 0) letGo(state, silent, 'silent', ctx)
}

function obey(state: State, order: Order, ctx: DirectoryCtx): void {
  const { view } = state.disk
  const node = String(order.node ?? '')
  if (view === null) return ctx.note('orderUnknown', order.name)
  const { now } = view
  if (order.name === 'remove') return letGo(state, [node], 'wish', ctx)
  if (order.name === 'weigh' && isMember(now, node))
    return weigh(state, view, node, Number(order.weight), ctx)
  if (order.name === 'split' && now.deal?.starts !== undefined && isMember(now, node)) {
    ctx.note('splits', String(order.key), node)
    return change(state, { ...now, deal: splitAt(now.deal, String(order.key), node) }, ctx)
  }
  if (order.name === 'assign' && now.deal !== null && isMember(now, node)) {
    ctx.note('assigns', Number(order.part), node)
    return change(state, { ...now, deal: assigned(now.deal, Number(order.part), node) }, ctx)
  }
  ctx.note('orderUnknown', order.name)
}

function weigh(state: State, { now }: View, node: NodeId, weight: number, ctx: DirectoryCtx): void {
  if (!(weight > 0 && weight <= 10)) return ctx.note('orderUnknown', 'weigh')
  ctx.note('weighs', node, weight)
  const seats = state.disk.seats.map((seat) => (seat.id === node ? { ...seat, weight } : seat))
  ctx.write('seats', seats)
  changeMembers(
    state,
    now.members.map((member) => (member.id === node ? { ...member, weight } : member)),
    ctx,
  )
}
