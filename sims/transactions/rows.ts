// What participants of a transaction and steps of a saga do alike with rows: which locks they need, whether what they do may be
// done, and letting go.

import { release } from './locks.ts'
import type { Op } from './messages.ts'
import type { Effect, Row, SiteCtx, State } from './state.ts'

export function keysOf(ops: readonly Op[]): readonly string[] {
  const keys: string[] = []
  for (const { key } of ops) if (!keys.includes(key)) keys.push(key)
  return keys
}

export function modeOf(ops: readonly Op[], key: string): 'shared' | 'exclusive' {
  return ops.some((op) => op.key === key && op.kind !== 'read') ? 'exclusive' : 'shared'
}

/** Rows as these changes leave them; `sign` −1 makes up for them. */
export function effectsOf(
  state: State,
  ops: readonly Op[],
  tx: string,
  sign: 1 | -1,
  isMarked = true,
): readonly Effect[] {
  const now: Record<string, number> = {}
  const holders: Record<string, string> = {}
  for (const op of ops) {
    if (op.kind === 'read') continue
    const { key, kind, add } = op
    now[key] ??= valueIn(state, key)
    holders[key] ??= state.memory.rows[key]?.holder ?? ''
    if (kind === 'add' || (kind === 'set' && sign < 0)) now[key] += sign * add
    else if (kind === 'set') now[key] = (op.base ?? now[key]) + add
    if (kind === 'hold') holders[key] = sign > 0 && isMarked ? tx : ''
    if (kind === 'set') holders[key] = ''
  }
  return Object.keys(now).map((key) => effectOn(key, now[key]!, holders[key]!))
}

function effectOn(key: string, value: number, holder: string): Effect {
  return holder === '' ? { key, value } : { key, value, holder }
}

/** What a row says from now on. Frozen. */
export function rowOf({ value, holder }: Effect, by: string): Row {
  return Object.freeze(holder === undefined ? { value, by } : { value, by, holder })
}

/** A row that another saga holds; null if there is none. */
export function heldIn({ memory }: State, ops: readonly Op[], tx: string): string | null {
  const isHeld = ({ key, kind }: Op) => kind !== 'read' && (memory.rows[key]?.holder ?? tx) !== tx
  return ops.find(isHeld)?.key ?? null
}

/** A row that would fall below what it must keep. */
export function shortOf(ops: readonly Op[], effects: readonly Effect[]): string | null {
  const isOver = ({ key, value }: Effect) =>
    ops.some((op) => op.key === key && mayFallShort(op) && op.least !== null && value < op.least)
  return effects.find(isOver)?.key ?? null
}

/** What is taken must be there, and so must what is marked to be taken later. */
function mayFallShort({ kind, add }: Op): boolean {
  return kind === 'hold' || (kind === 'add' && add < 0)
}

export function valueIn({ memory }: State, key: string): number {
  return memory.rows[key]?.value ?? 0
}

export function apply({ memory }: State, tx: string, effects: readonly Effect[]): void {
  for (const effect of effects) memory.rows[effect.key] = rowOf(effect, tx)
}

/** Its locks go to whoever waits for them; they go on when this event is done with. */
export function letGo(
  { memory }: State,
  tx: string,
  ops: readonly Op[],
  ctx: SiteCtx,
  only?: 'shared',
): void {
  memory.ready.push(...release(memory.locks, tx, keysOf(ops), ctx.now(), only))
}
