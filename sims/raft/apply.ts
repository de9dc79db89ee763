// Rules for Servers, all servers: "if commitIndex > lastApplied: increment lastApplied, apply log[lastApplied] to
// state machine" (§5.3), and the answers to the clients that wait for it (§8).

import type { Json, Scalar } from '../../src/engine/json.ts'
import { execute, isExecuted } from './machine.ts'
import { type Entry, entryAt, type RaftCtx, type State } from './state.ts'

/** After a restart everything is applied again; more than this is told as one. */
const MOST_TOLD = 4

export function applyCommitted(state: State, ctx: RaftCtx): void {
  const { disk, memory } = state
  const isTold = memory.commitIndex - memory.lastApplied <= MOST_TOLD
  if (!isTold) ctx.note('appliedMany', memory.lastApplied + 1, memory.commitIndex)
  while (memory.lastApplied < memory.commitIndex) {
    memory.lastApplied++
    const entry = entryAt(disk.log, memory.lastApplied)
    if (entry.op !== 'noop') applyEntry(state, entry, memory.lastApplied, isTold, ctx)
  }
}

function applyEntry(state: State, entry: Entry, index: number, isTold: boolean, ctx: RaftCtx): void {
  const { machine } = state.memory
  const { clientId, sequenceNum } = entry
  // §8: serial numbers make a request that stands twice in the log take effect once.
  if (ctx.broken.noDedup !== true && isExecuted(machine, clientId, sequenceNum)) {
    if (isTold) ctx.note('duplicateSkipped', index, clientId, sequenceNum)
  } else {
    execute(machine, entry, index)
    if (isTold) ctx.note('applied', index, entry.key, scalar(entry.value), entry.op)
  }
  if (state.memory.waiting.length > 0) answerWaiting(state, clientId, sequenceNum, ctx)
}

function answerWaiting(state: State, clientId: string, sequenceNum: number, ctx: RaftCtx): void {
  const { machine, waiting } = state.memory
  const session = machine.sessions[clientId]!
  const at = waiting.findIndex((one) => one.clientId === clientId && one.sequenceNum === sequenceNum)
  if (at < 0 || session.sequenceNum !== sequenceNum) return
  answer(waiting[at]!.client, sequenceNum, session.response, ctx)
  waiting.splice(at, 1)
}

/** §8: the leader answers. It is its own best hint. */
export function answer(client: string, sequenceNum: number, response: Json, ctx: RaftCtx): void {
  ctx.note('answered', client, sequenceNum, scalar(response))
  ctx.send(client, { type: 'ClientReply', sequenceNum, status: 'OK', response, leaderHint: ctx.id })
}

/** For notes, which carry scalars only. */
export function scalar(value: Json): Scalar {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}
