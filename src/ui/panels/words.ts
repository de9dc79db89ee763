// How values, fields and moments are printed in panels. Data stays compact; names become words.

import type { Json } from '../../sim/engineTypes.ts'
import { milliseconds } from '../../sim/words.ts'

/** "1,412 ms" */
export function clock(us: number): string {
  return `${milliseconds(us)} ms`
}

/** Whole thousands with commas: "12,345". */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** "votedFor" becomes "voted for"; indexes and ids stay as they are. */
export function fieldName(path: string): string {
  const parts = path.split('.')
  const named = parts[0] === 'disk' || parts[0] === 'memory' ? parts.slice(1) : parts
  return (named.length === 0 ? parts : named)
    .map((part) => part.replace(/Us$/, ''))
    .map((part) => part.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`))
    .join(' ')
}

/** A value under its name: fields that end in `Us` are times. */
export function fieldValue(path: string, json: Json): string {
  return path.endsWith('Us') && typeof json === 'number' ? clock(json) : value(json, 28)
}

/** One line of JSON, shortened; nothing and nobody are said as words. */
export function value(json: Json | undefined, limit = 40): string {
  if (json === undefined) return 'missing'
  if (json === null) return 'none'
  if (typeof json === 'string') return json === '' ? '(empty)' : json
  const text = JSON.stringify(json)
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text
}
