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

/** A value under its name: fields that end in `Us` are times, and −1 µs says that there is none. */
export function fieldValue(path: string, json: Json): string {
  if (path.endsWith('Us') && json === -1) return 'none'
  return path.endsWith('Us') && typeof json === 'number' ? clock(json) : value(json, 28)
}

/** A value in few words: lists by their length, records as `term=3 op=write`, nothing as "none". */
export function value(json: Json | undefined, limit = 40): string {
  if (json === undefined || json === null) return 'none'
  if (json === '') return '(empty)'
  if (typeof json !== 'object') return String(json)
  if (Array.isArray(json)) return listed(json, limit)
  const pairs = Object.entries(json).map(([key, each]) => `${key}=${value(each, 12)}`)
  return pairs.length === 0 ? 'none' : short(pairs.join(' '), limit)
}

function listed(items: readonly Json[], limit: number): string {
  if (items.length === 0) return 'none'
  const isPlain = items.every((item) => item === null || typeof item !== 'object')
  const text = items.map((item) => value(item, limit)).join(', ')
  if (isPlain && text.length <= limit) return text
  return items.length === 1 ? short(text, limit) : `${items.length} items`
}

function short(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text
}
