// Histories as papers draw them: a line for each process, time from left to right, and operations as bars.

import type { History, Operation } from '../../src/check/history.ts'
import type { Json } from '../../src/engine/json.ts'

type Asked = Pick<Operation, 'f' | 'key' | 'input' | 'output'>

export const write = (value: Json, key = 'x'): Asked => ({ f: 'write', key, input: value, output: null })
export const read = (value: Json, key = 'x'): Asked => ({ f: 'read', key, input: null, output: value })
export const append = (value: Json, key = 'x'): Asked => ({ f: 'append', key, input: value, output: null })
export const swap = (expected: Json, fresh: Json, isDone = true, key = 'x'): Asked => ({
  f: 'cas',
  key,
  input: [expected, fresh],
  output: isDone,
})

/** `from` and `to` in ms; without an end its outcome is unknown. */
export interface Bar extends Asked {
  readonly process: string
  readonly from: number
  readonly to: number | null
}

export function bar(process: string, from: number, to: number | null, asked: Asked): Bar {
  return { ...asked, process, from, to }
}

/** One after the other, each ended before the next begins: its process and what it asked. */
export function inTurn(...turns: readonly (readonly [process: string, asked: Asked])[]): History {
  return drawn(turns.map(([process, asked], turn) => bar(process, turn * 10, turn * 10 + 5, asked)))
}

/** Ends come before calls of the same moment. */
export function drawn(bars: readonly Bar[]): History {
  const ends = bars.flatMap(({ from, to }, index) => [
    { index, isCall: true, ms: from },
    ...(to === null ? [] : [{ index, isCall: false, ms: to }]),
  ])
  ends.sort((a, b) => a.ms - b.ms || Number(a.isCall) - Number(b.isCall))
  const placeOf = (index: number, isCall: boolean) =>
    ends.findIndex((end) => end.index === index && end.isCall === isCall)
  return bars.map(({ from, to, output, ...asked }, id) => ({
    ...asked,
    id,
    output: to === null ? null : output,
    outcome: to === null ? 'unknown' : 'ok',
    calledAt: placeOf(id, true),
    endedAt: to === null ? null : placeOf(id, false),
    invokedUs: from * 1000,
    completedUs: to === null ? null : to * 1000,
  })) as History
}
