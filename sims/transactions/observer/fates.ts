// AC1 to AC4 of Bernstein, Hadzilacos and Goodman, section 7.3, from what stands in the logs and what coordinators decided.

import type { NodeView, Report, WorldView } from '../../../src/engine/observer.ts'
import type { Disk, LogRecord, Memory, Outcome, ParticipantRecord } from '../state.ts'
import { settingsOf } from '../state.ts'
import { checkChosen, onAcceptorRecord } from './instances.ts'
import { checkIsolation, onCommitted, onInstalled } from './isolation.ts'
import { onLostRecord, onSagaRecord, onStepRecord } from './sagas.ts'
import { type Fate, fateOf, isParted, type Logged, type NodeMemo, requestOf, type Truth } from './truth.ts'

/** More than one sync can take back. */
const MOST_STEPS = 512

/** What is new in its log. A crash may have taken some of it back, but not that it was once promised or decided. */
export function watchLog(
  truth: Truth,
  world: WorldView,
  node: NodeView,
  memo: NodeMemo,
  report: Report,
): void {
  const { log }: Disk = node.disk
  if (log.length < memo.log) loseSteps(truth, memo, log.length)
  for (let i = Math.min(memo.log, log.length); i < log.length; i++) {
    const record = log[i]!
    truth.records++
    if (record.isForced) truth.forced++
    note(truth, { node: node.id, atUs: world.nowUs, ...pick(record) })
    if (record.role === 'acceptor') onAcceptorRecord(memo, node, i, record)
    else if (record.role === 'participant') onRecord(truth, world, node.id, record, report)
    else if (record.role === 'saga') onSagaRecord(truth, world, record, report)
    else if (record.role === 'step') {
      onStepRecord(truth, world, record, report)
      memo.steps.push({ at: i, record })
      if (memo.steps.length > MOST_STEPS) memo.steps.shift()
    }
  }
  memo.log = log.length
}

function loseSteps(truth: Truth, memo: NodeMemo, length: number): void {
  for (const { record } of memo.steps.filter(({ at }) => at >= length)) onLostRecord(truth, record)
  memo.steps = memo.steps.filter(({ at }) => at < length)
}

const MOST_LOGGED = 300

/** The latest of what came to any log. */
export function note(truth: Truth, logged: Logged): void {
  truth.logged.push(logged)
  if (truth.logged.length > MOST_LOGGED) truth.logged.shift()
}

function pick({ tx, kind, isForced }: LogRecord): Pick<Logged, 'tx' | 'kind' | 'isForced'> {
  return { tx, kind, isForced }
}

function onRecord(
  truth: Truth,
  world: WorldView,
  node: string,
  record: ParticipantRecord,
  report: Report,
): void {
  const fate = fateOf(truth, record.tx, world.nowUs)
  if (fate.writers.length === 0) fate.writers = record.writers
  if (record.kind === 'prepared') {
    fate.yes[node] = true
    checkNonTriviality(fate, world, report)
  } else if (fate.writers.includes(node)) {
    if (record.kind === 'commit') {
      onEffect(truth, fate, node, report)
      onInstalled(
        truth,
        fate.tx,
        record.effects.map(({ key }) => key),
      )
    }
    end(truth, fate, world, node, record.kind, report)
  }
}

/** AC1: all that decide decide the same. AC2: nobody decides anew. */
function end(
  truth: Truth,
  fate: Fate,
  world: WorldView,
  node: string,
  outcome: Outcome,
  report: Report,
): void {
  const before = fate.ended[node]
  if (before !== undefined && before !== outcome) report.violate('ac2', node, fate.tx, before, outcome)
  halfway(truth, fate, world.nowUs)
  const wasParted = isParted(fate)
  fate.ended[node] ??= outcome
  if (isParted(fate) && !wasParted) truth.parted++
  if (fate.ended[node] === 'commit') onCommitted(truth.isolation, fate)
  const other = fate.writers.find((site) => (fate.ended[site] ?? outcome) !== outcome)
  if (other !== undefined) report.violate('ac1', fate.tx, node, outcome, other)
  else if (fate.coordinator !== null && fate.coordinator !== outcome)
    report.violate('ac1', fate.tx, node, outcome, 'the coordinator')
  if (outcome === 'commit') checkAllYes(fate, node, report)
}

/** From the first site that shows it to the last. Locks keep others from seeing both halves. */
function halfway(truth: Truth, fate: Fate, nowUs: number): void {
  const done = fate.writers.filter((site) => fate.ended[site] === 'commit').length
  if (done > 0 && done < fate.writers.length) truth.halfUs += nowUs - fate.movedUs
  fate.movedUs = nowUs
}

/** AC3: commit only if all voted yes. */
function checkAllYes({ tx, writers, yes }: Fate, node: string, report: Report): void {
  const missing = writers.find((site) => yes[site] !== true)
  if (missing !== undefined) report.violate('ac3', tx, node, missing)
}

/** A request takes effect at a site once, whatever the transactions are called that carry it. */
function onEffect(truth: Truth, { tx }: Fate, node: string, report: Report): void {
  const request = requestOf(tx)
  const known = truth.done[request]
  if (known === undefined) truth.done[request] = tx
  else if (known !== tx) report.violate('onceOnly', request, node, known, tx)
}

/** Reasons for an abort: others had a row, or had changed it. */
const CONFLICTS = ['lockTimeout', 'deadlock', 'changed', 'locked']

/** What coordinators decided in this event. */
export function watchDeals(truth: Truth, world: WorldView, node: NodeView, report: Report): void {
  const memory: Memory = node.memory
  for (const tx of memory.touched) {
    const deal = memory.deals[tx]
    const known = memory.requests[requestOf(tx)]
    // A saga is counted when its end is on a log.
    if ((deal === undefined && known?.tx !== tx) || truth.sagas[tx] !== undefined) continue
    // Its beginning is seen by all; what is not known any more was over long ago.
    if (truth.fates[tx] === undefined && (deal === undefined || deal.phase === 'tells')) continue
    const fate = fateOf(truth, tx, world.nowUs)
    if (deal !== undefined && deal.parts.length > 0 && fate.writers.length === 0)
      fate.writers = deal.parts
        .filter(({ ops }) => ops.some(({ kind }) => kind === 'add'))
        .map(({ site }) => site)
    const outcome = deal === undefined ? known!.outcome : deal.phase === 'tells' ? deal.outcome : null
    if (outcome === null) continue
    const council = deal?.council
    if (fate.coordinator !== null) {
      if (council !== undefined && fate.coordinator !== outcome)
        report.violate('ac1', tx, node.id, outcome, 'another coordinator')
      continue
    }
    if (council !== undefined && outcome === 'commit') checkChosen(fate, council.members, node.id, report)
    if (CONFLICTS.includes(deal?.why ?? known!.why)) truth.conflicts++
    onDecided(truth, fate, world, node.id, outcome, report)
  }
}

function onDecided(
  truth: Truth,
  fate: Fate,
  world: WorldView,
  node: string,
  outcome: Outcome,
  report: Report,
): void {
  fate.coordinator = outcome
  fate.decidedUs = world.nowUs
  if (outcome === 'commit') truth.committed++
  else truth.aborted++
  if (outcome === 'commit') {
    onCommitted(truth.isolation, fate)
    checkAllYes(fate, node, report)
    checkIsolation(truth, report)
  }
  const other = fate.writers.find((site) => (fate.ended[site] ?? outcome) !== outcome)
  if (other !== undefined) report.violate('ac1', fate.tx, 'the coordinator', outcome, other)
  checkNonTriviality(fate, world, report)
}

/** AC4: if nothing fails and all vote yes, it is a commit. A coordinator that lost patience counts as a failure. */
function checkNonTriviality(fate: Fate, world: WorldView, report: Report): void {
  const { coordinator, writers, yes, sinceUs, decidedUs, tx } = fate
  // A second attempt may find that the first was committed after all.
  if (tx !== requestOf(tx)) return
  if (coordinator !== 'abort' || writers.length === 0 || !writers.every((site) => yes[site] === true)) return
  const { voteTimeoutUs, lossProbability } = settingsOf(world)
  const isCalm = world.faults.length === 0 && world.disturbedUs < sinceUs && lossProbability === 0
  if (isCalm && decidedUs - sinceUs < voteTimeoutUs) report.violate('ac4', tx)
}
