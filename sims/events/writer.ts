// The writer: the command side. It decides what may happen by its own state, appends what has happened to its log, and
// answers when the disk has it. Its state is a fold of the log and nothing else: after a crash it is made anew from the
// last snapshot and the events behind it (Young, "CQRS Documents", 2010).
//
// Events have numbers without gaps. A command carries the client's number, which goes into the event, so that a command
// that comes twice makes one event: what was decided is found in the log and told again. A refusal is an event as well,
// or a copy of the command that the network kept back might be granted later.
//
// Projectors ask for events from a number on. A question that is ahead of the log is kept until there is something; only
// what the disk has leaves the writer, for what a crash takes back must not have been seen by others.

import type { Ctx, NodeId, NodeState, Process } from '../../src/engine/process.ts'
import {
  type Balances,
  balanceIn,
  type Event,
  eventAt,
  eventsFrom,
  eventText,
  folded,
  NOTHING,
} from './log.ts'
import type { Command, EventsMessage, Fetch, Read } from './messages.ts'
import { settingsOf } from './settings.ts'

/** A client's last command, and where in the log it was decided. */
export interface LastCommand {
  readonly request: number
  readonly offset: number
}

/** The write model: what all events up to one have made. */
export interface WriteModel {
  readonly balances: Balances
  readonly last: Readonly<Record<NodeId, LastCommand>>
  readonly upTo: number
}

export interface WriterDisk {
  readonly log: readonly Event[]
  readonly snapshot: WriteModel | null
}

export interface WriterMemory {
  model: WriteModel
  /** Questions of projectors that are ahead of the log. */
  waiting: Record<NodeId, Fetch>
}

type State = NodeState<WriterDisk, WriterMemory>
type WriterCtx = Ctx<WriterDisk, EventsMessage>

const BEGINNING: WriteModel = { balances: NOTHING, last: {}, upTo: 0 }

export const writer: Process<WriterDisk, WriterMemory, EventsMessage> = {
  name: 'writer',

  format: () => ({ log: [], snapshot: null }),

  boot({ log, snapshot }, ctx) {
    const start = snapshot ?? BEGINNING
    const rest = ctx.broken.snapshotOnly === true && snapshot !== null ? [] : log.slice(start.upTo)
    ctx.note('writerStarts', rest.length, start.upTo, log.length)
    return { model: rest.reduce(withEvent, start), waiting: {} }
  },

  onMessage(state, from, message, ctx) {
    if (message.type === 'Command') onCommand(state, from, message, ctx)
    else if (message.type === 'Read') onRead(state, from, message, ctx)
    else if (message.type === 'Fetch') onFetch(state, from, message, ctx)
  },

  onTimer() {},

  onOrder(_state, order, ctx) {
    ctx.note('orderUnknown', order.name)
  },
}

export function withEvent(model: WriteModel, event: Event): WriteModel {
  const { client, request, n } = event
  return {
    balances: folded([event], model.balances),
    last: { ...model.last, [client]: { request, offset: n } },
    upTo: n,
  }
}

// Commands.

function onCommand(state: State, from: NodeId, m: Command, ctx: WriterCtx): void {
  const known = ctx.broken.noRequestKey === true ? undefined : state.memory.model.last[from]
  if (known !== undefined && m.n < known.request) return ctx.note('oldCopy', from, m.n, known.request)
  if (known !== undefined && m.n === known.request) {
    ctx.note('repeated', from, known.offset)
    return tell(state, from, m.n, known.offset, ctx)
  }
  append(state, eventOf(state, from, m, ctx), ctx)
}

/** What is, or what the client believes, decides. */
function eventOf({ disk, memory }: State, client: NodeId, m: Command, ctx: WriterCtx): Event {
  const { key, amount, n: request } = m
  const isTrusting = ctx.broken.trustsReadModel === true && m.shown !== null
  const balance = isTrusting ? m.shown! : balanceIn(memory.model.balances, key)
  const kind = m.f === 'deposit' ? 'deposited' : balance < amount ? 'refused' : 'withdrawn'
  const event: Event = { n: disk.log.length + 1, kind, key, amount, client, request, atUs: ctx.now() }
  if (kind === 'refused') ctx.note('refuses', event.n, amount, client, balance)
  else ctx.note('appends', event.n, eventText(event), client)
  return event
}

function append(state: State, event: Event, ctx: WriterCtx): void {
  const { disk, memory } = state
  ctx.append('log', event)
  memory.model = withEvent(memory.model, event)
  const { snapshotEvery } = settingsOf(ctx)
  if (snapshotEvery > 0 && event.n - (disk.snapshot?.upTo ?? 0) >= snapshotEvery) {
    ctx.write('snapshot', memory.model)
    ctx.note('snapshots', event.n)
  }
  if (ctx.broken.shipsUnsynced === true) shipAll(state, ctx)
  if (ctx.broken.answersBeforeSync === true) tell(state, event.client, event.request, event.n, ctx)
  // What is sent after this leaves when the event is on disk.
  ctx.sync()
  if (ctx.broken.answersBeforeSync !== true) tell(state, event.client, event.request, event.n, ctx)
  shipAll(state, ctx)
}

function tell({ disk }: State, to: NodeId, n: number, offset: number, ctx: WriterCtx): void {
  const isDone = eventAt(disk.log, offset)?.kind !== 'refused'
  ctx.send(to, { type: 'Decided', n, isDone, offset })
}

function onRead({ memory }: State, from: NodeId, { n, key }: Read, ctx: WriterCtx): void {
  const { balances, upTo } = memory.model
  const value = balanceIn(balances, key)
  ctx.note('writerShows', from, key, value)
  ctx.send(from, { type: 'Shown', n, key, value, upTo })
}

// Projectors.

function onFetch(state: State, from: NodeId, m: Fetch, ctx: WriterCtx): void {
  if (m.isFirst || m.from <= state.disk.log.length) return ship(state, from, m, ctx)
  state.memory.waiting[from] = m
  ctx.note('nothingYet', from, m.from)
}

function shipAll(state: State, ctx: WriterCtx): void {
  const { waiting } = state.memory
  state.memory.waiting = {}
  for (const to of Object.keys(waiting)) ship(state, to, waiting[to]!, ctx)
}

function ship({ disk: { log } }: State, to: NodeId, { n, from, most }: Fetch, ctx: WriterCtx): void {
  const events = eventsFrom(log, from, most)
  if (events.length > 0) ctx.note('ships', to, events.length, from + events.length - 1)
  ctx.send(to, { type: 'Events', n, from, events, end: log.length })
}
