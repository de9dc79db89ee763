// How often two-phase commit is blocked by a coordinator that dies at a random moment, and how many steps a saga has to undo:
// measured on many runs, beside what arithmetic says. Each may be off by three standard errors.

import { exp, ln } from '../../../src/engine/ln.ts'
import { createStreams } from '../../../src/engine/random.ts'
import type { Table, TableRow } from '../../../src/sim/table.ts'
import type { Truth } from '../observer/truth.ts'
import { ASKED_US, benchWorld, LATENCY_US, SYNC_US } from './bench.ts'

const SITES = 4
const END_US = 1_500_000
/** The promise is made when four messages have gone to and fro, and two forced writes are done. */
const PROMISED_US = ASKED_US + SYNC_US + 4 * LATENCY_US
/** Until the decision has left: a forced promise, a vote on its way, and a forced decision. */
const WINDOW_US = SYNC_US + LATENCY_US + SYNC_US
/** Nobody who is not blocked is in doubt for so long. */
const LONG_US = 300_000
const AWAY_US = 600_000

export const odds: Table = {
  id: 'transaction-odds',
  title: 'How often two-phase commit is blocked, and how many steps a saga undoes',
  source:
    'blocked: 1 - exp(-rate * window); undone of n steps that fail with p: the sum over j of (j-1) p (1-p)^(j-1)',
  rows(effort) {
    const runs = effort === 'full' ? 4_000 : 250
    return [
      ...[5, 50, 200].map((rate) => blockedRow(rate, runs)),
      ...[0.1, 0.3, 0.6].map((share) => undoneRow(share, runs)),
    ]
  },
}

// Blocked.

function blockedRow(perSecond: number, runs: number): TableRow {
  const draw = createStreams(`blocked ${perSecond}`).open('crash')
  let blocked = 0
  for (let run = 0; run < runs; run++) {
    const afterUs = Math.floor((-ln(1 - draw()) / perSecond) * 1_000_000)
    // Much later there is nothing left to block.
    if (afterUs < 10 * WINDOW_US && isBlocked(PROMISED_US + afterUs)) blocked++
  }
  const published = 1 - exp((-perSecond * WINDOW_US) / 1_000_000)
  return {
    label: `blocked, ${perSecond} crashes a second`,
    measured: (100 * blocked) / runs,
    published: 100 * published,
    allowed: 300 * Math.sqrt((published * (1 - published)) / runs),
    unit: '%',
  }
}

/** The coordinator dies then: is anybody in doubt until it is back? */
function isBlocked(atUs: number): boolean {
  const { world } = benchWorld({
    sites: SITES,
    settings: { clientRetries: 0 },
    interventions: [
      { id: 'crash', atUs, do: { kind: 'crash', node: 'k1' } },
      { id: 'back', atUs: atUs + AWAY_US, do: { kind: 'restart', node: 'k1' } },
    ],
  })
  world.advanceTo(END_US)
  const { past } = world.truth as Truth
  return past.some(({ kind, fromUs, untilUs }) => kind === 'doubts' && untilUs - fromUs > LONG_US)
}

// Undone.

function undoneRow(share: number, runs: number): TableRow {
  let undone = 0
  for (let run = 0; run < runs; run++) undone += stepsUndone(share, String(run + 1))
  const { mean, variance } = expected(share)
  return {
    label: `undone, ${SITES} steps that fail with ${share}`,
    measured: undone / runs,
    published: mean,
    allowed: 3 * Math.sqrt(variance / runs),
    unit: 'steps',
  }
}

function stepsUndone(stepFails: number, seed: string): number {
  const { world } = benchWorld({ sites: SITES, seed, settings: { protocol: 'orchestrated', stepFails } })
  world.advanceTo(END_US)
  const { sagas } = world.truth as Truth
  return Object.values(sagas).reduce((sum, saga) => sum + Object.keys(saga.undone).length, 0)
}

/** If step j is the first to fail, the j-1 before it are undone. */
function expected(p: number): { readonly mean: number; readonly variance: number } {
  let [mean, square, reached] = [0, 0, 1]
  for (let before = 0; before < SITES; before++) {
    mean += before * p * reached
    square += before * before * p * reached
    reached *= 1 - p
  }
  return { mean, variance: square - mean * mean }
}
