// A history from a file: beginnings and ends are joined, and values split into key and value where they are both.

import type { Json } from '../../engine/json.ts'
import type { History, Operation } from '../history.ts'
import { BadHistory } from './badHistory.ts'
import { readEdn } from './edn.ts'
import { readJsonLines } from './jsonLines.ts'
import { type Moment, momentsOf } from './moments.ts'

export interface ReadHistory {
  readonly history: History
  /** For each operation, by its id, the line on which it begins. */
  readonly lines: readonly number[]
  /** Whether values were taken as `[key value]`. */
  readonly isKeyed: boolean
}

export interface ReadOptions {
  readonly format: 'edn' | 'jsonl'
  /** Whether values are `[key value]`; null to find out: they are if all of them look like it. */
  readonly isKeyed: boolean | null
}

/** Of a history without keys everything is about this one. */
const ONLY_KEY = ''

/** "edn" or "jsonl", by how the text begins. */
export function formatOf(text: string): ReadOptions['format'] {
  return /^\s*(?:\[\s*)?\{\s*"/.test(text) ? 'jsonl' : 'edn'
}

/** Throws `BadHistory`, with the line. */
export function readHistory(text: string, { format, isKeyed }: ReadOptions): ReadHistory {
  const moments = momentsOf(format === 'edn' ? readEdn(text) : readJsonLines(text))
  const keyed = isKeyed ?? looksKeyed(moments)
  const pairs = paired(moments)
  return {
    history: pairs.map((pair, id) => operationOf(pair, id, keyed)),
    lines: pairs.map(({ begin }) => begin.line),
    isKeyed: keyed,
  }
}

interface Pair {
  readonly begin: Moment
  readonly calledAt: number
  end: Moment | null
  endedAt: number | null
}

/** A process does one thing at a time, and nothing after an operation whose outcome it does not know. */
function paired(moments: readonly Moment[]): Pair[] {
  const pairs: Pair[] = []
  const open = new Map<string, Pair>()
  for (const [position, moment] of moments.entries()) {
    const { process, type, line } = moment
    const pair = open.get(process)
    if (type === 'invoke') {
      if (pair !== undefined)
        throw new BadHistory(
          line,
          `process ${process} begins anew, but line ${pair.begin.line} has not ended`,
        )
      const begun = { begin: moment, calledAt: position, end: null, endedAt: null }
      open.set(process, begun)
      pairs.push(begun)
      continue
    }
    if (pair === undefined) throw new BadHistory(line, `process ${process} ends what it did not begin`)
    if (pair.begin.f !== moment.f)
      throw new BadHistory(line, `process ${process} ends a ${moment.f}, but it began a ${pair.begin.f}`)
    Object.assign(pair, { end: moment, endedAt: position })
    if (type !== 'info') open.delete(process)
  }
  return pairs
}

/** What was begun always carries a pair, and what is to be read comes as a key with nothing. */
function looksKeyed(moments: readonly Moment[]): boolean {
  const begun = moments.filter(({ type }) => type === 'invoke')
  const reads = begun.filter(({ f }) => f === 'read')
  const isPair = ({ value }: Moment) => Array.isArray(value) && value.length === 2
  return reads.length > 0 && begun.every(isPair) && reads.every(({ value }) => (value as Json[])[1] === null)
}

function operationOf({ begin, calledAt, end, endedAt }: Pair, id: number, isKeyed: boolean): Operation {
  const asked = partsOf(begin, isKeyed)
  const isKnown = end !== null && end.type !== 'info'
  const told = isKnown ? partsOf(end, isKeyed).value : null
  const { outcome, output } = outcomeOf(begin.f, isKnown ? end.type : 'info', told, end?.answer ?? null)
  return {
    id,
    process: begin.process,
    f: begin.f,
    key: asked.key,
    input: begin.f === 'read' ? null : asked.value,
    output,
    outcome,
    calledAt,
    endedAt: outcome === 'unknown' ? null : endedAt,
    invokedUs: begin.time === null ? null : begin.time / 1000,
    completedUs: !isKnown || end.time === null ? null : end.time / 1000,
  }
}

/** What failed did nothing; but a cas that says it found another value has read. */
function outcomeOf(
  f: string,
  type: Moment['type'],
  told: Json,
  answer: Json,
): Pick<Operation, 'outcome' | 'output'> {
  if (type === 'info') return { outcome: 'unknown', output: null }
  if (f === 'cas' && answer === false) return { outcome: 'ok', output: false }
  if (type === 'fail') return { outcome: 'fail', output: null }
  return { outcome: 'ok', output: f === 'read' ? told : f === 'cas' ? true : answer }
}

function partsOf({ value, line }: Moment, isKeyed: boolean): { key: string; value: Json } {
  if (!isKeyed) return { key: ONLY_KEY, value }
  if (!Array.isArray(value) || value.length !== 2)
    throw new BadHistory(line, `the value ${JSON.stringify(value)} must be a key and a value`)
  return { key: typeof value[0] === 'string' ? value[0] : JSON.stringify(value[0]), value: value[1] as Json }
}
