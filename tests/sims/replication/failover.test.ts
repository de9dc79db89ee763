// Who is promoted, from what each fenced replica has: held to the one question that matters, whether an acknowledged write
// can be missing from the log of whoever is chosen.

import { expect, test } from 'vitest'
import { answersNeeded, nextMembers, nextPrimary } from '../../../sims/replication/failover.ts'
import type { Configuration } from '../../../sims/replication/messages.ts'

const base = (members: readonly string[], acks: number): Configuration => {
  return { epoch: 1, members, shape: 'star', acks, leaseUs: 150_000 }
}
const three = base(['n1', 'n2', 'n3'], 1)
const caughtUp = { rule: 'caughtUp', wanted: null, leftOut: null } as const
const log = (length: number, lastEpoch = 1) => ({ length, lastEpoch })

test.each([
  [3, 0, 1],
  [3, 1, 2],
  [3, 2, 1],
  [5, 1, 4],
  [5, 2, 3],
  [5, 4, 1],
])('of %d members with %d acknowledgements, %d must answer', (members, acks, needed) => {
  const ids = Array.from({ length: members }, (_, i) => `n${i + 1}`)
  expect(answersNeeded(base(ids, acks))).toBe(needed)
})

test('any set of answers that is enough meets any set that acknowledged', () => {
  for (let n = 1; n <= 6; n++) {
    for (let acks = 1; acks < n; acks++) {
      const needed = answersNeeded(
        base(
          Array.from({ length: n }, (_, i) => `n${i}`),
          acks,
        ),
      )
      // The primary and its backups against those that answered: they cannot fit beside each other.
      expect(acks + 1 + needed).toBeGreaterThan(n)
    }
  }
})

test('a log of a higher epoch goes further than a longer one of a lower', () => {
  expect(nextPrimary(three, { n2: log(9, 1), n3: log(5, 2) }, caughtUp)).toBe('n3')
})

test('the old primary stays while it has everything, and of equals the first in order is taken', () => {
  expect(nextPrimary(three, { n3: log(4), n1: log(4), n2: log(4) }, caughtUp)).toBe('n1')
  expect(nextPrimary(three, { n3: log(4), n2: log(4) }, caughtUp)).toBe('n2')
  expect(nextPrimary(three, { n1: log(3), n2: log(4) }, caughtUp)).toBe('n2')
})

test('who was no member is not promoted, however long its log', () => {
  expect(nextPrimary(base(['n1', 'n2'], 1), { n3: log(99, 9), n2: log(1) }, caughtUp)).toBe('n2')
})

test('the fastest is the first that answered; by hand nobody is taken until a person says whom', () => {
  const fenced = { n3: log(1), n2: log(4) }
  expect(nextPrimary(three, fenced, { ...caughtUp, rule: 'fastest' })).toBe('n3')
  expect(nextPrimary(three, fenced, { ...caughtUp, rule: 'byHand' })).toBeNull()
  expect(nextPrimary(three, fenced, { ...caughtUp, rule: 'byHand', wanted: 'n3' })).toBe('n3')
  expect(nextPrimary(three, fenced, { ...caughtUp, wanted: 'n3' })).toBe('n2')
})

test('members keep their order; the silent and the leaving go, the joining come last', () => {
  const fenced = { n4: log(4), n3: log(4), n1: log(4), n2: log(4) }
  expect(nextMembers(three, 'n2', fenced, ['n4'], [])).toEqual(['n2', 'n1', 'n3', 'n4'])
  expect(nextMembers(three, 'n1', { n1: log(4), n3: log(4) }, ['n4'], [])).toEqual(['n1', 'n3'])
  expect(nextMembers(three, 'n1', fenced, [], ['n3'])).toEqual(['n1', 'n2'])
})
