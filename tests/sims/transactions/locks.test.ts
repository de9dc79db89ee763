// Locks against a table that is looked through from end to end: who goes on when somebody lets go, and what is left.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acquire, type LockTable, type Mode, missingOf, release } from '../../../sims/transactions/locks.ts'

const ROWS = ['a1', 'a2', 'a3', 'a4']
const mode = fc.constantFrom<Mode>('shared', 'exclusive')

const step = fc.record({
  tx: fc.integer({ min: 1, max: 12 }).map((n) => `c${n}.1`),
  rows: fc.uniqueArray(fc.record({ key: fc.constantFrom(...ROWS), mode }), {
    selector: ({ key }) => key,
    minLength: 1,
    maxLength: 4,
  }),
  /** Only what it reads is let go of. */
  isEarly: fc.boolean(),
})

/** All that it holds or waits for, wherever that is. */
function releaseByLooking(table: LockTable, tx: string, only?: Mode): readonly string[] {
  const lucky: string[] = []
  for (const key of Object.keys(table)) {
    const row = table[key]!
    const stays = (lock: { tx: string; mode: Mode }) =>
      lock.tx !== tx || (only !== undefined && lock.mode !== only)
    if (row.holders.every(stays) && row.queue.every(stays)) continue
    row.holders = row.holders.filter(stays)
    row.queue = row.queue.filter(stays)
    for (let next = row.queue[0]; next !== undefined; next = row.queue[0]) {
      const isShared = next.mode === 'shared' && row.holders.every((lock) => lock.mode === 'shared')
      if (row.holders.length > 0 && !isShared) break
      row.queue.shift()
      row.holders.push({ ...next, sinceUs: 9 })
      lucky.push(next.tx)
    }
    if (row.holders.length === 0) delete table[key]
  }
  return lucky
}

test('letting go of named rows is letting go of all: the same go on, in the same order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const table: LockTable = {}
      const plain: LockTable = {}
      const asked: Record<string, readonly string[]> = {}
      for (const { tx, rows, isEarly } of steps) {
        const keys = asked[tx]
        if (keys === undefined) {
          for (const { key, mode } of rows)
            for (const each of [table, plain]) acquire(each, key, { tx, mode, sinceUs: 0 })
          asked[tx] = rows.map(({ key }) => key)
        } else {
          const only = isEarly ? 'shared' : undefined
          expect(release(table, tx, keys, 9, only)).toEqual(releaseByLooking(plain, tx, only))
          if (!isEarly) delete asked[tx]
        }
        expect(table).toEqual(plain)
      }
    }),
  )
})

test('what it lacks is the first row that it does not hold', () => {
  const table: LockTable = {}
  acquire(table, 'a2', { tx: 'c2.1', mode: 'exclusive', sinceUs: 0 })
  for (const key of ROWS) acquire(table, key, { tx: 'c1.1', mode: 'shared', sinceUs: 0 })
  expect(missingOf(table, 'c1.1', ROWS)).toBe('a2')
  expect(release(table, 'c2.1', ['a2'], 1)).toEqual(['c1.1'])
  expect(missingOf(table, 'c1.1', ROWS)).toBe(undefined)
})
