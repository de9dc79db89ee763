// The replicated state machine: keys with values, and a session for each client (§8). Every server applies the same
// commands in the same order and so holds the same machine. It is the part a snapshot would save (§7).

import type { Json } from '../../src/engine/json.ts'
import type { Entry } from './state.ts'

/** The latest request of a client that was executed: its serial number, its answer, and where it stands in the log. */
export interface Session {
  readonly sequenceNum: number
  readonly response: Json
  readonly index: number
}

export interface Machine {
  values: Record<string, Json>
  sessions: Record<string, Session>
}

export function freshMachine(): Machine {
  return { values: {}, sessions: {} }
}

/** null stands for "nothing there". */
export function valueAtKey(values: Readonly<Record<string, Json>>, key: string): Json {
  return Object.hasOwn(values, key) ? values[key]! : null
}

/** §8: "if it receives a command whose serial number has already been executed". */
export function isExecuted(machine: Machine, clientId: string, sequenceNum: number): boolean {
  const session = machine.sessions[clientId]
  return session !== undefined && sequenceNum <= session.sequenceNum
}

/** Executes a command that was not executed before, and remembers its answer in the client's session. */
export function execute(machine: Machine, entry: Entry, index: number): Json {
  const old = valueAtKey(machine.values, entry.key)
  const value = effect(entry, old)
  machine.values[entry.key] = value
  const response = entry.op === 'cas' ? isSame(old, entry.expect) : entry.op === 'append' ? value : null
  machine.sessions[entry.clientId] = { sequenceNum: entry.sequenceNum, response, index }
  return response
}

/** What the key holds after the command. */
export function effect(entry: Entry, old: Json): Json {
  if (entry.op === 'cas') return isSame(old, entry.expect) ? entry.value : old
  if (entry.op === 'append') return Object.freeze([...(Array.isArray(old) ? old : []), entry.value])
  return entry.value
}

/** Equal as JSON. */
export function isSame(a: Json, b: Json): boolean {
  if (a === b) return true
  return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b)
}
