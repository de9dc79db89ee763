// What people type into the console, read: each answer is what it asks for, or an error that names the thing and the value.

import type { Target } from './lab.ts'

/** A time in ms, `{ row }`, `{ ms }`, or a word. */
export type Place = number | { readonly row: number } | { readonly ms: number } | 'start' | 'end' | 'opening'

export type Unit = 'event' | 'landmark' | 'beat'

const WORDS = ['start', 'end', 'opening'] as const
const UNITS: readonly Unit[] = ['event', 'landmark', 'beat']

/** @throws if it is no place in a run. */
export function targetOf(to: Place): Target {
  const word = WORDS.find((one) => one === to)
  if (word !== undefined) return { to: word }
  if (typeof to === 'number') return { us: usOf(to) }
  if (isObject(to) && 'ms' in to) return { us: usOf(to.ms) }
  if (isObject(to) && 'row' in to) return { row: rowOf(to.row) }
  throw new Error(`seek takes ms, { row }, { ms }, 'start', 'end' or 'opening', not ${shown(to)}`)
}

/** @throws if it is not a whole number of events, landmarks or beats. */
export function stepsOf(by: number, unit: Unit): { readonly count: number; readonly step: Target } {
  if (!Number.isInteger(by)) throw new Error(`step takes a whole number, not ${shown(by)}`)
  if (!UNITS.includes(unit)) throw new Error(`step goes by event, landmark or beat, not by ${shown(unit)}`)
  return { count: Math.abs(by), step: { by: unit, step: by > 0 ? 1 : -1 } }
}

/** @throws if it is neither. */
export function directionOf(step: number): 1 | -1 {
  if (step !== 1 && step !== -1) throw new Error(`until goes on by 1 or back by -1, not by ${shown(step)}`)
  return step
}

function usOf(ms: number): number {
  if (!Number.isFinite(ms) || ms < 0) throw new Error(`a time is a number of ms from 0 on, not ${shown(ms)}`)
  return Math.round(ms * 1000)
}

function rowOf(row: number): number {
  if (!Number.isInteger(row) || row < -1)
    throw new Error(`a row is a whole number from 0 on, or -1 for before the first, not ${shown(row)}`)
  return row
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `“${value}”`
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}
