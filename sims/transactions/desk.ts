// What every handler of a site does alike: writing log records and forcing them, sending to others and to itself, and
// losing patience. A message to oneself costs nothing, but it waits for the disk like all the rest.

import type { NodeId } from '../../src/engine/process.ts'
import { appoint, type Watched } from './agenda.ts'
import type { TransactionMessage } from './messages.ts'
import type { LogRecord, SiteCtx, State } from './state.ts'

/** Appends a record; a forced one is on its way to the disk when this returns, and what is sent next waits for it. */
export function log(state: State, record: LogRecord, ctx: SiteCtx): void {
  ctx.append('log', record)
  state.memory.writes++
  touch(state, record.tx)
  ctx.note('logs', record.kind, record.tx, record.isForced ? 'forced' : 'lazy')
  if (record.isForced) force(state, ctx)
}

/** One sync runs at a time; one more may wait, and covers everything written until it begins. */
export function force({ memory }: State, ctx: SiteCtx): void {
  if (memory.asked === memory.writes) return
  memory.asked = memory.writes
  memory.pending = Math.min(memory.pending + 1, 2)
  ctx.sync()
}

export function onForced({ memory }: State): void {
  memory.syncs++
  memory.pending = Math.max(0, memory.pending - 1)
}

/** To others, or to itself. */
export function post(state: State, to: NodeId, message: TransactionMessage, ctx: SiteCtx): void {
  const { memory } = state
  if (to !== ctx.id) return ctx.send(to, message)
  memory.own.push({ message, after: memory.syncs + memory.pending })
}

/** The next message to itself that need not wait any longer. */
export function nextOwn({ memory }: State): TransactionMessage | null {
  const next = memory.own[0]
  if (next === undefined || next.after > memory.syncs) return null
  memory.own.shift()
  return next.message
}

/** From now on it loses patience then, and at no other time. */
export function watch(state: State, of: Watched, id: string, dueUs: number, ctx: SiteCtx): number {
  appoint(state.memory, { atUs: dueUs, of, id })
  wakeAt(state, dueUs, ctx)
  return dueUs
}

/** One timer serves all: it is set for whoever loses patience first. */
export function wakeAt({ memory }: State, dueUs: number, ctx: SiteCtx): void {
  if (memory.tickUs >= 0 && dueUs >= memory.tickUs) return
  memory.tickUs = dueUs
  ctx.setTimer('tick', dueUs - ctx.now())
}

export function touch({ memory }: State, tx: string): void {
  if (!memory.touched.includes(tx)) memory.touched.push(tx)
}
