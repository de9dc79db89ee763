// How long transactions wait for rows, hold them, and hold them in doubt, node by node. A crash does not end a doubt: what
// was promised is on disk, and nobody else may touch those rows.

import type { NodeView } from '../../../src/engine/observer.ts'
import { keysOf } from '../rows.ts'
import type { Disk, Errand, Memory, Task } from '../state.ts'
import { opsOf } from '../steps.ts'
import { openCharges } from './payments.ts'
import type { Span, SpanKind, Truth } from './truth.ts'

const MOST_PAST = 300

/** What changed for the transactions that this event touched. */
export function watchTasks(truth: Truth, node: NodeView, touched: readonly string[], nowUs: number): void {
  const memory: Memory = node.memory
  for (const tx of touched) {
    const task = memory.tasks[tx]
    const errand = memory.errands[tx]
    const kinds = task !== undefined ? kindsOf(task) : errand !== undefined ? kindsOfErrand(errand) : []
    const wanted = memory.holds[tx]?.isUnknown === true ? [...kinds, 'unknown' as const] : kinds
    for (const span of spansOf(truth, node.id, tx)) if (!wanted.includes(span.kind)) close(truth, span, nowUs)
    const ops = task?.ops ?? (errand === undefined ? [] : opsOf(errand.message))
    for (const kind of wanted)
      if (truth.open[spanName(kind, node.id, tx)] === undefined)
        begin(truth, node.id, tx, kind, kind === 'unknown' ? 1 : keysOf(ops).length, nowUs)
  }
}

const KINDS: readonly SpanKind[] = ['waits', 'locks', 'doubts', 'unknown']

/** What lasts for a transaction at a node, in the order in which one follows another. */
function spansOf({ open }: Truth, node: string, tx: string): readonly Span[] {
  return KINDS.flatMap((kind) => open[spanName(kind, node, tx)] ?? [])
}

function spanName(kind: SpanKind, node: string, tx: string): string {
  return `${kind} ${node} ${tx}`
}

/** While a provider is asked no row is locked. */
function kindsOfErrand({ phase, payment }: Errand): readonly SpanKind[] {
  if (phase !== 'pays') return [phase === 'waits' ? 'waits' : 'locks']
  return payment?.isUnknown === true ? ['unknown'] : []
}

function kindsOf({ phase, effects, versions }: Task): readonly SpanKind[] {
  if (phase === 'waits') return ['waits']
  if (phase === 'worked' && versions !== undefined) return []
  return phase === 'prepared' && effects.length > 0 ? ['locks', 'doubts'] : ['locks']
}

function begin(truth: Truth, node: string, tx: string, kind: SpanKind, rows: number, nowUs: number): void {
  truth.open[spanName(kind, node, tx)] = { node, tx, kind, rows, fromUs: nowUs, untilUs: -1 }
}

function close(truth: Truth, span: Span, nowUs: number): void {
  delete truth.open[spanName(span.kind, span.node, span.tx)]
  truth.past.push({ ...span, untilUs: nowUs })
  if (truth.past.length > MOST_PAST) truth.past.shift()
  truth.spent[span.kind] += span.rows * (nowUs - span.fromUs)
}

/**
 * It is down. What it had not promised is gone, and with it the locks; what was promised stands, also if its end is lost, and
 * so does a charge that it had put down.
 */
export function onDown(truth: Truth, node: NodeView, nowUs: number): void {
  const promised = openPromises(node.disk)
  const open = Object.values(truth.open).filter((one) => one.node === node.id)
  const charging = openCharges(node.disk.log)
  const stands = ({ tx, kind }: Span) =>
    kind === 'unknown' ? charging.includes(tx) : promised[tx] !== undefined
  for (const span of open) if (!stands(span)) close(truth, span, nowUs)
  for (const tx of charging)
    if (truth.open[spanName('unknown', node.id, tx)] === undefined)
      begin(truth, node.id, tx, 'unknown', 1, nowUs)
  for (const tx of Object.keys(promised))
    if (!open.some((span) => span.tx === tx))
      for (const kind of ['locks', 'doubts'] as const) begin(truth, node.id, tx, kind, promised[tx]!, nowUs)
}

/** By transaction: how many rows it is to change. */
function openPromises({ log }: Disk): Readonly<Record<string, number>> {
  const promised: Record<string, number> = {}
  for (const record of log) {
    if (record.role !== 'participant') continue
    if (record.kind === 'prepared') promised[record.tx] = record.effects.length
    else delete promised[record.tx]
  }
  return promised
}

/** Of all spans of a kind, over or not, times the rows concerned. */
export function spentUs(truth: Truth, kind: SpanKind, nowUs: number): number {
  return Object.values(truth.open)
    .filter((span) => span.kind === kind)
    .reduce((sum, { rows, fromUs }) => sum + rows * (nowUs - fromUs), truth.spent[kind])
}
