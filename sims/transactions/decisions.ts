// A coordinator whose decisions are on a Raft cluster instead of its own log. A decision is a cell that can be set once, by
// compare-and-set: the transaction that is committed, or "abort". The coordinator proposes the commit; anybody else who is
// asked what became of it proposes an abort. Whichever the cluster takes first is so, and all coordinators are told the same.
// So one that dies blocks nobody: another one finishes in its place. The Raft servers are those of sims/raft, as they are.

import type { NodeId } from '../../src/engine/process.ts'
import { onDecided } from './coordinator.ts'
import { post, touch, watch } from './desk.ts'
import type { Inquiry, Presumption } from './messages.ts'
import { isPaxosCommit } from './paxosCommit/council.ts'
import type { ClientReply } from './raft.ts'
import { type Outcome, type Proposal, type SiteCtx, type State, settingsOf } from './state.ts'

const ABORT = 'abort'
/** Proposals of one life of a coordinator; those of the next are numbered from above. */
const MOST_PROPOSALS = 1_000_000

export function isReplicated(ctx: SiteCtx): boolean {
  return settingsOf(ctx).place === 'replicated' && !isPaxosCommit(ctx) && ctx.group('server').length > 0
}

/** The cell of a request: attempts at it share the cell, so that one of them commits at most. */
function cellOf(tx: string): string {
  return tx.split(/[@+]/)[0]!
}

export function proposeCommit(state: State, tx: string, ctx: SiteCtx): void {
  ctx.note('proposesCommit', tx)
  propose(state, { tx, purpose: 'commit', expect: null, value: tx, inquirer: null, presumption: ABORT }, ctx)
}

/** It is not known here. It never will be a commit, or it is one already. */
export function proposeAbort(state: State, from: NodeId, { tx, presumption }: Inquiry, ctx: SiteCtx): void {
  ctx.note('proposesAbort', tx, from)
  propose(state, { tx, purpose: 'inquire', expect: null, value: ABORT, inquirer: from, presumption }, ctx)
}

type Draft = Pick<Proposal, 'tx' | 'purpose' | 'expect' | 'value' | 'inquirer' | 'presumption'>

function propose(state: State, draft: Draft, ctx: SiteCtx): void {
  const { memory, disk } = state
  memory.proposed++
  const n = disk.epoch * MOST_PROPOSALS + memory.proposed
  const proposal: Proposal = { ...draft, n, server: memory.server || ctx.group('server')[0]!, dueUs: -1 }
  memory.proposals[`q${n}`] = proposal
  send(state, proposal, ctx)
}

function send(state: State, proposal: Proposal, ctx: SiteCtx): void {
  const { n, tx, expect, value, server } = proposal
  proposal.dueUs = watch(state, 'proposals', `q${n}`, ctx.now() + settingsOf(ctx).resendUs, ctx)
  const clientId = `${ctx.id}:${n}`
  const request = {
    type: 'ClientRequest',
    clientId,
    sequenceNum: n,
    op: 'cas',
    key: cellOf(tx),
    value,
    expect,
  } as const
  ctx.send(server, request)
}

/** No answer: the next server, with the same number. */
export function onProposalDue(state: State, proposal: Proposal, ctx: SiteCtx): void {
  const servers = ctx.group('server')
  proposal.server = servers[(servers.indexOf(proposal.server) + 1) % servers.length]!
  ctx.note('proposesAgain', proposal.tx, proposal.server)
  send(state, proposal, ctx)
}

export function onClientReply(state: State, from: NodeId, m: ClientReply, ctx: SiteCtx): void {
  const { memory } = state
  const proposal = memory.proposals[`q${m.sequenceNum}`]
  if (proposal === undefined) return ctx.note('notMine', from, 'a proposal', 'answer')
  if (m.status === 'NOT_LEADER') return onRedirect(state, from, m, proposal, ctx)
  memory.server = from
  delete memory.proposals[`q${m.sequenceNum}`]
  touch(state, proposal.tx)
  settle(state, proposal, m.response === true, ctx)
}

function onRedirect(
  state: State,
  from: NodeId,
  { leaderHint }: ClientReply,
  proposal: Proposal,
  ctx: SiteCtx,
): void {
  ctx.note('redirected', from, leaderHint ?? 'nobody')
  // Without a hint there is an election on: it is tried again a little later.
  if (from !== proposal.server || leaderHint === null || leaderHint === from) return
  proposal.server = leaderHint
  send(state, proposal, ctx)
}

/** The cell was set by this proposal, or had been set before. */
function settle(state: State, proposal: Proposal, isTaken: boolean, ctx: SiteCtx): void {
  const { tx, purpose } = proposal
  if (purpose === 'commit' && isTaken) return onDecided(state, tx, 'commit', 'commit', ctx)
  if (purpose === 'commit') return look(state, proposal, 'isAborted', ABORT, ctx)
  if (purpose === 'isAborted') return onDecided(state, tx, ABORT, isTaken ? ABORT : 'commit', ctx)
  if (purpose === 'inquire' && !isTaken) return look(state, proposal, 'isMine', tx, ctx)
  tellInquirer(state, proposal, purpose === 'isMine' && isTaken ? 'commit' : ABORT, ctx)
}

/** Reading through the log: a cas that changes nothing says whether the cell holds this. */
function look(
  state: State,
  proposal: Proposal,
  purpose: Proposal['purpose'],
  value: string,
  ctx: SiteCtx,
): void {
  propose(state, { ...proposal, purpose, expect: value, value }, ctx)
}

function tellInquirer(
  state: State,
  { tx, inquirer, presumption }: Proposal,
  outcome: Outcome,
  ctx: SiteCtx,
): void {
  ctx.note('clusterSays', tx, outcome, inquirer)
  if (inquirer !== null) post(state, inquirer, answerTo(tx, outcome, presumption), ctx)
}

function answerTo(tx: string, outcome: Outcome, presumption: Presumption) {
  return { type: outcome === 'commit' ? 'Commit' : 'Abort', tx, presumption } as const
}
