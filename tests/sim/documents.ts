// Random run documents over the lab's small sim: everything a person could have done to a run.
import fc from 'fast-check'
import { type RunDocument, stockDocument, withoutPlayhead } from '../../src/sim/document.ts'
import type { Command, Distribution, Intervention, Link, Links } from '../../src/sim/engineTypes.ts'
import type { Family, Relative } from '../../src/sim/family.ts'
import { handId } from '../../src/sim/pack.ts'
import { ping, pingSim } from '../lab/pingSim.ts'

export const place = { sim: pingSim, scenario: ping }

const nodes = ['n1', 'n2', 'n3', 'c1'] as const
const node = fc.constantFrom(...nodes)
const us = fc.integer({ min: 0, max: 20_000_000 })
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)
const link: fc.Arbitrary<Link> = fc.tuple(node, node)
const someLinks = fc.array(link, { maxLength: 8 })
const links: fc.Arbitrary<Links> = fc.oneof(fc.constant('all' as const), someLinks)
const text = fc.string({ maxLength: 20 })

const latency: fc.Arbitrary<Distribution> = fc.oneof(
  us.map((value): Distribution => ({ kind: 'constant', us: value })),
  fc
    .tuple(us, us)
    .map(([a, b]): Distribution => ({ kind: 'uniform', minUs: Math.min(a, b), maxUs: Math.max(a, b) })),
  fc
    .tuple(us, us)
    .map(([a, b]): Distribution => ({ kind: 'exponential', minUs: Math.min(a, b), meanUs: Math.max(a, b) })),
  us.map((medianUs): Distribution => ({ kind: 'lognormal', medianUs, sigma: 0.5 })),
  fc
    .tuple(us, us, share)
    .map(([fastUs, slowUs, slowShare]): Distribution => ({ kind: 'bimodal', fastUs, slowUs, slowShare })),
  us.map((minUs): Distribution => ({ kind: 'pareto', minUs, shape: 1.5 })),
  fc.tuple(us, share).map(
    ([value, part]): Distribution => ({
      kind: 'mixture',
      share: part,
      first: { kind: 'constant', us: value },
      second: { kind: 'pareto', minUs: value, shape: 3 },
    }),
  ),
)

export const command: fc.Arbitrary<Command> = fc.oneof(
  node.map((n): Command => ({ kind: 'crash', node: n })),
  node.map((n): Command => ({ kind: 'crash', node: n, loseDisk: true })),
  node.map((n): Command => ({ kind: 'restart', node: n })),
  node.map((n): Command => ({ kind: 'pause', node: n })),
  node.map((n): Command => ({ kind: 'resume', node: n })),
  fc.tuple(node, us).map(([n, serviceUs]): Command => ({ kind: 'slow', node: n, serviceUs })),
  fc.tuple(node, us).map(([n, syncUs]): Command => ({ kind: 'slowDisk', node: n, syncUs })),
  node.map((n): Command => ({ kind: 'lyingDisk', node: n })),
  fc
    .tuple(node, us)
    .map(([n, offset]): Command => ({ kind: 'clock', node: n, offsetUs: -offset, driftPpm: 100 })),
  fc.tuple(text, someLinks).map(([name, list]): Command => ({ kind: 'cut', name, links: list })),
  fc.tuple(links, latency).map(([where, how]): Command => ({ kind: 'latency', links: where, latency: how })),
  fc
    .tuple(links, share)
    .map(([where, probability]): Command => ({ kind: 'loss', links: where, probability })),
  fc
    .tuple(links, share)
    .map(([where, probability]): Command => ({ kind: 'duplicate', links: where, probability })),
  fc
    .tuple(links, share, us)
    .map(
      ([where, probability, extraUs]): Command => ({ kind: 'reorder', links: where, probability, extraUs }),
    ),
  someLinks.map((list): Command => ({ kind: 'hold', links: list })),
  fc
    .tuple(fc.constantFrom('drop', 'hold', 'deliver', 'duplicate'), node, node, fc.nat(1_000))
    .map(([act, from, to, nth]): Command => ({ kind: 'message', act, message: { from, to, nth } })),
  fc
    .tuple(node, fc.nat(99))
    .map(([n, value]): Command => ({ kind: 'tell', node: n, order: { name: 'write', key: 'x', value } })),
  fc
    .tuple(fc.array(node, { maxLength: 3 }), us)
    .map(([list, inUs]): Command => ({ kind: 'align', timer: 'beat', nodes: list, inUs })),
  fc.integer({ min: 100, max: 1_000_000 }).map((value): Command => ({ kind: 'set', key: 'beatUs', value })),
  fc.boolean().map((broken): Command => ({ kind: 'rule', rule: 'noSync', broken })),
  fc.constant<Command>({ kind: 'heal' }),
  fc.nat(20).map((n): Command => ({ kind: 'heal', fault: handId(n + 1) })),
)

export function interventionsOf(deeds: readonly (readonly [number, number, Command])[]): Intervention[] {
  return deeds.map(([atUs, after, what], i) => ({
    id: handId(i + 1),
    atUs,
    ...(after === 0 ? {} : { after }),
    do: what,
  }))
}

const added = fc.array(fc.tuple(us, fc.nat(3), command), { maxLength: 30 }).map(interventionsOf)

export const document: fc.Arbitrary<RunDocument> = fc
  .record({
    seed: fc.oneof(fc.nat().map(String), fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })),
    beatUs: fc.option(fc.integer({ min: 100, max: 1_000_000 })),
    isLoud: fc.option(fc.boolean()),
    isBroken: fc.boolean(),
    moved: fc.option(fc.option(us)),
    added,
    off: fc.array(fc.nat(29), { maxLength: 3 }),
    at: fc.option(fc.record({ us, row: fc.option(fc.integer({ min: -1, max: 100_000 })) })),
    print: fc.option(fc.constant('0123456789abcdef')),
    marks: fc.array(fc.stringMatching(/^[\w-]{3}$/), { maxLength: 20 }),
  })
  .map(({ seed, beatUs, isLoud, isBroken, moved, added: list, off, at, print, marks }) => ({
    ...stockDocument(place),
    seed,
    settings: { ...(beatUs === null ? {} : { beatUs }), ...(isLoud === null ? {} : { isLoud }) },
    broken: isBroken ? ['noSync'] : [],
    planned:
      moved === null
        ? {}
        : { cut: moved === undefined ? null : typeof moved === 'number' ? { atUs: moved } : null },
    added: list,
    disabled: [...new Set(off.flatMap((nth) => list[nth]?.id ?? []))],
    at,
    fingerprint: print,
    // A link without a fingerprint and without interventions is for reading: it has no marks.
    marks: print === null && list.length === 0 && moved === null ? [] : marks,
  }))

const alone = document.map(withoutPlayhead)

/** A tree of runs: each leaves one before it, shares some of its interventions, and may differ in anything else. */
export const family: fc.Arbitrary<Family> = fc
  .record({
    runs: fc.array(fc.record({ other: alone, parent: fc.nat(), shared: fc.nat(), madeUs: us }), {
      minLength: 1,
      maxLength: 6,
    }),
    names: fc.array(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }), {
      minLength: 6,
      maxLength: 6,
    }),
    shown: fc.nat(),
    beside: fc.option(fc.oneof(fc.nat(), fc.record({ name: text, beatUs: fc.constantFrom(5_000, 80_000) }))),
  })
  .map(({ runs, names, shown, beside }) => {
    const branches: Relative[] = []
    runs.forEach(({ other, parent, shared, madeUs }, i) => {
      const from = i === 0 ? null : parent % i
      const taken = from === null ? [] : branches[from]!.document.added.slice(0, shared % 9)
      const ids = new Set(taken.map(({ id }) => id))
      const own = { ...other, added: [...taken, ...other.added.filter(({ id }) => !ids.has(id))] }
      branches.push({ name: names[i]!, parent: from, madeUs, document: own })
    })
    const against =
      beside === null || typeof beside === 'number'
        ? beside && beside % branches.length
        : { name: beside.name, settings: { beatUs: beside.beatUs }, broken: null }
    return { branches, shown: shown % branches.length, beside: against }
  })
