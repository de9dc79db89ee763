// The leader of Paxos Commit. The coordinator that was asked leads while nothing goes wrong: it hears from the acceptors what
// they have accepted. If it loses patience, if it was down, or if a participant in doubt asks another coordinator, a ballot is
// led: what may have been chosen is found out, and chosen again; where nothing was, a no is. One that is outbid gives way,
// unless it owes a client an answer; and it waits longer each time, so that two do not outbid each other for ever.

import type { NodeId } from '../../../src/engine/process.ts'
import { isLastVoter, prepare, recordOf, settle, tellFirst, writersOf } from '../coordinator.ts'
import { log, post, touch, watch } from '../desk.ts'
import { freshDeal } from '../freshDeal.ts'
import type { Accepted, Council, Inquiry, Kept, Outbid, Promised, Settled, Vote } from '../messages.ts'
import { type Deal, type Lead, type Outcome, type SiteCtx, type State, settingsOf } from '../state.ts'
import { onClaim } from './acceptor.ts'
import { ballotAbove, freshLead, majorityOf } from './council.ts'

/** Under Paxos Commit, and not decided yet. */
type Open = Deal & { readonly council: Council; lead: Lead }

function openDeal({ memory }: State, tx: string): Open | null {
  const deal = memory.deals[tx]
  if (deal?.council === undefined || deal.lead === undefined || deal.phase === 'tells') return null
  return deal as Open
}

// Ballot 0, which the participants lead.

/** It is an acceptor, so it hears votes. That of the last to work, which was not asked, says that the others can be. */
export function onEarlyVote(state: State, tx: string, { site, vote }: Kept, ctx: SiteCtx): void {
  const deal = openDeal(state, tx)
  if (deal === null) return
  deal.votes[site] ??= vote
  if (deal.phase === 'works' && isLastVoter(deal, site, ctx)) prepare(state, deal, ctx)
}

/** A no comes without an acceptor. Whoever wrote something has it on its log, and will never say yes. */
export function onRefusal(state: State, deal: Deal, from: NodeId, { why }: Vote, ctx: SiteCtx): void {
  const open = openDeal(state, deal.tx)
  if (open === null) return ctx.note('notMine', from, deal.tx, 'vote')
  ctx.note('heardNo', from, deal.tx, why)
  touch(state, deal.tx)
  if (ctx.broken.ignoresNo === true) return
  if (!writersOf(deal.parts).includes(from))
    return deal.phase === 'votes' ? claim(state, open, ctx) : undefined
  deal.votes[from] = 'no'
  decide(state, open, 'abort', why, ctx)
}

/** Phase 2b. A majority in one ballot is enough, whatever the ballot. */
export function onAccepted(state: State, from: NodeId, m: Accepted, ctx: SiteCtx): void {
  const deal = openDeal(state, m.tx)
  if (deal === null) return
  touch(state, m.tx)
  const { accepted } = deal.lead
  if ((accepted[from]?.ballot ?? -1) <= m.ballot) accepted[from] = { ballot: m.ballot, kept: m.kept }
  const count = Object.values(accepted).filter(({ ballot }) => ballot === m.ballot).length
  const left = (ctx.broken.countsMinority === true ? 1 : majorityOf(deal.council)) - count
  if (left > 0) return ctx.note('heardAccepted', from, m.tx, left)
  for (const { site, vote } of m.kept) if (vote !== 'no') deal.votes[site] ??= vote
  const outcome = m.kept.every(({ vote }) => vote !== 'no') ? 'commit' : 'abort'
  ctx.note('isChosen', m.tx, outcome, m.ballot)
  decide(state, deal, outcome, outcome === 'commit' ? '' : 'noVote', ctx)
}

/** In faster Paxos Commit participants learn a commit first, and tell the leader. */
export function learnsByAck(state: State, deal: Deal, from: NodeId, ctx: SiteCtx): boolean {
  const open = openDeal(state, deal.tx)
  if (open === null) return false
  ctx.note('learnsByAck', from, deal.tx)
  deal.acks[from] = true
  decide(state, open, 'commit', '', ctx)
  return true
}

// Higher ballots, which coordinators lead.

/** Somebody in doubt asks. Whoever knows says it; whoever leads goes on; anybody else takes over. */
export function onDoubt(state: State, from: NodeId, m: Inquiry, council: Council, ctx: SiteCtx): void {
  const { memory } = state
  const { tx, presumption } = m
  if (openDeal(state, tx) !== null) return ctx.note('undecided', from, tx)
  const outcome = memory.deals[tx]?.outcome ?? memory.acceptances[tx]?.outcome
  if (outcome === undefined) return takeOver(state, from, tx, council, ctx)
  ctx.note('tellsInquirer', from, tx, outcome)
  post(state, from, { type: outcome === 'commit' ? 'Commit' : 'Abort', tx, presumption }, ctx)
}

function takeOver(state: State, from: NodeId, tx: string, council: Council, ctx: SiteCtx): void {
  const unknown = { tx, request: '', client: null, presumption: 'nothing', parts: [] } as const
  const deal: Open = Object.assign(freshDeal(unknown, ctx.now()), { council, lead: freshLead() })
  state.memory.deals[tx] = deal
  ctx.note('takesOver', tx, from)
  claim(state, deal, ctx)
}

/**
 * Phase 1a. Its own promise comes first, and nothing leaves before that is on disk: so no ballot is led twice, although it may
 * crash in between.
 */
export function claim(state: State, deal: Deal, ctx: SiteCtx): void {
  const { tx, council, lead } = deal as Open
  touch(state, tx)
  const highest = Math.max(lead.seen, state.memory.acceptances[tx]?.promised ?? 0)
  const ballot = ballotAbove(highest, ctx.id, council)
  lead.ballot = ballot
  lead.promised = {}
  deal.phase = 'claims'
  deal.dueUs = watch(state, 'deals', deal.tx, ctx.now() + patienceUs(lead.tries, council, ctx), ctx)
  lead.tries++
  ctx.note('claims', tx, ballot)
  const message = { type: 'Claim', tx, ballot, council } as const
  onClaim(state, ctx.id, message, ctx)
  if (ctx.broken.choosesFreely === true) return propose(state, deal as Open, ctx)
  for (const acceptor of council.acceptors) if (acceptor !== ctx.id) post(state, acceptor, message, ctx)
}

const GROWTH = [1, 2, 4]

/** Each place has a time of its own, and it grows. */
function patienceUs(tries: number, { acceptors }: Council, ctx: SiteCtx): number {
  const base = settingsOf(ctx).resendUs * GROWTH[Math.min(tries, GROWTH.length - 1)]!
  return base + Math.floor((base * acceptors.indexOf(ctx.id)) / acceptors.length)
}

/** Phase 1b. */
export function onPromised(state: State, from: NodeId, m: Promised, ctx: SiteCtx): void {
  const deal = openDeal(state, m.tx)
  if (deal === null || deal.phase !== 'claims' || deal.lead.ballot !== m.ballot)
    return ctx.note('notMine', from, m.tx, 'promise')
  touch(state, m.tx)
  deal.lead.promised[from] = m.kept
  const left = majorityOf(deal.council) - Object.keys(deal.lead.promised).length
  ctx.note('heardPromise', from, m.tx, m.kept.length, Math.max(0, left))
  if (left <= 0) propose(state, deal, ctx)
}

/** Phase 2a: in each instance what was accepted in the highest ballot, and a no where nothing was. */
function propose(state: State, deal: Open, ctx: SiteCtx): void {
  const { tx, council, lead } = deal
  const { ballot } = lead
  const known = Object.values(lead.promised).flat()
  const kept = council.members.map((site): Kept => {
    const vote = ctx.broken.choosesFreely === true ? null : latest(known, site)
    return { site, vote: vote?.vote ?? 'no', ballot }
  })
  deal.phase = 'proposes'
  const free = kept.filter(({ vote }) => vote === 'no').length
  ctx.note(free === 0 ? 'proposesYes' : 'proposesNo', tx, ballot, free)
  for (const acceptor of council.acceptors)
    post(state, acceptor, { type: 'Propose', tx, ballot, council, kept }, ctx)
}

function latest(known: readonly Kept[], site: NodeId): Kept | null {
  const own = known.filter((one) => one.site === site)
  return own.reduce<Kept | null>(
    (best, one) => (best === null || one.ballot > best.ballot ? one : best),
    null,
  )
}

/** Another leads a higher ballot. Whoever only helped out leaves it to that one; participants will ask again if it dies. */
export function onOutbid(state: State, from: NodeId, { tx, ballot }: Outbid, ctx: SiteCtx): void {
  const deal = openDeal(state, tx)
  if (deal === null || ballot <= deal.lead.ballot) return ctx.note('notMine', from, tx, 'ballot')
  touch(state, tx)
  deal.lead.seen = Math.max(deal.lead.seen, ballot)
  if (isOwn(deal, ctx)) return ctx.note('isOutbid', from, tx, ballot)
  ctx.note('givesWay', from, tx, ballot)
  delete state.memory.deals[tx]
}

function isOwn({ council }: Open, ctx: SiteCtx): boolean {
  return council.acceptors[0] === ctx.id
}

// The end.

/** It was found out by another one, which tells the participants as well. */
export function onSettled(state: State, from: NodeId, { tx, outcome }: Settled, ctx: SiteCtx): void {
  const deal = openDeal(state, tx)
  if (deal === null) return ctx.note('notMine', from, tx, 'outcome')
  ctx.note('hearsOutcome', from, tx, outcome)
  decide(state, deal, outcome, outcome === 'commit' ? '' : 'noVote', ctx)
}

/** It is so already. Nothing is forced: whoever forgets it can find it out again. */
function decide(state: State, deal: Open, outcome: Outcome, why: string, ctx: SiteCtx): void {
  const { tx, council, votes, lead } = deal
  touch(state, tx)
  deal.tell = council.members.filter((site) => (votes[site] ?? 'yes') === 'yes')
  const isToldAlready = settingsOf(ctx).faster && outcome === 'commit' && lead.ballot === 0
  deal.queue = isToldAlready ? [] : [...deal.tell]
  settle(state, deal, outcome, why)
  const acceptance = state.memory.acceptances[tx]
  if (acceptance !== undefined) acceptance.outcome = outcome
  log(state, recordOf(deal, outcome, false, deal.tell), ctx)
  if (!isOwn(deal, ctx)) post(state, council.acceptors[0]!, { type: 'Settled', tx, outcome }, ctx)
  tellFirst(state, deal, ctx)
}
