// The roles that parties of a transaction play, and what moves them from one to another, as data: the coordinator and the
// participants of two-phase commit, the leaders and acceptors of Paxos Commit, a saga at its orchestrator, and a step at its site. Drawn beside the run; the sweeps hold
// every change of role to it. One event may take a party through several roles at once: such a move is not drawn.

import type { NodeView } from '../../src/engine/observer.ts'
import type { TransactionSettings } from './settings.ts'
import type { Memory } from './state.ts'
import { undoName } from './steps.ts'

export type ChartName = 'coordinator' | 'participant' | 'leader' | 'acceptor' | 'saga' | 'step'

export interface Move {
  readonly from: string
  readonly to: string
  readonly event: string
  /** null: it happens and is not drawn, because it is several in one, or comes from everywhere. */
  readonly label: string | null
}

export interface RoleChart {
  readonly title: string
  /** In the order in which they are drawn; the first is that of a party that has not heard of it, or need not. */
  readonly roles: Readonly<Record<string, string>>
  readonly moves: readonly Move[]
  /** Of a transaction, or of a step by its name, at a node that is up. */
  readonly roleIn: (memory: Memory, name: string) => string
}

type Line = readonly [from: string, to: string, event: string, label?: string]

function moves(roles: readonly string[], lines: readonly Line[]): readonly Move[] {
  const drawn = lines.map(([from, to, event, label]) => ({ from, to, event, label: label ?? null }))
  const crashes = roles.map((from) => ({ from, to: 'down', event: 'CRASH', label: null }))
  return [...drawn, ...crashes]
}

const DOWN = { down: 'Down' } as const

// Two-phase commit, and what three-phase commit adds to it.

const COORDINATOR = {
  none: 'Nothing',
  works: 'Work',
  votes: 'Votes',
  precommits: 'Warns',
  decides: 'Decides',
  asks: 'Asks',
  tells: 'Tells',
}

function coordinatorRole({ deals }: Memory, tx: string): string {
  return deals[tx]?.phase ?? 'none'
}

const PARTICIPANT = {
  none: 'Nothing',
  waits: 'Waits',
  worked: 'Worked',
  prepared: 'In doubt',
  warned: 'Warned',
  commit: 'Committed',
  abort: 'Aborted',
}

function participantRole({ tasks, decided }: Memory, tx: string): string {
  if (tasks[tx]?.isPre === true) return 'warned'
  return tasks[tx]?.phase ?? decided[tx] ?? 'none'
}

// Paxos Commit: one leads to begin with, and others may.

const LEADER = {
  none: 'Nothing',
  works: 'Work',
  votes: 'Listens',
  claims: 'Claims',
  proposes: 'Proposes',
  tells: 'Tells',
}

const ACCEPTOR = {
  none: 'Nothing',
  gathers: 'Gathers',
  accepted: 'Accepted',
  promised: 'Promised',
}

/** Accepted in the ballot that it last promised itself to, or not yet. */
function acceptorRole({ acceptances }: Memory, tx: string): string {
  const acceptance = acceptances[tx]
  if (acceptance === undefined) return 'none'
  if (acceptance.whole === acceptance.promised) return 'accepted'
  return acceptance.promised > 0 ? 'promised' : 'gathers'
}

// Sagas.

const SAGA = { none: 'Nothing', forward: 'Forward', back: 'Back', commit: 'Done', abort: 'Undone' }

function sagaRole({ sagas, requests }: Memory, tx: string): string {
  const ended = Object.values(requests).find((known) => known.tx === tx)?.outcome
  return sagas[tx]?.direction ?? ended ?? 'none'
}

const STEP = {
  none: 'Nothing',
  waits: 'Waits',
  pays: 'Asks for money',
  unknown: 'Charged or not?',
  writes: 'Writes',
  done: 'Done',
  undoes: 'Is undone',
  undone: 'Undone',
  refused: 'Refused',
}

function stepRole({ errands, steps }: Memory, name: string): string {
  if (errands[undoName(name)] !== undefined) return 'undoes'
  if (errands[name]?.payment?.isUnknown === true) return 'unknown'
  return errands[name]?.phase ?? steps[name] ?? 'none'
}

/** Drawn only while somebody is there, or where the protocol knows them. */
export const RARE: readonly string[] = [
  'down',
  'asks',
  'precommits',
  'warned',
  'claims',
  'proposes',
  'promised',
  'pays',
  'unknown',
]

export const CHARTS: Readonly<Record<ChartName, RoleChart>> = {
  coordinator: {
    title: 'its coordinator',
    roles: { ...COORDINATOR, ...DOWN },
    roleIn: coordinatorRole,
    moves: moves(Object.keys(COORDINATOR), [
      ['none', 'works', 'ORDER', 'hands the work out'],
      ['works', 'votes', 'WORKED', 'all have worked'],
      ['votes', 'decides', 'VOTED', 'all said yes, or one did not'],
      ['decides', 'tells', 'FORCED', 'the decision is on disk'],
      ['tells', 'none', 'FORGET', 'all who must have acknowledged'],
      ['works', 'none', 'CANCEL', 'gives it up'],
      ['votes', 'tells', 'NO', 'a no needs no disk'],
      ['votes', 'none', 'ONLY_READ'],
      ['works', 'tells', 'EARLY_NO'],
      ['works', 'decides', 'EARLY_NO_FORCED'],
      ['votes', 'precommits', 'ALL_YES', 'all said yes: warns them'],
      ['precommits', 'decides', 'WARNED', 'all are warned'],
      ['down', 'asks', 'RECOVER_UNSURE', 'finds no decision in its log'],
      ['asks', 'decides', 'LEARNT', 'learns what became of it'],
      ['decides', 'none', 'FORCED_AND_FORGET'],
      ['down', 'tells', 'RECOVER', 'finds it in its log'],
      ['down', 'none', 'START'],
    ]),
  },
  participant: {
    title: 'its participants',
    roles: { ...PARTICIPANT, ...DOWN },
    roleIn: participantRole,
    moves: moves(Object.keys(PARTICIPANT), [
      ['none', 'waits', 'WORK', 'waits for a lock'],
      ['none', 'worked', 'WORK_AT_ONCE', 'has its locks'],
      ['waits', 'worked', 'LOCKED', 'gets its locks'],
      ['worked', 'prepared', 'YES', 'votes yes'],
      ['prepared', 'commit', 'COMMIT', 'is told: commit'],
      ['prepared', 'abort', 'ABORT', 'is told: abort'],
      ['worked', 'abort', 'NO', 'votes no'],
      ['waits', 'none', 'GIVE_UP', 'gives up'],
      ['worked', 'none', 'LET_GO', 'only read, or gives up'],
      ['none', 'abort', 'REFUSE'],
      ['none', 'prepared', 'LAST_YES_AT_ONCE'],
      ['waits', 'prepared', 'LAST_YES'],
      ['prepared', 'warned', 'WARN', 'is told that it will be a commit'],
      ['warned', 'commit', 'COMMIT', 'is told: commit'],
      ['down', 'prepared', 'DOUBT', 'finds its promise in its log'],
      ['down', 'commit', 'DID'],
      ['down', 'abort', 'DID_NOT'],
      ['down', 'none', 'START'],
    ]),
  },
  leader: {
    title: 'its leaders',
    roles: { ...LEADER, ...DOWN },
    roleIn: coordinatorRole,
    moves: moves(Object.keys(LEADER), [
      ['none', 'works', 'ORDER', 'hands the work out'],
      ['works', 'votes', 'WORKED', 'all have worked'],
      ['votes', 'tells', 'CHOSEN', 'a majority accepted all'],
      ['tells', 'none', 'FORGET', 'all who must have acknowledged'],
      ['works', 'none', 'CANCEL', 'gives it up'],
      ['votes', 'claims', 'SILENCE', 'hears too little'],
      ['none', 'claims', 'ASKED', 'is asked, and takes over'],
      ['claims', 'proposes', 'PROMISED', 'a majority promised'],
      ['proposes', 'tells', 'ACCEPTED', 'a majority accepted'],
      ['proposes', 'claims', 'TRY_AGAIN', 'no majority: a higher ballot'],
      ['claims', 'none', 'GIVE_WAY', 'another leads'],
      ['proposes', 'none', 'GIVE_WAY'],
      ['claims', 'tells', 'LEARNT'],
      ['works', 'tells', 'EARLY_NO'],
      ['votes', 'none', 'ONLY_READ'],
      ['down', 'claims', 'RECOVER_UNSURE', 'finds no outcome in its log'],
      ['down', 'tells', 'RECOVER', 'finds it in its log'],
      ['down', 'none', 'START'],
    ]),
  },
  acceptor: {
    title: 'its acceptors',
    roles: { ...ACCEPTOR, ...DOWN },
    roleIn: acceptorRole,
    moves: moves(Object.keys(ACCEPTOR), [
      ['none', 'gathers', 'VOTE', 'keeps a vote'],
      ['gathers', 'accepted', 'ALL', 'has all, and forces them'],
      ['none', 'accepted', 'PROPOSED'],
      ['none', 'promised', 'CLAIM', 'promises a ballot'],
      ['gathers', 'promised', 'CLAIM', 'promises a ballot'],
      ['accepted', 'promised', 'CLAIM', 'promises a higher one'],
      ['promised', 'accepted', 'PROPOSED', 'accepts what is proposed'],
      ['down', 'accepted', 'KEPT', 'finds it in its log'],
      ['down', 'promised', 'PROMISED'],
      ['down', 'none', 'START'],
    ]),
  },
  saga: {
    title: 'its orchestrator',
    roles: { ...SAGA, ...DOWN },
    roleIn: sagaRole,
    moves: moves(Object.keys(SAGA), [
      ['none', 'forward', 'ORDER', 'begins'],
      ['forward', 'commit', 'LAST_DONE', 'the last step is done'],
      ['forward', 'back', 'REFUSED', 'a step is refused, or not answered'],
      ['forward', 'abort', 'NOTHING_DONE', 'nothing to undo'],
      ['back', 'abort', 'FIRST_UNDONE', 'the first step is undone'],
      ['down', 'forward', 'RESUME', 'goes on by its log'],
      ['down', 'back', 'RESUME_BACK', 'goes back by its log'],
      ['down', 'commit', 'DID'],
      ['down', 'abort', 'DID_NOT'],
      ['down', 'none', 'START'],
    ]),
  },
  step: {
    title: 'its steps',
    roles: { ...STEP, ...DOWN },
    roleIn: stepRole,
    moves: moves(Object.keys(STEP), [
      ['none', 'waits', 'STEP', 'waits for a row'],
      ['none', 'writes', 'STEP_AT_ONCE', 'does it'],
      ['waits', 'writes', 'LOCKED', 'gets its rows'],
      ['waits', 'none', 'GIVE_UP', 'gives up'],
      ['none', 'pays', 'CHARGE', 'asks the provider'],
      ['waits', 'pays', 'LOCKED_AND_CHARGE'],
      ['pays', 'unknown', 'SILENCE', 'nobody answers'],
      ['pays', 'writes', 'TOLD', 'is told'],
      ['unknown', 'writes', 'RECONCILE', 'is told at last'],
      ['pays', 'waits', 'TOLD_AND_WAITS'],
      ['unknown', 'waits', 'RECONCILE_AND_WAITS'],
      ['pays', 'undoes', 'UNDO_CHARGE'],
      ['unknown', 'undoes', 'UNDO_UNKNOWN'],
      ['down', 'unknown', 'RECOVER_CHARGE'],
      ['writes', 'done', 'FORCED', 'is on disk'],
      ['writes', 'refused', 'FORCED_NO', 'will not do it'],
      ['writes', 'none', 'READ'],
      ['done', 'undoes', 'UNDO', 'is to be undone'],
      ['none', 'undoes', 'UNDO_FIRST', 'is to be undone before it came'],
      ['waits', 'undoes', 'UNDO_WAITING'],
      ['writes', 'undoes', 'FORCED_AND_UNDO'],
      ['refused', 'undoes', 'UNDO_REFUSED'],
      ['undoes', 'undone', 'UNDONE', 'is on disk'],
      ['undoes', 'done', 'ROW_HELD', 'not now: the row is marked'],
      ['down', 'done', 'DID'],
      ['down', 'refused', 'DID_NOT'],
      ['down', 'undone', 'UNDID'],
      ['down', 'none', 'START'],
    ]),
  },
}

export function roleOf(chart: ChartName, { memory }: NodeView, name: string): string {
  return memory === null ? 'down' : CHARTS[chart].roleIn(memory, name)
}

/** Those that have parties under a protocol. Where nobody conducts, a saga has no place of its own. */
export const CHARTS_OF: Readonly<Record<TransactionSettings['protocol'], readonly ChartName[]>> = {
  twoPhase: ['coordinator', 'participant'],
  threePhase: ['coordinator', 'participant'],
  paxosCommit: ['leader', 'acceptor', 'participant'],
  orchestrated: ['saga', 'step'],
  choreographed: ['step'],
}
