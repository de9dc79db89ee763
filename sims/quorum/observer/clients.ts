// What clients were told, against what had been acknowledged when they asked: how stale an answer was, whether it went
// back behind another, and which promise that breaks. An operation is judged by how it was answered: only answers of full
// quorums are promised anything, whatever the settings.

import type { NodeView, Operation, Report, WorldView } from '../../../src/engine/observer.ts'
import type { Answer, ClientMemory, Task } from '../client.ts'
import { settingsIn } from '../settings.ts'
import { needsOf } from '../state.ts'
import { covers, textOf, type Version } from '../versions.ts'
import { oblige } from './calm.ts'
import { checkLost } from './copies.ts'
import { judgeRead } from './reads.ts'
import { type ClientMemo, type Put, putOf, remember, rememberShown, type Truth } from './truth.ts'

export function watchClient(
  truth: Truth,
  world: WorldView,
  view: NodeView,
  memo: ClientMemo,
  report: Report,
): void {
  const memory: ClientMemory | null = view.memory
  if (memory === null) return
  if (memory.finished !== memo.finished) {
    memo.finished = memory.finished
    const { answer } = memory
    if (answer !== null && answer.operation === memory.finished) onAnswered(truth, world, answer, report)
  }
  if (memory.version !== null && memory.operation >= 0 && memory.operation !== memo.put) {
    memo.put = memory.operation
    remember(truth, putBy(truth, world, memory, memory.task!, memory.version))
  }
}

/** A version leaves its client: from now on it may be read. */
function putBy(truth: Truth, world: WorldView, memory: ClientMemory, task: Task, version: Version): Put {
  const { operation, asked } = memory
  const read =
    task.merges === null ? null : truth.shown.findLast((each) => each.operation === task.merges?.read)
  const needs = needsOf(task.level, countReplicas(world), settingsIn(world.settings))
  const byLevel = asked ?? { need: needs.r, copies: needs.copies, isSloppy: !needs.isStrict }
  return Object.freeze({
    operation,
    key: task.key,
    version,
    sinceRow: world.history[read?.operation ?? operation]!.invokedRow,
    r: task.merges !== null ? 0 : byLevel.isSloppy ? 0 : byLevel.need,
    copies: byLevel.copies,
    ackedRow: -1,
    ackedUs: -1,
    w: 0,
  })
}

function countReplicas({ nodes }: WorldView): number {
  return nodes.filter(({ process }) => process === 'replica').length
}

function onAnswered(truth: Truth, world: WorldView, answer: Answer, report: Report): void {
  const operation = world.history[answer.operation]!
  if (operation.f === 'write') return onAcknowledged(truth, world, operation, answer, report)
  const { versions, backing, stores } = answer
  judgeRead(truth, world, operation, answer, report)
  oblige(truth, world, operation.key, versions, operation.invokedUs)
  rememberShown(
    truth,
    Object.freeze({
      operation: operation.id,
      client: operation.client,
      key: operation.key,
      versions,
      completedRow: world.row,
      w: backing.isSloppy ? 0 : stores,
      copies: backing.copies,
    }),
  )
}

/** From now on every read may be expected to know of it. */
function onAcknowledged(
  truth: Truth,
  world: WorldView,
  { key }: Operation,
  { versions, backing }: Answer,
  report: Report,
): void {
  const version = versions[0]!
  const put = putOf(truth, version)
  if (put === undefined) return
  const acked: Put = Object.freeze({
    ...put,
    version,
    ackedRow: world.row,
    ackedUs: world.nowUs,
    copies: Math.max(put.copies, backing.copies),
    w: backing.isSloppy ? 0 : backing.need,
  })
  truth.puts[truth.puts.indexOf(put)] = acked
  truth.live = [...truth.live.filter((each) => each.key !== key || !covers(version, each.version)), acked]
  report.note('truth', key, textOf(version.value))
  checkLost(truth, world, key, report)
}
