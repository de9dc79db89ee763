// Determinism itself: twice the same, in odd steps the same, through a checkpoint the same, with a trace the same.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Intervention } from '../../src/engine/intervention.ts'
import { Trace } from '../../src/engine/trace.ts'
import { createWorld, type World } from '../../src/engine/world.ts'
import { interventions } from './arbitrary.ts'
import { pingSpec, pingWorld } from './pingSystem.ts'

const END_US = 200_000

function ended(world: World): string {
  world.advanceTo(END_US)
  return `${world.fingerprint()} ${world.rows} ${JSON.stringify(world.nodes.map((node) => [node.disk, node.memory]))}`
}

test('the same run twice, with and without a trace', () => {
  fc.assert(
    fc.property(interventions(END_US), (list) => {
      const plain = ended(pingWorld({ interventions: list }))
      const trace = new Trace(['n1', 'n2', 'n3'])
      const traced = pingWorld({ interventions: list }, { trace })
      expect(ended(traced)).toBe(plain)
      expect(trace.rows).toBe(traced.rows)
    }),
    { numRuns: 300 },
  )
})

test('advanced in odd steps, or event by event, it is the same run', () => {
  fc.assert(
    fc.property(interventions(END_US), fc.integer({ min: 1, max: 9000 }), (list, stepUs) => {
      const whole = ended(pingWorld({ interventions: list }))
      const odd = pingWorld({ interventions: list })
      for (let us = 0; us < END_US; us += stepUs) odd.advanceTo(us)
      expect(ended(odd)).toBe(whole)
    }),
    { numRuns: 200 },
  )
})

test('through a checkpoint, taken anywhere and stored as JSON, it is the same run', () => {
  fc.assert(
    fc.property(interventions(END_US), fc.nat(END_US / 2), fc.nat(5), (list, atUs, steps) => {
      const spec = pingSpec({ interventions: list })
      const whole = ended(createWorld(spec))
      const first = createWorld(spec)
      first.advanceTo(atUs)
      for (let i = 0; i < steps; i++) if (first.nowUs < END_US / 2) first.step()
      const saved = JSON.parse(JSON.stringify(first.snapshot()))
      const second = createWorld(spec)
      second.advanceTo(END_US / 3)
      second.restore(saved)
      expect(ended(second)).toBe(whole)
      expect(ended(first)).toBe(whole)
    }),
    { numRuns: 300 },
  )
})

test('a seed is another run', () => {
  expect(ended(pingWorld({ seed: '2' }))).not.toBe(ended(pingWorld({ seed: '1' })))
})

test('other dice change what is drawn from then on, and nothing before', () => {
  const rolled = (salt: string) => {
    const trace = new Trace(['n1', 'n2', 'n3'])
    const list: Intervention[] = [{ id: 'roll', atUs: 100_000, do: { kind: 'dice', salt } }]
    return { print: ended(pingWorld({ interventions: list }, { trace })), trace }
  }
  const [a, again, b] = [rolled('a'), rolled('a'), rolled('b')]
  expect(again.print).toBe(a.print)
  expect(b.print).not.toBe(a.print)
  const plain = new Trace(['n1', 'n2', 'n3'])
  ended(pingWorld({}, { trace: plain }))
  for (let row = 0; row <= plain.rowAt(99_999); row++) expect(a.trace.atUs(row)).toBe(plain.atUs(row))
})
