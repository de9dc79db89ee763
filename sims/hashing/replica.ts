// What a node that keeps a copy does for the one that answers the client: it reads, or it stores and says so when that
// is on its disk.

import type { NodeId } from '../../src/engine/process.ts'
import { isOfEpoch } from './membership.ts'
import type { Read, Store } from './messages.ts'
import { dataAt, keep, NOTHING, persist, recordOf, type State, type StoreCtx } from './state.ts'

export function onRead(state: State, from: NodeId, m: Read, ctx: StoreCtx): void {
  if (!isOfEpoch(state, from, m, ctx)) return
  const found = dataAt(state.disk, m.key)
  ctx.note('readCopy', m.key, found?.value ?? null, from)
  ctx.send(from, {
    type: 'ReadReply',
    op: m.op,
    epoch: m.epoch,
    ...(found ?? { ...NOTHING, value: null }),
  })
}

/** An older record than one's own is not kept, and yet stored: what is there has taken its place. */
export function onStore(state: State, from: NodeId, m: Store, ctx: StoreCtx): void {
  if (!isOfEpoch(state, from, m, ctx)) return
  const kept = keep(state, [{ key: m.key, rec: recordOf(m) }], ctx)
  ctx.note(kept > 0 ? 'storedCopy' : 'hasNewer', m.key, m.value, from)
  if (m.op === 0) return
  persist(ctx)
  ctx.send(from, { type: 'Stored', op: m.op, epoch: m.epoch })
}
