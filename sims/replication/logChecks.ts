// What replicas do, against what they owe: nobody ahead of the one before, the same entries committed everywhere, each
// executed once, one in charge at a time, and whoever takes charge has every write that was acknowledged.

import type { NodeView, Report, WorldView } from '../../src/engine/observer.ts'
import { type Entry, idOf } from './log.ts'
import { added, shown } from './machine.ts'
import { whyLogsMayPart, whyNotDurable, whyNotOnce } from './promised.ts'
import { configurationOf, type Disk, type Memory } from './state.ts'
import {
  addVersion,
  know,
  latest,
  placeOf,
  type ReplicaMemo,
  type Truth,
  tellTruth,
  type Version,
  versionsOf,
  type Wrong,
} from './truth.ts'

export interface ReplicaView extends NodeView {
  readonly disk: Disk
  readonly memory: Memory
}

export function watchReplica(
  truth: Truth,
  world: WorldView,
  view: NodeView,
  memo: ReplicaMemo,
  report: Report,
): void {
  if (!view.up) {
    Object.assign(memo, { up: false, commitIndex: 0, applied: 0, matched: -1, answers: 0, isInCharge: false })
    return
  }
  const replica = view as ReplicaView
  const { disk, memory } = replica
  memo.up = true
  if (memory.matched !== memo.matched) checkPropagation(world, replica, report)
  if (disk.aloneCount > memo.alone) watchAlone(truth, world, replica, memo.alone, report)
  if (memory.commitIndex > memo.commitIndex) watchCommitted(truth, world, replica, memo.commitIndex, report)
  if (memory.machine.applied > memo.applied) checkOnce(truth, world, replica, memo.applied, report)
  watchCharge(truth, world, replica, memo, report)
  if (memory.answers > memo.answers) checkOnePrimary(truth, replica, report)
  memo.matched = memory.matched
  memo.alone = disk.aloneCount
  memo.commitIndex = memory.commitIndex
  memo.applied = memory.machine.applied
  memo.answers = memory.answers
}

/** By induction it is enough to compare the last entry that it has from the one before. */
function checkPropagation(world: WorldView, replica: ReplicaView, report: Report): void {
  const { disk, memory, id } = replica
  const configuration = configurationOf(replica)
  const place = configuration?.members.indexOf(id) ?? -1
  if (configuration === null || place < 1 || disk.verifiedEpoch !== configuration.epoch) return
  const sender = configuration.members[configuration.shape === 'chain' ? place - 1 : 0]!
  const before: Disk = world.nodes.find((node) => node.id === sender)!.disk
  if (before.epoch !== disk.epoch) return
  const [own, theirs] = [disk.log[memory.matched - 1], before.log[memory.matched - 1]]
  if (memory.matched < 1 || (own !== undefined && theirs !== undefined && isSame(own, theirs))) return
  report.violate('updatePropagation', id, memory.matched, sender)
}

function isSame(a: Entry, b: Entry): boolean {
  return a === b || (a.epoch === b.epoch && idOf(a) === idOf(b))
}

// What takes effect.

/** What one who is cut off takes, takes effect there and then. */
function watchAlone(
  truth: Truth,
  world: WorldView,
  { disk }: ReplicaView,
  from: number,
  report: Report,
): void {
  for (const write of disk.alone) {
    if (write.number <= from) continue
    const id = idOf(write)
    know(truth, id, { sinceUs: world.nowUs, isLost: false })
    const old = latest(truth, write.key)?.value ?? null
    const value = write.op === 'append' ? added(old, write.value) : write.value
    addVersion(truth, write.key, id, value, report)
  }
}

function watchCommitted(
  truth: Truth,
  world: WorldView,
  { disk, memory, id }: ReplicaView,
  from: number,
  report: Report,
): void {
  for (let index = from + 1; index <= memory.commitIndex; index++) {
    const entry = disk.log[index - 1]
    if (entry === undefined) return
    const name = idOf(entry)
    const first = truth.committed[index - 1]
    if (first !== undefined && first !== name && whyLogsMayPart(world.settings) === null)
      report.violate('replicasAgree', id, index, name, first)
    truth.committed[index - 1] = name
    if (first !== name) takeEffect(truth, world, entry, index, report)
  }
}

function takeEffect(truth: Truth, world: WorldView, entry: Entry, index: number, report: Report): void {
  const id = idOf(entry)
  const known = truth.writes[id]
  // A copy of a request that is in the log twice takes no effect.
  if (known !== undefined && known.index > 0 && !known.isLost) return
  const isNew = known === undefined || known.isLost || known.sinceUs < 0
  know(truth, id, { index, isLost: false, sinceUs: isNew ? world.nowUs : known.sinceUs })
  if (isNew) for (const [key, value] of effects(truth, entry)) addVersion(truth, key, id, value, report)
  if (entry.op === 'snapshot') truth.snapshot = nowOf(truth)
  for (const dropped of entry.drops ?? []) drop(truth, world, dropped, entry, report)
}

/** Which keys change, and to what. */
function effects(truth: Truth, { op, key, value }: Entry): readonly (readonly [string, Version['value']])[] {
  if (op === 'snapshot') return []
  if (op === 'wipe') return Object.keys(truth.versions).map((each) => [each, null])
  if (op === 'restore')
    return Object.keys(truth.versions).map((each) => [each, truth.snapshot[each]?.value ?? null])
  return [[key, op === 'append' ? added(latest(truth, key)?.value ?? null, value) : value]]
}

function nowOf(truth: Truth): Record<string, Version> {
  const keys = Object.keys(truth.versions)
  return Object.fromEntries(keys.flatMap((key) => [[key, latest(truth, key)] as const])) as Record<
    string,
    Version
  >
}

/** A conflict was decided against it. */
function drop(truth: Truth, world: WorldView, id: string, { key }: Entry, report: Report): void {
  const known = truth.writes[id]
  if (known?.isAcknowledged !== true) return
  const dropped = versionsOf(truth, key)[placeOf(truth, key, id) - 1]
  const text = `${key}=${shown(dropped?.value ?? null)}`
  report.note('writeDropped', text, known.operation)
  blame(truth, { operation: known.operation, word: 'dropped', truth: text })
  if (known.isSafe && whyNotDurable(world.settings) === null)
    report.violate('noLostWrite', known.operation, text, 'the log', 0)
}

/** The answer to this operation is known to be wrong. */
export function blame(truth: Truth, wrong: Wrong): void {
  if (wrong.operation < 0 || truth.wrong.some(({ operation }) => operation === wrong.operation)) return
  truth.wrong.push(Object.freeze(wrong))
}

/** A copy of a request executed before must not be executed: its session still names the first. */
function checkOnce(
  truth: Truth,
  world: WorldView,
  { disk, memory, id }: ReplicaView,
  from: number,
  report: Report,
): void {
  if (whyNotOnce(world.settings) !== null) return
  for (let index = from + 1; index <= memory.machine.applied; index++) {
    const entry = disk.log[index - 1]
    if (entry === undefined) return
    const known = truth.writes[idOf(entry)]
    const isFirst = known === undefined || known.isLost || known.index === 0 || known.index === index
    if (!isFirst && memory.machine.sessions[entry.clientId]?.index === index)
      report.violate('exactlyOnce', id, entry.clientId, entry.sequenceNum, index)
  }
}

// Who is in charge.

function watchCharge(
  truth: Truth,
  world: WorldView,
  replica: ReplicaView,
  memo: ReplicaMemo,
  report: Report,
): void {
  const { id, memory } = replica
  const configuration = configurationOf(replica)
  const isInCharge = memory.isActive && configuration !== null && configuration.members[0] === id
  const isNew = isInCharge && configuration.epoch > truth.chiefEpoch
  memo.isInCharge = isInCharge
  if (!isNew) return
  truth.chief = id
  truth.chiefEpoch = configuration.epoch
  checkComplete(truth, world, replica, report)
}

/** Whatever took effect before must be in the log of whoever takes charge, or with one who was cut off. */
function checkComplete(truth: Truth, world: WorldView, chief: ReplicaView, report: Report): void {
  const there = new Set(chief.disk.log.flatMap((entry) => [idOf(entry), ...(entry.takes ?? [])]))
  for (const node of world.nodes)
    if (node.process === 'replica') for (const write of (node.disk as Disk).alone) there.add(idOf(write))
  const gone = Object.values(truth.writes)
    .filter((known) => known.sinceUs >= 0 && !known.isLost)
    .map(({ id }) => id)
    .filter((id) => !there.has(id))
  for (const id of gone) lose(truth, world, id, chief.id, report)
}

/** The write is gone; if a client was told of it, a promise may be too. */
export function lose(truth: Truth, world: WorldView, id: string, chief: string, report: Report): void {
  const known = know(truth, id, { isLost: true })
  const keys = Object.keys(truth.versions).filter((key) => placeOf(truth, key, id) > 0)
  const text = keys
    .map((key) => `${key}=${shown(versionsOf(truth, key)[placeOf(truth, key, id) - 1]!.value)}`)
    .join(', ')
  if (known.isAcknowledged) {
    report.note('writeLost', text, chief, known.operation)
    blame(truth, { operation: known.operation, word: 'lost', truth: text })
    if (known.isSafe && whyNotDurable(world.settings) === null)
      report.violate('noLostWrite', known.operation, text, chief)
  }
  for (const key of keys) tellTruth(key, latest(truth, key)?.value ?? null, report)
}

/** Pb1: who answers for all must be the one in charge, or of its configuration. */
function checkOnePrimary(truth: Truth, { id, memory }: ReplicaView, report: Report): void {
  if (memory.answerEpoch < truth.chiefEpoch)
    report.violate('onePrimary', id, memory.answerEpoch, truth.chief, truth.chiefEpoch)
}
