// Three-phase commit: between the votes and the commit everybody is told that it will be a commit. So nobody commits while
// another may still be uncertain, and those who are left when the coordinator dies can finish: if one of them knows that it
// will be a commit, it is one; if all are uncertain, nobody has committed, and they abort. That is right as long as nodes only
// crash and no message is late. If the network splits, both sides may be left, and each finish in its own way.
// After Skeen 1981; Bernstein, Hadzilacos and Goodman, section 7.5, with their termination rules TR1 to TR4.

import type { NodeId } from '../../src/engine/process.ts'
import { log, post, watch } from './desk.ts'
import type { PreCommit, Standing, StateAsk, StateTell } from './messages.ts'
import { abortUnknown, conclude, recordOf } from './participant.ts'
import { type Outcome, type SiteCtx, type State, settingsOf, type Task } from './state.ts'

export function isThreePhase(ctx: SiteCtx): boolean {
  return settingsOf(ctx).protocol === 'threePhase'
}

/** A message there and one back, and what both wait for. */
function roundUs(ctx: SiteCtx): number {
  const { latencyMinUs, latencyMaxUs, diskSyncUs } = settingsOf(ctx)
  return 2 * Math.max(latencyMinUs, latencyMaxUs) + 2 * diskSyncUs + 1_000
}

/** Later ones wait longer, so that the first that is left takes the lead alone. */
export function leadAfterUs({ writers }: Task, ctx: SiteCtx): number {
  return settingsOf(ctx).inquireUs + 4 * writers.indexOf(ctx.id) * roundUs(ctx)
}

export function onPreCommit(state: State, from: NodeId, { tx }: PreCommit, ctx: SiteCtx): void {
  const task = state.memory.tasks[tx]
  if (task?.phase !== 'prepared') return ctx.note('notMine', from, tx, 'pre-commit')
  if (!task.isPre) ctx.note('preCommits', tx, from)
  task.isPre = true
  task.dueUs = watch(state, 'tasks', task.tx, ctx.now() + leadAfterUs(task, ctx), ctx)
  post(state, from, { type: 'PreAck', tx }, ctx)
}

// Termination.

/** The coordinator is silent: whoever is first asks how all the others stand. */
export function onSilence(state: State, task: Task, ctx: SiteCtx): void {
  task.dueUs = watch(state, 'tasks', task.tx, ctx.now() + roundUs(ctx), ctx)
  if (task.standings === null) {
    task.standings = {}
    ctx.note('takesLead', task.tx)
    for (const peer of others(task, ctx)) post(state, peer, { type: 'StateAsk', tx: task.tx }, ctx)
    return
  }
  const heard = Object.values(task.standings)
  if (heard.includes('commit')) return finish(state, task, 'commit', ctx)
  if (heard.includes('abort')) return finish(state, task, 'abort', ctx)
  if (!task.isPre && !heard.includes('pre')) return finish(state, task, 'abort', ctx)
  const uncertain = others(task, ctx).filter((peer) => task.standings?.[peer] === 'uncertain')
  if (uncertain.length === 0) return finish(state, task, 'commit', ctx)
  // TR4: nobody commits before all who are left know that it will be a commit.
  task.isPre = true
  for (const peer of uncertain) {
    task.standings[peer] = 'pre'
    post(state, peer, { type: 'PreCommit', tx: task.tx }, ctx)
  }
}

function others({ writers }: Task, ctx: SiteCtx): readonly NodeId[] {
  return writers.filter((site) => site !== ctx.id)
}

function finish(state: State, task: Task, outcome: Outcome, ctx: SiteCtx): void {
  const { tx, presumption } = task
  ctx.note('finishesAlone', tx, outcome)
  log(state, recordOf(task, outcome, true), ctx)
  conclude(state, task, outcome, ctx)
  const type = outcome === 'commit' ? 'Commit' : 'Abort'
  for (const peer of others(task, ctx)) post(state, peer, { type, tx, presumption }, ctx)
}

export function onStateAsk(state: State, from: NodeId, { tx }: StateAsk, ctx: SiteCtx): void {
  const standing = standingOf(state, from, tx, ctx)
  if (standing === null) return ctx.note('unsureToo', from, tx)
  ctx.note('tellsStanding', from, tx, standing)
  post(state, from, { type: 'StateTell', tx, standing }, ctx)
}

/** Who has not voted never will. Who was down meanwhile does not know what others know, and has no say. */
function standingOf(state: State, from: NodeId, tx: string, ctx: SiteCtx): Standing | null {
  const { tasks, decided } = state.memory
  const task = tasks[tx]
  if (decided[tx] !== undefined) return decided[tx]
  if (task?.phase !== 'prepared') {
    abortUnknown(state, tx, 'nothing', task?.coordinator ?? from, ctx, true)
    if (task !== undefined) conclude(state, task, 'abort', ctx)
    return 'abort'
  }
  if (task.isRecovered) return null
  task.dueUs = watch(state, 'tasks', task.tx, ctx.now() + 4 * roundUs(ctx) + leadAfterUs(task, ctx), ctx)
  return task.isPre ? 'pre' : 'uncertain'
}

export function onStateTell(state: State, from: NodeId, { tx, standing }: StateTell, ctx: SiteCtx): void {
  const task = state.memory.tasks[tx]
  if (task === undefined || task.standings === null) return ctx.note('notMine', from, tx, 'standing')
  task.standings[from] = standing
  ctx.note('heardStanding', from, tx, standing)
}
