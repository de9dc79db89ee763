// A request that comes again under the same name, and three ways to know it. With an idempotency key the name is put down
// before anything is done, and with it what came of it: who asks again is told that. Whoever looks for the name first and puts it
// down when all is done lets two at once through, for neither finds the other. A unique constraint lets nobody through twice,
// but all it can say to the second is that the name is taken. After Helland 2007.

import type { NodeId } from '../../src/engine/process.ts'
import { post } from './desk.ts'
import type { Order } from './messages.ts'
import { type SiteCtx, type State, settingsOf } from './state.ts'

/** Has this been asked before, so that nothing is to begin? Whoever asks is answered, if there is an answer. */
export function isRepeated(
  state: State,
  from: NodeId,
  { request }: Order,
  answer: (state: State, client: NodeId, request: string, ctx: SiteCtx) => void,
  ctx: SiteCtx,
): boolean {
  const known = state.memory.requests[request]
  if (known === undefined || ctx.broken.noRequestKey === true) return false
  const { outcome } = known
  const { recognises } = settingsOf(ctx)
  if (recognises === 'check' && outcome === null) {
    ctx.note('findsNothing', from, request)
    return false
  }
  if (recognises === 'unique') {
    ctx.note('nameTaken', from, request)
    post(state, from, { type: 'Answer', request, outcome: 'abort', why: 'duplicate', values: [] }, ctx)
    return true
  }
  ctx.note('orderAgain', from, request, outcome ?? 'underWay')
  if (outcome !== null) answer(state, from, request, ctx)
  return true
}
