// Who believes that it has the lock: since when, and whether another believes so too. A worker believes as long as it has
// not noticed that its lease is over, and one that stands still notices nothing.

import type { NodeView, WorldView } from '../../../src/engine/observer.ts'
import type { WorkerMemory } from '../worker.ts'
import { begin, end, type Truth, type WorkerMemo, waited } from './truth.ts'

export function watchWorker(truth: Truth, world: WorldView, node: NodeView, memo: WorkerMemo): void {
  const memory: WorkerMemory | null = node.memory
  const phase = memory?.phase ?? 'down'
  const token = memory?.held?.token ?? 0
  if (memory === null && memo.token > 0) onDeath(truth, memo.token, world.nowUs)
  if (phase !== memo.phase) watchAsking(truth, world.nowUs, node.id, memo, phase)
  if (token !== memo.token) watchHolding(truth, world.nowUs, node.id, memo, token)
  memo.phase = phase
  memo.token = token
  countOverlap(truth, world.nowUs)
}

function watchAsking(
  truth: Truth,
  nowUs: number,
  node: string,
  memo: WorkerMemo,
  phase: WorkerMemo['phase'],
): void {
  if (phase === 'asks') {
    memo.asksSinceUs = nowUs
    begin(truth, { node, kind: 'asks', token: 0, fromUs: nowUs })
  } else if (memo.phase === 'asks') {
    if (phase === 'reads') waited(truth, nowUs - memo.asksSinceUs)
    memo.asksSinceUs = -1
    end(truth, nowUs, (span) => span.node === node && span.kind === 'asks')
  }
}

function watchHolding(truth: Truth, nowUs: number, node: string, memo: WorkerMemo, token: number): void {
  if (memo.token > 0)
    end(truth, nowUs, (span) => span.node === node && (span.kind === 'holds' || span.kind === 'believes'))
  if (token > 0) begin(truth, { node, kind: 'holds', token, fromUs: nowUs })
}

/** The lock is idle until it is given to somebody else, if it was in force. */
function onDeath(truth: Truth, token: number, nowUs: number): void {
  if (!truth.inForce.some((lease) => lease.token === token)) return
  truth.idle.deaths++
  if (truth.idle.sinceUs < 0) truth.idle.sinceUs = nowUs
}

function countOverlap({ overlap, workers }: Truth, nowUs: number): void {
  const isNow = workers.filter((memo) => memo !== null && memo.token > 0).length > 1
  if (isNow === overlap.sinceUs >= 0) return
  if (isNow) {
    overlap.count++
    overlap.sinceUs = nowUs
  } else {
    overlap.us += nowUs - overlap.sinceUs
    overlap.sinceUs = -1
  }
}

/** Belief that is not so: the lease is over, and the worker goes on. */
export function watchBelief(truth: Truth, nowUs: number): void {
  for (const { node, kind, token } of truth.open.filter((span) => span.kind === 'holds')) {
    const isSo = truth.inForce.some((lease) => lease.token === token && lease.worker === node)
    const isKnown = truth.open.some((span) => span.kind === 'believes' && span.node === node)
    if (kind === 'holds' && !isSo && !isKnown) begin(truth, { node, kind: 'believes', token, fromUs: nowUs })
  }
}
