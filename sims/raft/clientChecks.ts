// What clients were told, against what was committed: no acknowledged write may be missing, and no read may be older
// than what some client had been told before the read began. Judged key by key, which is enough for linearizability of reads and writes.

import type { NodeView, Operation, Report, WorldView } from '../../src/engine/observer.ts'
import { scalar } from './apply.ts'
import type { ClientMemory } from './client.ts'
import { isSame } from './machine.ts'
import { at, type ClientMemo, type Truth } from './truth.ts'

export function watchClient(
  state: Truth,
  world: WorldView,
  view: NodeView,
  memo: ClientMemo,
  report: Report,
): void {
  const memory: ClientMemory | null = view.memory
  if (memory === null) return
  if (memory.finished !== memo.finished) {
    memo.finished = memory.finished
    if (memory.finished >= 0) onEnded(state, world.history[memory.finished]!, memory, memo.floor, report)
  }
  if (memory.operation === memo.operation) return
  memo.operation = memory.operation
  memo.floor = memory.task === null ? 0 : at(state.told, memory.task.key)
}

function onEnded(
  state: Truth,
  operation: Operation,
  memory: ClientMemory,
  floor: number,
  report: Report,
): void {
  if (operation.outcome !== 'ok') return
  if (operation.f === 'read') checkFreshRead(state, operation, floor, report)
  else onAcknowledged(state, operation, memory, report)
}

/** The command must be committed; from now on every client may know of it. */
function onAcknowledged(state: Truth, operation: Operation, memory: ClientMemory, report: Report): void {
  const { key, value } = operation
  const session = state.executed[memory.clientId]
  if (session === undefined || session.sequenceNum < memory.finishedNum) {
    report.violate('noLostWrite', operation.id, `${key}=${scalar(value)}`, 'the committed log', 0)
    return
  }
  state.told[key] = Math.max(at(state.told, key), session.index)
  if (session.index <= state.ackedIndex) return
  state.ackedIndex = session.index
  state.ackedOperation = operation.id
}

/** Looks for a moment, between what was known when the read began and now, at which the key held the answer. */
function checkFreshRead(state: Truth, operation: Operation, floor: number, report: Report): void {
  const { key, result } = operation
  const newest = at(state.latest, key)
  let earliest = -1
  for (let index = newest; ; index = state.committed[index - 1]!.previous) {
    if (isSame(valueAt(state, index), result)) earliest = index
    if (index <= floor) break
  }
  if (earliest >= 0) {
    state.told[key] = Math.max(at(state.told, key), earliest)
    return
  }
  const truth = scalar(valueAt(state, newest))
  report.violate('freshReads', operation.id, key, scalar(result), scalar(valueAt(state, floor)))
  state.wrong.push({ operation: operation.id, word: 'stale', truth: `${key}=${truth}` })
}

/** What the key held after the command at this index; nothing before the first. */
function valueAt(state: Truth, index: number) {
  return index === 0 ? null : state.committed[index - 1]!.value
}
