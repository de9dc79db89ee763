// Paxos Commit: two-phase commit that no single crash can block. After Gray and Lamport 2006, "Consensus on transaction commit".
//
// In two-phase commit the votes come together at one coordinator, and if it dies nobody else knows them. Here each vote is
// settled by consensus. Every participant has an instance of Paxos of its own, for the one question: is it prepared, or not?
// Of 2F+1 acceptors any F may die, for what a majority has accepted can always be found out.
//
// In an ordinary instance a leader proposes, in two phases. Here the participant itself leads ballot 0 of its instance, which
// needs no first phase, for nobody can have proposed before. So its vote is a phase 2a message, and goes straight to the
// acceptors. An acceptor keeps the votes in memory until it has all of the transaction; then it forces them to its log in one
// record, and sends the leader one phase 2b message for all instances. The leader is the coordinator that the client asked. When
// a majority has accepted a yes in every instance it is a commit. The leader need not write that down: it can be found out.
//
// In that case F+1 acceptors are enough, and only they are sent to. The others take part when an answer is missing.
//
// If the leader loses patience, or dies, another coordinator leads a higher ballot of all instances at once. It asks the
// acceptors to promise that they take part in no lower one, and what they have accepted (phases 1a and 1b). When a majority
// has answered it proposes, in each instance, what was accepted in the highest ballot, and a no where nothing was: that
// participant may never have voted (phases 2a and 2b). Any two majorities have an acceptor in common, so what was chosen stays.
//
// A participant proposes in ballot 0 only a yes, and only when its promise is on disk, so it never proposes two things there.
// It need not propose a no: once that is on its own log nobody can ever choose a yes in its instance, and the leader, when told,
// aborts at once. (A reader leaves nothing on its log. Its no is chosen in a higher ballot, in case it had voted before.)

import type { NodeId } from '../../../src/engine/process.ts'
import type { Council, Part } from '../messages.ts'
import { type Lead, type SiteCtx, settingsOf } from '../state.ts'

export function isPaxosCommit(ctx: Pick<SiteCtx, 'settings'>): boolean {
  return settingsOf(ctx).protocol === 'paxosCommit'
}

/** Who votes and who keeps the votes; undefined where the protocol is another, or where all only read and may leave. */
export function councilFor(parts: readonly Part[], ctx: SiteCtx): Council | undefined {
  if (!isPaxosCommit(ctx) || (settingsOf(ctx).readOnly && !isWriting(parts))) return undefined
  return { members: parts.map(({ site }) => site), acceptors: acceptorsFor(ctx) }
}

export function isWriting(parts: readonly Part[]): boolean {
  return parts.some(({ ops }) => ops.some(({ kind }) => kind === 'add'))
}

/** 2F+1 of them, an odd number, beginning with the one that is asked. */
function acceptorsFor(ctx: SiteCtx): readonly NodeId[] {
  const { place, survives } = settingsOf(ctx)
  const all = ctx.group(place === 'beside' ? 'participant' : 'coordinator')
  const most = Math.min(all.length, 2 * survives + 1)
  const from = all.indexOf(ctx.id)
  return [...all.slice(from), ...all.slice(0, from)].slice(0, most - 1 + (most % 2))
}

export function majorityOf({ acceptors }: Council): number {
  return Math.floor(acceptors.length / 2) + 1
}

/** A majority, to which votes are sent first. */
export function firstAcceptors(council: Council): readonly NodeId[] {
  return council.acceptors.slice(0, majorityOf(council))
}

/** Each acceptor has ballots of its own, so that no two lead the same. */
export function ballotAbove(highest: number, leader: NodeId, { acceptors }: Council): number {
  const round = Math.floor(highest / acceptors.length) + 1
  return round * acceptors.length + acceptors.indexOf(leader)
}

/** Copies: what is on a log shares nothing with what may still change. */
export function copyOfCouncil({ members, acceptors }: Council): Council {
  return { members: [...members], acceptors: [...acceptors] }
}

export function freshLead(): Lead {
  return { ballot: 0, tries: 0, seen: 0, promised: {}, accepted: {} }
}
