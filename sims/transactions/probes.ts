// Deadlocks, found by probes that follow who waits for whom. A transaction that must wait at a site sends a probe after each
// one that it waits for, to the coordinator of that one, which knows at which sites it may wait itself. There the probe goes
// on, after those whom that one waits for. If it comes back to the transaction that sent it, they wait in a circle, and it
// will never end by itself. Whoever began to wait last in that circle gives way: the probe carries its name, and whichever
// probe goes round names the same one. It has not voted, so it may be aborted whatever has become of the circle meanwhile.
//
// The last to enter a circle finds all its other waits standing, for nobody overtakes in a queue: so it is enough to send
// probes when a wait begins, and to pass each on once. A probe may get lost; then the lock's timeout ends it.
// After Chandy, Misra and Haas 1983, with the coordinator in the place of the controller that knows where its process waits.

import type { NodeId } from '../../src/engine/process.ts'
import { post } from './desk.ts'
import { blockersOf } from './locks.ts'
import type { GiveWay, Probe } from './messages.ts'
import { drop } from './participant.ts'
import { keysOf } from './rows.ts'
import { type Deal, type SiteCtx, type State, settingsOf, type Task } from './state.ts'

/** One that waits, where, and since when. */
type Wait = Pick<Probe, 'last' | 'lastAt' | 'lastUs'>

// At the sites.

/** Its wait begins here. */
export function sendProbes(state: State, task: Task, ctx: SiteCtx): void {
  if (settingsOf(ctx).deadlocks !== 'detected') return
  const wait = waitOf(task, ctx)
  for (const blocker of blockers(state, task)) {
    ctx.note('probes', task.tx, blocker.tx, blocker.coordinator)
    const { tx, coordinator } = blocker
    const probe = { type: 'Probe', asks: 'coordinator', initiator: task.tx, at: ctx.id, tx, ...wait } as const
    post(state, coordinator, probe, ctx)
  }
}

function waitOf({ tx, sinceUs }: Task, ctx: SiteCtx): Wait {
  return { last: tx, lastAt: ctx.id, lastUs: sinceUs }
}

/** Those that it waits for here; a step of a saga waits for nobody elsewhere, and is none of them. */
function blockers({ memory }: State, { tx, ops }: Task): readonly Task[] {
  return blockersOf(memory.locks, tx, keysOf(ops)).flatMap((other) => memory.tasks[other] ?? [])
}

/** The transaction that it follows may wait here too. Each probe is passed on once, however often it comes by. */
function follow(state: State, from: NodeId, m: Probe, ctx: SiteCtx): void {
  const task = state.memory.tasks[m.tx]
  if (task?.phase !== 'waits') return ctx.note('probeEnds', from, m.initiator, m.tx)
  const known = task.probedBy ?? []
  if (known.includes(m.initiator)) return ctx.note('probeAgain', from, m.initiator, m.tx)
  task.probedBy = [...known, m.initiator]
  const last = laterOf(m, waitOf(task, ctx))
  for (const blocker of blockers(state, task)) {
    ctx.note('probeGoesOn', m.initiator, m.tx, blocker.tx, blocker.coordinator)
    post(state, blocker.coordinator, { ...m, ...last, asks: 'coordinator', tx: blocker.tx }, ctx)
  }
}

/** Who began to wait last. Clocks of sites may differ, but each wait has one time, so that all probes agree. */
function laterOf({ last, lastAt, lastUs }: Wait, other: Wait): Wait {
  const isLater = other.lastUs > lastUs || (other.lastUs === lastUs && other.last > last)
  return isLater ? other : { last, lastAt, lastUs }
}

/** It is the victim, if it still waits: it has promised nothing yet. */
export function onGiveWay(state: State, from: NodeId, { tx }: GiveWay, ctx: SiteCtx): void {
  const task = state.memory.tasks[tx]
  if (task?.phase !== 'waits') return ctx.note('notMine', from, tx, 'order to give way')
  ctx.note('endsCircle', tx)
  post(state, task.coordinator, { type: 'Worked', tx, isDone: false, why: 'deadlock', values: [] }, ctx)
  drop(state, task, ctx)
}

// At the coordinators.

export function onProbe(state: State, from: NodeId, m: Probe, ctx: SiteCtx): void {
  if (m.asks === 'site') return follow(state, from, m, ctx)
  const deal = state.memory.deals[m.tx]
  if (deal?.phase !== 'works') return ctx.note('probeEnds', from, m.initiator, m.tx)
  if (m.tx === m.initiator) return comeBack(state, from, m, deal, ctx)
  const sites = sitesAtWork(deal, ctx)
  ctx.note('passesProbe', m.initiator, m.tx, sites.length)
  for (const site of sites) post(state, site, { ...m, asks: 'site' }, ctx)
}

/** Where its work is not done: there it may wait. */
function sitesAtWork({ parts, worked }: Deal, ctx: SiteCtx): readonly NodeId[] {
  const left = parts.map(({ site }) => site).filter((site) => worked[site] === undefined)
  return settingsOf(ctx).workOrder === 'inOrder' ? left.slice(0, 1) : left
}

/** A circle, if the wait that it set out from is not over. */
function comeBack(state: State, from: NodeId, m: Probe, { worked }: Deal, ctx: SiteCtx): void {
  if (worked[m.at] !== undefined) return ctx.note('probeEnds', from, m.initiator, m.tx)
  ctx.note('findsCircle', m.initiator, m.last, m.lastAt)
  post(state, m.lastAt, { type: 'GiveWay', tx: m.last }, ctx)
}
