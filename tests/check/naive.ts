// The checkers as anybody would write them first: by trying everything. They share no line with the real ones, and are
// only fast enough for histories of a few operations.

import type { History, Operation } from '../../src/check/history.ts'
import type { Json } from '../../src/engine/json.ts'

type Before = (a: Operation, b: Operation) => boolean

export const inRealTime: Before = (a, b) => a.endedAt !== null && a.endedAt < b.calledAt
export const inItsProcess: Before = (a, b) => a.process === b.process && inRealTime(a, b)

export function naiveLinearizable(history: History, initial: Json): boolean {
  return hasLegalOrder(history, inRealTime, initial)
}

export function naiveSequential(history: History, initial: Json): boolean {
  return hasLegalOrder(history, inItsProcess, initial)
}

/** Tries every order of everything that did not fail, with and without what is unknown. */
function hasLegalOrder(history: History, before: Before, initial: Json): boolean {
  return longestOrder(history, before, initial) === history.filter(({ outcome }) => outcome === 'ok').length
}

/** The most operations with an answer that a legal order can begin with. */
export function longestOrder(history: History, before: Before, initial: Json): number {
  const all = history.filter(({ outcome }) => outcome !== 'fail')
  let best = 0
  const extend = (order: readonly Operation[], state: Readonly<Record<string, Json>>): void => {
    best = Math.max(best, order.filter(({ outcome }) => outcome === 'ok').length)
    for (const next of all) {
      if (order.includes(next)) continue
      if (all.some((other) => !order.includes(other) && before(other, next))) continue
      const held = next.key in state ? state[next.key]! : initial
      const after = naiveStep(held, next)
      if (after !== undefined) extend([...order, next], { ...state, [next.key]: after })
    }
  }
  extend([], {})
  return best
}

/** undefined: it cannot have been told that. An unknown operation was told nothing. */
export function naiveStep(held: Json, { f, input, output, outcome }: Operation): Json | undefined {
  const isTold = (answer: Json) => outcome === 'unknown' || JSON.stringify(answer) === JSON.stringify(output)
  if (f === 'read') return isTold(held) || (output === null && isEmptyList(held)) ? held : undefined
  if (f === 'write') return input
  if (f === 'delete') return null
  if (f === 'append') {
    const list = [...(Array.isArray(held) ? held : []), input]
    return output === null || isTold(list) ? list : undefined
  }
  const [expected, fresh] = input as readonly [Json, Json]
  const isMatch = JSON.stringify(held) === JSON.stringify(expected)
  if (outcome === 'ok' && isMatch !== output) return undefined
  return isMatch ? fresh : held
}

function isEmptyList(value: Json): boolean {
  return Array.isArray(value) && value.length === 0
}
