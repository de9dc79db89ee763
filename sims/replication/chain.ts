// Chain replication, after van Renesse and Schneider, "Chain Replication for Supporting High Throughput and Availability"
// (OSDI 2004). Updates enter at the head and go down the chain; each server has them on disk before it passes them on,
// so what a server has, all before it have too (Update Propagation Invariant, §3). What reaches the tail is done: the
// tail answers the client, and word of it goes up the chain, so that each server knows what need not be sent again.
// Queries are answered by the tail alone. When a server fails, the master takes it out of the chain: a new head has all
// that was done, a new tail has more, and in the middle the predecessor sends what the successor lacks.

import type { NodeId } from '../../src/engine/process.ts'
import { commit } from './apply.ts'
import { acknowledge } from './hops.ts'
import { configurationOf, durableLength, isReader, type ReplicaCtx, type State } from './state.ts'

/**
 * An entry arrived from the predecessor. The tail, a backup, and whoever had nothing new to pass on, says at once what it
 * has; the others wait for word from the tail.
 */
export function tellPredecessor(
  state: State,
  from: NodeId,
  epoch: number,
  isNews: boolean,
  ctx: ReplicaCtx,
): void {
  const { memory } = state
  const configuration = configurationOf(state)
  const isMiddle =
    configuration?.shape === 'chain' && configuration.members.includes(ctx.id) && !isReader(state, ctx.id)
  if (!isMiddle && configuration?.shape === 'chain')
    memory.tailMatch = Math.max(memory.tailMatch, memory.matched)
  if (!isMiddle || !isNews) acknowledge(state, from, epoch, ctx)
}

/** Word from the tail: everything up to there is at every server of the chain. */
export function onTailWord(state: State, tailMatch: number, ctx: ReplicaCtx): void {
  const { memory } = state
  const configuration = configurationOf(state)
  if (configuration?.shape !== 'chain' || isReader(state, ctx.id)) return
  const isNews = tailMatch > memory.tailMatch
  memory.tailMatch = Math.max(memory.tailMatch, tailMatch)
  const before = configuration.members[configuration.members.indexOf(ctx.id) - 1]
  if (isNews && before !== undefined) acknowledge(state, before, configuration.epoch, ctx)
  onChainProgress(state, ctx)
}

/** What is at the tail is committed, once the chain is confirmed. At the tail itself, what is on its disk. */
export function onChainProgress(state: State, ctx: ReplicaCtx): void {
  const { memory } = state
  if (configurationOf(state)?.shape !== 'chain' || !memory.isActive) return
  const isTail = isReader(state, ctx.id)
  const index = isTail ? Math.min(durableLength(state, ctx), ownLength(state, ctx)) : memory.tailMatch
  if (index <= memory.commitIndex) return
  if (isTail) ctx.note('atTail', index)
  else ctx.note('learnsDone', index)
  commit(state, index, ctx)
}

/** Of a tail that is not the head too, only what is known to be the head's. */
function ownLength({ disk, memory }: State, ctx: ReplicaCtx): number {
  return memory.configuration?.members[0] === ctx.id ? disk.log.length : memory.matched
}
