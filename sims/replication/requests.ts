// What replicas do for clients: take a write, answer a read, point elsewhere, or refuse.

import type { NodeId } from '../../src/engine/process.ts'
import { takeAlone } from './alone.ts'
import { answer, answerFromHere, answerWrite, seenAt } from './apply.ts'
import { cellOf, isExecuted, shown } from './machine.ts'
import type { Request } from './messages.ts'
import { beginPatience } from './primaryBackup.ts'
import { shipNew } from './replication.ts'
import {
  configurationOf,
  isCutOff,
  isFirst,
  isReader,
  mayAct,
  type ReplicaCtx,
  readerOf,
  type State,
} from './state.ts'

export function onRequest(state: State, from: NodeId, m: Request, ctx: ReplicaCtx): void {
  if (m.op === 'read') return onRead(state, from, m, ctx)
  if (isFirst(state, ctx.id) && mayAct(state, ctx)) return takeWrite(state, from, m, ctx)
  if (m.level === 'available' && isCutOff(state, ctx) && (m.op === 'write' || m.op === 'append'))
    return takeAlone(state, from, { ...m, op: m.op }, ctx)
  turnAway(state, from, m, ctx)
}

/** The primary, or the head: into the log, and on to the others. */
function takeWrite(state: State, from: NodeId, m: Request, ctx: ReplicaCtx): void {
  const { disk, memory } = state
  const { op, key, value, clientId, sequenceNum, level } = m
  if (op === 'read' || (ctx.broken.noDedup !== true && isKnown(state, from, m, ctx))) return
  const isAlone = memory.waiting.length === 0
  memory.waiting = memory.waiting.filter((one) => one.clientId !== clientId)
  memory.waiting.push({ client: from, clientId, sequenceNum, level, key, value, op, sinceUs: ctx.now() })
  const stampUs = ctx.wallNow()
  ctx.append('log', { epoch: disk.epoch, op, key, value, clientId, sequenceNum, client: from, stampUs })
  ctx.write('committed', memory.commitIndex)
  ctx.note('taken', op, key, shown(value), disk.log.length)
  if (isAlone) beginPatience(state, ctx)
  shipNew(state, ctx)
  if (ctx.broken.headAnswers === true && configurationOf(state)?.shape === 'chain')
    answerWrite(state, from, m, disk.log.length, ctx)
}

/** A request that was sent before: done, still under way, or older than what its client asked since. */
function isKnown(state: State, from: NodeId, m: Request, ctx: ReplicaCtx): boolean {
  const { machine, waiting } = state.memory
  const session = machine.sessions[m.clientId]
  if (isExecuted(machine, m.clientId, m.sequenceNum)) {
    const isLatest = session?.sequenceNum === m.sequenceNum
    ctx.note('duplicateRequest', from, m.sequenceNum, isLatest ? 'done' : 'old')
    if (isLatest) answerWrite(state, from, m, session.index, ctx)
    return true
  }
  const isUnderWay = waiting.some(
    ({ clientId, sequenceNum }) => clientId === m.clientId && sequenceNum === m.sequenceNum,
  )
  if (isUnderWay) ctx.note('duplicateRequest', from, m.sequenceNum, 'underWay')
  return isUnderWay
}

function onRead(state: State, from: NodeId, m: Request, ctx: ReplicaCtx): void {
  if (m.level === 'eventual') return readHere(state, from, m, ctx)
  if (isReader(state, ctx.id) && mayAct(state, ctx)) return readForAll(state, from, m, ctx)
  if (m.level === 'available' && isCutOff(state, ctx)) {
    ctx.note('readAlone', from, m.key)
    return answerFromHere(state, from, m.sequenceNum, m.key, ctx)
  }
  turnAway(state, from, m, ctx)
}

/** What is committed, from the one that would know of anything newer. */
function readForAll(state: State, from: NodeId, m: Request, ctx: ReplicaCtx): void {
  const { memory } = state
  ctx.note('read', from, m.key)
  const cell = cellOf(memory.machine, m.key)
  answer(state, from, m.sequenceNum, cell?.value ?? null, cell?.id ?? '', memory.machine.applied, ctx)
}

/** From what this replica has; for a client that brings how far it has seen, not before it is there. */
function readHere(state: State, from: NodeId, m: Request, ctx: ReplicaCtx): void {
  const { memory } = state
  if (m.seen > memory.machine.applied && ctx.broken.ignoresToken !== true) {
    ctx.note('readWaits', from, m.key, m.seen, memory.machine.applied)
    memory.reads = memory.reads.filter(({ client }) => client !== from)
    memory.reads.push({ client: from, sequenceNum: m.sequenceNum, key: m.key, seen: m.seen })
    return
  }
  ctx.note('readHere', from, m.key, shown(seenAt(state, m.key).value))
  answerFromHere(state, from, m.sequenceNum, m.key, ctx)
}

/** To who may act, if this replica knows; who is cut off knows nothing, and says so. */
function turnAway(state: State, from: NodeId, m: Request, ctx: ReplicaCtx): void {
  const configuration = configurationOf(state)
  const isRefused = isCutOff(state, ctx)
  const place =
    configuration === null ? null : m.op === 'read' ? readerOf(configuration) : configuration.members[0]!
  const hint = isRefused || place === ctx.id ? null : place
  if (isRefused) ctx.note('refused', from)
  else if (hint === null) ctx.note('notReady', from)
  else ctx.note('pointedOn', from, hint)
  ctx.send(from, {
    type: 'Reply',
    sequenceNum: m.sequenceNum,
    status: isRefused ? 'REFUSED' : 'ELSEWHERE',
    response: null,
    version: '',
    index: 0,
    hint,
  })
}
