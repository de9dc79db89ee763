// The coordinator of two-phase commit. It hands out the work, asks everybody to prepare, and decides: commit if all voted yes,
// abort as soon as one did not. The decision is made when its record is on disk, and not a moment earlier. Then it tells
// everybody, until all whose word it needs have acknowledged it, and only then may it forget.

import type { NodeId } from '../../src/engine/process.ts'
import { isReplicated, proposeAbort, proposeCommit } from './decisions.ts'
import { log, post, touch, watch } from './desk.ts'
import { freshDeal } from './freshDeal.ts'
import type { Ack, Inquiry, Order, Part, Presumption, Vote, Worked } from './messages.ts'
import { copyOfCouncil, councilFor, freshLead, isPaxosCommit } from './paxosCommit/council.ts'
import { claim, learnsByAck, onDoubt, onRefusal } from './paxosCommit/leader.ts'
import { isRepeated } from './repeats.ts'
import { onSagaOrder } from './saga.ts'
import {
  type CoordinatorRecord,
  type Deal,
  type Outcome,
  type SiteCtx,
  type State,
  settingsOf,
} from './state.ts'
import { askSites, goAhead, preCommit } from './thirdPhase.ts'
import { isThreePhase } from './threePhase.ts'
import { isOptimistic, readersLeave } from './validation.ts'

// The order, and the work.

export function onOrder(state: State, from: NodeId, m: Order, ctx: SiteCtx): void {
  const { memory } = state
  if (isRepeated(state, from, m, answer, ctx)) return
  const { voteTimeoutUs, protocol } = settingsOf(ctx)
  const presumption = isThreePhase(ctx) || isPaxosCommit(ctx) ? 'nothing' : settingsOf(ctx).presumption
  const tx = freshName(state, m.request)
  if (protocol === 'orchestrated') return onSagaOrder(state, from, m, tx, ctx)
  const sinceUs = ctx.now()
  const council = councilFor(m.parts, ctx)
  const deal = freshDeal({ tx, request: m.request, client: from, presumption, parts: m.parts }, sinceUs)
  deal.dueUs = watch(state, 'deals', tx, sinceUs + voteTimeoutUs, ctx)
  memory.deals[tx] = council === undefined ? deal : Object.assign(deal, { council, lead: freshLead() })
  memory.requests[m.request] = { tx, outcome: null, why: '', values: [] }
  touch(state, tx)
  ctx.note('begins', tx, m.parts.length, from)
  if (council !== undefined && writersOf(m.parts).length > 0) noteBeginning(state, deal, ctx)
  const isInOrder = settingsOf(ctx).workOrder === 'inOrder'
  for (const part of isInOrder ? m.parts.slice(0, 1) : m.parts) sendWork(state, deal, part, ctx)
}

/**
 * Paxos Commit keeps no decision here, so a coordinator that starts again could not know that it was asked for this before. It puts
 * the name down before anybody hears of it, and finds out what became of it (Helland 2007; no part of the protocol).
 */
function noteBeginning(state: State, deal: Deal, ctx: SiteCtx): void {
  const sites = deal.parts.map(({ site }) => site)
  log(state, recordOf(deal, 'begin', true, sites), ctx)
}

/** The name of the request; if this coordinator has started before, or had to begin it again, one that was never used. */
function freshName({ disk, memory }: State, request: string): string {
  const base = disk.epoch === 1 ? request : `${request}@${disk.epoch}`
  const known = memory.requests[request]
  return known === undefined ? base : `${known.tx}+`
}

function sendWork(state: State, deal: Deal, { site, ops }: Part, ctx: SiteCtx): void {
  const { tx, presumption, parts, council } = deal
  const isLast = isLastVoter(deal, site, ctx)
  const work = { type: 'Work', tx, presumption, ops, writers: writersOf(parts), isLast } as const
  post(state, site, council === undefined ? work : { ...work, council }, ctx)
}

/**
 * The last site of work in order may vote with its work, unasked. Not where a commit is presumed: there it must be on disk
 * first that there is something to vote on.
 */
export function isLastVoter({ presumption, parts }: Deal, site: NodeId, ctx: SiteCtx): boolean {
  const { workOrder, lastVotes } = settingsOf(ctx)
  if (!lastVotes || workOrder === 'together' || presumption === 'commit') return false
  const last = parts[parts.length - 1]!
  return last.site === site && parts.length > 1 && last.ops.every(({ kind }) => kind === 'add')
}

export function writersOf(parts: readonly Part[]): readonly NodeId[] {
  return parts.filter(({ ops }) => ops.some(({ kind }) => kind === 'add')).map(({ site }) => site)
}

export function onWorked(state: State, from: NodeId, m: Worked, ctx: SiteCtx): void {
  const deal = state.memory.deals[m.tx]
  if (deal === undefined || deal.phase !== 'works' || deal.worked[from] !== undefined)
    return ctx.note('notMine', from, m.tx, 'worked')
  touch(state, m.tx)
  if (!m.isDone) return cancel(state, deal, m.why, ctx)
  deal.worked[from] = true
  deal.values = [...deal.values, ...m.values]
  const left = deal.parts.filter(({ site }) => deal.worked[site] === undefined)
  if (left.length === 0) return prepare(state, deal, ctx)
  ctx.note('workLeft', m.tx, from, left.length)
  if (settingsOf(ctx).workOrder === 'inOrder') sendWork(state, deal, left[0]!, ctx)
}

/** Nobody has promised anything: those who have worked may drop it. */
function cancel(state: State, deal: Deal, why: string, ctx: SiteCtx): void {
  ctx.note('cancels', deal.tx, why)
  for (const { site } of deal.parts) post(state, site, { type: 'Cancel', tx: deal.tx }, ctx)
  settle(state, deal, 'abort', why)
  if (deal.council !== undefined) log(state, recordOf(deal, 'abort', false, []), ctx)
  reply(state, deal, ctx)
  delete state.memory.deals[deal.tx]
}

// Phase one.

/** Where a commit is presumed, that it began must be on disk before anybody is asked. */
export function prepare(state: State, deal: Deal, ctx: SiteCtx): void {
  const { tx, presumption, parts } = deal
  const writers = writersOf(parts)
  // In three-phase commit sites may be asked how it ended: not those that left at the vote.
  const isLeft = isThreePhase(ctx) && readersLeave(writers, isOptimistic(ctx), ctx)
  const sites = isLeft ? writers : parts.map(({ site }) => site)
  deal.phase = 'votes'
  deal.dueUs = watch(state, 'deals', deal.tx, ctx.now() + settingsOf(ctx).voteTimeoutUs, ctx)
  ctx.note('asksToPrepare', tx, parts.length - Object.keys(deal.votes).length)
  if ((presumption === 'commit' && !isReplicated(ctx)) || isThreePhase(ctx))
    log(state, recordOf(deal, 'begin', true, sites), ctx)
  for (const { site } of parts.filter((part) => deal.votes[part.site] === undefined))
    post(state, site, { type: 'Prepare', tx, presumption, isReader: !writers.includes(site) }, ctx)
}

export function onVote(state: State, from: NodeId, m: Vote, ctx: SiteCtx): void {
  const deal = state.memory.deals[m.tx]
  if (deal?.council !== undefined) return onRefusal(state, deal, from, m, ctx)
  const isEarly = deal?.phase === 'works' && isLastVoter(deal, from, ctx)
  if (deal === undefined || !(deal.phase === 'votes' || isEarly) || deal.votes[from] !== undefined)
    return ctx.note('notMine', from, m.tx, 'vote')
  deal.votes[from] = m.vote
  touch(state, m.tx)
  if (m.vote === 'no' && ctx.broken.ignoresNo !== true) {
    ctx.note('heardNo', from, m.tx, m.why)
    return decideAbort(state, deal, m.why, ctx)
  }
  if (isEarly) return prepare(state, deal, ctx)
  const left = deal.parts.filter(({ site }) => deal.votes[site] === undefined).length
  if (left > 0 && ctx.broken.impatient === true) return decideAbort(state, deal, 'noVote', ctx)
  if (left === 0 && isThreePhase(ctx)) return preCommit(state, deal, ctx)
  if (left === 0) return decideCommit(state, deal, ctx)
  ctx.note('heardVote', from, m.tx, m.vote, left)
}

// Phase two.

/** All voted yes. It is decided when it is on disk. */
export function decideCommit(state: State, deal: Deal, ctx: SiteCtx): void {
  const sites = deal.parts.map(({ site }) => site).filter((site) => deal.votes[site] === 'yes')
  deal.tell = sites
  deal.queue = [...sites]
  deal.dueUs = -1
  if (sites.length === 0) return onlyRead(state, deal, ctx)
  deal.phase = 'decides'
  if (isReplicated(ctx)) return proposeCommit(state, deal.tx, ctx)
  settle(state, deal, 'commit', '')
  ctx.note('decides', deal.tx, 'commit', sites.length)
  if (ctx.broken.tellsBeforeForce === true) {
    tellFirst(state, deal, ctx)
    return log(state, recordOf(deal, 'commit', true, sites), ctx)
  }
  log(state, recordOf(deal, 'commit', true, sites), ctx)
  post(state, ctx.id, { type: 'Logged', tx: deal.tx }, ctx)
}

/** Nobody is told anything in the second phase: there is none. */
function onlyRead(state: State, deal: Deal, ctx: SiteCtx): void {
  ctx.note('onlyRead', deal.tx)
  if (deal.presumption === 'commit' && !isReplicated(ctx))
    log(state, recordOf(deal, 'commit', false, []), ctx)
  settle(state, deal, 'commit', '')
  reply(state, deal, ctx)
  delete state.memory.deals[deal.tx]
}

/** Who voted no knows; who has not been heard may have voted yes. */
function decideAbort(state: State, deal: Deal, why: string, ctx: SiteCtx): void {
  // Here it is one that only reads, and nobody has promised anything.
  if (isPaxosCommit(ctx)) return cancel(state, deal, why, ctx)
  const { parts, votes } = deal
  const sites = parts.map(({ site }) => site).filter((site) => (votes[site] ?? 'yes') === 'yes')
  deal.tell = sites
  deal.queue = [...sites]
  deal.phase = 'decides'
  deal.dueUs = -1
  settle(state, deal, 'abort', why)
  ctx.note('decides', deal.tx, 'abort', sites.length)
  if (deal.presumption === 'nothing' && !isReplicated(ctx))
    log(state, recordOf(deal, 'abort', true, sites), ctx)
  post(state, ctx.id, { type: 'Logged', tx: deal.tx }, ctx)
}

/**
 * The cluster has decided. Another attempt at the same request may have been committed instead of this one; what this one read
 * it has read under its locks, so that is what the client is told.
 */
export function onDecided(
  state: State,
  tx: string,
  outcome: Outcome,
  forClient: Outcome,
  ctx: SiteCtx,
): void {
  const deal = state.memory.deals[tx]
  if (deal?.phase !== 'decides') return
  ctx.note('clusterDecides', tx, outcome)
  settle(state, deal, outcome, outcome === 'commit' ? '' : 'restarted')
  if (forClient !== outcome)
    state.memory.requests[deal.request] = { tx: '', outcome: forClient, why: '', values: deal.values }
  tellFirst(state, deal, ctx)
}

/** The decision is on disk. */
export function onLogged(state: State, tx: string, ctx: SiteCtx): void {
  const deal = state.memory.deals[tx]
  if (deal === undefined || deal.phase !== 'decides') return
  touch(state, tx)
  tellFirst(state, deal, ctx)
}

export function tellFirst(state: State, deal: Deal, ctx: SiteCtx): void {
  const { sendGapUs } = settingsOf(ctx)
  deal.phase = 'tells'
  reply(state, deal, ctx)
  if (sendGapUs === 0) tellNext(state, deal, ctx)
  else deal.dueUs = watch(state, 'deals', deal.tx, ctx.now() + sendGapUs, ctx)
}

/** To all at once, or one after the other where sending takes time. */
function tellNext(state: State, deal: Deal, ctx: SiteCtx): void {
  const { sendGapUs, resendUs } = settingsOf(ctx)
  for (const site of deal.queue.splice(0, sendGapUs === 0 ? deal.queue.length : 1))
    tell(state, deal, site, ctx)
  const isAll = deal.queue.length === 0
  deal.dueUs = watch(state, 'deals', deal.tx, ctx.now() + (isAll ? resendUs : sendGapUs), ctx)
  if (isAll && isForgettable(deal, ctx)) forget(state, deal, ctx)
}

function tell(state: State, { tx, outcome, presumption }: Deal, site: NodeId, ctx: SiteCtx): void {
  ctx.note('tells', tx, site, outcome)
  post(state, site, { type: outcome === 'commit' ? 'Commit' : 'Abort', tx, presumption }, ctx)
}

/** A commit is remembered until all have it, except where who asks is told commit anyway; and so it is with aborts. */
function needsAcks({ presumption, outcome }: Deal, ctx: SiteCtx): boolean {
  // The cluster never forgets.
  if (isReplicated(ctx)) return false
  return presumption === 'nothing' || presumption !== outcome
}

function isForgettable(deal: Deal, ctx: SiteCtx): boolean {
  if (!needsAcks(deal, ctx)) return true
  if (ctx.broken.forgetsCommit === true && deal.outcome === 'commit') return true
  return isAcknowledged(deal)
}

export function isAcknowledged({ tell: sites, acks }: Deal): boolean {
  return sites.every((site) => acks[site] !== undefined)
}

export function onAck(state: State, from: NodeId, { tx, outcome }: Ack, ctx: SiteCtx): void {
  const deal = state.memory.deals[tx]
  if (deal !== undefined && outcome !== undefined && learnsByAck(state, deal, from, ctx)) return
  if (deal === undefined || deal.phase !== 'tells') return ctx.note('notMine', from, tx, 'ack')
  deal.acks[from] = true
  touch(state, tx)
  const left = deal.tell.filter((site) => deal.acks[site] === undefined).length
  ctx.note('heardAck', from, tx, left)
  if (left === 0) forget(state, deal, ctx)
}

/** Whoever asks from now on is told what is presumed. */
function forget(state: State, deal: Deal, ctx: SiteCtx): void {
  ctx.note('forgets', deal.tx, deal.outcome)
  if (needsAcks(deal, ctx)) log(state, recordOf(deal, 'end', false, []), ctx)
  delete state.memory.deals[deal.tx]
  touch(state, deal.tx)
}

/** It waited long enough: for work, for votes, for room on the line, or for acknowledgements. */
export function onDealDue(state: State, deal: Deal, ctx: SiteCtx): void {
  deal.dueUs = -1
  if (deal.phase === 'works') return cancel(state, deal, 'tooSlow', ctx)
  if (deal.council !== undefined && deal.phase !== 'tells') return claim(state, deal, ctx)
  if (deal.phase === 'votes') return decideAbort(state, deal, 'noVote', ctx)
  if (deal.phase === 'asks') return askSites(state, deal, ctx)
  if (deal.phase === 'precommits') return goAhead(state, deal, ctx)
  if (deal.phase !== 'tells') return
  if (deal.queue.length === 0) {
    deal.queue = deal.tell.filter((site) => deal.acks[site] === undefined)
    ctx.note('tellsAgain', deal.tx, deal.queue.length)
  }
  tellNext(state, deal, ctx)
}

/** What it remembers, or else what is presumed. While it has not decided it says nothing. */
export function onInquiry(state: State, from: NodeId, m: Inquiry, ctx: SiteCtx): void {
  const { tx, presumption, council } = m
  const deal = state.memory.deals[tx]
  if (council !== undefined) return onDoubt(state, from, m, council, ctx)
  if (deal !== undefined && deal.phase !== 'tells') return ctx.note('undecided', from, tx)
  if (deal === undefined && isThreePhase(ctx)) return ctx.note('undecided', from, tx)
  if (deal === undefined && isReplicated(ctx)) return proposeAbort(state, from, m, ctx)
  const outcome = deal?.outcome ?? presumedOf(presumption)
  ctx.note(deal === undefined ? 'presumes' : 'tellsInquirer', from, tx, outcome)
  post(state, from, { type: outcome === 'commit' ? 'Commit' : 'Abort', tx, presumption }, ctx)
}

function presumedOf(presumption: Presumption): Outcome {
  return presumption === 'commit' ? 'commit' : 'abort'
}

// The client.

export function settle({ memory }: State, deal: Deal, outcome: Outcome, why: string): void {
  deal.outcome = outcome
  deal.why = why
  if (deal.request !== '') memory.requests[deal.request] = { tx: deal.tx, outcome, why, values: deal.values }
}

function reply(state: State, deal: Deal, ctx: SiteCtx): void {
  if (deal.client !== null) answer(state, deal.client, deal.request, ctx)
}

function answer(state: State, client: NodeId, request: string, ctx: SiteCtx): void {
  const { tx, outcome, why, values } = state.memory.requests[request]!
  const deal = state.memory.deals[tx]
  if (outcome === null || deal?.phase === 'decides') return
  post(state, client, { type: 'Answer', request, outcome, why, values }, ctx)
}

export function recordOf(
  deal: Deal,
  kind: CoordinatorRecord['kind'],
  isForced: boolean,
  sites: readonly NodeId[],
): CoordinatorRecord {
  const { tx, presumption, request, council } = deal
  const values = deal.values.map(({ key, value }) => ({ key, value }))
  const role = 'coordinator'
  const record = { role, kind, tx, isForced, presumption, request, sites: [...sites], values } as const
  return council === undefined ? record : { ...record, council: copyOfCouncil(council) }
}
