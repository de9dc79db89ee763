// What a person can change about the transactions, their coordinator, the network, the disks and the clients.

import { common } from '../../src/sim/commonSettings.ts'
import type { SettingSpec } from '../../src/sim/define.ts'
import type { Presumption } from './messages.ts'
import { settings as raftSettings } from './raft.ts'

export interface TransactionSettings {
  readonly protocol: 'twoPhase' | 'threePhase' | 'paxosCommit' | 'orchestrated' | 'choreographed'
  readonly survives: number
  readonly faster: boolean
  readonly stepRetries: number
  readonly backoffUs: number
  readonly undoFails: number
  readonly stepFails: number
  readonly pivot: 'none' | 'card'
  readonly unknownBy: 'again' | 'lookup' | 'failed'
  readonly providerTimeoutUs: number
  readonly declines: number
  readonly recognises: 'key' | 'check' | 'unique'
  readonly seat: 'taken' | 'reserved'
  readonly presumption: Presumption
  readonly place: 'apart' | 'beside' | 'replicated'
  readonly cooperative: boolean
  readonly readOnly: boolean
  readonly concurrency: 'locks' | 'validation'
  readonly deadlocks: 'timeout' | 'detected'
  readonly workOrder: 'together' | 'inOrder'
  readonly lastVotes: boolean
  readonly lockTimeoutUs: number
  readonly voteTimeoutUs: number
  readonly idleUs: number
  readonly inquireUs: number
  readonly resendUs: number
  readonly sendGapUs: number
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly lossProbability: number
  readonly duplicateProbability: number
  readonly diskSyncUs: number
  readonly clientTimeoutUs: number
  readonly clientRetries: number
  readonly workloadEveryUs: number
  readonly workload: 'orders' | 'transfers' | 'both'
  readonly workloadReads: number
  readonly workloadKeys: number
}

const MS = 1000
const RAFT_KEYS = [
  'electionMinUs',
  'electionMaxUs',
  'heartbeatUs',
  'preVote',
  'checkQuorum',
  'reads',
  'maxEntriesPerMessage',
]

export const settings: readonly SettingSpec[] = [
  {
    key: 'protocol',
    title: 'All or nothing by',
    type: 'choice',
    default: 'twoPhase',
    choices: [
      { value: 'twoPhase', title: 'two-phase commit: ask everyone, then tell everyone' },
      {
        value: 'threePhase',
        title: 'three-phase commit: ask, say that it will be, then do it (unsafe if the network splits)',
      },
      {
        value: 'paxosCommit',
        title: 'Paxos Commit: every vote is kept by a majority, so that anybody can finish',
      },
      { value: 'orchestrated', title: 'a saga that one node conducts: step by step, undone if one fails' },
      { value: 'choreographed', title: 'a saga without a conductor: each site tells the next' },
    ],
    help: 'How several databases come to agree on one order.',
  },
  {
    key: 'survives',
    title: 'Paxos Commit survives crashes',
    type: 'count',
    default: 1,
    min: 0,
    max: 4,
    help: 'Of so many acceptors, F. It takes 2F+1: coordinators, or nodes of participants. With too few, fewer are survived.',
  },
  {
    key: 'faster',
    title: 'Acceptors tell everybody',
    type: 'switch',
    default: false,
    help: 'Faster Paxos Commit: participants learn a commit from the acceptors, one message delay earlier, and with more messages.',
  },
  {
    key: 'presumption',
    title: 'Two-phase commit presumes',
    type: 'choice',
    default: 'abort',
    choices: [
      { value: 'nothing', title: 'nothing: every outcome is forced and acknowledged' },
      { value: 'abort', title: 'abort: an abort is neither logged nor acknowledged' },
      { value: 'commit', title: 'commit: a commit is not acknowledged, but its beginning is logged' },
    ],
    help: 'What a coordinator says of a transaction that it remembers nothing of. It saves messages and forced writes.',
  },
  {
    key: 'place',
    title: 'Coordinator',
    type: 'choice',
    default: 'apart',
    choices: [
      { value: 'apart', title: 'a node of its own' },
      { value: 'beside', title: 'beside the first participant, on the same node' },
      {
        value: 'replicated',
        title: 'any of several: what was decided is kept by a Raft cluster, if there is one',
      },
    ],
    help: 'Beside a participant it needs fewer messages, and both die together. The acceptors of Paxos Commit stand there too.',
  },
  {
    key: 'cooperative',
    title: 'Participants ask each other',
    type: 'switch',
    default: false,
    help: 'Who is in doubt asks the other participants too. One that knows, or has not voted, ends the doubt.',
  },
  {
    key: 'readOnly',
    title: 'Readers leave after the vote',
    type: 'switch',
    default: true,
    help: 'A participant that only read votes “read”, lets go of its locks and is told nothing more.',
  },
  {
    key: 'concurrency',
    title: 'Who comes second to a row',
    type: 'choice',
    default: 'locks',
    choices: [
      { value: 'locks', title: 'waits: rows are locked before the work (pessimistic)' },
      {
        value: 'validation',
        title: 'is refused: work is done without locks, and looked at again at the vote (optimistic)',
      },
    ],
    help: 'Not in a saga. Waiting is better where many want the same row, looking again where few do.',
  },
  {
    key: 'deadlocks',
    title: 'A circle of waits',
    type: 'choice',
    default: 'timeout',
    choices: [
      { value: 'timeout', title: 'lasts until somebody has waited too long for a lock' },
      { value: 'detected', title: 'is found by probes, and whoever came last gives way' },
    ],
    help: 'Probes follow who waits for whom, from site to site. If one gets lost, the timeout is still there.',
  },
  {
    key: 'workOrder',
    title: 'Work is handed out',
    type: 'choice',
    default: 'together',
    choices: [
      { value: 'together', title: 'to all at once: quick, but two transactions may wait for each other' },
      { value: 'inOrder', title: 'to one after the other, always in the same order: no deadlock' },
    ],
    help: 'Locks, if there are any, are taken when the work arrives.',
  },
  {
    key: 'lastVotes',
    title: 'The last to work votes at once',
    type: 'switch',
    default: false,
    help: 'Where work goes from one to the next, the last need not be asked to prepare. Not where a commit is presumed.',
  },
  {
    key: 'lockTimeoutUs',
    title: 'Waits for a lock',
    type: 'time',
    default: 200 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'After so long a participant gives up, and the transaction aborts. Deadlocks that nobody finds end so.',
  },
  {
    key: 'voteTimeoutUs',
    title: 'Coordinator waits for work and votes',
    type: 'time',
    default: 400 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'Who has not done its work, or not voted, after so long is counted as no.',
  },
  {
    key: 'idleUs',
    title: 'Participant waits before its vote',
    type: 'time',
    default: 1_000 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'Before it has voted it may give up alone. After it has voted yes it may not.',
  },
  {
    key: 'inquireUs',
    title: 'In doubt, asks after',
    type: 'time',
    default: 300 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'How long a participant that voted yes waits for the outcome before it asks, and asks again.',
  },
  {
    key: 'resendUs',
    title: 'Outcome sent again after',
    type: 'time',
    default: 300 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'To participants that must acknowledge it and have not.',
  },
  {
    key: 'sendGapUs',
    title: 'Each send of the outcome takes',
    type: 'time',
    default: 0,
    min: 0,
    max: 10_000 * MS,
    help: 'A coordinator may die when it has told one and not the other.',
  },
  {
    key: 'stepRetries',
    title: 'A step is tried again',
    type: 'count',
    default: 4,
    min: 0,
    max: 1_000,
    help: 'After so many times without an answer a saga turns back, and undoes that step too: it may have been done.',
  },
  {
    key: 'backoffUs',
    title: 'First try again after',
    type: 'time',
    default: 100 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'Each further pause is twice as long, up to eight times this.',
  },
  {
    key: 'stepFails',
    title: 'Steps that are refused',
    type: 'share',
    default: 0,
    min: 0,
    max: 1,
    help: 'The share of steps that a site refuses for reasons of its own. What was done before must then be undone.',
  },
  {
    key: 'undoFails',
    title: 'Compensations that fail at first',
    type: 'share',
    default: 0,
    min: 0,
    max: 0.95,
    help: 'The share of attempts at a compensation that fail. It is tried again until one does not.',
  },
  {
    key: 'pivot',
    title: 'No way back after',
    type: 'choice',
    default: 'none',
    choices: [
      { value: 'none', title: 'the end: every step can be undone' },
      { value: 'card', title: 'the second step: what follows cannot refuse, and is tried until it is done' },
    ],
    help: 'The pivot of a saga. Before it, steps are undone if one fails; after it, they are only repeated.',
  },
  {
    key: 'unknownBy',
    title: 'A charge without an answer',
    type: 'choice',
    default: 'again',
    choices: [
      { value: 'again', title: 'is asked for again, under the same key' },
      { value: 'lookup', title: 'is asked about: what became of this key?' },
      { value: 'failed', title: 'is taken for failed (unsafe: it may have been made)' },
    ],
    help: 'Where a payment provider charges the cards. Until it has answered, the charge is neither made nor failed.',
  },
  {
    key: 'providerTimeoutUs',
    title: 'Waits for the provider',
    type: 'time',
    default: 150 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'After so long without an answer the outcome of a charge is unknown.',
  },
  {
    key: 'declines',
    title: 'Cards declined',
    type: 'share',
    default: 0,
    min: 0,
    max: 1,
    help: 'The share of charges that a payment provider declines. That is an answer, and the order is undone.',
  },
  {
    key: 'recognises',
    title: 'A repeated request is known by',
    type: 'choice',
    default: 'key',
    choices: [
      { value: 'key', title: 'its key, put down first: whoever asks again is told what came of it' },
      {
        value: 'check',
        title: 'looking for it, and putting it down when done (unsafe: two at once get through)',
      },
      { value: 'unique', title: 'a unique constraint: whoever asks again is told that the name is taken' },
    ],
    help: 'A client that hears nothing asks again under the same name. This is what the name is worth.',
  },
  {
    key: 'seat',
    title: 'The item of an order',
    type: 'choice',
    default: 'taken',
    choices: [
      { value: 'taken', title: 'is taken by the first step, and given back if the order fails' },
      { value: 'reserved', title: 'is looked at and marked by the first step, and taken by the last' },
    ],
    help: 'In a saga. Between a look and the taking somebody else may look, unless there is a mark.',
  },
  common('latencyMinUs'),
  common('latencyMaxUs'),
  common('lossProbability'),
  common('duplicateProbability'),
  common('diskSyncUs'),
  common('clientTimeoutUs', {
    default: 1_000 * MS,
    help: 'Without an answer for this long, a client asks again, under the same name.',
  }),
  common('clientRetries'),
  common('workloadEveryUs'),
  {
    key: 'workload',
    title: 'Clients ask for',
    type: 'choice',
    default: 'both',
    choices: [
      { value: 'orders', title: 'orders: stock, card and courier' },
      { value: 'transfers', title: 'transfers between accounts on different sites' },
      { value: 'both', title: 'both' },
    ],
    help: 'What clients send by themselves, besides audits.',
  },
  common('workloadReads', {
    default: 0.2,
    help: 'Of what clients send by themselves: audits that add up all accounts.',
  }),
  common('workloadKeys', { help: 'How many accounts there are, spread over the participants.' }),
  // Of the Raft servers, where there are any.
  ...raftSettings.filter(({ key }) => RAFT_KEYS.includes(key)),
]
