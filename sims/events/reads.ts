// Reads of a read model: answered with what it shows, at once; or, if the reader wants its own write to be in it, when it
// has come that far.

import type { NodeId } from '../../src/engine/process.ts'
import { balanceIn } from './log.ts'
import type { Read } from './messages.ts'
import { type Parked, type ProjectorCtx, type State, shownBy } from './state.ts'

export function onRead(state: State, client: NodeId, { n, key, after }: Read, ctx: ProjectorCtx): void {
  const { memory, disk } = state
  const { upTo } = shownBy(disk)
  const read: Parked = { client, n, key, after }
  if (upTo >= after || ctx.broken.ignoresToken === true) return show(state, read, ctx)
  memory.reads = [...memory.reads.filter((other) => other.client !== client), read]
  ctx.note('waitsFor', client, key, after, upTo)
}

/** The model has come further. */
export function releaseReads(state: State, ctx: ProjectorCtx): void {
  const { memory, disk } = state
  const { upTo } = shownBy(disk)
  const ready = memory.reads.filter(({ after }) => after <= upTo)
  if (ready.length === 0) return
  memory.reads = memory.reads.filter(({ after }) => after > upTo)
  for (const read of ready) show(state, read, ctx)
}

/** Leaves when what it shows is on disk: what a crash takes back nobody must have seen. */
function show({ disk }: State, { client, n, key }: Parked, ctx: ProjectorCtx): void {
  const { balances, upTo } = shownBy(disk)
  const value = balanceIn(balances, key)
  ctx.note('shows', client, key, value, upTo)
  ctx.send(client, { type: 'Shown', n, key, value, upTo })
}
