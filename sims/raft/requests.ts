// Client interaction, §8: commands. The leader appends them to its log and answers when they are applied. Serial
// numbers make them take effect exactly once, however often they are sent.

import type { NodeId } from '../../src/engine/process.ts'
import { answer, scalar } from './apply.ts'
import type { ClientRequest } from './messages.ts'
import { appendToLog, broadcastAppendEntries } from './replication.ts'
import { redirect } from './roles.ts'
import { lastLogIndex, type RaftCtx, type State } from './state.ts'

export function onClientRequest(state: State, from: NodeId, m: ClientRequest, ctx: RaftCtx): void {
  if (state.memory.role !== 'leader') return redirect(state, from, m.sequenceNum, ctx)
  if (ctx.broken.noDedup !== true && isExecutedBefore(state, from, m, ctx)) return
  const { op, key, value, expect, clientId, sequenceNum } = m
  awaitAnswer(state, from, m)
  appendToLog(state, { op, key, value, expect, clientId, sequenceNum }, ctx)
  ctx.note('proposed', lastLogIndex(state.disk.log), key, scalar(value), from)
  broadcastAppendEntries(state, ctx)
}

/** §8: "if it receives a command whose serial number has already been executed, it responds immediately". */
function isExecutedBefore(state: State, from: NodeId, m: ClientRequest, ctx: RaftCtx): boolean {
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
  return false // perhaps it is in the log and not applied yet; then it stands there twice and takes effect once
}

/** A client has one request under way: a newer one takes the place of the one before. */
function awaitAnswer(state: State, client: NodeId, { clientId, sequenceNum }: ClientRequest): void {
  const others = state.memory.waiting.filter((one) => one.clientId !== clientId)
  state.memory.waiting = [...others, { client, clientId, sequenceNum }]
}
