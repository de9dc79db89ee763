// How long transactions wait for rows, hold them, and hold them in doubt, node by node. A crash does not end a doubt: what
// was promised is on disk, and nobody else may touch those rows.

import type { NodeView } from '../../../src/engine/observer.ts'
import { keysOf } from '../participant.ts'
import type { Disk, Memory, Task } from '../state.ts'
import type { Span, SpanKind, Truth } from './truth.ts'

const MOST_PAST = 300

/** What changed for the transactions that this event touched. */
export function watchTasks(truth: Truth, node: NodeView, touched: readonly string[], nowUs: number): void {
  const memory: Memory = node.memory
  for (const tx of touched) {
    const task = memory.tasks[tx]
    const wanted = task === undefined ? [] : kindsOf(task)
    const open = truth.open.filter((span) => span.node === node.id && span.tx === tx)
    for (const span of open) if (!wanted.includes(span.kind)) close(truth, span, nowUs)
    for (const kind of wanted)
      if (!open.some((span) => span.kind === kind)) begin(truth, node.id, tx, kind, task!, nowUs)
  }
}

function kindsOf({ phase, effects }: Task): readonly SpanKind[] {
  if (phase === 'waits') return ['waits']
  return phase === 'prepared' && effects.length > 0 ? ['locks', 'doubts'] : ['locks']
}

function begin(truth: Truth, node: string, tx: string, kind: SpanKind, { ops }: Task, nowUs: number): void {
  truth.open.push({ node, tx, kind, rows: keysOf(ops).length, fromUs: nowUs, untilUs: -1 })
}

function close(truth: Truth, span: Span, nowUs: number): void {
  truth.open = truth.open.filter((other) => other !== span)
  truth.past.push({ ...span, untilUs: nowUs })
  if (truth.past.length > MOST_PAST) truth.past.shift()
  truth.spent[span.kind] += span.rows * (nowUs - span.fromUs)
}

/** It is down: what it had not promised is gone, and with it the locks. */
export function onDown(truth: Truth, node: NodeView, nowUs: number): void {
  const promised = openPromises(node.disk)
  for (const span of truth.open.filter((one) => one.node === node.id))
    if (!promised.has(span.tx)) close(truth, span, nowUs)
}

function openPromises({ log }: Disk): ReadonlySet<string> {
  const promised = new Set<string>()
  for (const { role, kind, tx } of log)
    if (role === 'participant') kind === 'prepared' ? promised.add(tx) : promised.delete(tx)
  return promised
}

/** Of all spans of a kind, over or not, times the rows concerned. */
export function spentUs(truth: Truth, kind: SpanKind, nowUs: number): number {
  return truth.open
    .filter((span) => span.kind === kind)
    .reduce((sum, { rows, fromUs }) => sum + rows * (nowUs - fromUs), truth.spent[kind])
}
