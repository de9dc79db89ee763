// Two-phase commit: one transaction on several sites, all of it or nothing of it, although sites crash and messages get lost.
// After Gray 1978; Bernstein, Hadzilacos and Goodman, "Concurrency Control and Recovery", chapter 7; Mohan, Lindsay and
// Obermarck 1986 for presumed abort and presumed commit; Lampson and Lomet 1993 for what each of them costs.
//
// A client asks a coordinator for a transaction with a part on each of several participants. The coordinator hands the parts
// out; each participant locks the rows, reads, and works out what they are to become. So far anybody may give up.
//
// Then, in the first phase, the coordinator asks all to prepare. A participant that can keep its part writes so to its log,
// forces the log to disk, and votes yes; one that cannot votes no; one that only read votes "read" and is done. In the
// second phase the coordinator decides, commit if nobody said no, forces that to its own log, and tells everybody. They do as
// they are told, let go of their locks and acknowledge. When all have, the coordinator may forget.
//
// Between its yes and the outcome a participant is in doubt. It may neither commit nor abort, and must keep its locks. If
// the coordinator dies in that time, all who voted yes are blocked until it is back: that is the price of this protocol,
// and the reason for the others.
//
// A coordinator that remembers nothing of a transaction must still answer who asks. It presumes: an abort, unless it made
// sure beforehand that only commits are ever forgotten. Each presumption saves messages and forced writes somewhere else.
//
// A third phase between the two takes that price away, as long as the network never splits: threePhase.ts. Paxos Commit takes
// it away for good, as long as a majority of acceptors can be reached: paxosCommit/, where council.ts says how it goes.
//
// How to read on: messages.ts; state.ts, what is on disk and in memory; participant.ts, locks, votes and outcomes, with
// locks.ts, probes.ts for deadlocks, and validation.ts for work without locks; coordinator.ts; doubt.ts, what one in doubt may do; recovery.ts, what
// a log is worth after a crash; desk.ts for forced writes; agenda.ts for who loses patience when; observer/ for the promises
// AC1 to AC5; rules.ts for what can be left out. The other way to come to all or nothing is a saga: steps.ts at a site,
// saga.ts where one node conducts, outbox.ts where nobody does; payment.ts for a charge by a
// provider outside, and authorisation.ts for what it holds until a vote is over.

import type { NodeId, Process } from '../../src/engine/process.ts'
import { actual, appointAll, nextUs, takeDue } from './agenda.ts'
import { onHoldDue } from './authorisation.ts'
import { onAck, onDealDue, onInquiry, onLogged, onOrder, onVote, onWorked } from './coordinator.ts'
import { onClientReply, onProposalDue } from './decisions.ts'
import { nextOwn, onForced, wakeAt } from './desk.ts'
import { onImpatient, onPeerInquiry, onUnsure } from './doubt.ts'
import type { Event, TransactionMessage } from './messages.ts'
import { emit, onEnded, onGot, onOrderHere } from './outbox.ts'
import { goOn, onAbort, onCancel, onCommit, onPrepare, onWork } from './participant.ts'
import { onClaim, onPropose } from './paxosCommit/acceptor.ts'
import { onAccepted, onOutbid, onPromised, onSettled } from './paxosCommit/leader.ts'
import { onAcceptedHere } from './paxosCommit/voter.ts'
import { onTold } from './payment.ts'
import { onGiveWay, onProbe } from './probes.ts'
import type { RaftMessage } from './raft.ts'
import { recover } from './recovery.ts'
import { onSagaDue, onStepped } from './saga.ts'
import { type Disk, type Memory, type SiteCtx, type State, settingsOf } from './state.ts'
import { onErrandDue, onStep, onStepLogged, onUndo, wake } from './steps.ts'
import { onLearned, onPreAck, onRecovered } from './thirdPhase.ts'
import { onPreCommit, onStateAsk, onStateTell } from './threePhase.ts'

/** Participants and coordinators run the same code: a coordinator may stand beside a participant. */
export function siteNamed(
  name: 'participant' | 'coordinator',
): Process<Disk, Memory, TransactionMessage | RaftMessage> {
  return {
    name,

    format: () => ({ rows: {}, log: [], epoch: 0 }),

    boot(disk, ctx) {
      ctx.write('epoch', disk.epoch + 1)
      ctx.sync()
      const memory = recover(disk, ctx.now(), ctx.broken.forgetsPrepared === true)
      memory.writes = memory.asked = memory.pending = 1
      const state = { disk, memory }
      const inDoubt = Object.keys(memory.tasks).length
      const { deals, sagas, outbox, errands, holds } = memory
      const open = [deals, sagas, outbox].reduce((sum, all) => sum + Object.keys(all).length, 0)
      if (disk.epoch > 1) ctx.note('recovers', inDoubt, open)
      const unpaid =
        Object.keys(errands).length + Object.values(holds).filter(({ dueUs }) => dueUs >= 0).length
      if (unpaid > 0) ctx.note('recoversCharges', unpaid)
      appointAll(memory)
      if (inDoubt + open + unpaid > 0) wakeAt(state, ctx.now(), ctx)
      return memory
    },

    onMessage(state, from, message, ctx) {
      if (state.memory.touched.length > 0) state.memory.touched = []
      if (message.type === 'ClientReply') onClientReply(state, from, message, ctx)
      else receive(state, from, message as TransactionMessage, ctx)
      hearOneself(state, ctx)
    },

    onTimer(state, timer, ctx) {
      if (state.memory.touched.length > 0) state.memory.touched = []
      if (timer === 'tick') onTick(state, ctx)
      hearOneself(state, ctx)
    },

    onOrder(state, order, ctx) {
      if (state.memory.touched.length > 0) state.memory.touched = []
      ctx.note('orderUnknown', order.name)
    },

    onSynced(state, ctx) {
      if (state.memory.touched.length > 0) state.memory.touched = []
      onForced(state)
      hearOneself(state, ctx)
    },
  }
}

function hearOneself(state: State, ctx: SiteCtx): void {
  for (;;) {
    serveLucky(state, ctx)
    const message = nextOwn(state)
    if (message === null) return
    receive(state, ctx.id, message, ctx)
  }
}

/** Those who got a lock go on. */
function serveLucky(state: State, ctx: SiteCtx): void {
  const { memory } = state
  for (let id = memory.ready.shift(); id !== undefined; id = memory.ready.shift()) {
    const task = memory.tasks[id]
    const errand = memory.errands[id]
    if (task !== undefined) goOn(state, task, ctx)
    if (errand !== undefined) wake(state, errand, ctx)
  }
}

function receive(state: State, from: NodeId, message: TransactionMessage, ctx: SiteCtx): void {
  switch (message.type) {
    case 'Order':
      return settingsOf(ctx).protocol === 'choreographed'
        ? onOrderHere(state, from, message, ctx)
        : onOrder(state, from, message, ctx)
    case 'Work':
      return onWork(state, from, message, ctx)
    case 'Worked':
      return onWorked(state, from, message, ctx)
    case 'Cancel':
      return onCancel(state, from, message, ctx)
    case 'Prepare':
      return onPrepare(state, from, message, ctx)
    case 'Vote':
      return onVote(state, from, message, ctx)
    case 'Commit':
      if (!onLearned(state, from, message.tx, 'commit', ctx)) onCommit(state, from, message, ctx)
      return
    case 'Abort':
      if (!onLearned(state, from, message.tx, 'abort', ctx)) onAbort(state, from, message, ctx)
      return
    case 'PreCommit':
      return onPreCommit(state, from, message, ctx)
    case 'PreAck':
      return onPreAck(state, from, message, ctx)
    case 'StateAsk':
      return onStateAsk(state, from, message, ctx)
    case 'StateTell':
      if (message.standing !== 'recovered') onStateTell(state, from, message, ctx)
      else if (!onRecovered(state, from, message.tx, ctx)) ctx.note('heardUnsure', from, message.tx)
      return
    case 'Claim':
      return onClaim(state, from, message, ctx)
    case 'Promised':
      return onPromised(state, from, message, ctx)
    case 'Propose':
      return onPropose(state, from, message, ctx)
    case 'Accepted':
      onAccepted(state, from, message, ctx)
      return onAcceptedHere(state, from, message, ctx)
    case 'Outbid':
      return onOutbid(state, from, message, ctx)
    case 'Settled':
      return onSettled(state, from, message, ctx)
    case 'Ack':
      return onAck(state, from, message, ctx)
    case 'Inquiry':
      return message.asks === 'peer'
        ? onPeerInquiry(state, from, message, ctx)
        : onInquiry(state, from, message, ctx)
    case 'Unsure':
      return onUnsure(state, from, message, ctx)
    case 'Logged':
      return onOwnLogged(state, message.tx, ctx)
    case 'Probe':
      return onProbe(state, from, message, ctx)
    case 'GiveWay':
      return onGiveWay(state, from, message, ctx)
    case 'Step':
      return onStep(state, from, message, ctx)
    case 'Undo':
      return onUndo(state, from, message, ctx)
    case 'Stepped':
      return onStepped(state, from, message, ctx)
    case 'Event':
      return onEvent(state, from, message, ctx)
    case 'Got':
      return onGot(state, from, message, ctx)
    case 'Told':
      return onTold(state, from, message, ctx)
    case 'Answer':
    case 'Charge':
    case 'Capture':
    case 'Refund':
    case 'Lookup':
      return
  }
}

function onEvent(state: State, from: NodeId, message: Event, ctx: SiteCtx): void {
  if (message.kind === 'do') onStep(state, from, message, ctx)
  else if (message.kind === 'undo') onUndo(state, from, message, ctx)
  else onEnded(state, from, message, ctx)
}

function onOwnLogged(state: State, name: string, ctx: SiteCtx): void {
  const errand = state.memory.errands[name]
  if (errand === undefined) onLogged(state, name, ctx)
  else onStepLogged(state, errand, ctx)
}

/** Everybody whose patience is at an end acts; then the timer is set for the next. */
function onTick(state: State, ctx: SiteCtx): void {
  const { memory } = state
  const nowUs = ctx.now()
  const due = takeDue(memory, nowUs)
  memory.tickUs = -1
  for (const task of actual(memory.tasks, due.tasks, nowUs)) onImpatient(state, task, ctx)
  for (const deal of actual(memory.deals, due.deals, nowUs)) onDealDue(state, deal, ctx)
  for (const errand of actual(memory.errands, due.errands, nowUs)) onErrandDue(state, errand, ctx)
  for (const hold of actual(memory.holds, due.holds, nowUs)) onHoldDue(state, hold, ctx)
  for (const saga of actual(memory.sagas, due.sagas, nowUs)) onSagaDue(state, saga, ctx)
  for (const proposal of actual(memory.proposals, due.proposals, nowUs)) onProposalDue(state, proposal, ctx)
  for (const outgoing of actual(memory.outbox, due.outbox, nowUs)) emit(state, outgoing, ctx)
  const next = nextUs(memory)
  if (next !== null) wakeAt(state, next, ctx)
}
