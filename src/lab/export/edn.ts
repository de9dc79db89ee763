// The client history in EDN, one operation map a line, as Jepsen writes `history.edn` and Knossos and Elle read it.

import type { Json } from '../../sim/engineTypes.ts'
import { type JepsenOp, jepsenOps } from './operations.ts'
import type { Recorded } from './recorded.ts'

export function* ednLines(run: Recorded): Generator<string> {
  for (const op of jepsenOps(run)) yield mapOf(op)
}

function mapOf({ type, f, value, answer, process, time, index, client }: JepsenOp): string {
  const entries = [
    [':type', keyword(type)],
    [':f', keyword(f)],
    [':value', edn(value)],
    ...(answer === undefined ? [] : [[':answer', edn(answer)]]),
    [':process', edn(process)],
    [':time', edn(time)],
    [':index', edn(index)],
    [':client', edn(client)],
  ]
  return `{${entries.map((entry) => entry.join(' ')).join(', ')}}`
}

/** A name that EDN cannot write as a keyword stays a string. */
function keyword(name: string): string {
  return /^[A-Za-z][\w-]*$/.test(name) ? `:${name}` : edn(name)
}

function edn(value: Json): string {
  if (value === null) return 'nil'
  if (Array.isArray(value)) return `[${value.map(edn).join(' ')}]`
  // Numbers, booleans and strings are written as in JSON.
  if (typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, item]) => `${edn(key)} ${edn(item)}`)
  return `{${entries.join(', ')}}`
}
