// The options of `netsplit check`, read and explained: what the history is held against, and within which bounds.

import { CONSISTENCIES, type Consistency, type Question } from '../check/judge.ts'
import { MODEL_NAMES, type ModelName } from '../check/models/models.ts'
import { readTimeUs } from '../sim/build.ts'
import { quoted } from '../sim/result.ts'
import { BadInput } from './badInput.ts'

export interface CheckOptions {
  readonly model: string
  readonly consistency: string
  readonly initial?: string
  readonly healedAt?: string
  readonly within?: string
  readonly staleVersions?: string
  readonly staleFor?: string
  readonly steps?: string
  readonly json?: boolean
}

export interface Asked extends Omit<Question, 'model'> {
  readonly model: ModelName
  readonly consistency: Consistency
}

/** Options that bound one consistency and say nothing about others. */
const ONLY_FOR = {
  healedAt: ['--healed-at', 'convergence'],
  within: ['--within', 'convergence'],
  staleVersions: ['--stale-versions', 'staleness'],
  staleFor: ['--stale-for', 'staleness'],
} as const

/** Throws `BadInput`, naming the option. */
export function questionFrom(options: CheckOptions): Asked {
  const model = oneOf('--model', options.model, MODEL_NAMES)
  const consistency = oneOf('--consistency', options.consistency, CONSISTENCIES)
  for (const [name, [option, only]] of Object.entries(ONLY_FOR))
    if (options[name as keyof typeof ONLY_FOR] !== undefined && consistency !== only)
      throw new BadInput(`${option} is a bound of --consistency ${only}, not of ${consistency}`)
  const { initial, healedAt, within, staleVersions, staleFor, steps } = options
  return {
    model,
    consistency,
    ...(initial === undefined ? {} : { initial: jsonFrom(initial) }),
    ...(healedAt === undefined ? {} : { healedUs: timeFrom('--healed-at', healedAt) }),
    ...(within === undefined ? {} : { withinUs: timeFrom('--within', within) }),
    ...(staleVersions === undefined
      ? {}
      : { staleVersions: countFrom('--stale-versions', staleVersions, 0) }),
    ...(staleFor === undefined ? {} : { staleUs: timeFrom('--stale-for', staleFor) }),
    ...(steps === undefined ? {} : { steps: countFrom('--steps', steps, 1) }),
  }
}

/** Bounds in time ask for a history that has times. */
export function firstTimed({ healedAt, within, staleFor }: CheckOptions): string | null {
  if (healedAt !== undefined) return '--healed-at'
  if (within !== undefined) return '--within'
  return staleFor === undefined ? null : '--stale-for'
}

function oneOf<T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((each) => each === value)
  if (found === undefined)
    throw new BadInput(`${option} ${quoted(value)}: it must be one of ${known.join(', ')}`)
  return found
}

function countFrom(option: string, text: string, least: 0 | 1): number {
  if (!/^\d{1,12}$/.test(text) || Number(text) < least)
    throw new BadInput(`${option} ${quoted(text)}: it must be a whole number from ${least}`)
  return Number(text)
}

function timeFrom(option: string, text: string): number {
  const us = readTimeUs(text, 'ms')
  if (us === null) throw new BadInput(`${option} ${quoted(text)}: it must be a time, like 20s or 3400ms`)
  return us
}

function jsonFrom(text: string) {
  try {
    return JSON.parse(text)
  } catch {
    throw new BadInput(`--initial ${quoted(text)}: it must be JSON, like 0, null, "a" or []`)
  }
}

/** What stands under the options in the help. */
export const CHECK_HELP = `
Models (every key is one of these, apart from the others):
  register  read, write
  cas       read, write, cas with [expected, new]
  kv        read, write, delete, cas, append; values are [key value]
  append    read, append: a list that only grows

Consistencies:
  linearizable         one copy; each operation took effect at one moment between its call and its end
  sequential           one order of all that keeps the order of each process; for small histories
  causal               nothing is seen without what causally precedes it
  causal-convergence   causal, and one order of the writes for all
  causal-memory        causal, and one order of the writes for each process
  read-your-writes, monotonic-reads, monotonic-writes, writes-follow-reads
                       the four guarantees of a session; a process is one
  convergence          once all is over, all reads of a key agree (--healed-at, --within)
  lost-writes          no acknowledged write is gone for good
  staleness            no read is behind, or not by more than --stale-versions or --stale-for

The file holds operations as Jepsen writes them, one map each, beginning and end:
  {:type :invoke, :f :write, :value [:x 1], :process 0, :time 1000}
  {"type": "ok", "f": "write", "value": ["x", 1], "process": 0, "time": 2000}
:type is invoke, ok, fail (it did nothing) or info (nobody knows); :time is in nanoseconds and may be left out.
An end may carry the answer apart from the value, as :answer: false for a cas that found something else, the list
after an append.

Exits 0 when it holds, 1 when it is broken, 3 when it was not decided, 2 on bad input, with its line.

Examples:
  netsplit export replication/acked-and-lost --as edn | netsplit check - --model kv
  netsplit check history.edn --model register --initial 0
  netsplit check history.jsonl --model kv --consistency convergence --healed-at 5s --within 500ms
  netsplit check history.jsonl --model kv --consistency staleness --stale-versions 2 --stale-for 300ms`
