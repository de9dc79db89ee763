// What a coordinator does about silence: first others stand in for those who do not answer (§4.6), then it refuses, or
// answers with what there is. That is all of CAP: which of the two.

import type { NodeId } from '../../src/engine/process.ts'
import { advance, finish, hear } from './coordinate.ts'
import { refuse } from './replies.ts'
import { armPatience, forget, nextStepUs } from './requests.ts'
import {
  needsIn,
  persist,
  type QuorumCtx,
  type Request,
  type State,
  settingsOf,
  standInsOf,
} from './state.ts'
import { keepHint, readLocally } from './store.ts'
import { readsOf, writesOf } from './tally.ts'
import { sendHint } from './writes.ts'

export function onPatienceTimer(state: State, ctx: QuorumCtx): void {
  const isDue = (request: Request) => nextStepUs(request, ctx) <= ctx.now()
  const due = state.memory.requests.filter(isDue)
  for (const request of due) if (!request.hasStandIns) callStandIns(state, request, ctx)
  for (const request of state.memory.requests.filter(isDue)) giveUp(state, request, ctx)
  if (state.memory.requests.length > 0) armPatience(state.memory.requests, ctx)
}

/** The next nodes on the ring take the place of those of the N that are silent. */
function callStandIns(state: State, request: Request, ctx: QuorumCtx): void {
  request.hasStandIns = true
  if (!settingsOf(ctx).hints) return
  const { asked, heard, stored } = request
  const standIns = standInsOf(ctx, request.key)
  const answered = request.kind === 'put' ? stored : heard
  const silent = asked.filter((node) => !Object.hasOwn(answered, node)).slice(0, standIns.length)
  for (const [i, owner] of silent.entries()) {
    if (request.kind === 'put') sendHint(state, request, owner, standIns[i]!, ctx)
    else if (request.stage === 'reading' && mayBeSloppy(request, ctx))
      askStandIn(state, request, standIns[i]!, ctx)
  }
  advance(state, request, ctx)
}

/** Strict operations have no use for what stand-ins say. */
function mayBeSloppy({ level }: Request, ctx: QuorumCtx): boolean {
  return !needsIn(ctx, level).isStrict || ctx.broken.countsStandIns === true
}

function askStandIn(state: State, request: Request, node: NodeId, ctx: QuorumCtx): void {
  ctx.note('asksStandIn', node, request.key)
  if (node === ctx.id) hear(state, request, node, readLocally(state, request.key, ctx), ctx)
  else ctx.send(node, { type: 'Read', request: request.id, key: request.key })
}

/** The end of its patience. */
function giveUp(state: State, request: Request, ctx: QuorumCtx): void {
  const needs = needsIn(ctx, request.level)
  if (request.stage !== 'done') {
    if (needs.isStrict || !hasSomething(state, request, ctx)) refuse(request, needs, ctx)
    else {
      request.isSloppy = true
      finish(request, needs, ctx)
    }
  }
  forget(state, request, ctx)
}

/** Is there anything to answer with? Of a write this node itself keeps what nobody else took. */
function hasSomething(state: State, request: Request, ctx: QuorumCtx): boolean {
  if (request.kind === 'put' && settingsOf(ctx).hints) keepTheRest(state, request, ctx)
  const { home, standIns } = request.kind === 'put' ? writesOf(request) : readsOf(request)
  return home + standIns > 0
}

function keepTheRest(state: State, request: Request, ctx: QuorumCtx): void {
  const { asked, stored, kept, key, versions } = request
  for (const owner of asked) {
    if (owner === ctx.id || Object.hasOwn(stored, owner) || Object.hasOwn(kept, owner)) continue
    keepHint(state, owner, key, versions, ctx)
    kept[owner] = true
  }
  persist(ctx)
}
