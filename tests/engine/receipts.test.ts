// A witness is told of every thing that a receipt counts, and of nothing else; and listening changes nothing.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Receipt } from '../../src/engine/intervention.ts'
import type { Witness } from '../../src/engine/receipts.ts'
import { interventions } from './arbitrary.ts'
import { pingWorld } from './pingSystem.ts'

const END_US = 200_000

test('what is told adds up to what is counted', () => {
  let told = 0
  fc.assert(
    fc.property(interventions(END_US), (list) => {
      const seen: Record<string, Receipt> = {}
      const add = (fault: string, what: keyof Receipt, amount: number) => {
        seen[fault] ??= { messages: 0, timers: 0, writes: 0 }
        seen[fault][what] += amount
        told++
      }
      const witness: Witness = {
        message: (fault, id) => {
          expect(id).toBeGreaterThanOrEqual(0)
          add(fault, 'messages', 1)
        },
        unsent: (fault) => add(fault, 'messages', 1),
        timer: (fault, node, name) => {
          expect(node.timers.map((timer) => timer.name)).toContain(name)
          add(fault, 'timers', 1)
        },
        writes: (fault, _, amount) => add(fault, 'writes', amount),
      }
      const heard = pingWorld({ interventions: list }, { witness })
      heard.advanceTo(END_US)
      const alone = pingWorld({ interventions: list })
      alone.advanceTo(END_US)
      expect(heard.fingerprint()).toBe(alone.fingerprint())
      expect(heard.receipts).toEqual(alone.receipts)
      const counted = Object.entries(alone.receipts).filter(([, receipt]) =>
        Object.values(receipt).some((count) => count > 0),
      )
      expect(seen).toEqual(Object.fromEntries(counted))
    }),
    { numRuns: 300 },
  )
  expect(told).toBeGreaterThan(1000)
})
