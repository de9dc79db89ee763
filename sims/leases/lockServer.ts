// The lock server: gives one lock away for a time, with a number that grows. Read this file first.
//
// A lease is a lock that runs out (Gray and Cheriton 1989): who has it may act until its time is over, and if it dies,
// nobody has to do anything but wait. The server counts that time on its own clock, and the holder cannot know what this
// clock says: so for a while two may believe that they have the lock. The server cannot prevent it. What it can do is to
// number its grants (Burrows 2006: sequencers; Kleppmann 2016: fencing tokens), so that whatever is protected can tell
// an older holder from a newer one, and refuse it.
//
// The server keeps on disk only the newest token and the TTL that went with it, and both are there before the answer
// leaves. Leases it forgets in a crash: when it is back it waits out a TTL, for somebody may still have one. A lease
// that ran out without being let go can be followed by a pause, the lock-delay of Chubby, in which nobody is given it.
//
// How to read on: worker.ts, who wants the lock; storage.ts, what it protects; client.ts, who wants something done;
// promises.ts, what is promised and how to break it; observer/, who holds it and who believes so.

import type { Ctx, NodeId, NodeState, Process } from '../../src/engine/process.ts'
import type { Ask, LeaseMessage, Release, Renew } from './messages.ts'
import { clockUs, settingsOf } from './settings.ts'

export interface LockDisk {
  /** The newest that was given away. */
  readonly token: number
  /** How long that lease lasts; leases of before were over by then. */
  readonly ttlUs: number
}

export interface Lease {
  readonly worker: NodeId
  /** The number of the request that it was given for. */
  readonly n: number
  readonly token: number
  readonly ttlUs: number
  /** On the server's clock. */
  readonly untilUs: number
}

/** What the server did in its latest event, for the observer: it cannot see the clock that it goes by. */
export interface Said {
  readonly what: 'starts' | 'granted' | 'renewed' | 'released' | 'ranOut' | 'opens'
  readonly worker: NodeId
  readonly token: number
  readonly untilUs: number
  readonly atUs: number
}

export interface LockMemory {
  lease: Lease | null
  /** Nobody is given it before this, on the server's clock; 0: it may be given. */
  closedUntilUs: number
  /** Why: it may have been given before a crash, or a holder was silent. */
  closedFor: 'restart' | 'delay' | null
  said: Said[]
  /** Counts all that was said since the start. */
  saidCount: number
  /** Grants that nobody hears of before their tokens are on disk. */
  pending: Lease[]
}

export type LockState = NodeState<LockDisk, LockMemory>
type LockCtx = Ctx<LockDisk, LeaseMessage>

export const lock: Process<LockDisk, LockMemory, LeaseMessage> = {
  name: 'lock',

  format: () => ({ token: 0, ttlUs: 0 }),

  boot(disk, ctx) {
    const fresh = { said: [], saidCount: 0, pending: [] }
    const memory: LockMemory = { lease: null, closedUntilUs: 0, closedFor: null, ...fresh }
    say(memory, 'starts', null, ctx)
    if (disk.ttlUs === 0) return memory
    if (ctx.broken.forgetsLeases === true) ctx.note('startsFree', disk.token)
    else {
      ctx.note('waitsOut', disk.ttlUs, disk.token)
      close(memory, 'restart', disk.ttlUs, ctx)
    }
    return memory
  },

  onMessage(state, from, message, ctx) {
    state.memory.said = []
    lookAtClock(state, ctx)
    if (message.type === 'Ask') onAsk(state, from, message, ctx)
    if (message.type === 'Renew') onRenew(state, from, message, ctx)
    if (message.type === 'Release') onRelease(state, from, message, ctx)
  },

  onTimer(state, _timer, ctx) {
    state.memory.said = []
    lookAtClock(state, ctx)
  },

  onSynced({ memory }, ctx) {
    memory.said = []
    if (!ctx.isSynced) return
    for (const lease of memory.pending) say(memory, 'granted', lease, ctx)
    memory.pending = []
  },
}

/** Ends what is over by the server's clock, and looks again when the next thing is due. */
function lookAtClock({ memory }: LockState, ctx: LockCtx): void {
  const nowUs = clockUs(ctx)
  const { lease } = memory
  if (lease !== null && lease.untilUs <= nowUs && ctx.broken.noTtl !== true) {
    ctx.note('runsOut', lease.worker, lease.token)
    memory.lease = null
    say(memory, 'ranOut', lease, ctx)
    const { lockDelayUs } = settingsOf(ctx)
    if (lockDelayUs > 0) close(memory, 'delay', lockDelayUs, ctx)
  }
  if (memory.closedFor !== null && memory.closedUntilUs <= nowUs) open(memory, ctx)
  const dueUs = memory.lease?.untilUs ?? memory.closedUntilUs
  if (dueUs > nowUs) ctx.setTimer('expiry', dueUs - nowUs)
}

function close(memory: LockMemory, why: 'restart' | 'delay', forUs: number, ctx: LockCtx): void {
  memory.closedFor = why
  memory.closedUntilUs = clockUs(ctx) + forUs
  ctx.setTimer('expiry', forUs)
}

function open(memory: LockMemory, ctx: LockCtx): void {
  ctx.note('opens', memory.closedFor)
  memory.closedFor = null
  memory.closedUntilUs = 0
  say(memory, 'opens', null, ctx)
}

function say(memory: LockMemory, what: Said['what'], lease: Lease | null, ctx: LockCtx): void {
  const { worker, token, untilUs } = lease ?? { worker: '', token: 0, untilUs: 0 }
  memory.said.push({ what, worker, token, untilUs, atUs: clockUs(ctx) })
  memory.saidCount++
}

function onAsk(state: LockState, from: NodeId, m: Ask, ctx: LockCtx): void {
  const { lease, closedFor, closedUntilUs } = state.memory
  const leftUs = (lease?.untilUs ?? closedUntilUs) - clockUs(ctx)
  if (lease !== null && lease.worker === from && lease.n === m.n) return extend(state, lease, m, ctx)
  if (lease !== null) {
    ctx.note('isHeld', from, lease.worker, lease.token, leftUs)
    return ctx.send(from, { type: 'Held', n: m.n, by: lease.worker, leftUs })
  }
  if (closedFor !== null) {
    ctx.note('isClosed', from, leftUs, closedFor)
    return ctx.send(from, { type: 'Held', n: m.n, by: '', leftUs })
  }
  grant(state, from, m, ctx)
}

/** A new token for every grant, on disk before anybody hears of it. */
function grant({ disk, memory }: LockState, worker: NodeId, { n, atUs }: Ask, ctx: LockCtx): void {
  const { ttlUs } = settingsOf(ctx)
  const token = disk.token + 1
  ctx.write('token', token)
  ctx.write('ttlUs', ttlUs)
  const lease = { worker, n, token, ttlUs, untilUs: clockUs(ctx) + ttlUs }
  memory.lease = lease
  ctx.note('grants', worker, token, ttlUs)
  if (ctx.broken.tokenNotForced === true) say(memory, 'granted', lease, ctx)
  else {
    ctx.sync()
    memory.pending.push(lease)
  }
  ctx.send(worker, { type: 'Granted', n, token, ttlUs, atUs })
  ctx.sync()
  ctx.setTimer('expiry', ttlUs)
}

/** Its answer was lost or late: the same lease, from now on. */
function extend({ memory }: LockState, lease: Lease, { n, atUs }: Ask, ctx: LockCtx): void {
  const { worker, token, ttlUs } = lease
  const longer = { ...lease, untilUs: clockUs(ctx) + ttlUs }
  memory.lease = longer
  memory.pending = memory.pending.map((one) => (one.token === token ? longer : one))
  ctx.note('grantsAgain', worker, token)
  say(memory, 'renewed', longer, ctx)
  ctx.send(worker, { type: 'Granted', n, token, ttlUs, atUs })
}

/** The TTL of a lease is the one it was given with: after a restart the server waits that long. */
function onRenew(state: LockState, from: NodeId, { token, atUs }: Renew, ctx: LockCtx): void {
  const { memory } = state
  const lease = memory.lease ?? broughtBack(state, from, token, ctx)
  const isIts = lease !== null && (lease.token === token || ctx.broken.renewsAnothers === true)
  if (!isIts) {
    ctx.note('renewsNot', from, token)
    return ctx.send(from, { type: 'Lost', token })
  }
  const { ttlUs } = lease
  memory.lease = { ...lease, untilUs: clockUs(ctx) + ttlUs }
  ctx.note('renews', from, token, ttlUs)
  say(memory, 'renewed', { ...memory.lease, worker: from, token }, ctx)
  ctx.send(from, { type: 'Renewed', token, ttlUs, atUs })
}

/**
 * A lease that was forgotten in a crash: who brings the last token that was given is the last who was given it, and while the
 * server waits nobody has been given it since.
 */
function broughtBack({ disk, memory }: LockState, worker: NodeId, token: number, ctx: LockCtx): Lease | null {
  if (memory.closedFor !== 'restart' || token !== disk.token) return null
  ctx.note('knowsAgain', worker, token)
  const untilUs = memory.closedUntilUs
  memory.closedFor = null
  memory.closedUntilUs = 0
  return { worker, n: 0, token, ttlUs: disk.ttlUs, untilUs }
}

/** Only who has it can let it go: the token is compared, not the name. */
function onRelease(state: LockState, from: NodeId, { token }: Release, ctx: LockCtx): void {
  const { memory } = state
  const lease = memory.lease ?? broughtBack(state, from, token, ctx)
  if (lease === null) return ctx.note('wasFree', from, token)
  if (lease.token !== token && ctx.broken.releasesAnothers !== true)
    return ctx.note('notYours', from, token, lease.token, lease.worker)
  memory.lease = null
  if (lease.token === token) ctx.note('isLetGo', from, token)
  else ctx.note('deletes', from, token, lease.token, lease.worker)
  say(memory, 'released', { ...lease, token }, ctx)
}
