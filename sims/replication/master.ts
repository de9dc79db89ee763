// The master: it hears from every replica, decides which of them are the configuration and which is the primary, and
// gives leases. It is one process with a disk, as in the papers ("we assume a single master that never fails"; a real one
// is replicated). Here it may crash like any other: what it decided is on its disk before it tells anyone.
//
// To change anything it begins a new epoch: it fences all replicas, waits until enough of them have promised and the
// leases of the rest have run out, chooses, and announces a configuration. That one is pending until its first member says
// that enough of the others have everything; till then the old configuration is still the one whose members are asked.

import type { Ctx, NodeId, NodeState, Process } from '../../src/engine/process.ts'
import { answersNeeded, type Choice, fencedMembers, nextMembers, nextPrimary } from './failover.ts'
import type { Configuration, ReplicationMessage, Report, View } from './messages.ts'
import { acksFor, settingsOf } from './settings.ts'

export interface MasterDisk {
  /** The highest epoch it ever began. */
  readonly epoch: number
  /** The configuration that counts: what was acknowledged, was so by its rules. null before the first. */
  readonly base: Configuration | null
  /** Announced, but its members may not have everything yet. */
  readonly pending: Configuration | null
}

/** Changing the configuration: the fence of its disk's epoch is out. */
export interface Change {
  readonly why: string
  readonly sinceUs: number
  /** What those who promised said they have, in the order of their answers. */
  readonly fenced: Record<NodeId, { readonly length: number; readonly lastEpoch: number }>
  readonly joining: readonly NodeId[]
  readonly leaving: readonly NodeId[]
}

export interface MasterMemory {
  change: Change | null
  /** When it last heard each replica, and until when their leases run, on its own clock. */
  heardUs: Record<NodeId, number>
  leaseUntilUs: Record<NodeId, number>
  /** What each reported last. */
  reports: Record<NodeId, Pick<Report, 'epoch' | 'length' | 'matched'>>
  pendingSinceUs: number
  /** Whom a person wants to be primary; null for nobody. */
  wanted: NodeId | null
}

type State = NodeState<MasterDisk, MasterMemory>
type MasterCtx = Ctx<MasterDisk, ReplicationMessage>

/** Clocks may run this much apart: a lease is over for the one who gave it only so much later. */
const CAUTION = 1.25

export const master: Process<MasterDisk, MasterMemory, ReplicationMessage> = {
  name: 'master',

  format: () => ({ epoch: 0, base: null, pending: null }),

  /** It has forgotten whom it gave leases, so it takes it that it gave them to all a moment ago. */
  boot(disk, ctx) {
    const nowUs = ctx.now()
    const replicas = ctx.group('replica')
    const leaseUs = Math.max(disk.base?.leaseUs ?? 0, disk.pending?.leaseUs ?? 0)
    if (disk.epoch > 0) ctx.note('masterRestarted', disk.epoch)
    ctx.setTimer('tick', 0)
    return {
      change: null,
      heardUs: Object.fromEntries(replicas.map((id) => [id, nowUs])),
      leaseUntilUs: Object.fromEntries(replicas.map((id) => [id, nowUs + cautious(leaseUs)])),
      reports: {},
      pendingSinceUs: nowUs,
      wanted: null,
    }
  },

  onMessage(state, from, message, ctx) {
    if (message.type === 'Report') onReport(state, from, message, ctx)
    if (message.type === 'Promote') onPromote(state, from, ctx)
    ctx.sync()
  },

  onTimer(state, timer, ctx) {
    if (timer === 'tick') onTick(state, ctx)
    if (timer === 'decide') decide(state, ctx)
    ctx.sync()
  },
}

function cautious(us: number): number {
  return Math.ceil(us * CAUTION)
}

/** What it works with now: the announced one, if there is one. */
export function currentOf({ base, pending }: MasterDisk): Configuration | null {
  return pending ?? base
}

/** The one whose members are asked; before the first, all replicas, which have nothing. */
function baseOf({ base }: MasterDisk, ctx: MasterCtx): Configuration {
  if (base !== null) return base
  const members = ctx.group('replica')
  return { epoch: 0, members, shape: 'star', acks: members.length - 1, leaseUs: settingsOf(ctx).leaseUs }
}

// Watching.

function onTick(state: State, ctx: MasterCtx): void {
  ctx.setTimer('tick', settingsOf(ctx).heartbeatUs)
  if (state.memory.change !== null) {
    fenceOthers(state, ctx)
    decide(state, ctx)
    return
  }
  const current = currentOf(state.disk)
  if (current === null) return beginChange(state, 'first', ctx)
  watch(state, current, ctx)
}

/** What would make it change the configuration. */
function watch(state: State, current: Configuration, ctx: MasterCtx): void {
  const { disk, memory } = state
  if (current.epoch < disk.epoch) return beginChange(state, 'interrupted', ctx)
  const silent = current.members.filter((id) => isSilent(state, id, current, ctx))
  const isPrimarySilent = silent.includes(current.members[0]!)
  if (isPrimarySilent) return beginChange(state, 'primarySilent', ctx, { about: current.members[0]! })
  if (silent.length > 0 && canDoWithout(state, silent, ctx))
    return beginChange(state, 'memberSilent', ctx, { about: silent[0]! })
  if (disk.pending !== null) {
    const isStuck = ctx.now() - memory.pendingSinceUs > 2 * cautious(current.leaseUs)
    if (isStuck) beginChange(state, 'neverReady', ctx, { about: current.members[0]! })
    return
  }
  if (isOutdated(current, ctx)) return beginChange(state, 'settings', ctx)
  const joining = caughtUp(state, current, ctx)
  if (joining.length > 0) beginChange(state, 'joins', ctx, { joining, about: joining[0]! })
}

function isSilent({ memory }: State, id: NodeId, { leaseUs }: Configuration, ctx: MasterCtx): boolean {
  return ctx.now() - (memory.heardUs[id] ?? 0) > cautious(leaseUs)
}

/** A fence that not enough can answer would stop a primary that still gets its acknowledgements. */
function canDoWithout(state: State, silent: readonly NodeId[], ctx: MasterCtx): boolean {
  const base = baseOf(state.disk, ctx)
  const left = base.members.filter((id) => !silent.includes(id)).length
  return left >= answersNeeded(base) && (base.shape === 'chain' || left > acksOf(left, ctx))
}

function acksOf(members: number, ctx: MasterCtx): number {
  return acksFor(settingsOf(ctx), members, ctx.group('replica').length)
}

/** A setting was changed that is part of the configuration. */
function isOutdated({ shape, acks, leaseUs, members }: Configuration, ctx: MasterCtx): boolean {
  const settings = settingsOf(ctx)
  return shape !== shapeOf(ctx) || acks !== acksOf(members.length, ctx) || leaseUs !== settings.leaseUs
}

function shapeOf(ctx: MasterCtx): Configuration['shape'] {
  return settingsOf(ctx).protocol === 'chain' ? 'chain' : 'star'
}

/** Replicas outside that report, of this epoch, all that the primary reported. */
function caughtUp(state: State, current: Configuration, ctx: MasterCtx): readonly NodeId[] {
  const { members, epoch } = current
  const { reports } = state.memory
  const length = reports[members[0]!]?.length ?? 0
  return sparesOf(members, ctx).filter((id) => {
    if (isSilent(state, id, current, ctx)) return false
    const report = reports[id]
    return report !== undefined && report.epoch === epoch && report.matched >= length
  })
}

function sparesOf(members: readonly NodeId[], ctx: MasterCtx): readonly NodeId[] {
  return ctx.group('replica').filter((id) => !members.includes(id))
}

function onReport(state: State, from: NodeId, m: Report, ctx: MasterCtx): void {
  const { disk, memory } = state
  memory.heardUs[from] = ctx.now()
  memory.reports[from] = { epoch: m.epoch, length: m.length, matched: m.matched }
  if (memory.change !== null) return onPromised(state, from, m, ctx)
  const current = currentOf(disk)
  if (current === null) return
  const isFirst = from === current.members[0] && m.epoch === current.epoch
  if (disk.pending !== null && isFirst && m.isReady) countFromNow(state, disk.pending, ctx)
  if (m.epoch === current.epoch && m.cannotLead) return beginChange(state, 'restarted', ctx, { about: from })
  if (m.missing !== '' && m.epoch === current.epoch && disk.pending === null)
    return leaveOut(state, from, m.missing.split(' '), ctx)
  memory.leaseUntilUs[from] = ctx.now() + cautious(current.leaseUs)
  ctx.send(from, viewFor(state, current, m.sentUs, ctx))
}

/** Members that the others cannot reach though the master can: the rest go on without them. */
function leaveOut(state: State, from: NodeId, leaving: readonly NodeId[], ctx: MasterCtx): void {
  ctx.note('unreachable', from, leaving.join(' '))
  beginChange(state, 'unreachable', ctx, { leaving, about: leaving[0]! })
}

function viewFor(state: State, current: Configuration, sentUs: number, ctx: MasterCtx): View {
  const isActive = state.disk.pending === null
  const spares = sparesOf(current.members, ctx).filter((id) => !isSilent(state, id, current, ctx))
  return { type: 'View', ...current, isActive, spares, sentUs }
}

/** From now on this is the configuration whose members are asked. */
function countFromNow(state: State, pending: Configuration, ctx: MasterCtx): void {
  ctx.write('base', pending)
  ctx.write('pending', null)
  ctx.sync()
  ctx.note('counts', pending.epoch, pending.members.join(' '))
  announce(state, pending, ctx)
}

function announce(state: State, current: Configuration, ctx: MasterCtx): void {
  for (const id of ctx.group('replica')) ctx.send(id, viewFor(state, current, -1, ctx))
}

// Changing.

interface Occasion {
  readonly joining?: readonly NodeId[]
  readonly leaving?: readonly NodeId[]
  /** The replica that it is about. */
  readonly about?: NodeId
}

function beginChange(state: State, why: string, ctx: MasterCtx, occasion: Occasion = {}): void {
  const { disk, memory } = state
  const { joining = [], leaving = [], about = '' } = occasion
  ctx.write('epoch', disk.epoch + 1)
  ctx.sync()
  memory.change = { why, sinceUs: ctx.now(), fenced: {}, joining, leaving }
  ctx.note('fences', disk.epoch, why, about, cautious(settingsOf(ctx).leaseUs))
  fenceOthers(state, ctx)
}

function fenceOthers({ disk, memory }: State, ctx: MasterCtx): void {
  for (const id of ctx.group('replica'))
    if (memory.change?.fenced[id] === undefined) ctx.send(id, { type: 'Fence', epoch: disk.epoch })
}

/** A report that comes after the fence of this epoch is a promise; one from before is fenced at the next tick. */
function onPromised(state: State, from: NodeId, m: Report, ctx: MasterCtx): void {
  const { change } = state.memory
  if (change === null || m.epoch !== state.disk.epoch || change.fenced[from] !== undefined) return
  change.fenced[from] = { length: m.length, lastEpoch: m.lastEpoch }
  ctx.note('promised', from, m.epoch, m.length)
  decide(state, ctx)
}

function onPromote(state: State, from: NodeId, ctx: MasterCtx): void {
  const { memory, disk } = state
  memory.wanted = from
  ctx.note('wanted', from)
  if (memory.change !== null) return decide(state, ctx)
  const isPrimary = currentOf(disk)?.members[0] === from
  if (!isPrimary) beginChange(state, 'byHand', ctx, { about: from })
}

/** Announces the next configuration, if it is time; says what it waits for, if it is not. */
function decide(state: State, ctx: MasterCtx): void {
  const { disk, memory } = state
  const { change } = memory
  if (change === null) return
  const settings = settingsOf(ctx)
  const base = baseOf(disk, ctx)
  const obstacle = obstacleTo(state, base, change, ctx)
  if (obstacle !== null) return ctx.note('waits', obstacle, Object.keys(change.fenced).length)
  const choice = { rule: settings.failover, wanted: memory.wanted, leftOut: leftOut(ctx) }
  const primary = nextPrimary(base, change.fenced, choice)
  if (primary === null) return ctx.note('waits', 'hand', 0)
  const { fenced, joining, leaving } = change
  const isEnough = (members: readonly NodeId[]) => members.length > acksOf(members.length, ctx)
  const wished = nextMembers(base, primary, fenced, joining, leaving)
  const members = isEnough(wished) ? wished : nextMembers(base, primary, fenced, joining, [])
  const acks = acksOf(members.length, ctx)
  if (!isEnough(members)) return ctx.note('waits', 'backups', members.length)
  appoint(state, { members, acks, shape: shapeOf(ctx), epoch: disk.epoch, leaseUs: settings.leaseUs }, ctx)
}

function leftOut({ broken }: MasterCtx): Choice['leftOut'] {
  if (broken.promotesTooFew === true) return 'enough'
  return broken.promotesLaggard === true ? 'most' : null
}

function appoint(state: State, next: Configuration, ctx: MasterCtx): void {
  const { memory, disk } = state
  const before = currentOf(disk)?.members[0] ?? ''
  const pending = Object.freeze({ ...next, members: Object.freeze([...next.members]) })
  ctx.write('pending', pending)
  ctx.sync()
  memory.change = null
  memory.wanted = null
  memory.pendingSinceUs = ctx.now()
  const chosen = pending.members[0]!
  ctx.note(chosen === before ? 'keeps' : 'promotes', chosen, pending.epoch, pending.members.join(' '), before)
  announce(state, pending, ctx)
}

/** How long it waits for more answers than it needs. */
const GATHER_US = 100_000

/** What stands in the way of a decision; null for nothing. */
function obstacleTo(state: State, base: Configuration, change: Change, ctx: MasterCtx): string | null {
  const { failover } = settingsOf(ctx)
  const answered = fencedMembers(base, change.fenced).length
  const isHasty = failover === 'fastest' || ctx.broken.promotesTooFew === true
  if (answered < (isHasty ? 1 : answersNeeded(base))) return 'answers'
  const leaseUs = leaseLeftUs(state, change, ctx)
  if (leaseUs > 0) {
    ctx.setTimer('decide', leaseUs)
    return 'lease'
  }
  const isGathering = !isHasty && ctx.now() - change.sinceUs < GATHER_US
  const isAwaited = (id: NodeId) => change.fenced[id] === undefined && !isSilent(state, id, base, ctx)
  return isGathering && base.members.some(isAwaited) ? 'more' : null
}

/** Until nobody who did not promise can believe that he may act. */
function leaseLeftUs({ memory }: State, change: Change, ctx: MasterCtx): number {
  if (ctx.broken.noFencing === true) return 0
  const others = ctx.group('replica').filter((id) => change.fenced[id] === undefined)
  return Math.max(0, ...others.map((id) => (memory.leaseUntilUs[id] ?? 0) - ctx.now() + 1))
}
