// What stories of every system do to their run, in milliseconds.

import type { Intervention } from '../engine/intervention.ts'
import type { Json } from '../engine/json.ts'

export const MS = 1000

export function tell(
  id: string,
  atMs: number,
  node: string,
  order: { readonly name: string; readonly [key: string]: Json },
): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'tell', node, order } }
}

export function crash(id: string, atMs: number, node: string): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'crash', node } }
}

export function restart(id: string, atMs: number, node: string): Intervention {
  return { id, atUs: atMs * MS, do: { kind: 'restart', node } }
}
