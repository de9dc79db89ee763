// What is promised of sagas, from what stands in the logs: each step takes effect once, a saga that ends is done whole or undone
// whole, and what is undone is undone in reverse. What is on a log but not on disk yet, a crash may take back.

import type { NodeView, Report, WorldView } from '../../../src/engine/observer.ts'
import type { SagaRecord, StepRecord } from '../state.ts'
import { type Fate, requestOf, type SagaFate, type Truth } from './truth.ts'

/** Of those that are over. */
const MOST_SAGAS = 400

function sagaOf(truth: Truth, tx: string, nowUs: number): SagaFate {
  const known = truth.sagas[tx]
  if (known !== undefined) return known
  const saga: SagaFate = {
    tx,
    net: {},
    undone: {},
    parts: [],
    refused: null,
    isGoingBack: false,
    ended: null,
    sinceUs: nowUs,
    movedUs: nowUs,
  }
  truth.sagas[tx] = saga
  truth.sagaNames.push(tx)
  while (truth.sagaNames.length > MOST_SAGAS && truth.sagas[truth.sagaNames[0]!]!.ended !== null)
    delete truth.sagas[truth.sagaNames.shift()!]
  return saga
}

/** "2" of "c1.1/2". */
function stepOf({ name }: StepRecord): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

export function onStepRecord(truth: Truth, world: WorldView, record: StepRecord, report: Report): void {
  if (record.kind === 'sent') return
  const saga = sagaOf(truth, record.tx, world.nowUs)
  const step = `s${stepOf(record)}`
  if (record.emits !== null) saga.parts = record.emits.parts
  if (record.kind === 'refused') saga.refused = step
  if (record.kind !== 'done') saga.isGoingBack = true
  move(truth, saga, world.nowUs)
  if (record.kind === 'done' && record.effects.length > 0) onDone(truth, saga, step, record, report)
  if (record.kind === 'undone') onUndone(saga, step, record, report)
}

function onDone(truth: Truth, saga: SagaFate, step: string, { name }: StepRecord, report: Report): void {
  const request = `${requestOf(saga.tx)}/${step}`
  const other = truth.done[request]
  if ((saga.net[step] ?? 0) > 0) report.violate('onceOnly', name, 'one site', saga.tx, saga.tx)
  else if (other !== undefined && other !== saga.tx)
    report.violate('onceOnly', name, 'one site', other, saga.tx)
  truth.done[request] = saga.tx
  saga.net[step] = (saga.net[step] ?? 0) + 1
  if (saga.undone[step] === true || saga.ended === 'abort') report.violate('wholeOrUndone', saga.tx, name)
}

function onUndone(saga: SagaFate, step: string, { name, effects }: StepRecord, report: Report): void {
  saga.undone[step] = true
  if (effects.length === 0) return
  saga.net[step] = (saga.net[step] ?? 0) - 1
  if (saga.net[step]! < 0) report.violate('onceOnly', name, 'one site', 'undone once', 'undone again')
  const later = Object.keys(saga.net).find(
    (other) => numberOf(other) > numberOf(step) && saga.net[other]! > 0,
  )
  if (later !== undefined) report.violate('inReverse', saga.tx, name, later.slice(1))
}

function numberOf(step: string): number {
  return Number(step.slice(1))
}

/** A crash took back what was not on disk. */
export function onLostRecord(truth: Truth, record: StepRecord): void {
  const saga = truth.sagas[record.tx]
  if (saga === undefined || record.effects.length === 0) return
  const step = `s${stepOf(record)}`
  saga.net[step] = (saga.net[step] ?? 0) + (record.kind === 'done' ? -1 : 1)
  if (record.kind === 'undone') delete saga.undone[step]
}

export function onSagaRecord(truth: Truth, world: WorldView, record: SagaRecord, report: Report): void {
  const saga = sagaOf(truth, record.tx, world.nowUs)
  if (record.kind === 'begun') saga.parts = record.parts
  if (record.kind === 'turned') {
    saga.isGoingBack = true
    saga.refused ??= `s${record.step + 2}`
  }
  if (record.kind !== 'ended') return
  if (saga.ended === null) {
    if (record.outcome === 'commit') truth.committed++
    else truth.aborted++
  }
  move(truth, saga, world.nowUs)
  saga.ended = record.outcome
  checkEnd(saga, record.step, report)
}

/** All steps, or none that was not undone. */
function checkEnd({ tx, net, ended }: SagaFate, steps: number, report: Report): void {
  const wanted = ended === 'commit' ? 1 : 0
  for (let step = 1; step <= steps; step++)
    if ((net[`s${step}`] ?? 0) !== wanted) return report.violate('wholeOrUndone', tx, `${tx}/${step}`)
}

/** Time in which some of it was done and it had not ended is counted when it moves on. */
function move(truth: Truth, saga: SagaFate, nowUs: number): void {
  if (isHalfDone(saga)) truth.halfUs += nowUs - saga.movedUs
  saga.movedUs = nowUs
}

export function isHalfDone({ net, ended }: SagaFate): boolean {
  return ended === null && Object.keys(net).some((step) => net[step]! > 0)
}

/** Time in which something was done by half, over all sagas, and all transactions on their sites. */
export function halfUs({ halfUs: past, sagas, fates }: Truth, nowUs: number): number {
  const open = Object.values(sagas).filter(isHalfDone)
  const ending = Object.values(fates).filter(isEnding)
  return [...open, ...ending].reduce((sum, { movedUs }) => sum + nowUs - movedUs, past)
}

/** Committed at some sites, and not at all. */
export function isEnding({ writers, ended }: Fate): boolean {
  const done = writers.filter((site) => ended[site] === 'commit').length
  return done > 0 && done < writers.length
}

/** Sagas that should have moved on long ago. */
export function checkStuck(truth: Truth, sinceUs: number, report: Report): void {
  for (const tx of truth.sagaNames) {
    const saga = truth.sagas[tx]!
    if (isHalfDone(saga) && saga.movedUs < sinceUs) report.violate('wholeOrUndone', tx, `${tx}/1`)
  }
}

/** Money, wherever it is, when nothing is under way. */
export function totalMoney(nodes: readonly NodeView[]): number {
  let total = 0
  for (const { process, memory } of nodes) {
    if (process !== 'participant' || memory === null) continue
    for (const key of Object.keys(memory.rows)) if (isMoney(key)) total += memory.rows[key].value
  }
  return total
}

export function isMoney(key: string): boolean {
  return key === 'shop' || /^[ac]\d+$/.test(key)
}
