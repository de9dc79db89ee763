// How an operation reads: what was asked, at which level, and what came back.

import type { Operation } from '../../src/engine/observer.ts'
import { REFUSED } from './client.ts'
import { textOf } from './versions.ts'

/** "x=7", "read x", "read x at one" */
export function label({ f, key, value, level }: Pick<Operation, 'f' | 'key' | 'value' | 'level'>): string {
  const what = f === 'read' ? `read ${key}` : `${key}=${textOf(value)}`
  return level === undefined ? what : `${what} at ${level}`
}

export function answer({ f, outcome, result }: Pick<Operation, 'f' | 'outcome' | 'result'>): string {
  if (outcome === 'pending') return 'no answer yet'
  if (outcome === 'fail') return result === REFUSED ? 'refused' : 'no answer'
  if (outcome === 'unknown') return result === REFUSED ? 'refused, unknown' : 'no answer, unknown'
  if (f === 'write') return 'OK'
  return result === null ? 'nothing' : textOf(result)
}
