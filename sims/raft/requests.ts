// Client interaction, §8: commands. The leader appends them to its log and answers when they are applied. Serial
// numbers make them take effect exactly once, however often they are sent.

import type { NodeId } from '../../src/engine/process.ts'
import { answer, scalar } from './apply.ts'
import type { ClientRequest } from './messages.ts'
import { appendToLog, broadcastAppendEntries } from './replication.ts'
import { redirect } from './roles.ts'
import { entryAt, lastLogIndex, type RaftCtx, type State } from './state.ts'

export function onClientRequest(state: State, from: NodeId, m: ClientRequest, ctx: RaftCtx): void {
  if (state.memory.role !== 'leader') return redirect(state, from, m.sequenceNum, ctx)
  if (ctx.broken.noDedup !== true && isKnown(state, from, m, ctx)) return
  awaitAnswer(state, from, m)
  appendToLog(state, m.op, m.key, m.value, m.expect, m.clientId, m.sequenceNum, ctx)
  ctx.note('proposed', lastLogIndex(state.disk.log), m.key, scalar(m.value), from)
  broadcastAppendEntries(state, ctx)
}

/** §8: "if it receives a command whose serial number has already been executed, it responds immediately". */
function isKnown(state: State, from: NodeId, m: ClientRequest, ctx: RaftCtx): boolean {
  const session = state.memory.machine.sessions[m.clientId]
  if (session !== undefined && m.sequenceNum < session.sequenceNum) {
    ctx.note('duplicateRequest', from, m.sequenceNum, 'old')
    return true
  }
  if (session !== undefined && m.sequenceNum === session.sequenceNum) {
    ctx.note('duplicateRequest', from, m.sequenceNum, 'executed')
    answer(from, m.sequenceNum, session.response, ctx)
    return true
  }
  if (!isInLog(state, m)) return false
  ctx.note('duplicateRequest', from, m.sequenceNum, 'inLog')
  awaitAnswer(state, from, m)
  return true
}

/** It stands in the log already, but is not applied yet. */
function isInLog(state: State, m: ClientRequest): boolean {
  const { log } = state.disk
  for (let index = lastLogIndex(log); index > state.memory.lastApplied; index--) {
    const entry = entryAt(log, index)
    if (entry.clientId === m.clientId && entry.sequenceNum === m.sequenceNum) return true
  }
  return false
}

function awaitAnswer(state: State, client: NodeId, { clientId, sequenceNum }: ClientRequest): void {
  const { waiting } = state.memory
  const isWaiting = waiting.some((one) => one.clientId === clientId && one.sequenceNum === sequenceNum)
  if (!isWaiting) waiting.push({ client, clientId, sequenceNum })
}
