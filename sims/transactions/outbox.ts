// Sagas without a conductor: each site knows from an event what to do, and what event follows. The event stands in the same
// log record as the change that it tells of, so that there is never one without the other; it is sent until it is taken up.

import type { NodeId } from '../../src/engine/process.ts'
import { log, post, touch, watch } from './desk.ts'
import type { Event, Got, Order, Seen } from './messages.ts'
import { isRepeated } from './repeats.ts'
import { copyOf, copyOfSeen } from './requests.ts'
import { type Outgoing, type SagaRecord, type SiteCtx, type State, settingsOf } from './state.ts'

/** What follows a step, done or refused, and what follows its compensation. */
export function eventAfter(
  m: Event,
  kind: 'done' | 'refused' | 'undone',
  values: readonly Seen[],
  refusal = 'tooFew',
): Event {
  const common = { ...m, parts: copyOf(m.parts), values: copyOfSeen([...m.values, ...values]) }
  if (kind === 'done' && m.step + 1 < m.parts.length) return { ...common, kind: 'do', step: m.step + 1 }
  if (kind === 'done') return { ...common, kind: 'ended', step: 0, outcome: 'commit' }
  const why = m.why === '' ? refusal : m.why
  if (m.step > 0) return { ...common, kind: 'undo', step: m.step - 1, outcome: 'abort', why }
  return { ...common, kind: 'ended', step: 0, outcome: 'abort', why }
}

export function outName({ tx, kind, step }: Pick<Event, 'tx' | 'kind' | 'step'>): string {
  return `${tx} ${kind} ${step}`
}

/** It is as good as sent; when the disk has it, it will be. */
export function putOut({ memory }: State, event: Event): void {
  memory.outbox[outName(event)] = { to: event.parts[event.step]!.site, event, dueUs: -1 }
}

export function sendOut(state: State, event: Event, ctx: SiteCtx): void {
  const outgoing = state.memory.outbox[outName(event)]
  if (outgoing !== undefined) emit(state, outgoing, ctx)
}

/** Again, for it was not taken up. */
export function emit(state: State, outgoing: Outgoing, ctx: SiteCtx): void {
  outgoing.dueUs = watch(state, 'outbox', outName(outgoing.event), ctx.now() + settingsOf(ctx).resendUs, ctx)
  ctx.note('emits', outName(outgoing.event), outgoing.to)
  post(state, outgoing.to, outgoing.event, ctx)
}

export function acceptEvent(state: State, from: NodeId, { tx, kind, step }: Event, ctx: SiteCtx): void {
  post(state, from, { type: 'Got', tx, kind, step }, ctx)
}

export function onGot(state: State, from: NodeId, m: Got, ctx: SiteCtx): void {
  const name = outName(m)
  if (state.memory.outbox[name] === undefined) return
  delete state.memory.outbox[name]
  if (from !== ctx.id) ctx.note('takenUp', from, name)
  log(state, { role: 'step', kind: 'sent', tx: m.tx, isForced: false, name, effects: [], emits: null }, ctx)
}

// Where it begins and ends: the site of the first step.

export function onOrderHere(state: State, client: NodeId, m: Order, ctx: SiteCtx): void {
  const { memory } = state
  if (isRepeated(state, client, m, answer, ctx)) return
  const known = memory.requests[m.request]
  const tx = known === undefined ? m.request : `${known.tx}+`
  memory.requests[m.request] = { tx, outcome: null, why: '', values: [] }
  touch(state, tx)
  ctx.note('beginsSaga', tx, m.parts.length, client)
  const { request, parts } = m
  const first: Event = {
    type: 'Event',
    tx,
    request,
    client,
    kind: 'do',
    step: 0,
    parts,
    outcome: 'commit',
    why: '',
    values: [],
  }
  post(state, ctx.id, first, ctx)
}

export function onEnded(state: State, from: NodeId, m: Event, ctx: SiteCtx): void {
  const { memory } = state
  const { tx, request, client, outcome, why } = m
  if (memory.requests[request]?.outcome != null) return acceptEvent(state, from, m, ctx)
  const values = copyOfSeen(m.values)
  memory.requests[request] = { tx, outcome, why, values }
  ctx.note('endsSaga', tx, outcome)
  log(state, endRecord(m), ctx)
  touch(state, tx)
  // Whoever told it may forget when this is on disk, and not before.
  acceptEvent(state, from, m, ctx)
  answer(state, client, request, ctx)
}

/** Its steps are counted if they changed anything. */
function endRecord({ tx, request, outcome, why, parts, values }: Event): SagaRecord {
  const step = parts.some(({ ops }) => ops.some(({ kind }) => kind === 'add')) ? parts.length : 0
  const common = { role: 'saga', kind: 'ended', tx, isForced: true, request, parts: [], step } as const
  return { ...common, outcome, why, values: copyOfSeen(values) }
}

function answer(state: State, client: NodeId, request: string, ctx: SiteCtx): void {
  const { outcome, why, values } = state.memory.requests[request]!
  if (outcome !== null) post(state, client, { type: 'Answer', request, outcome, why, values }, ctx)
}
