// What clients were told: events that are acknowledged, and reads against what had been acknowledged when they began.

import type { NodeView, Operation, Report, WorldView } from '../../../src/engine/observer.ts'
import type { ClientMemory } from '../client.ts'
import { balanceIn, effectOf, eventAt } from '../log.ts'
import { logIn, shouldBe } from './modelChecks.ts'
import type { ClientMemo, Truth } from './truth.ts'

export function watchClient(truth: Truth, world: WorldView, view: NodeView, report: Report): void {
  const memory: ClientMemory | null = view.memory
  const memo = truth.clients[view.id]!
  if (memory === null) return
  if (memory.bornUs !== memo.bornUs) Object.assign(memo, { bornUs: memory.bornUs, own: 0, floor: 0 })
  const { finished, operation, task } = memory
  if (finished !== null && finished.operation !== memo.finished) {
    memo.finished = finished.operation
    onEnded(truth, world, world.history[finished.operation]!, finished.offset, memo, report)
  }
  if (task === null || operation === memo.operation) return
  memo.operation = operation
  memo.floor = memo.own
}

function onEnded(
  truth: Truth,
  world: WorldView,
  operation: Operation,
  offset: number,
  memo: ClientMemo,
  report: Report,
): void {
  if (operation.f === 'read') {
    if (operation.outcome === 'ok') judgeRead(truth, world, operation, offset, memo, report)
  } else if (offset > 0) onTold(truth, world, offset, memo, report)
}

function onTold(truth: Truth, world: WorldView, offset: number, memo: ClientMemo, report: Report): void {
  memo.own = Math.max(memo.own, offset)
  if (offset > truth.length) report.violate('noLostWrite', offset)
  else if (truth.told[offset - 1]! < 0) truth.told[offset - 1] = world.nowUs
}

/** What is missing of what others were told is stale; what its events do not make is wrong. */
function judgeRead(
  truth: Truth,
  world: WorldView,
  operation: Operation,
  upTo: number,
  memo: ClientMemo,
  report: Report,
): void {
  const { id, client, key, result, level } = operation
  truth.reads++
  if (level === 'own' && upTo < memo.floor) report.violate('readYourWrites', client, memo.floor, key, upTo)
  const value = Number(result)
  const right = balanceIn(shouldBe(world, upTo), key)
  if (value !== right) {
    truth.wrong.push({ operation: id, word: 'wrong', truth: `${key}=${right}` })
    report.note('wrongRead', client, key, value, right)
    return
  }
  const missing = missingIn(truth, world, operation, upTo)
  const [first] = missing
  if (first === undefined) return
  const behindUs = operation.invokedUs - truth.told[first - 1]!
  const now = `${key}=${balanceIn(truth.balances, key)}`
  const own = logIn(world)[first - 1]!.client === client ? { against: 'read your writes' } : {}
  truth.wrong.push({ operation: id, word: 'stale', truth: now, versions: missing.length, behindUs, ...own })
  report.note('staleRead', client, `${key}=${value}`, missing.length, behindUs)
}

/** Events of the account that the answer lacks, and that their clients had been told of before it was asked for. */
function missingIn(
  truth: Truth,
  world: WorldView,
  { key, invokedUs }: Operation,
  upTo: number,
): readonly number[] {
  const log = logIn(world)
  const missing: number[] = []
  for (let n = upTo + 1; n <= log.length; n++) {
    const event = eventAt(log, n)!
    const toldUs = truth.told[n - 1]!
    if (event.key === key && effectOf(event) !== 0 && toldUs >= 0 && toldUs < invokedUs) missing.push(n)
  }
  return missing
}
