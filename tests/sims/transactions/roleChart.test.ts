// The charts of coordinators, participants, leaders, acceptors, sagas and steps hold every change of role that chaos and the
// scenarios bring about, and nothing in them is made up: each of their arrows is taken.

import { expect, test } from 'vitest'
import { CHARTS, CHARTS_OF, type ChartName, roleOf } from '../../../sims/transactions/roleChart.ts'
import { moveBetween } from '../../../sims/transactions/roleMachines.ts'
import { sim } from '../../../sims/transactions/sim.ts'
import { isSite, type Memory, settingsOf } from '../../../sims/transactions/state.ts'
import type { NodeView } from '../../../src/engine/observer.ts'
import type { Settings } from '../../../src/engine/process.ts'
import { createWorld, type World, type WorldSpec } from '../../../src/engine/world.ts'
import { pictureView } from '../../../src/lab/clusterOf.ts'
import { trialSpec } from '../../../src/lab/trial.ts'
import { specOf } from '../running.ts'

/** Among the last ones a vote comes early, or an orchestrator dies on its way back, which is rare. */
const SEEDS = [...Array.from({ length: 13 }, (_, i) => i + 1), 17, 19, 29, 50, 54, 59, 108, 200]
/** Sagas that give up soon, on slow disks: there a step is undone while it waits, and a compensation is put off. */
const CROWDED = {
  ...{ protocol: 'orchestrated', workload: 'transfers', workloadKeys: 2, workloadEveryUs: 15_000 },
  ...{ lossProbability: 0.1, latencyMaxUs: 250_000, diskSyncUs: 100_000 },
  ...{ lockTimeoutUs: 200_000, stepRetries: 0, backoffUs: 1_000, stepFails: 0.2 },
}
/** One site after the other, and transfers from many accounts to the same one: the last waits for its locks, and votes when it has them. */
const LAST = {
  ...{
    protocol: 'twoPhase',
    concurrency: 'locks',
    presumption: 'abort',
    workOrder: 'inOrder',
    lastVotes: true,
  },
  ...{ workload: 'transfers', workloadKeys: 3, workloadEveryUs: 15_000 },
}
const PAXOS_SEEDS = Array.from({ length: 12 }, (_, i) => i + 1)
/** Everybody is impatient and messages take long, so that one who proposes already is outbid. */
const DUEL = {
  ...{ protocol: 'paxosCommit', place: 'beside', workload: 'transfers', workloadEveryUs: 15_000 },
  ...{ lossProbability: 0.1, latencyMaxUs: 250_000, diskSyncUs: 100_000 },
  ...{ inquireUs: 60_000, resendUs: 60_000, voteTimeoutUs: 150_000 },
}
const THIRD_SEEDS = [1, 2, 3, 4, 5, 6, 10]
const CROWDED_SEEDS = [1, 2, 5, 7, 11, 16, 37, 50]
/** Orders that meet, at a provider outside and on slow disks: charges wait, are unknown, and are undone meanwhile. */
const PAYING = {
  ...{ protocol: 'orchestrated', workload: 'orders', workloadEveryUs: 15_000, stepRetries: 1 },
  ...{ providerTimeoutUs: 400_000, diskSyncUs: 60_000, latencyMaxUs: 60_000 },
}
const PAYING_SEEDS = [44, 75, 81]
const END_US = 6_000_000

const taken = new Set<string>()
/** Moves that no chart has, with the first place where each was made. */
const strange = new Map<string, string>()

function inChaos(seed: number, settings: Settings): WorldSpec {
  const options = { settings, broken: [], isChaotic: true, endUs: END_US }
  return trialSpec(sim, sim.scenarios[0]!, String(seed), false, options)
}

/** Names, of transactions and of steps, that this event may have moved; all, where the site went down or came up. */
function movedAt({ memory }: NodeView, known: readonly string[], isOther: boolean): readonly string[] {
  if (isOther) return known
  return (memory as Memory | null)?.touched.map((name) => name.replace(' undo', '')) ?? []
}

/** Runs it event by event and keeps the moves of every party at every site. */
function watch(name: string, spec: WorldSpec, endUs: number): void {
  const world: World = createWorld(spec)
  const charts = CHARTS_OF[settingsOf(spec as never).protocol]
  const sites = world.nodes.filter(isSite)
  const roles = sites.map(() => new Map<string, Partial<Record<ChartName, string>>>())
  let isUp = sites.map(({ up }) => up)
  while (world.step(endUs)) {
    for (const [i, site] of sites.entries()) {
      const known = roles[i]!
      for (const party of movedAt(site, [...known.keys()], site.up !== isUp[i])) {
        const was = known.get(party) ?? {}
        for (const chart of charts.filter((one) => (one === 'step') === party.includes('/')))
          move(name, world, chart, party, was, roleOf(chart, site, party))
        known.set(party, was)
      }
    }
    isUp = sites.map(({ up }) => up)
  }
}

function move(
  name: string,
  world: World,
  chart: ChartName,
  party: string,
  was: Partial<Record<ChartName, string>>,
  now: string,
): void {
  const from = was[chart] ?? 'none'
  was[chart] = now
  if (from === now) return
  const made = `${chart}: ${from} → ${now}`
  taken.add(made)
  if (moveBetween[chart](from, now) === null && !strange.has(made))
    strange.set(made, `${name}, row ${world.row}, ${party}`)
}

test('every change of role under chaos and in the scenarios is in the charts, and every arrow is taken', () => {
  for (const seed of SEEDS) watch(`chaos seed ${seed}`, inChaos(seed, {}), END_US)
  for (const seed of CROWDED_SEEDS) watch(`crowded seed ${seed}`, inChaos(seed, CROWDED), END_US)
  for (const seed of PAYING_SEEDS) watch(`paying seed ${seed}`, inChaos(seed, PAYING), END_US)
  watch('impatient, seed 63', inChaos(63, { ...PAYING, providerTimeoutUs: 60_000 }), END_US)
  for (const seed of [1, 2, 3, 4]) watch(`last votes, seed ${seed}`, inChaos(seed, LAST), END_US)
  for (const seed of THIRD_SEEDS) watch(`3PC seed ${seed}`, inChaos(seed, { protocol: 'threePhase' }), END_US)
  for (const seed of PAXOS_SEEDS)
    for (const place of ['apart', 'beside'])
      watch(`Paxos ${place}, seed ${seed}`, inChaos(seed, { protocol: 'paxosCommit', place }), END_US)
  watch('a duel', inChaos(54, DUEL), END_US)
  for (const scenario of sim.scenarios)
    watch(scenario.id, specOf(sim, scenario, scenario.seed), scenario.durationUs)
  expect([...strange]).toEqual([])
  const drawn = Object.entries(CHARTS).flatMap(([chart, { moves }]) =>
    moves.map(({ from, to }) => `${chart}: ${from} → ${to}`),
  )
  expect([...taken].sort()).toEqual(drawn.sort())
})

test.each([
  ['coordinator', 'none', 'tells'],
  ['coordinator', 'decides', 'votes'],
  ['participant', 'waits', 'commit'],
  ['participant', 'worked', 'commit'],
  ['participant', 'prepared', 'none'],
  ['participant', 'prepared', 'waits'],
  ['participant', 'commit', 'abort'],
  ['participant', 'abort', 'commit'],
  ['leader', 'none', 'tells'],
  ['leader', 'tells', 'claims'],
  ['acceptor', 'accepted', 'gathers'],
  ['acceptor', 'promised', 'gathers'],
  ['saga', 'back', 'forward'],
  ['saga', 'back', 'commit'],
  ['saga', 'commit', 'abort'],
  ['step', 'undone', 'done'],
  ['step', 'undone', 'writes'],
  ['step', 'done', 'writes'],
  ['step', 'refused', 'done'],
] as const)('%s: no event leads from %s to %s', (chart, from, to) => {
  expect(moveBetween[chart](from, to)).toBeNull()
})

/** Nodes of a world are more than what observers see of them. */
function viewOf({ id, process, up, paused, disk, memory }: NodeView): NodeView {
  return { id, process, up, paused, disk, memory }
}

test('the picture lights who is where, and the move that the latest event made', () => {
  const scenario = sim.scenarios.find(({ id }) => id === 'transactions/coordinator-dies')!
  const world = createWorld(specOf(sim, scenario, scenario.seed))
  const last: string[] = []
  let before = world.nodes.map(({ memory }) => structuredClone(memory))
  while (world.step(scenario.durationUs / 2)) {
    const { nodes } = world
    for (const [i, node] of nodes.entries()) {
      const charts = sim.picture(pictureView(world, { ...viewOf(node), memory: before[i] })).charts
      for (const { arrows } of charts)
        for (const { from, to, isLast } of arrows) if (isLast) last.push(`${node.id} ${from} → ${to}`)
    }
    before = nodes.map(({ memory }) => structuredClone(memory))
  }
  expect(last.filter((line) => /^(k1|stock) /.test(line))).toEqual([
    'k1 none → works',
    'stock none → worked',
    'k1 works → votes',
    'stock worked → prepared',
    'stock none → waits',
  ])
  const charts = sim.picture(pictureView(world, null)).charts
  const lit = charts.map(({ states }) => states.filter(({ nodes }) => nodes.length > 0))
  expect(lit.map((states) => states.map(({ id, nodes }) => [id, ...nodes]))).toEqual([
    [
      ['none', 'k1'],
      ['works', 'k2'],
    ],
    [['waits', 'stock', 'card', 'courier']],
  ])
})
