// The coordinator's part of three-phase commit: the phase between the votes and the decision and, after a crash, finding out
// how others have finished meanwhile.

import type { NodeId } from '../../src/engine/process.ts'
import { decideCommit, isAcknowledged, recordOf, settle } from './coordinator.ts'
import { log, post, touch, watch } from './desk.ts'
import type { PreAck } from './messages.ts'
import { type Deal, type Outcome, type SiteCtx, type State, settingsOf } from './state.ts'

export function preCommit(state: State, deal: Deal, ctx: SiteCtx): void {
  const sites = deal.parts.map(({ site }) => site).filter((site) => deal.votes[site] === 'yes')
  if (sites.length === 0) return decideCommit(state, deal, ctx)
  deal.phase = 'precommits'
  deal.dueUs = watch(state, 'deals', deal.tx, ctx.now() + settingsOf(ctx).voteTimeoutUs, ctx)
  ctx.note('tellsItWillCommit', deal.tx, sites.length)
  for (const site of sites) post(state, site, { type: 'PreCommit', tx: deal.tx }, ctx)
}

export function onPreAck(state: State, from: NodeId, { tx }: PreAck, ctx: SiteCtx): void {
  const deal = state.memory.deals[tx]
  if (deal?.phase !== 'precommits') return ctx.note('notMine', from, tx, 'pre-ack')
  deal.acks[from] = true
  touch(state, tx)
  const left = deal.parts.filter(
    ({ site }) => deal.votes[site] === 'yes' && deal.acks[site] === undefined,
  ).length
  ctx.note('heardAck', from, tx, left)
  if (left === 0) goAhead(state, deal, ctx)
}

/** Whoever has not answered is down, if nodes only crash: it will learn of the commit when it is back. */
export function goAhead(state: State, deal: Deal, ctx: SiteCtx): void {
  deal.acks = {}
  decideCommit(state, deal, ctx)
}

/** It was down, and others have finished without it. */
export function onLearned(state: State, from: NodeId, tx: string, outcome: Outcome, ctx: SiteCtx): boolean {
  const deal = state.memory.deals[tx]
  if (deal?.phase !== 'asks') return false
  ctx.note('learns', tx, outcome, from)
  conclude(state, deal, outcome, ctx)
  return true
}

/** What it did not decide itself, and tells all who may still be in doubt. */
function conclude(state: State, deal: Deal, outcome: Outcome, ctx: SiteCtx): void {
  deal.phase = 'decides'
  deal.dueUs = -1
  settle(state, deal, outcome, outcome === 'commit' ? '' : 'restarted')
  log(state, recordOf(deal, outcome, true, deal.tell), ctx)
  post(state, ctx.id, { type: 'Logged', tx: deal.tx }, ctx)
}

/**
 * A site is in doubt, and was down like this one. When all of them were, nobody is left who may have finished meanwhile, and
 * none of them ever will alone: so nobody has committed, and nobody need. Skeen 1981, on total failure.
 */
export function onRecovered(state: State, from: NodeId, tx: string, ctx: SiteCtx): boolean {
  const deal = state.memory.deals[tx]
  if (deal?.phase !== 'asks') return false
  deal.acks[from] = true
  touch(state, tx)
  ctx.note('heardStanding', from, tx, 'recovered')
  if (isAcknowledged(deal)) {
    ctx.note('allWereDown', tx, deal.tell.length)
    deal.acks = {}
    conclude(state, deal, 'abort', ctx)
  }
  return true
}

export function askSites(state: State, deal: Deal, ctx: SiteCtx): void {
  const { tx, presumption, tell: sites } = deal
  deal.dueUs = watch(state, 'deals', deal.tx, ctx.now() + settingsOf(ctx).resendUs, ctx)
  ctx.note('asksSites', tx, sites.length)
  for (const site of sites) post(state, site, { type: 'Inquiry', tx, presumption, asks: 'peer' }, ctx)
}
