// An acceptor of Paxos Commit. It keeps the votes of a transaction, takes part in no ballot lower than the highest that it
// promised itself to, and says nothing that is not on its disk. It keeps all instances of a transaction in one record.

import type { NodeId } from '../../../src/engine/process.ts'
import { log, post, touch } from '../desk.ts'
import type { Accepted, Claim, Council, Kept, Propose } from '../messages.ts'
import { type Acceptance, type AcceptorRecord, type SiteCtx, type State, settingsOf } from '../state.ts'
import { copyOfCouncil } from './council.ts'
import { onEarlyVote } from './leader.ts'

function acceptanceOf({ memory }: State, tx: string, council: Council): Acceptance {
  memory.acceptances[tx] ??= { tx, council, promised: 0, kept: {}, whole: -1, after: 0 }
  return memory.acceptances[tx]
}

/** Phase 2a. */
export function onPropose(state: State, from: NodeId, m: Propose, ctx: SiteCtx): void {
  const acceptance = acceptanceOf(state, m.tx, m.council)
  touch(state, m.tx)
  if (m.ballot < acceptance.promised && ctx.broken.ignoresPromise !== true)
    return refuse(state, from, m, acceptance, ctx)
  if (m.ballot === 0) return onVoteProposed(state, from, m.kept[0]!, acceptance, ctx)
  if (m.ballot === acceptance.whole) return tell(state, acceptance, from, ctx)
  acceptance.promised = m.ballot
  for (const kept of m.kept) acceptance.kept[kept.site] = kept
  ctx.note('accepts', m.tx, from, m.ballot)
  keepAll(state, acceptance, m.ballot, [from], ctx)
}

/** A participant need not hear of it: whoever leads the higher ballot will tell it how it ended. */
function refuse(
  state: State,
  from: NodeId,
  m: Propose | Claim,
  { promised }: Acceptance,
  ctx: SiteCtx,
): void {
  ctx.note('outbids', from, m.tx, m.ballot, promised)
  if (m.ballot > 0) post(state, from, { type: 'Outbid', tx: m.tx, ballot: promised }, ctx)
}

/** The ballot of the participants: their votes are kept in memory until all are there, and then forced together. */
function onVoteProposed(state: State, from: NodeId, vote: Kept, acceptance: Acceptance, ctx: SiteCtx): void {
  const { tx, council, kept, whole } = acceptance
  if (whole >= 0) {
    ctx.note('acceptedAlready', from, tx)
    if (whole === 0) for (const site of whoListens(acceptance, ctx)) tell(state, acceptance, site, ctx)
    return
  }
  kept[vote.site] ??= vote
  const left = council.members.length - Object.keys(kept).length
  if (left > 0) ctx.note('keepsVote', from, tx, left)
  else {
    ctx.note('acceptsAll', tx, council.members.length)
    keepAll(state, acceptance, 0, whoListens(acceptance, ctx), ctx)
  }
  onEarlyVote(state, tx, vote, ctx)
}

/** The leader; in faster Paxos Commit the participants themselves, except those who are done. */
function whoListens({ council, kept }: Acceptance, ctx: SiteCtx): readonly NodeId[] {
  if (!settingsOf(ctx).faster) return council.acceptors.slice(0, 1)
  return council.members.filter((site) => kept[site]?.vote === 'yes')
}

function keepAll(
  state: State,
  acceptance: Acceptance,
  ballot: number,
  to: readonly NodeId[],
  ctx: SiteCtx,
): void {
  acceptance.whole = ballot
  if (ctx.broken.acceptsBeforeForce === true) for (const site of to) tell(state, acceptance, site, ctx)
  keep(state, acceptance, 'accepted', ctx)
  if (ctx.broken.acceptsBeforeForce !== true) for (const site of to) tell(state, acceptance, site, ctx)
}

function keep(state: State, acceptance: Acceptance, kind: AcceptorRecord['kind'], ctx: SiteCtx): void {
  log(state, recordOf(acceptance, kind), ctx)
  acceptance.after = state.memory.syncs + state.memory.pending
}

/** Phase 2b. */
function tell(state: State, acceptance: Acceptance, to: NodeId, ctx: SiteCtx): void {
  const { tx, whole } = acceptance
  const message: Accepted = { type: 'Accepted', tx, ballot: whole, kept: keptIn(acceptance) }
  post(state, to, message, ctx)
}

/** Phase 1a, and 1b. Votes that came and were not on disk yet are forced with the promise: they count. */
export function onClaim(state: State, from: NodeId, m: Claim, ctx: SiteCtx): void {
  const acceptance = acceptanceOf(state, m.tx, m.council)
  touch(state, m.tx)
  if (m.ballot < acceptance.promised) return refuse(state, from, m, acceptance, ctx)
  if (m.ballot > acceptance.promised) {
    acceptance.promised = m.ballot
    ctx.note('promisesBallot', m.tx, from, m.ballot, Object.keys(acceptance.kept).length)
    keep(state, acceptance, 'promised', ctx)
  }
  post(state, from, { type: 'Promised', tx: m.tx, ballot: m.ballot, kept: keptIn(acceptance) }, ctx)
}

function keptIn({ kept }: Acceptance): readonly Kept[] {
  return Object.values(kept).map(({ site, vote, ballot }) => ({ site, vote, ballot }))
}

function recordOf(acceptance: Acceptance, kind: AcceptorRecord['kind']): AcceptorRecord {
  const { tx, council, promised } = acceptance
  const kept = keptIn(acceptance)
  return {
    role: 'acceptor',
    kind,
    tx,
    isForced: true,
    ballot: promised,
    council: copyOfCouncil(council),
    kept,
  }
}

/** After a crash: the latest record of a transaction says it all. */
export function acceptanceFrom({ tx, council, ballot, kept, kind }: AcceptorRecord): Acceptance {
  const bySite = Object.fromEntries(kept.map((one) => [one.site, one]))
  return { tx, council, promised: ballot, kept: bySite, whole: kind === 'accepted' ? ballot : -1, after: 0 }
}
