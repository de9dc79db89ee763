// English from codes. A template names its parameters in braces; `{0}` to `{3}` are a note's parameters,
// `{node}` the node it happened on, `{time}` a duration in ms made from a µs value: `{0:ms}`.

import type { Scalar } from '../engine/json.ts'

export interface Words {
  /** Sentence of a note, by its code. At most 25 words, cause before effect, no full stop. */
  readonly notes: Readonly<Record<string, string>>
  /** The reason a note gives, by code, where a parameter is itself a code: `{1:reason}`. */
  readonly reasons: Readonly<Record<string, string>>
  /** The rule a note stands on, by code: "§5.4.1". */
  readonly rules: Readonly<Record<string, string>>
  /** What it means, by its name, that a timer ran out and there was nothing to note. */
  readonly timers?: Readonly<Record<string, string>>
}

/** Fills a template. Unknown formats and missing parameters are printed as they stand, never thrown. */
export function fill(
  template: string,
  params: readonly Scalar[],
  node: string,
  reasons: Words['reasons'],
): string {
  return template.replace(/\{(\w+)(?::(\w+))?\}/g, (whole, name: string, format?: string) => {
    const value = name === 'node' ? node : params[Number(name)]
    if (value === undefined) return whole
    return format === undefined ? String(value) : formatted(value, format, node, params, reasons)
  })
}

function formatted(
  value: Scalar,
  format: string,
  node: string,
  params: readonly Scalar[],
  reasons: Words['reasons'],
): string {
  if (format === 'ms') return `${milliseconds(Number(value))} ms`
  if (format === 'reason') {
    const reason = reasons[String(value)]
    return reason === undefined ? String(value) : fill(reason, params, node, {})
  }
  const things = COUNTED[format]
  if (things !== undefined) return `${value} ${things[Number(value) === 1 ? 0 : 1]}`
  if (format === 'times') return Number(value) === 1 ? 'once' : `${value} times`
  return String(value)
}

/** What is counted, by the name of its format: one of them, and several. */
const COUNTED: Readonly<Record<string, readonly [one: string, several: string]>> = {
  charges: ['charge', 'charges'],
  entries: ['entry', 'entries'],
  events: ['event', 'events'],
  keys: ['key', 'keys'],
  lines: ['line', 'lines'],
  nodes: ['node', 'nodes'],
  rows: ['row', 'rows'],
  sites: ['site', 'sites'],
  steps: ['step', 'steps'],
  transactions: ['transaction', 'transactions'],
  votes: ['vote', 'votes'],
}

/** "1 record", "3 records" */
export function counted(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : 's'}`
}

/** Whole milliseconds with a thousands comma; under 10 ms with one decimal, under 1 ms with two. */
export function milliseconds(us: number): string {
  const ms = us / 1000
  const digits = ms >= 10 || ms === 0 ? 0 : ms >= 1 ? 1 : 2
  const [whole = '0', rest] = Math.abs(ms).toFixed(digits).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return (us < 0 ? '\u2212' : '') + grouped + (rest === undefined || /^0+$/.test(rest) ? '' : `.${rest}`)
}
