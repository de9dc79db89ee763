// The participant of two-phase commit: a resource manager with rows, locks and a log. It does its work under locks, and when
// it is asked, votes. Before it has voted it may give up whenever it likes. A yes is a promise: from then on it keeps its
// locks until it learns what was decided, whatever happens, also to itself. That is being in doubt.

import type { NodeId } from '../../src/engine/process.ts'
import { closeHold, isAuthorised } from './authorisation.ts'
import { log, post, touch, watch } from './desk.ts'
import { acquire, holderOf, missingOf } from './locks.ts'
import type { Abort, Cancel, Commit, Prepare, Presumption, Vote, Work } from './messages.ts'
import { copyOfCouncil, firstAcceptors } from './paxosCommit/council.ts'
import { proposeOwn } from './paxosCommit/voter.ts'
import { sendProbes } from './probes.ts'
import { apply, effectsOf, keysOf, letGo, modeOf, shortOf, valueIn } from './rows.ts'
import {
  type Outcome,
  type ParticipantRecord,
  type SiteCtx,
  type State,
  settingsOf,
  type Task,
} from './state.ts'
import { isThreePhase, leadAfterUs } from './threePhase.ts'
import {
  conflictOf,
  isOptimistic,
  lockValidated,
  mayLeaveAtVote,
  readsToKeep,
  versionsOf,
} from './validation.ts'

// The work.

export function onWork(state: State, from: NodeId, m: Work, ctx: SiteCtx): void {
  const { memory } = state
  const known = memory.tasks[m.tx]
  if (known !== undefined || memory.decided[m.tx] !== undefined) {
    ctx.note('workAgain', from, m.tx)
    if (known?.phase === 'worked') sayWorked(state, known, ctx)
    return
  }
  const { tx, presumption, ops, writers, isLast, council } = m
  const sinceUs = ctx.now()
  const dueUs = watch(state, 'tasks', tx, sinceUs + settingsOf(ctx).lockTimeoutUs, ctx)
  const task: Task = {
    tx,
    presumption,
    ops,
    writers,
    isLast,
    coordinator: from,
    sinceUs,
    dueUs,
    phase: 'waits',
    effects: [],
    values: [],
    doubtUs: -1,
    asked: 0,
    isPre: false,
    isRecovered: false,
    standings: null,
    ...(council !== undefined && { council }),
  }
  memory.tasks[tx] = task
  touch(state, tx)
  if (isOptimistic(ctx)) {
    task.versions = versionsOf(memory, ops)
    return finishWork(state, task, ctx)
  }
  for (const key of keysOf(ops)) acquire(memory.locks, key, { tx, mode: modeOf(ops, key), sinceUs })
  const missing = missingOf(memory.locks, tx, keysOf(ops))
  if (missing === undefined) finishWork(state, task, ctx)
  else {
    ctx.note('waitsForLock', tx, `${missing}, which ${holderOf(memory.locks, missing)} has`)
    sendProbes(state, task, ctx)
  }
}

/** Somebody let go of a row: if it has all its locks now, it goes on. */
export function goOn(state: State, task: Task, ctx: SiteCtx): void {
  const { tx, ops, phase } = task
  if (phase === 'waits' && missingOf(state.memory.locks, tx, keysOf(ops)) === undefined)
    finishWork(state, task, ctx)
}

/** All locks are there, or none are wanted yet: reads, and works out what the rows are to become. Nothing of it shows yet. */
function finishWork(state: State, task: Task, ctx: SiteCtx): void {
  const read = task.ops.filter(({ kind }) => kind === 'read')
  task.effects = effectsOf(state, task.ops, task.tx, 1)
  task.values = read.map(({ key }) => ({ key, value: valueIn(state, key) }))
  task.phase = 'worked'
  task.dueUs = watch(state, 'tasks', task.tx, ctx.now() + settingsOf(ctx).idleUs, ctx)
  touch(state, task.tx)
  ctx.note(task.versions === undefined ? 'worked' : 'workedFreely', task.tx, keysOf(task.ops).length)
  if (task.isLast) return castVote(state, task, ctx)
  sayWorked(state, task, ctx)
  // Two-phase locking: a lock is let go only when no more will be taken anywhere.
  if (ctx.broken.readLocksEarly === true) letGo(state, task.tx, task.ops, ctx, 'shared')
}

function sayWorked(state: State, { tx, coordinator, values }: Task, ctx: SiteCtx): void {
  post(state, coordinator, { type: 'Worked', tx, isDone: true, why: '', values }, ctx)
}

export function drop(state: State, { tx, ops }: Task, ctx: SiteCtx): void {
  delete state.memory.tasks[tx]
  touch(state, tx)
  letGo(state, tx, ops, ctx)
  closeHold(state, tx, state.memory.decided[tx], ctx)
}

export function onCancel(state: State, from: NodeId, { tx }: Cancel, ctx: SiteCtx): void {
  const task = state.memory.tasks[tx]
  if (task === undefined || task.phase === 'prepared') return ctx.note('notMine', from, tx, 'cancel')
  ctx.note('cancelled', tx)
  drop(state, task, ctx)
}

// Phase one.

export function onPrepare(state: State, from: NodeId, m: Prepare, ctx: SiteCtx): void {
  const { memory } = state
  const task = memory.tasks[m.tx]
  if (task?.phase === 'prepared') return assent(state, task, 'yes', ctx)
  if (memory.decided[m.tx] === 'commit') return ctx.note('notMine', from, m.tx, 'prepare')
  if (task === undefined || task.phase === 'waits') return refuse(state, from, m, ctx)
  castVote(state, task, ctx)
}

export function castVote(state: State, task: Task, ctx: SiteCtx): void {
  const { tx } = task
  const conflict = conflictOf(state, task, ctx)
  if (conflict !== null) {
    ctx.note(conflict.why === 'changed' ? 'rowChanged' : 'rowLocked', tx, conflict.key, conflict.by)
    return voteNo(state, task, conflict.why, ctx)
  }
  const broken = shortOf(task.ops, task.effects)
  if (broken !== null) {
    ctx.note('votesNo', tx, 'tooFew', broken)
    return voteNo(state, task, 'tooFew', ctx)
  }
  if (!isAuthorised(state, task, ctx)) return
  if (!mayLeaveAtVote(task, ctx)) return promise(state, task, ctx)
  ctx.note('votesRead', tx)
  assent(state, task, 'read', ctx)
  drop(state, task, ctx)
}

export function voteNo(state: State, task: Task, why: string, ctx: SiteCtx): void {
  abortHere(state, task, ctx)
  vote(state, task.coordinator, task.tx, 'no', why, ctx)
}

/** It can keep the promise only if the disk remembers it. */
function promise(state: State, task: Task, ctx: SiteCtx): void {
  lockValidated(state, task, ctx)
  task.phase = 'prepared'
  task.doubtUs = ctx.now()
  const patienceUs = isThreePhase(ctx) ? leadAfterUs(task, ctx) : settingsOf(ctx).inquireUs
  task.dueUs = watch(state, 'tasks', task.tx, task.doubtUs + patienceUs, ctx)
  ctx.note('votesYes', task.tx)
  if (ctx.broken.votesBeforeForce === true) assent(state, task, 'yes', ctx)
  log(state, recordOf(task, 'prepared', true), ctx)
  if (ctx.broken.votesBeforeForce !== true) assent(state, task, 'yes', ctx)
  if (ctx.broken.letsGoAtVote === true) letGo(state, task.tx, task.ops, ctx)
}

/** It has no such work: it lost it in a crash, gave up, or never got it. */
function refuse(state: State, from: NodeId, { tx, presumption, isReader }: Prepare, ctx: SiteCtx): void {
  const { memory } = state
  const task = memory.tasks[tx]
  ctx.note('votesNo', tx, task === undefined ? 'unknownHere' : 'stillWaits', '')
  if (task !== undefined) abortHere(state, task, ctx)
  else if (!isReader && memory.decided[tx] === undefined) abortUnknown(state, tx, presumption, from, ctx)
  vote(state, from, tx, 'no', 'unknownHere', ctx)
}

/** To the coordinator; under Paxos Commit to the acceptors. */
function assent(state: State, task: Task, choice: 'yes' | 'read', ctx: SiteCtx): void {
  const { tx, coordinator, council } = task
  if (council === undefined) vote(state, coordinator, tx, choice, '', ctx)
  else proposeOwn(state, tx, council, choice, firstAcceptors(council), ctx)
}

function vote(state: State, to: NodeId, tx: string, ballot: Vote['vote'], why: string, ctx: SiteCtx): void {
  post(state, to, { type: 'Vote', tx, vote: ballot, why }, ctx)
}

// Phase two.

export function onCommit(state: State, from: NodeId, m: Commit, ctx: SiteCtx): void {
  const { memory } = state
  const task = memory.tasks[m.tx]
  if (task?.phase === 'prepared') {
    ctx.note('commits', m.tx, from)
    log(state, recordOf(task, 'commit', m.presumption !== 'commit'), ctx)
    conclude(state, task, 'commit', ctx)
  } else if (memory.decided[m.tx] === undefined) {
    ctx.note('cannotCommit', m.tx, from)
    abortUnknown(state, m.tx, m.presumption, from, ctx)
  } else ctx.note('knowsAlready', m.tx, memory.decided[m.tx])
  if (m.presumption !== 'commit') acknowledge(state, whoTold(task, from), m.tx, ctx)
}

export function onAbort(state: State, from: NodeId, m: Abort, ctx: SiteCtx): void {
  const { memory } = state
  const task = memory.tasks[m.tx]
  if (memory.decided[m.tx] === 'commit' && ctx.broken.obeysLastWord === true)
    abortUnknown(state, m.tx, m.presumption, from, ctx)
  else if (memory.decided[m.tx] !== undefined) ctx.note('knowsAlready', m.tx, memory.decided[m.tx])
  else if (task === undefined) abortUnknown(state, m.tx, m.presumption, from, ctx)
  else {
    ctx.note('aborts', m.tx, from)
    abortHere(state, task, ctx)
  }
  if (m.presumption !== 'abort') acknowledge(state, whoTold(task, from), m.tx, ctx)
}

/** A peer may have told it; under Paxos Commit another leader. */
function whoTold(task: Task | undefined, from: NodeId): NodeId {
  if (task?.council?.acceptors.includes(from)) return from
  return task?.coordinator ?? from
}

/** It leaves when the record that it speaks of is on disk. */
function acknowledge(state: State, to: NodeId, tx: string, ctx: SiteCtx): void {
  post(state, to, { type: 'Ack', tx }, ctx)
}

/** The end of it here: rows change or do not, and the locks go. */
export function conclude(state: State, task: Task, outcome: Outcome, ctx: SiteCtx): void {
  state.memory.decided[task.tx] = outcome
  if (outcome === 'commit') apply(state, task.tx, task.effects)
  drop(state, task, ctx)
}

/** It must remember that it will not vote yes, or that it need not keep its promise; unless that is presumed anyway. */
export function abortHere(state: State, task: Task, ctx: SiteCtx): void {
  const hasWritten = task.ops.some(({ kind }) => kind === 'add')
  // In three-phase commit nothing is presumed: a promise that only reads rest on needs its end as well.
  if (hasWritten || (task.phase === 'prepared' && isThreePhase(ctx)))
    log(state, recordOf(task, 'abort', task.presumption !== 'abort'), ctx)
  conclude(state, task, 'abort', ctx)
}

/** It will never vote yes to this one, and must remember that. */
export function abortUnknown(
  state: State,
  tx: string,
  presumption: Presumption,
  coordinator: NodeId,
  ctx: SiteCtx,
  isForced = presumption !== 'abort',
): void {
  const common = { role: 'participant', kind: 'abort', tx, presumption, coordinator } as const
  log(state, { ...common, isForced, writers: [], effects: [] }, ctx)
  state.memory.decided[tx] = 'abort'
}

/** Copies: what is on a log shares nothing with what may still change. */
export function recordOf(task: Task, kind: ParticipantRecord['kind'], isForced: boolean): ParticipantRecord {
  const { tx, presumption, coordinator, council } = task
  const effects = task.effects.map(({ key, value }) => ({ key, value }))
  const reads = readsToKeep(task)
  const writers = [...task.writers]
  const role = 'participant'
  const record = { role, kind, tx, isForced, presumption, coordinator, writers, effects } as const
  if (kind !== 'prepared' || (reads === undefined && council === undefined)) return record
  return {
    ...record,
    ...(reads !== undefined && { reads }),
    ...(council !== undefined && { council: copyOfCouncil(council) }),
  }
}
