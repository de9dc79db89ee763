// Determinism itself: twice the same, in odd steps the same, through a checkpoint the same, with a trace the same.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command, Intervention } from '../../src/engine/intervention.ts'
import { Trace } from '../../src/engine/trace.ts'
import { createWorld, type World } from '../../src/engine/world.ts'
import { pingSpec, pingWorld } from './pingSystem.ts'

const END_US = 200_000

function ended(world: World): string {
  world.advanceTo(END_US)
  return `${world.fingerprint()} ${world.rows} ${JSON.stringify(world.nodes.map((node) => [node.disk, node.memory]))}`
}

const node = fc.constantFrom('n1', 'n2', 'n3')
const link = fc.constantFrom(
  ['n1', 'n2'] as const,
  ['n2', 'n1'] as const,
  ['n3', 'n1'] as const,
  ['n2', 'n3'] as const,
)
const links = fc.uniqueArray(link, { minLength: 1, maxLength: 4 })
const ref = fc.record({ from: fc.constant('n1'), to: fc.constantFrom('n2', 'n3'), nth: fc.nat(40) })
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constant('crash' as const), node }),
  fc.record({ kind: fc.constant('crash' as const), node, loseDisk: fc.constant(true as const) }),
  fc.record({ kind: fc.constant('restart' as const), node }),
  fc.record({ kind: fc.constant('pause' as const), node }),
  fc.record({ kind: fc.constant('resume' as const), node }),
  fc.record({ kind: fc.constant('slow' as const), node, serviceUs: fc.nat(4000) }),
  fc.record({ kind: fc.constant('slowDisk' as const), node, syncUs: fc.nat(9000) }),
  fc.record({ kind: fc.constant('lyingDisk' as const), node }),
  fc.record({
    kind: fc.constant('clock' as const),
    node,
    offsetUs: fc.nat(9000),
    driftPpm: fc.integer({ min: -900, max: 90_000 }),
  }),
  fc.record({ kind: fc.constant('cut' as const), name: fc.constant('a cut'), links }),
  fc.record({ kind: fc.constant('hold' as const), links }),
  fc.record({
    kind: fc.constant('loss' as const),
    links: fc.constant('all' as const),
    probability: fc.constant(0.4),
  }),
  fc.record({ kind: fc.constant('duplicate' as const), links, probability: fc.constant(0.5) }),
  fc.record({
    kind: fc.constant('reorder' as const),
    links,
    probability: fc.constant(0.5),
    extraUs: fc.constant(20_000),
  }),
  fc.record({
    kind: fc.constant('latency' as const),
    links,
    latency: fc.constant({ kind: 'exponential' as const, minUs: 100, meanUs: 9000 }),
  }),
  fc.record({
    kind: fc.constant('message' as const),
    act: fc.constantFrom('drop' as const, 'hold' as const, 'deliver' as const, 'duplicate' as const),
    message: ref,
  }),
  fc.record({ kind: fc.constant('tell' as const), node, order: fc.constant({ name: 'now' }) }),
  fc.record({
    kind: fc.constant('align' as const),
    timer: fc.constant('ping'),
    nodes: fc.constant(['n1', 'n3']),
    inUs: fc.nat(5000),
  }),
  fc.record({ kind: fc.constant('heal' as const) }),
)
const interventions: fc.Arbitrary<readonly Intervention[]> = fc
  .array(fc.record({ atUs: fc.nat(END_US - 1), after: fc.nat(3), do: command }), { maxLength: 14 })
  .map((list) => list.map((one, i) => ({ ...one, id: `i${i}` })))

test('the same run twice, with and without a trace', () => {
  fc.assert(
    fc.property(interventions, (list) => {
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
    fc.property(interventions, fc.integer({ min: 1, max: 9000 }), (list, stepUs) => {
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
    fc.property(interventions, fc.nat(END_US / 2), fc.nat(5), (list, atUs, steps) => {
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
