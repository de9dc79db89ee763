// Interventions of every kind on the ping system, for property tests.

import fc from 'fast-check'
import type { Command, Intervention } from '../../src/engine/intervention.ts'

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
  fc.record({ kind: fc.constant('dice' as const), salt: fc.constantFrom('a', 'b') }),
  fc.record({ kind: fc.constant('heal' as const) }),
)

/** Up to fourteen interventions before `endUs`. */
export function interventions(endUs: number): fc.Arbitrary<readonly Intervention[]> {
  return fc
    .array(fc.record({ atUs: fc.nat(endUs - 1), after: fc.nat(3), do: command }), { maxLength: 14 })
    .map((list) => list.map((one, i) => ({ ...one, id: `i${i}` })))
}
