// What participants of a transaction and steps of a saga do alike with rows: which locks they need, whether what they do may be
// done, and letting go.

import { release } from './locks.ts'
import type { Op } from './messages.ts'
import type { Effect, SiteCtx, State } from './state.ts'

export function keysOf(ops: readonly Op[]): readonly string[] {
  return [...new Set(ops.map(({ key }) => key))]
}

export function modeOf(ops: readonly Op[], key: string): 'shared' | 'exclusive' {
  return ops.some((op) => op.key === key && op.kind === 'add') ? 'exclusive' : 'shared'
}

/** Rows as these changes leave them; `sign` −1 makes up for them. */
export function effectsOf({ memory }: State, ops: readonly Op[], sign: 1 | -1 = 1): readonly Effect[] {
  const now: Record<string, number> = {}
  for (const { key, kind, add } of ops) {
    if (kind !== 'add') continue
    now[key] ??= memory.rows[key]?.value ?? 0
    now[key] += sign * add
  }
  return Object.keys(now).map((key) => ({ key, value: now[key]! }))
}

/** A row that would fall below what it must keep. */
export function shortOf(ops: readonly Op[], effects: readonly Effect[]): string | null {
  const isOver = ({ key, value }: Effect) =>
    ops.some(
      (op) => op.key === key && op.kind === 'add' && op.add < 0 && op.least !== null && value < op.least,
    )
  return effects.find(isOver)?.key ?? null
}

export function valueIn({ memory }: State, key: string): number {
  return memory.rows[key]?.value ?? 0
}

export function apply({ memory }: State, tx: string, effects: readonly Effect[]): void {
  for (const { key, value } of effects) memory.rows[key] = Object.freeze({ value, by: tx })
}

/** Its locks go to whoever waits for them; they go on when this event is done with. */
export function letGo({ memory }: State, tx: string, ctx: SiteCtx, only?: 'shared'): void {
  memory.ready.push(...release(memory.locks, tx, ctx.now(), only))
}
