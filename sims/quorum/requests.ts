// The requests that a node coordinates, and the one timer that tells it when somebody has been silent for too long.

import { type QuorumCtx, type Request, type State, settingsOf } from './state.ts'

export function remember({ memory }: State, request: Request, ctx: QuorumCtx): void {
  memory.requests.push(request)
  if (memory.requests.length === 1) armPatience(memory.requests, ctx)
}

export function forget({ memory }: State, request: Request, ctx: QuorumCtx): void {
  memory.requests = memory.requests.filter((each) => each !== request)
  if (memory.requests.length === 0) ctx.clearTimer('patience')
}

/** When others stand in for those who are silent, and after that, when the coordinator gives up. */
export function nextStepUs({ startedUs, hasStandIns }: Request, ctx: QuorumCtx): number {
  const { handoffAfterUs, giveUpAfterUs } = settingsOf(ctx)
  return startedUs + (hasStandIns ? giveUpAfterUs : Math.min(handoffAfterUs, giveUpAfterUs))
}

export function armPatience(requests: readonly Request[], ctx: QuorumCtx): void {
  const nextUs = Math.min(...requests.map((request) => nextStepUs(request, ctx)))
  ctx.setTimer('patience', Math.max(1, nextUs - ctx.now()))
}
