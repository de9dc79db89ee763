// Checks the promises after every event, looking only at the node that moved and at the transactions that it touched.

import type { NodeView, Observer, Operation, Report, WorldView } from '../../../src/engine/observer.ts'
import type { ClientMemory } from '../client.ts'
import { accountName, ITEM } from '../requests.ts'
import type { Disk, Memory } from '../state.ts'
import { isProvider, isSagaIn, isSite, settingsOf } from '../state.ts'
import { lookAtCalm } from './calm.ts'
import { watchDeals, watchLog } from './fates.ts'
import { watchAcceptor } from './instances.ts'
import { freshIsolation, watchSight } from './isolation.ts'
import { watchBooks, watchProvider } from './payments.ts'
import { onDown, watchTasks } from './spans.ts'
import { type NodeMemo, oversold, type Truth } from './truth.ts'

export const observer: Observer<Truth> = {
  start: (nodes) => ({
    nodes: nodes.map((node) =>
      isSite(node) ? { up: false, log: (node.disk as Disk).log.length, steps: [], accepting: [] } : null,
    ),
    clients: nodes.map(({ process }) => (process === 'client' ? { finished: -1 } : null)),
    ...{
      fates: {},
      names: [],
      begun: 0,
      sagas: {},
      sagaNames: [],
      halfUs: 0,
      done: {},
      initial: rowsOf(nodes),
      open: {},
      past: [],
      logged: [],
      isolation: freshIsolation(),
    },
    spent: { waits: 0, locks: 0, doubts: 0, unknown: 0 },
    ...{ hasProvider: nodes.some(isProvider), charged: {}, doubleCharges: 0 },
    ...{
      committed: 0,
      aborted: 0,
      parted: 0,
      conflicts: 0,
      sold: 0,
      records: 0,
      forced: 0,
      nextLookUs: 0,
      wrong: [],
    },
  }),

  after(truth, world, node, report) {
    const view = world.nodes[node]!
    const memo = truth.nodes[node] ?? null
    if (memo !== null) watchSite(truth, world, view, memo, report)
    else if (view.process === 'provider' && view.memory !== null) watchProvider(truth, world, view, report)
    else if (view.process === 'client' && view.memory !== null)
      watchClient(truth, world, view, truth.clients[node]!, report)
    lookAtCalm(truth, world, report)
  },
}

function rowsOf(nodes: readonly NodeView[]): Readonly<Record<string, number>> {
  const rows: Record<string, number> = {}
  for (const { disk } of nodes.filter(isSite)) {
    for (const key of Object.keys((disk as Disk).rows)) rows[key] = (disk as Disk).rows[key]!.value
  }
  return rows
}

function watchSite(truth: Truth, world: WorldView, node: NodeView, memo: NodeMemo, report: Report): void {
  watchLog(truth, world, node, memo, report)
  watchAcceptor(truth, node, memo, world.nowUs, report)
  const memory: Memory | null = node.memory
  if (memory === null) {
    if (memo.up) onDown(truth, node, world.nowUs)
  } else {
    watchSight(truth, node, memory.touched)
    watchDeals(truth, world, node, report)
    watchBooks(truth, world, node, report)
    watchTasks(truth, node, memo.up ? memory.touched : underWay(truth, node), world.nowUs)
  }
  memo.up = node.up
}

/** Of a site that has just started. */
function underWay({ open }: Truth, { id, memory }: NodeView): readonly string[] {
  const { tasks, errands }: Memory = memory
  const unknown = Object.values(open)
    .filter(({ node, kind }) => node === id && kind === 'unknown')
    .map(({ tx }) => tx)
  return [...new Set([...Object.keys(tasks), ...Object.keys(errands), ...unknown])]
}

function watchClient(
  truth: Truth,
  world: WorldView,
  { memory }: NodeView,
  memo: { finished: number },
  report: Report,
): void {
  const { finished }: ClientMemory = memory
  if (finished === null || finished.operation === memo.finished) return
  memo.finished = finished.operation
  const operation = world.history[finished.operation]!
  if (operation.outcome !== 'ok') return
  if (operation.f === 'order') onSold(truth, operation.client, report)
  if (operation.f === 'audit') checkTotal(truth, world, operation, report)
}

/** Of the items that there were, each can be told of once. */
function onSold(truth: Truth, client: string, report: Report): void {
  truth.sold++
  if (oversold(truth) > 0) report.violate('notOversold', client, truth.initial[ITEM] ?? 0)
}

function checkTotal(truth: Truth, world: WorldView, operation: Operation, report: Report): void {
  const { workloadKeys } = settingsOf(world)
  const names = Array.from({ length: workloadKeys }, (_, i) => accountName(i))
  const total = names.reduce((sum, name) => sum + (truth.initial[name] ?? 0), 0)
  if (operation.result === total) return
  truth.wrong.push({ operation: operation.id, word: 'torn', truth: `${total} in all` })
  if (isSagaIn(settingsOf(world))) return
  report.violate('oneTotal', operation.client, Number(operation.result), total)
}
