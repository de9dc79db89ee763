// How even a ring is, and what a change of nodes moves, measured over many rings beside what theory says: a node with v
// of nv points has a share that is Beta(v, (n-1)v) distributed, and a newcomer's share is 1/(n+1) on average.

import type { Table, TableRow } from '../../../src/sim/table.ts'
import { jump } from '../placement/jump.ts'
import { evenness, hashedKeys, type Keys, movesBetween } from '../placement/measure.ts'
import { modulo } from '../placement/modulo.ts'
import { DEFAULT_OPTIONS, type Member, type Scheme } from '../placement/placement.ts'
import { placeOnRing, type Ring, ringShares } from '../placement/ring.ts'

/** What the averages over many rings should be: for one point a node, 1 + 1/2 + … + 1/10. */
const FULLEST = { 1: 2.929, 10: 1.53, 100: 1.16 } as const
const POINTS = [1, 10, 100] as const
const NODES = 10

export const balance: Table = {
  id: 'balance',
  title: 'Balance and movement of placements, ten nodes, averages over many rings',
  source:
    'Beta(v, (n-1)v) shares: sd/mean = sqrt((n-1)/(nv+1)); moves 1/(n+1); Karger et al. 1997, Lamping and Veach 2014',
  rows(effort) {
    const rings = effort === 'full' ? 1000 : 60
    const keys = keysFor(effort === 'full' ? 100_000 : 10_000)
    return [
      ...POINTS.flatMap((points) => ringRows(points, rings)),
      row('busiest heir of a dead node, 1 point', heirs(1, rings), 1, 0),
      // Published as "about a fifth", measured as 0.19.
      row('busiest heir of a dead node, 100 points', heirs(100, rings), 0.19, 0.015),
      moveRow('moved by modulo, 10 to 11 nodes', keys, modulo, 10 / 11),
      moveRow('moved by jump hash, 10 to 11 nodes', keys, jump, 1 / 11),
    ]
  },
}

function nodes(count: number): Member[] {
  return Array.from({ length: count }, (_, i) => ({ id: `n${i + 1}`, weight: 1, domain: `n${i + 1}` }))
}

function ringWith(count: number, tokens: number, salt: number): Ring {
  return placeOnRing(nodes(count), { ...DEFAULT_OPTIONS, tokens, salt })
}

/** The salt makes each ring another one. */
function overRings(rings: number, measure: (salt: number) => number): Sample {
  return sampleOf(Array.from({ length: rings }, (_, i) => measure(i + 1)))
}

function ringRows(points: (typeof POINTS)[number], rings: number): TableRow[] {
  const shares = (salt: number) => evenness(ringShares(ringWith(NODES, points, salt)), nodes(NODES))
  const squares = overRings(rings, (salt) => shares(salt).sdOverMean * shares(salt).sdOverMean)
  const fullest = overRings(rings, (salt) => shares(salt).maxOverMean)
  const moved = overRings(rings, (salt) => ringShares(ringWith(NODES + 1, points, salt))[NODES]!)
  const sd = Math.sqrt(squares.mean)
  const each = `${points} ${points === 1 ? 'point' : 'points'} a node`
  return [
    {
      label: `sd over mean, ${each}`,
      measured: sd,
      published: Math.sqrt((NODES - 1) / (NODES * points + 1)),
      // The error of a root is that of the square over twice the root.
      allowed: (3 * squares.error) / (2 * sd),
      unit: '',
    },
    // The last two are published as averages, to two decimals.
    row(`fullest over mean, ${each}`, fullest, FULLEST[points], points === 1 ? 0 : 0.02),
    row(`moved by an 11th node, ${each}`, moved, 1 / (NODES + 1), 0),
  ]
}

/** What the busiest heir takes of a dead node's keys: all of them if there was but one arc. */
function heirs(points: number, rings: number): Sample {
  return overRings(rings, (salt) => heirOf(points, salt))
}

/** Every arc of the dead node goes to whoever has the next point. */
function heirOf(points: number, salt: number): number {
  const before = ringWith(NODES, points, salt)
  const after = placeOnRing(before.members.slice(1), { ...DEFAULT_OPTIONS, ...before.options }, before)
  const [lost = 0, ...was] = ringShares(before)
  const gains = ringShares(after).map((share, i) => share - was[i]!)
  return Math.max(...gains) / lost
}

function moveRow(label: string, keys: Keys, { place }: Scheme, published: number): TableRow {
  const [before, after] = [NODES, NODES + 1].map((count) => place(nodes(count), DEFAULT_OPTIONS, null))
  const measured = movesBetween(before!, after!, keys).moved / keys.hashes.length
  // Keys are independent: a share of them has a binomial error.
  const allowed = 3 * Math.sqrt((published * (1 - published)) / keys.hashes.length)
  return { label, measured, published, allowed, unit: '' }
}

function keysFor(count: number): Keys {
  return hashedKeys(
    Array.from({ length: count }, (_, i) => `user:${i}`),
    0,
  )
}

interface Sample {
  readonly mean: number
  /** Standard error of the mean. */
  readonly error: number
}

function sampleOf(values: readonly number[]): Sample {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) }
}

/** Three standard errors, and what the published figure is rounded by. */
function row(label: string, { mean, error }: Sample, published: number, rounding: number): TableRow {
  return { label, measured: mean, published, allowed: 3 * error + rounding, unit: '' }
}
