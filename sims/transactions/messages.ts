// What clients, coordinators and participants say to each other. One transaction has one name in all of them.

import type { NodeId } from '../../src/engine/process.ts'
import type { ProviderMessage } from './providerMessages.ts'

/** What happens to a transaction that its coordinator has no memory of. Lampson and Lomet 1993. */
export type Presumption = 'nothing' | 'abort' | 'commit'

/** One thing to do to one row. */
export interface Op {
  readonly key: string
  /** A saga may hold a row that it reads, so that no other saga changes it, and set it later from what it read. */
  readonly kind: 'read' | 'add' | 'hold' | 'set'
  /** By how much; for a row that is set, more than was read. */
  readonly add: number
  /** Of a row that is set: what was read. */
  readonly base?: number
  /** The row must not fall below this; null where anything goes. */
  readonly least: number | null
  /** The row is a card: a provider outside takes the money, and the row follows. */
  readonly isCharged?: true
}

/** What one site has to do. */
export interface Part {
  readonly site: NodeId
  readonly ops: readonly Op[]
}

/** A value that was read. */
export interface Seen {
  readonly key: string
  readonly value: number
}

// Between clients and the coordinator.

/** All of this, or nothing of it. Sent again with the same name until it is answered. */
export interface Order {
  readonly type: 'Order'
  readonly request: string
  readonly parts: readonly Part[]
}

export interface Answer {
  readonly type: 'Answer'
  readonly request: string
  readonly outcome: 'commit' | 'abort'
  /** A reason's code; empty for a commit. */
  readonly why: string
  readonly values: readonly Seen[]
}

// The work, before anything is agreed on.

export interface Work {
  readonly type: 'Work'
  readonly tx: string
  readonly presumption: Presumption
  readonly ops: readonly Op[]
  /** Everybody who is to change something. */
  readonly writers: readonly NodeId[]
  /** All others have done their part: it need not be asked to prepare. */
  readonly isLast: boolean
  /** Under Paxos Commit. */
  readonly council?: Council
}

export interface Worked {
  readonly type: 'Worked'
  readonly tx: string
  readonly isDone: boolean
  readonly why: string
  readonly values: readonly Seen[]
}

/** Nobody was asked to prepare, so there is nothing to agree on: drop it. */
export interface Cancel {
  readonly type: 'Cancel'
  readonly tx: string
}

// The two phases.

export interface Prepare {
  readonly type: 'Prepare'
  readonly tx: string
  readonly presumption: Presumption
  /** It is asked for reads only. */
  readonly isReader: boolean
}

export type Choice = 'yes' | 'no' | 'read'

export interface Vote {
  readonly type: 'Vote'
  readonly tx: string
  readonly vote: Choice
  readonly why: string
}

export interface Commit {
  readonly type: 'Commit'
  readonly tx: string
  readonly presumption: Presumption
}

export interface Abort {
  readonly type: 'Abort'
  readonly tx: string
  readonly presumption: Presumption
}

export interface Ack {
  readonly type: 'Ack'
  readonly tx: string
  /** It was not told by a coordinator, but learned it from the acceptors. */
  readonly outcome?: 'commit'
}

// Termination.

/** "I voted yes. What became of it?" */
export interface Inquiry {
  readonly type: 'Inquiry'
  readonly tx: string
  readonly presumption: Presumption
  readonly asks: 'coordinator' | 'peer'
  readonly council?: Council
}

/** "I voted yes too, and know no more than you." */
export interface Unsure {
  readonly type: 'Unsure'
  readonly tx: string
}

/** To oneself: what was written before is on disk. */
export interface Logged {
  readonly type: 'Logged'
  readonly tx: string
}

// Deadlocks.

/** "Somebody waits for this one. Whom does it wait for?" To its coordinator, and from there to the sites where it works. */
export interface Probe {
  readonly type: 'Probe'
  readonly asks: 'coordinator' | 'site'
  /** Who began to wait, and where. */
  readonly initiator: string
  readonly at: NodeId
  /** Whom it follows now. */
  readonly tx: string
  /** Of all on its way, the one that began to wait last; where, and when on the clock there. */
  readonly last: string
  readonly lastAt: NodeId
  readonly lastUs: number
}

/** "You wait in a circle, and came last." */
export interface GiveWay {
  readonly type: 'GiveWay'
  readonly tx: string
}

// Three-phase commit.

/** "All said yes. It will be a commit." */
export interface PreCommit {
  readonly type: 'PreCommit'
  readonly tx: string
}

export interface PreAck {
  readonly type: 'PreAck'
  readonly tx: string
}

/** Of a site, when those who are left finish alone; "recovered" of one that was down meanwhile, and has no say. */
export type Standing = 'commit' | 'abort' | 'pre' | 'uncertain' | 'recovered'

export interface StateAsk {
  readonly type: 'StateAsk'
  readonly tx: string
}

export interface StateTell {
  readonly type: 'StateTell'
  readonly tx: string
  readonly standing: Standing
}

// Paxos Commit. Ballots are numbers here; ballot 0 is that of the participants themselves.

/** Who votes, each in an instance of Paxos of its own, and who keeps the votes. The first acceptor leads to begin with. */
export interface Council {
  readonly members: readonly NodeId[]
  readonly acceptors: readonly NodeId[]
}

/** What was accepted in the instance of one site, and in which ballot. */
export interface Kept {
  readonly site: NodeId
  readonly vote: Choice
  readonly ballot: number
}

/** Phase 1a: "I lead this ballot. What have you accepted?" */
export interface Claim {
  readonly type: 'Claim'
  readonly tx: string
  readonly ballot: number
  readonly council: Council
}

/** Phase 1b: "This, and from now on nothing in a lower ballot." */
export interface Promised {
  readonly type: 'Promised'
  readonly tx: string
  readonly ballot: number
  readonly kept: readonly Kept[]
}

/** Phase 2a: in ballot 0 from a participant, which says its own vote; above it from a leader, for all. */
export interface Propose {
  readonly type: 'Propose'
  readonly tx: string
  readonly ballot: number
  readonly council: Council
  readonly kept: readonly Kept[]
}

/** Phase 2b, of all instances at once. */
export interface Accepted {
  readonly type: 'Accepted'
  readonly tx: string
  readonly ballot: number
  readonly kept: readonly Kept[]
}

/** "I have promised myself to a higher ballot." */
export interface Outbid {
  readonly type: 'Outbid'
  readonly tx: string
  readonly ballot: number
}

/** To whoever led at first: another one has finished it. */
export interface Settled {
  readonly type: 'Settled'
  readonly tx: string
  readonly outcome: 'commit' | 'abort'
}

// Sagas. A step is named by its saga and its number, and so is its compensation.

/** "Do this now, for good." */
export interface Step {
  readonly type: 'Step'
  readonly tx: string
  readonly step: number
  readonly ops: readonly Op[]
}

/** "Make up for that step", whether or not it was done. */
export interface Undo {
  readonly type: 'Undo'
  readonly tx: string
  readonly step: number
  readonly ops: readonly Op[]
}

/** What became of a step or of its compensation. */
export interface Stepped {
  readonly type: 'Stepped'
  readonly tx: string
  readonly step: number
  readonly isUndo: boolean
  readonly isDone: boolean
  readonly why: string
  readonly values: readonly Seen[]
}

/** Where nobody conducts: a site tells the next what happened, and it knows what to do. */
export interface Event {
  readonly type: 'Event'
  readonly tx: string
  readonly request: string
  readonly client: NodeId
  readonly kind: 'do' | 'undo' | 'ended'
  readonly step: number
  readonly parts: readonly Part[]
  readonly outcome: 'commit' | 'abort'
  readonly why: string
  readonly values: readonly Seen[]
}

/** An event has been taken up, and its effect is on disk. */
export interface Got {
  readonly type: 'Got'
  readonly tx: string
  readonly kind: Event['kind']
  readonly step: number
}

export type TransactionMessage =
  | Order
  | Answer
  | Work
  | Worked
  | Cancel
  | Prepare
  | Vote
  | Commit
  | Abort
  | Ack
  | Inquiry
  | Unsure
  | Logged
  | Probe
  | GiveWay
  | PreCommit
  | PreAck
  | StateAsk
  | StateTell
  | Claim
  | Promised
  | Propose
  | Accepted
  | Outbid
  | Settled
  | Step
  | Undo
  | Stepped
  | Event
  | Got
  | ProviderMessage
