// The agenda against asking everybody: who is due, in which order, and when the next one is.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  actual,
  appoint,
  appointAll,
  nextUs,
  takeDue,
  type Watched,
} from '../../../sims/transactions/agenda.ts'
import { freshMemory, type Memory } from '../../../sims/transactions/state.ts'

const KINDS: readonly Watched[] = ['tasks', 'deals', 'outbox']

interface Waiter {
  dueUs: number
}

function tableOf(memory: Memory, of: Watched): Record<string, Waiter> {
  return memory[of] as unknown as Record<string, Waiter>
}

/** Waits for so long from now; or is gone; or waits for nothing; or time passes. */
const step = fc.record({
  of: fc.constantFrom(...KINDS),
  id: fc.integer({ min: 1, max: 40 }).map((n) => `c${n}.1`),
  what: fc.constantFrom('waits', 'waits', 'waits', 'goes', 'stops', 'passes'),
  us: fc.integer({ min: 1, max: 50 }),
})

function wait(memory: Memory, of: Watched, id: string, dueUs: number): void {
  appoint(memory, { atUs: dueUs, of, id })
  const table = tableOf(memory, of)
  table[id] ??= { dueUs }
  table[id].dueUs = dueUs
}

/** In the order in which they came. */
function dueByAsking(memory: Memory, of: Watched, nowUs: number): readonly string[] {
  const table = tableOf(memory, of)
  return Object.keys(table).filter((id) => table[id]!.dueUs >= 0 && table[id]!.dueUs <= nowUs)
}

function nextByAsking(memory: Memory): number | null {
  const dates = KINDS.flatMap((of) => Object.values(tableOf(memory, of)).map(({ dueUs }) => dueUs))
  const open = dates.filter((dueUs) => dueUs >= 0)
  return open.length === 0 ? null : Math.min(...open)
}

/** All who are due act: most of them are done with, and some wait on. */
function tick(memory: Memory, nowUs: number): void {
  const due = takeDue(memory, nowUs)
  for (const of of KINDS) {
    const expected = dueByAsking(memory, of, nowUs)
    const table = tableOf(memory, of)
    const acted: string[] = []
    for (const waiter of actual(table, due[of], nowUs)) {
      const id = Object.keys(table).find((each) => table[each] === waiter)!
      acted.push(id)
      if (acted.length % 3 === 0) wait(memory, of, id, nowUs + 7)
      else delete table[id]
    }
    expect(acted).toEqual(expected)
  }
  expect(nextUs(memory)).toBe(nextByAsking(memory))
}

test('finds who is due, and who is next, as if everybody were asked', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const memory = freshMemory({})
      let nowUs = 0
      for (const { of, id, what, us } of steps) {
        const table = tableOf(memory, of)
        if (what === 'waits') wait(memory, of, id, nowUs + us)
        if (what === 'goes') delete table[id]
        if (what === 'stops' && table[id] !== undefined) table[id].dueUs = -1
        if (what !== 'passes') continue
        nowUs += us
        tick(memory, nowUs)
      }
    }),
  )
})

test('what was found in the log gets its dates, and what waits for nothing none', () => {
  const memory = freshMemory({})
  Object.assign(memory.tasks, { one: { dueUs: 5 }, two: { dueUs: -1 } })
  Object.assign(memory.deals, { three: { dueUs: 3 } })
  appointAll(memory)
  expect(memory.agenda.appointments.map(({ id }) => id)).toEqual(['three', 'one'])
})

test('dates that were put off do not pile up', () => {
  const memory = freshMemory({})
  for (let us = 1; us <= 10_000; us++) wait(memory, 'tasks', `c${us % 10}.1`, us)
  expect(memory.agenda.appointments.length).toBeLessThanOrEqual(64)
})
