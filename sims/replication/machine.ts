// What a log amounts to: keys with their values, and for each client the last of its writes that took effect. Replicas
// that followed the same log hold the same machine.

import type { Json, Scalar } from '../../src/engine/json.ts'
import { type Entry, idOf } from './log.ts'

/** The value of a key, and the write it is from. Frozen. */
export interface Cell {
  readonly value: Json
  readonly id: string
  readonly index: number
}

/** The last write of a client that took effect, and where it stands. */
export interface Session {
  readonly sequenceNum: number
  readonly index: number
}

export interface Machine {
  /** Entries followed so far. */
  applied: number
  cells: Record<string, Cell>
  sessions: Record<string, Session>
  /** What all keys held when a snapshot was last taken. Frozen. */
  snapshot: Readonly<Record<string, Json>>
}

export function freshMachine(): Machine {
  return { applied: 0, cells: {}, sessions: {}, snapshot: {} }
}

export function cellOf(machine: Machine, key: string): Cell | null {
  return Object.hasOwn(machine.cells, key) ? machine.cells[key]! : null
}

/** A copy of a write that took effect must not take effect again, however often it was sent. */
export function isExecuted(machine: Machine, clientId: string, sequenceNum: number): boolean {
  const session = machine.sessions[clientId]
  return session !== undefined && sequenceNum <= session.sequenceNum
}

/** A value of one's own: state must not share what may still be changed, or is only lent. */
export function ownCopy(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return Object.freeze(value.map(ownCopy)) as Json
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, ownCopy(part)])))
}

/** Follows the next entry of the log. */
export function execute(machine: Machine, entry: Entry, index: number): void {
  const id = idOf(entry)
  machine.applied = index
  if (entry.op === 'wipe') machine.cells = {}
  else if (entry.op === 'snapshot') machine.snapshot = Object.freeze(valuesOf(machine))
  else if (entry.op === 'restore') machine.cells = restored(machine.snapshot, id, index)
  else machine.cells[entry.key] = Object.freeze({ value: ownCopy(effect(machine, entry)), id, index })
  machine.sessions[entry.clientId] = { sequenceNum: entry.sequenceNum, index }
}

function effect(machine: Machine, { op, key, value }: Entry): Json {
  return op === 'append' ? added(cellOf(machine, key)?.value ?? null, value) : value
}

/** A list with one more item; what was no list becomes the first item of one. */
export function added(old: Json, item: Json): Json {
  const before = old === null ? [] : Array.isArray(old) ? old : [old]
  return ownCopy([...before, item])
}

function restored(values: Machine['snapshot'], id: string, index: number): Record<string, Cell> {
  const cells = Object.entries(values)
  return Object.fromEntries(
    cells.map(([key, value]) => [key, Object.freeze({ value: ownCopy(value), id, index })]),
  )
}

export function valuesOf(machine: Machine): Record<string, Json> {
  return Object.fromEntries(Object.entries(machine.cells).map(([key, { value }]) => [key, ownCopy(value)]))
}

/** Two values for one key, after a conflict that nobody decided. */
export interface Siblings {
  readonly either: readonly Json[]
}

export function isSiblings(value: Json): value is Json & Siblings {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'either' in value
}

/** Values as notes and pictures have them: "7", "[tea milk]", "7 or 9". */
export function shown(value: Json): Scalar {
  if (Array.isArray(value)) return `[${value.map((item) => shown(item)).join(' ')}]`
  if (isSiblings(value)) return value.either.map((one) => shown(one)).join(' or ')
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Scalar)
}
