// One line of a history as Jepsen writes it: an operation begins or ends. What is not a client's is left out.

import type { Json } from '../../engine/json.ts'
import { BadHistory, shown } from './badHistory.ts'
import type { Form } from './edn.ts'

export type MomentType = 'invoke' | 'ok' | 'fail' | 'info'

export interface Moment {
  readonly line: number
  readonly type: MomentType
  readonly process: string
  readonly f: string
  readonly value: Json
  /** What was told, where the value says only what was asked; null if nothing more was written down. */
  readonly answer: Json
  /** Nanoseconds, if the history has times. */
  readonly time: number | null
}

const TYPES: readonly string[] = ['invoke', 'ok', 'fail', 'info']
/** What workloads call the same thing. */
const NAMES: Readonly<Record<string, string>> = { r: 'read', w: 'write' }

/** The moments of clients. A history may stand in one list. Throws `BadHistory`. */
export function momentsOf(forms: Iterable<Form>): Moment[] {
  const moments: Moment[] = []
  for (const { line, value } of forms)
    for (const each of Array.isArray(value) ? value : [value]) {
      const moment = momentOf(each as Json, line)
      if (moment !== null) moments.push(moment)
    }
  return moments
}

/** null for what a nemesis did: only numbered processes are clients. */
function momentOf(value: Json, line: number): Moment | null {
  const record = recordOf(value)
  if (record === null) throw new BadHistory(line, `${shown(JSON.stringify(value))} is not an operation`)
  const { process, type, time, answer = null } = record
  if (typeof process !== 'number') {
    if (typeof process === 'string') return null
    throw new BadHistory(line, 'the operation names no process')
  }
  if (typeof type !== 'string' || !TYPES.includes(type))
    throw new BadHistory(
      line,
      `type is ${shown(JSON.stringify(type ?? null))}: it must be one of ${TYPES.join(', ')}`,
    )
  return {
    line,
    type: type as MomentType,
    process: String(process),
    ...askedOf(record, line),
    answer,
    time: typeof time === 'number' ? time : null,
  }
}

/** What is done and with what: itself, or the only operation of a transaction. */
function askedOf(
  { f, value = null }: Readonly<Record<string, Json>>,
  line: number,
): Pick<Moment, 'f' | 'value'> {
  if (typeof f !== 'string')
    throw new BadHistory(line, `f is ${shown(JSON.stringify(f ?? null))}: it must be a name`)
  if (f !== 'txn') return { f: NAMES[f] ?? f, value }
  const [only, ...others] = Array.isArray(value) ? value : []
  if (!Array.isArray(only) || others.length > 0 || typeof only[0] !== 'string')
    throw new BadHistory(line, 'a transaction must be of one operation to be judged here')
  return { f: NAMES[only[0]] ?? only[0], value: only.slice(1) as Json[] }
}

function recordOf(value: Json): Readonly<Record<string, Json>> | null {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord ? (value as Readonly<Record<string, Json>>) : null
}
