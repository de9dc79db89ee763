// How a coordinator sends versions out: to the nodes that keep the key, itself among them, and to those that stand in.

import type { NodeId } from '../../src/engine/process.ts'
import type { Why } from './messages.ts'
import { glimpse, persist, type QuorumCtx, type Request, type State } from './state.ts'
import { keepHint, store } from './store.ts'
import type { Version } from './versions.ts'

/** To those that are not known to have it. */
export function sendWrites(
  state: State,
  request: Request,
  nodes: readonly NodeId[],
  why: Why,
  ctx: QuorumCtx,
): void {
  const missing = nodes.filter((node) => !Object.hasOwn(request.stored, node))
  for (const node of missing) if (node !== ctx.id) sendWrite(request, node, request.versions, why, null, ctx)
  if (!missing.includes(ctx.id)) return
  store(state, request.key, request.versions, why, ctx.id, ctx)
  persist(ctx)
  request.stored[ctx.id] = true
}

export function sendWrite(
  { id, key }: Request,
  to: NodeId,
  versions: readonly Version[],
  why: Why,
  hintFor: NodeId | null,
  ctx: QuorumCtx,
): void {
  ctx.send(to, { type: 'Write', request: id, key, why, hintFor, ...glimpse(versions), versions })
}

/** §4.6: another node keeps it for its owner. */
export function sendHint(
  state: State,
  request: Request,
  owner: NodeId,
  standIn: NodeId,
  ctx: QuorumCtx,
): void {
  const { key, versions } = request
  ctx.note('sendsHint', owner, standIn, key)
  if (standIn !== ctx.id) return sendWrite(request, standIn, versions, 'put', owner, ctx)
  keepHint(state, owner, key, versions, ctx)
  persist(ctx)
  request.kept[owner] = true
}
