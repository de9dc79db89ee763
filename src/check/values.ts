// Values as text: two are the same if and only if their texts are. Texts are what states and tables are keyed by.

import type { Json } from '../engine/json.ts'

/** JSON with the names of every object in order. */
export function textOf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${textOf(item)}`).join(',')}}`
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
