// A key written on both sides of a cut: what becomes of it by each of the three rules, and which writes are gone.

import { describe, expect, test } from 'vitest'
import { resolve, theirsIn } from '../../../sims/replication/conflicts.ts'
import type { Entry } from '../../../sims/replication/log.ts'
import type { HandedWrite } from '../../../sims/replication/messages.ts'

const entry = (sequenceNum: number, value: number, more: Partial<Entry> = {}): Entry => ({
  epoch: 1,
  op: 'write',
  key: 'x',
  value,
  clientId: 'c2',
  sequenceNum,
  client: 'c2',
  stampUs: 1000 * sequenceNum,
  ...more,
})
const mine: HandedWrite = {
  key: 'x',
  value: 9,
  ids: ['c1#1', 'c1#2'],
  isAddition: false,
  stampUs: 2_500,
  after: 1,
  number: 2,
}
const none = () => false

describe('what the others wrote', () => {
  test('is what stands in the log of that key after what the one who was cut off knew', () => {
    expect(theirsIn([entry(1, 5), entry(2, 7)], 7, mine, none)).toEqual({
      value: 7,
      stampUs: 2000,
      ids: ['c2#2'],
    })
  })

  test('is nothing if only other keys were written, or only by itself', () => {
    expect(theirsIn([entry(1, 5), entry(2, 7, { key: 'y' })], 5, mine, none)).toBeNull()
    expect(theirsIn([entry(1, 5), entry(2, 7)], 7, mine, ({ sequenceNum }) => sequenceNum === 2)).toBeNull()
  })

  test('of additions to a list every one counts, of writes only the last', () => {
    const log = [entry(1, 5), entry(2, 6), entry(3, 7, { op: 'append' }), entry(4, 8, { op: 'append' })]
    expect(theirsIn(log, 8, mine, none)?.ids).toEqual(['c2#2', 'c2#3', 'c2#4'])
  })
})

describe('the rules', () => {
  const theirs = { value: 7, stampUs: 2000, ids: ['c2#2'] }

  test('without a conflict nothing is decided', () => {
    expect(resolve('lastWriter', mine, null)).toEqual({ value: 9, drops: [] })
  })

  test('the later clock wins, and the other write is gone', () => {
    expect(resolve('lastWriter', mine, theirs)).toEqual({ value: 9, drops: ['c2#2'] })
    expect(resolve('lastWriter', mine, { ...theirs, stampUs: 3000 })).toEqual({ value: 7, drops: ['c1#2'] })
    expect(resolve('lastWriter', { ...mine, isAddition: true }, { ...theirs, stampUs: 3000 }).drops).toEqual([
      'c1#1',
      'c1#2',
    ])
  })

  test('siblings keep both, also a third, and equal values are no conflict', () => {
    expect(resolve('siblings', mine, theirs).value).toEqual({ either: [7, 9] })
    expect(resolve('siblings', mine, { ...theirs, value: { either: [7, 8] } }).value).toEqual({
      either: [7, 8, 9],
    })
    expect(resolve('siblings', { ...mine, value: 7 }, theirs).value).toBe(7)
  })

  test('merging unites lists, and keeps both of anything else', () => {
    const cart = { ...mine, value: ['tea', 'milk'] }
    expect(resolve('merge', cart, { ...theirs, value: ['tea', 'eggs'] }).value).toEqual([
      'tea',
      'eggs',
      'milk',
    ])
    expect(resolve('merge', mine, theirs).value).toEqual({ either: [7, 9] })
  })
})
