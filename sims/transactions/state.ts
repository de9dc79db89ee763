// What a site keeps. The log is the truth: what is on it and was forced survives a crash, and everything in memory is made
// from it again. A site may be a participant, a coordinator, or both; each part has its own records and its own memory.

import type { Ctx, NodeId, NodeState } from '../../src/engine/process.ts'
import { type Agenda, freshAgenda } from './agenda.ts'
import type { LockTable } from './locks.ts'
import type {
  Choice,
  Council,
  Event,
  Kept,
  Op,
  Part,
  Presumption,
  Seen,
  Standing,
  Step,
  TransactionMessage,
  Undo,
} from './messages.ts'
import type { Hold, Payment, PaymentRecord } from './paymentState.ts'
import type { RaftMessage } from './raft.ts'
import type { TransactionSettings } from './settings.ts'

export type Outcome = 'commit' | 'abort'

/** A row as the last committed transaction left it. Frozen. */
export interface Row {
  readonly value: number
  /** The transaction that wrote it; empty for what was there at the start. */
  readonly by: string
  /** The saga that means to change it: its semantic lock. */
  readonly holder?: string
}

/** What a coordinator logs. `begin` only where commit is presumed (there it is called collecting, or initiation). */
export interface CoordinatorRecord {
  readonly role: 'coordinator'
  readonly kind: 'begin' | 'commit' | 'abort' | 'end'
  readonly tx: string
  readonly isForced: boolean
  readonly presumption: Presumption
  readonly request: string
  /** Who voted yes, or may have. */
  readonly sites: readonly NodeId[]
  /** What its client is told was read. */
  readonly values: readonly Seen[]
  readonly council?: Council
}

/** What a participant logs. */
export interface ParticipantRecord {
  readonly role: 'participant'
  readonly kind: 'prepared' | 'commit' | 'abort'
  readonly tx: string
  readonly isForced: boolean
  readonly presumption: Presumption
  readonly coordinator: NodeId
  readonly writers: readonly NodeId[]
  /** Rows as they will be. */
  readonly effects: readonly Effect[]
  /** Rows that must stay as they are until the end, where that is known only at the vote. */
  readonly reads?: readonly string[]
  readonly council?: Council
}

/** What an acceptor of Paxos Commit logs: what it holds of a transaction from now on, in all instances. */
export interface AcceptorRecord {
  readonly role: 'acceptor'
  readonly kind: 'promised' | 'accepted'
  readonly tx: string
  readonly isForced: boolean
  /** It takes part in no lower one. */
  readonly ballot: number
  readonly council: Council
  readonly kept: readonly Kept[]
}

export interface Effect {
  readonly key: string
  readonly value: number
  readonly holder?: string
}

/** What an orchestrator logs of a saga. */
export interface SagaRecord {
  readonly role: 'saga'
  readonly kind: 'begun' | 'did' | 'turned' | 'undid' | 'ended'
  readonly tx: string
  readonly isForced: boolean
  readonly request: string
  readonly parts: readonly Part[]
  /** Which step was done or undone, or from which on it goes back. */
  readonly step: number
  readonly outcome: Outcome
  readonly why: string
  readonly values: readonly Seen[]
}

/** What a site logs of a step: its effect and, where nobody conducts, the event that leaves with it. */
export interface StepRecord {
  readonly role: 'step'
  readonly kind: 'done' | 'refused' | 'undone' | 'sent'
  readonly tx: string
  readonly isForced: boolean
  /** Of the step, or for one that was sent, of the event. */
  readonly name: string
  readonly effects: readonly Effect[]
  readonly emits: Event | null
}

export type LogRecord =
  | CoordinatorRecord
  | ParticipantRecord
  | AcceptorRecord
  | SagaRecord
  | StepRecord
  | PaymentRecord

export interface Disk {
  /** Rows as they were before the log began. */
  readonly rows: Readonly<Record<string, Row>>
  readonly log: readonly LogRecord[]
  /** How often it has started: names that it gives are never given twice. */
  readonly epoch: number
}

/** A transaction under way at a participant. */
export interface Task {
  readonly tx: string
  readonly coordinator: NodeId
  readonly presumption: Presumption
  readonly ops: readonly Op[]
  readonly writers: readonly NodeId[]
  /** It votes as soon as it has done its work. */
  readonly isLast: boolean
  /** How often it has asked what became of it. */
  asked: number
  /** Three-phase commit: it knows that it will be a commit; it was found in the log; and how others stand, if it leads. */
  isPre: boolean
  readonly isRecovered: boolean
  standings: Record<NodeId, Standing> | null
  /** Waits for locks; has done its work; has voted yes. */
  phase: 'waits' | 'worked' | 'prepared'
  effects: readonly Effect[]
  values: readonly Seen[]
  /** Which versions it saw, by row, if it took no locks before its vote. */
  versions?: Readonly<Record<string, string>>
  /** Under Paxos Commit; and acceptors that told it themselves that they have all votes. */
  readonly council?: Council
  heard?: Record<NodeId, true>
  /** Whose probes have come by while it waits. */
  probedBy?: readonly string[]
  readonly sinceUs: number
  /** Since when it may no longer decide alone; -1 before. */
  doubtUs: number
  /** When it loses patience; -1 for never. */
  dueUs: number
}

/** A transaction under way at its coordinator. */
export interface Deal {
  readonly tx: string
  /** Empty for one that was taken over: whoever was asked for it answers. */
  readonly request: string
  /** Null for one that was found in the log. */
  readonly client: NodeId | null
  readonly presumption: Presumption
  readonly parts: readonly Part[]
  phase: 'works' | 'votes' | 'precommits' | 'decides' | 'tells' | 'asks' | 'claims' | 'proposes'
  worked: Record<NodeId, true>
  votes: Record<NodeId, Choice>
  values: readonly Seen[]
  outcome: Outcome | null
  why: string
  /** Sites that must learn the outcome, in the order in which they are told. */
  tell: readonly NodeId[]
  /** Those that are still to be told in this round. */
  queue: NodeId[]
  acks: Record<NodeId, true>
  /** Under Paxos Commit. */
  readonly council?: Council
  lead?: Lead
  readonly sinceUs: number
  dueUs: number
}

/** What a leader of Paxos Commit has heard from acceptors. */
export interface Lead {
  /** The ballot that it leads; 0 while it only listens to that of the participants. */
  ballot: number
  /** How many it has led, and the highest that it heard of. */
  tries: number
  seen: number
  /** Of its own ballot. */
  promised: Record<NodeId, readonly Kept[]>
  /** The latest of each acceptor, in whatever ballot. */
  accepted: Record<NodeId, { readonly ballot: number; readonly kept: readonly Kept[] }>
}

/** What an acceptor of Paxos Commit holds of a transaction. */
export interface Acceptance {
  readonly tx: string
  readonly council: Council
  /** It takes part in no lower ballot. */
  promised: number
  /** By site: what it accepted in its instance. */
  kept: Record<NodeId, Kept>
  /** The ballot that it has on its log in all instances; -1 while votes are missing. */
  whole: number
  /** How many syncs of this life bring to the disk what it logged last. */
  after: number
  /** How it ended, if it was this node that found out. */
  outcome?: Outcome
}

/** A saga under way at its orchestrator. */
export interface Saga {
  readonly tx: string
  readonly request: string
  /** Null for one that was found in the log. */
  readonly client: NodeId | null
  readonly parts: readonly Part[]
  direction: 'forward' | 'back'
  /** The step, or its compensation, that is asked for now. */
  step: number
  attempts: number
  /** Of the steps done: the values they read. */
  values: readonly Seen[]
  why: string
  readonly sinceUs: number
  dueUs: number
}

/** A step, or a compensation, that waits for its rows, for a provider or for the disk. */
export interface Errand {
  readonly id: string
  readonly from: NodeId
  readonly message: Step | Undo | Event
  phase: 'waits' | 'pays' | 'writes'
  payment?: Payment
  /** Why it is refused, where that is to be told. */
  why?: string
  values: readonly Seen[]
  readonly sinceUs: number
  dueUs: number
}

/** An event that has left and is not acknowledged yet. */
export interface Outgoing {
  readonly to: NodeId
  readonly event: Event
  dueUs: number
}

/** What a coordinator has asked the Raft cluster to decide. */
export interface Proposal {
  readonly n: number
  readonly tx: string
  readonly purpose: 'commit' | 'isAborted' | 'inquire' | 'isMine'
  /** The cell takes the value if it holds this; null if it must be empty. */
  readonly expect: string | null
  readonly value: string
  readonly inquirer: NodeId | null
  readonly presumption: Presumption
  server: NodeId
  dueUs: number
}

/** What a coordinator remembers of a request, so that one asked twice is done once. */
export interface Known {
  readonly tx: string
  readonly outcome: Outcome | null
  readonly why: string
  readonly values: readonly Seen[]
}

export interface Memory {
  // As a participant
  rows: Record<string, Row>
  locks: LockTable
  tasks: Record<string, Task>
  /** How transactions ended here. */
  decided: Record<string, Outcome>
  /** Money outside, by transaction. */
  holds: Record<string, Hold>

  /** Steps of sagas under way, and how others ended: by the name of the saga and the number of the step. */
  errands: Record<string, Errand>
  steps: Record<string, 'done' | 'refused' | 'undone'>
  outbox: Record<string, Outgoing>

  // As a coordinator
  sagas: Record<string, Saga>
  deals: Record<string, Deal>
  requests: Record<string, Known>

  // As an acceptor
  acceptances: Record<string, Acceptance>

  proposals: Record<string, Proposal>
  proposed: number
  /** The Raft server that answered last; empty before. */
  server: NodeId

  // As a node
  /** Who got a lock in this event and can go on. */
  ready: string[]
  /** Messages to itself, each with the number of syncs that must be finished before it is heard. */
  own: { readonly message: TransactionMessage; readonly after: number }[]
  /** Writes so far, and those that a sync has been asked for. */
  writes: number
  asked: number
  /** Syncs finished, and those under way or waiting. */
  syncs: number
  pending: number
  /** When the patience timer is set for; -1 if it is not. */
  tickUs: number
  agenda: Agenda
  /** Transactions that the latest event touched: observers need look at no others. */
  touched: string[]
}

export type State = NodeState<Disk, Memory>
export type SiteCtx = Ctx<Disk, TransactionMessage | RaftMessage>

/** Not a client, none of the Raft servers, and no provider. */
export function isSite({ process }: { readonly process: string }): boolean {
  return process === 'participant' || process === 'coordinator'
}

/** Outside the company, with books of its own. */
export function isProvider({ process }: { readonly process: string }): boolean {
  return process === 'provider'
}

export function isSagaIn({ protocol }: Pick<TransactionSettings, 'protocol'>): boolean {
  return protocol === 'orchestrated' || protocol === 'choreographed'
}

export function settingsOf(ctx: { readonly settings: SiteCtx['settings'] }): TransactionSettings {
  return ctx.settings as unknown as TransactionSettings
}

export function freshMemory(rows: Record<string, Row>): Memory {
  return {
    rows,
    locks: {},
    tasks: {},
    decided: {},
    holds: {},
    errands: {},
    steps: {},
    outbox: {},
    sagas: {},
    deals: {},
    requests: {},
    acceptances: {},
    proposals: {},
    proposed: 0,
    server: '',
    ready: [],
    own: [],
    writes: 0,
    asked: 0,
    syncs: 0,
    pending: 0,
    tickUs: -1,
    agenda: freshAgenda(),
    touched: [],
  }
}
