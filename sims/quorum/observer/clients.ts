// What clients were told, against what had been acknowledged when they asked: how stale an answer was, whether it went
// back behind another, and which promise that breaks. An operation is judged by how it was answered: only answers of full
// quorums are promised anything, whatever the settings.

import type { NodeView, Operation, Report, WorldView } from '../../../src/engine/observer.ts'
import type { NodeId } from '../../../src/engine/process.ts'
import type { Answer, ClientMemory, Task } from '../client.ts'
import { settingsIn } from '../settings.ts'
import { sideOf } from '../sides.ts'
import { type Disk, needsOf, versionsAt } from '../state.ts'
import { covers, hasAll, textOf, type Version } from '../versions.ts'
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
    noteEnd(truth, world, memo)
    if (answer !== null && answer.operation === memory.finished) onAnswered(truth, world, answer, report)
  }
  if (memory.operation >= 0 && memory.operation !== memo.operation)
    noteAsked(truth, world, view.id, memo, memory.operation)
  if (memory.version !== null && memory.operation >= 0 && memory.operation !== memo.put) {
    memo.put = memory.operation
    remember(truth, putBy(truth, world, memory, memory.task!, memory.version))
  }
}

/** What is asked while a cut stands is counted for the side it is asked on. */
function noteAsked(
  truth: Truth,
  world: WorldView,
  client: string,
  memo: ClientMemo,
  operation: number,
): void {
  memo.operation = operation
  memo.side = sideOf(world, client)
  if (memo.side !== null) truth.sides[memo.side].asked++
}

function noteEnd(truth: Truth, world: WorldView, { operation, finished, side }: ClientMemo): void {
  const isAnswered = operation === finished && world.history[finished]?.outcome === 'ok'
  if (isAnswered && side !== null) truth.sides[side].answered++
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
    heldAt: [],
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

function holdersOf({ nodes, settings }: WorldView, key: string, version: Version): NodeId[] {
  const { conflicts } = settingsIn(settings)
  const has = ({ process, disk }: NodeView) =>
    process === 'replica' && hasAll(versionsAt(disk as Disk, key), [version], conflicts)
  return nodes.filter(has).map(({ id }) => id)
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
    heldAt: Object.freeze(holdersOf(world, key, version)),
  })
  truth.puts[truth.puts.indexOf(put)] = acked
  truth.live = [...truth.live.filter((each) => each.key !== key || !covers(version, each.version)), acked]
  report.note('truth', key, textOf(version.value))
  checkLost(truth, world, key, report)
}
