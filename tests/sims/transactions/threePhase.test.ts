// What three-phase commit is worth: as long as nodes merely crash, however many and however often, all promises hold and nobody
// stays unsure, even if all were down at once. When the network splits, all still end, but not always alike.

import { expect, test } from 'vitest'
import { sim } from '../../../sims/transactions/sim.ts'
import { ASKED_US, benchWorld } from '../../../sims/transactions/tables/bench.ts'
import type { Command, Intervention, Link } from '../../../src/engine/intervention.ts'
import { createStreams } from '../../../src/engine/random.ts'
import type { World } from '../../../src/engine/world.ts'
import { trial } from '../../../src/lab/trial.ts'

const SEEDS = Array.from({ length: 150 }, (_, i) => i + 1)
const TROUBLE_UNTIL_US = 4_000_000
const HEALED_US = 5_600_000
/** Nobody is impatient for as long as that. */
const END_US = 11_000_000
const WISHES = [{ name: 'order' }, { name: 'transfer', from: 'a1', to: 'a2', amount: 3 }, { name: 'audit' }]

/** What breaks in one moment, drawn from these numbers between 0 and 1. */
type Trouble = (draw: () => number, sites: readonly string[]) => readonly Command[]

/** One node, or the power of all. */
const crash: Trouble = (draw, sites) => {
  const one = sites[Math.floor(draw() * sites.length)]!
  return (draw() < 0.2 ? sites : [one]).map((node) => ({ kind: 'crash', node }))
}

const split: Trouble = (draw, sites) => {
  const here = sites.filter(() => draw() < 0.5)
  const there = sites.filter((site) => !here.includes(site))
  const links = here.flatMap((a) =>
    there.flatMap((b): Link[] => [
      [a, b],
      [b, a],
    ]),
  )
  return links.length === 0 ? [] : [{ kind: 'cut', name: 'split', links }]
}

function runOf(seed: number, trouble: Trouble): World {
  const draw = createStreams(`three-phase ${seed}`).open('trouble')
  const count = 2 + (seed % 2)
  const sites = ['k1', ...Array.from({ length: count }, (_, i) => `p${i + 1}`)]
  const interventions = [...wishes(draw), ...troubles(draw, sites, trouble, seed)]
  interventions.sort((a, b) => a.atUs - b.atUs)
  const { world } = benchWorld({
    sites: count,
    seed: String(seed),
    settings: {
      protocol: 'threePhase',
      idleUs: 500_000,
      readOnly: seed % 4 !== 0,
      concurrency: seed % 5 === 0 ? 'validation' : 'locks',
    },
    interventions: [...interventions, { id: 'over', atUs: HEALED_US, do: { kind: 'heal' } }],
  })
  world.advanceTo(END_US)
  return world
}

function wishes(draw: () => number): Intervention[] {
  return Array.from({ length: 25 }, (_, i) => ({
    id: `wish ${i}`,
    atUs: ASKED_US + 1 + Math.floor(draw() * (TROUBLE_UNTIL_US - ASKED_US)),
    do: { kind: 'tell', node: 'c1', order: WISHES[Math.floor(draw() * WISHES.length)]! },
  }))
}

/** Some runs have it thick, some long. */
function troubles(
  draw: () => number,
  sites: readonly string[],
  trouble: Trouble,
  seed: number,
): Intervention[] {
  const pauseUs = [20_000, 100_000, 500_000][seed % 3]!
  const longestUs = [40_000, 300_000, 1_500_000][Math.floor(seed / 3) % 3]!
  const list: Intervention[] = []
  for (let atUs = ASKED_US; atUs < TROUBLE_UNTIL_US; atUs += 1 + Math.floor(2 * draw() * pauseUs)) {
    for (const command of trouble(draw, sites)) {
      const id = `trouble ${list.length}`
      const healUs = atUs + 2_000 + Math.floor(draw() * longestUs)
      list.push({ id, atUs, do: command })
      list.push({ id: `${id} heals`, atUs: healUs, do: { kind: 'heal', fault: id } })
    }
  }
  return list
}

function brokenIn(trouble: Trouble): { readonly broken: readonly string[]; readonly committed: number } {
  const worlds = SEEDS.map((seed) => runOf(seed, trouble))
  const broken = worlds.flatMap(({ violations }) => violations.map(({ invariant }) => invariant))
  const committed = worlds.flatMap(({ history }) => history.filter(({ outcome }) => outcome === 'ok')).length
  return { broken: [...new Set(broken)].sort(), committed }
}

test('nodes that merely crash break nothing, and nobody stays unsure', () => {
  const { broken, committed } = brokenIn(crash)
  expect(broken).toEqual([])
  expect(committed).toBeGreaterThan(SEEDS.length)
})

/** Where sides ended differently, sums are wrong as well. */
test('a network that splits makes sides end differently, and all of them end', () => {
  const { broken } = brokenIn(split)
  expect(broken).toContain('ac1')
  expect(broken).not.toContain('ac5')
})

test('whatever else happens, all of them end', () => {
  const options = { settings: { protocol: 'threePhase' }, broken: [], isChaotic: true, endUs: 20_000_000 }
  const unsure = SEEDS.slice(0, 60).filter((seed) =>
    trial(sim, sim.scenarios[0]!, String(seed), false, options).violations.some(
      ({ invariant }) => invariant === 'ac5',
    ),
  )
  expect(unsure).toEqual([])
})
