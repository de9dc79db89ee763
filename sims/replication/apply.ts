// Following the log as far as it is committed, and the answers to the clients that wait for it. Backups may follow with
// a delay: what they have and do not show yet is their lag.

import type { Json } from '../../src/engine/json.ts'
import type { NodeId } from '../../src/engine/process.ts'
import { type Entry, entryAt, idOf } from './log.ts'
import { added, cellOf, execute, isExecuted, shown } from './machine.ts'
import { settingsOf } from './settings.ts'
import { configurationOf, isFirst, isReader, mayAct, type ReplicaCtx, type State } from './state.ts'

/** After a restart everything is followed again; more than this is told as one. */
const MOST_TOLD = 4

/** Everything up to this index is committed. */
export function commit(state: State, upTo: number, ctx: ReplicaCtx): void {
  const { disk, memory } = state
  const index = Math.min(upTo, disk.log.length)
  if (index <= memory.commitIndex) return
  memory.commitIndex = index
  const isLate = !isFirst(state, ctx.id) && !isReader(state, ctx.id)
  const delayUs = isLate ? settingsOf(ctx).applyDelayUs : 0
  if (delayUs === 0 && memory.toApply.length === 0) return follow(state, index, ctx)
  memory.toApply.push({ index, atUs: ctx.now() + delayUs })
  if (memory.toApply.length === 1) ctx.setTimer('apply', delayUs)
}

export function onApplyTimer(state: State, ctx: ReplicaCtx): void {
  const { memory } = state
  let index = memory.machine.applied
  while (memory.toApply.length > 0 && memory.toApply[0]!.atUs <= ctx.now())
    index = memory.toApply.shift()!.index
  if (memory.toApply.length > 0) ctx.setTimer('apply', memory.toApply[0]!.atUs - ctx.now())
  follow(state, index, ctx)
}

/** Whoever answers reads for all does not lag. */
export function catchUp(state: State, ctx: ReplicaCtx): void {
  state.memory.toApply = []
  follow(state, state.memory.commitIndex, ctx)
}

/** Applies entries up to an index that are not applied yet. */
export function follow(state: State, index: number, ctx: ReplicaCtx): void {
  const { disk, memory } = state
  const isTold = index - memory.machine.applied <= MOST_TOLD
  if (!isTold) ctx.note('appliedMany', memory.machine.applied + 1, index)
  while (memory.machine.applied < index) {
    const at = memory.machine.applied + 1
    followEntry(state, entryAt(disk.log, at), at, isTold, ctx)
  }
  if (memory.reads.length > 0) answerReads(state, ctx)
}

function followEntry(state: State, entry: Entry, index: number, isTold: boolean, ctx: ReplicaCtx): void {
  const { machine } = state.memory
  const { clientId, sequenceNum, key, value, op } = entry
  if (ctx.broken.noDedup !== true && isExecuted(machine, clientId, sequenceNum)) {
    machine.applied = index
    if (isTold) ctx.note('duplicateSkipped', index, clientId, sequenceNum)
  } else {
    execute(machine, entry, index)
    if (isTold) ctx.note('applied', index, key, shown(value), op)
  }
  answerWriter(state, entry, index, ctx)
}

// Answers.

/** The primary answers who waits with it; the tail of a chain answers for the head. */
function answerWriter(state: State, entry: Entry, index: number, ctx: ReplicaCtx): void {
  const { memory, disk } = state
  const isMine = (one: { readonly clientId: string; readonly sequenceNum: number }) =>
    one.clientId === entry.clientId && one.sequenceNum === entry.sequenceNum
  const waits = memory.waiting.some(isMine)
  if (waits) memory.waiting = memory.waiting.filter((one) => !isMine(one))
  const isChain = configurationOf(state)?.shape === 'chain'
  const isOwed = isChain ? entry.client !== '' && entry.epoch === disk.epoch : waits
  if (isOwed && isReader(state, ctx.id)) answerWrite(state, entry.client, entry, index, ctx)
}

/** A client is told OK only by one who may speak for all. Without that it must ask again. */
export function answerWrite(state: State, to: NodeId, write: WriteId, index: number, ctx: ReplicaCtx): void {
  if (!mayAct(state, ctx)) return ctx.note('mayNotAnswer', to, write.sequenceNum)
  ctx.note('answered', to, write.sequenceNum)
  answer(state, to, write.sequenceNum, null, idOf(write), index, ctx)
}

interface WriteId {
  readonly clientId: string
  readonly sequenceNum: number
}

/** An answer in the name of all. */
export function answer(
  state: State,
  to: NodeId,
  sequenceNum: number,
  response: Json,
  version: string,
  index: number,
  ctx: ReplicaCtx,
): void {
  const { memory } = state
  memory.answers++
  memory.answerEpoch = configurationOf(state)?.epoch ?? 0
  ctx.send(to, { type: 'Reply', sequenceNum, status: 'OK', response, version, index, hint: null })
}

/** An answer from what this replica has, in nobody's name but its own. */
export function answerFromHere(
  state: State,
  to: NodeId,
  sequenceNum: number,
  key: string,
  ctx: ReplicaCtx,
): void {
  const { value, version } = seenAt(state, key)
  const index = state.memory.machine.applied
  ctx.send(to, { type: 'Reply', sequenceNum, status: 'OK', response: value, version, index, hint: null })
}

/** What a key holds here, with what this replica wrote alone. */
export function seenAt({ disk, memory }: Pick<State, 'disk' | 'memory'>, key: string) {
  const cell = cellOf(memory.machine, key)
  let value: Json = cell?.value ?? null
  let version = cell?.id ?? ''
  for (const write of disk.alone) {
    if (write.key !== key) continue
    value = write.op === 'append' ? added(value, write.value) : write.value
    version = idOf(write)
  }
  return { value, version }
}

/** Reads that waited for this replica to follow the log as far as their client had seen. */
function answerReads(state: State, ctx: ReplicaCtx): void {
  const { memory } = state
  const ready = memory.reads.filter(({ seen }) => seen <= memory.machine.applied)
  if (ready.length === 0) return
  memory.reads = memory.reads.filter(({ seen }) => seen > memory.machine.applied)
  for (const { client, sequenceNum, key } of ready) {
    ctx.note('readOn', client, key)
    answerFromHere(state, client, sequenceNum, key, ctx)
  }
}
