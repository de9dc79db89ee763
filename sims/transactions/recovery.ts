// What a site makes of its log when it starts. A participant does again what was committed, and is in doubt about what it
// promised and has no outcome for: it takes those locks before anything else. A coordinator goes on telling what it decided,
// and aborts what it had begun and not decided.

import { recoveredHold, resumeHold } from './authorisation.ts'
import { freshDeal } from './freshDeal.ts'
import { acquire } from './locks.ts'
import { outName } from './outbox.ts'
import { acceptanceFrom } from './paxosCommit/acceptor.ts'
import { freshLead } from './paxosCommit/council.ts'
import { recovered } from './payment.ts'
import type { PaymentRecord } from './paymentState.ts'
import { rowOf } from './rows.ts'
import {
  type CoordinatorRecord,
  type Deal,
  type Disk,
  freshMemory,
  type Memory,
  type ParticipantRecord,
  type Saga,
  type SagaRecord,
  type StepRecord,
  type Task,
} from './state.ts'

/** `isForgetful`: a rule is left out, and what was promised is forgotten. */
export function recover(disk: Disk, nowUs: number, isForgetful: boolean): Memory {
  const memory = freshMemory({ ...disk.rows })
  const promised: Record<string, ParticipantRecord> = {}
  for (const record of disk.log) {
    if (record.role === 'coordinator') remember(memory, record, nowUs)
    else if (record.role === 'acceptor') memory.acceptances[record.tx] = acceptanceFrom(record)
    else if (record.role === 'saga') resume(memory, record, nowUs)
    else if (record.role === 'step') redo(memory, record, nowUs)
    else if (record.role === 'payment') pay(memory, record, nowUs)
    else if (record.kind === 'prepared') promised[record.tx] = record
    else conclude(memory, record, promised)
  }
  if (!isForgetful) for (const tx of Object.keys(promised)) doubt(memory, promised[tx]!, nowUs)
  for (const hold of Object.values(memory.holds))
    resumeHold(hold, memory.tasks[hold.tx] !== undefined, memory.decided[hold.tx], nowUs)
  return memory
}

function pay(memory: Memory, record: PaymentRecord, nowUs: number): void {
  if (record.kind === 'charging') memory.errands[record.name] = recovered(record, nowUs)
  else if (record.kind === 'holding') memory.holds[record.tx] = recoveredHold(record)
  else delete memory.holds[record.tx]
}

function conclude(
  memory: Memory,
  record: ParticipantRecord,
  promised: Record<string, ParticipantRecord>,
): void {
  if (record.kind === 'commit')
    for (const effect of record.effects) memory.rows[effect.key] = rowOf(effect, record.tx)
  if (record.kind !== 'prepared') memory.decided[record.tx] = record.kind
  delete promised[record.tx]
}

function doubt(memory: Memory, record: ParticipantRecord, nowUs: number): void {
  const { tx, coordinator, presumption, writers, effects, reads = [], council } = record
  const ops = [
    ...effects.map(({ key }) => ({ key, kind: 'add' as const, add: 0, least: null })),
    ...reads.map((key) => ({ key, kind: 'read' as const, add: 0, least: null })),
  ]
  const task: Task = {
    ...{
      tx,
      coordinator,
      presumption,
      ops,
      writers,
      effects,
      phase: 'prepared',
      values: [],
      isLast: false,
      asked: 0,
      isPre: false,
      isRecovered: true,
      standings: null,
    },
    ...{ sinceUs: nowUs, doubtUs: nowUs, dueUs: nowUs },
    ...(council !== undefined && { council }),
  }
  memory.tasks[tx] = task
  for (const { key } of effects) acquire(memory.locks, key, { tx, mode: 'exclusive', sinceUs: nowUs })
  for (const key of reads) acquire(memory.locks, key, { tx, mode: 'shared', sinceUs: nowUs })
}

/** A beginning without a decision is an abort that all must hear of. */
function remember(memory: Memory, record: CoordinatorRecord, nowUs: number): void {
  const { tx, kind, request, presumption, values, sites } = record
  const why = kind === 'commit' ? '' : 'restarted'
  if (kind === 'end' || (kind === 'commit' && presumption === 'commit')) delete memory.deals[tx]
  else memory.deals[tx] = dealOf(record, nowUs, why)
  // Three-phase commit, and Paxos Commit: others may have finished it meanwhile.
  if (kind === 'begin' && presumption === 'nothing' && sites.length > 0) {
    const phase = record.council === undefined ? 'asks' : 'claims'
    Object.assign(memory.deals[tx]!, { phase, outcome: null })
    memory.requests[request] = { tx, outcome: null, why: '', values: [] }
    return
  }
  if (kind !== 'end' && request !== '')
    memory.requests[request] = { tx, outcome: kind === 'commit' ? 'commit' : 'abort', why, values }
}

function dealOf(record: CoordinatorRecord, nowUs: number, why: string): Deal {
  const { tx, request, presumption, kind, sites, council } = record
  const outcome = kind === 'commit' ? 'commit' : 'abort'
  const deal = freshDeal({ tx, request, client: null, presumption, parts: [] }, nowUs)
  const told = { phase: 'tells', why, outcome, tell: sites, queue: [...sites], dueUs: nowUs } as const
  return Object.assign(deal, told, council !== undefined && { council, lead: freshLead() })
}

// Sagas.

function resume(memory: Memory, record: SagaRecord, nowUs: number): void {
  const { tx, kind, request, parts, outcome, why, values } = record
  if (kind === 'begun') {
    const start = { direction: 'forward', step: 0, attempts: 0, values: [], why: '' } as const
    memory.sagas[tx] = { tx, request, client: null, parts, ...start, sinceUs: nowUs, dueUs: nowUs }
    memory.requests[request] = { tx, outcome: null, why: '', values: [] }
  }
  const saga = memory.sagas[tx]
  if (kind === 'ended') {
    delete memory.sagas[tx]
    memory.requests[request] = { tx, outcome, why, values }
  } else if (saga !== undefined) goTo(saga, record)
}

function goTo(saga: Saga, { kind, step, why, values }: SagaRecord): void {
  if (kind === 'did') {
    saga.step = step + 1
    saga.values = values
  }
  if (kind === 'undid') saga.step = Math.max(0, step - 1)
  if (kind !== 'turned') return
  saga.direction = 'back'
  saga.step = step
  saga.why = why
}

/** What was changed and what was to leave with it: what was not taken up is sent again. */
function redo(memory: Memory, { kind, tx, name, effects, emits }: StepRecord, nowUs: number): void {
  if (kind === 'sent') {
    delete memory.outbox[name]
    return
  }
  for (const effect of effects) memory.rows[effect.key] = rowOf(effect, tx)
  memory.steps[name] = kind
  delete memory.errands[name]
  if (emits !== null)
    memory.outbox[outName(emits)] = { to: emits.parts[emits.step]!.site, event: emits, dueUs: nowUs }
}
