// Transactions that read at one site what others write, and write at another: the clients of the system never ask for such, and
// it is where optimistic work without locks goes wrong if whoever only read may go at its vote, or forgets in a crash what it
// said yes to. Two doctors on call: each may leave if the other stays.

import { expect, test } from 'vitest'
import type { Order, Part } from '../../../sims/transactions/messages.ts'
import { observer } from '../../../sims/transactions/observer/observer.ts'
import type { Truth } from '../../../sims/transactions/observer/truth.ts'
import { diskWith } from '../../../sims/transactions/scenarios/cluster.ts'
import { settings as specs } from '../../../sims/transactions/settings.ts'
import { siteNamed } from '../../../sims/transactions/site.ts'
import type { Intervention } from '../../../src/engine/intervention.ts'
import type { NodeState, Process } from '../../../src/engine/process.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'

const END_US = 3_000_000
const SEEDS = Array.from({ length: 25 }, (_, i) => String(i + 1))

interface Asked {
  asked: number
}

type Doctor = Process<Record<string, never>, Asked, Order>

/** Looks at one row, and changes the other. */
function doctorOf(watched: readonly [string, string], own: readonly [string, string]): Doctor {
  const look: Part = { site: watched[0], ops: [{ key: watched[1], kind: 'read', add: 0, least: null }] }
  const leave: Part = { site: own[0], ops: [{ key: own[1], kind: 'add', add: 1, least: null }] }
  return {
    name: 'doctor',
    format: () => ({}),
    boot(_disk, ctx) {
      ctx.setTimer('ask', 50_000)
      return { asked: 0 }
    },
    onMessage() {},
    onTimer({ memory }: NodeState<Record<string, never>, Asked>, _timer, ctx) {
      const coordinator = ctx.id === 'd1' ? 'k1' : 'k2'
      const request = `${ctx.id}.${memory.asked++}`
      ctx.send(coordinator, { type: 'Order', request, parts: [look, leave] })
      ctx.setTimer('ask', ctx.randomInteger('pause', 90_000, 110_000))
    },
    onOrder() {},
  }
}

function play(seed: string, broken: readonly string[], interventions: readonly Intervention[]): World {
  const defaults = Object.fromEntries(specs.map((spec) => [spec.key, spec.default]))
  const [stock, card] = [['stock', 'a1'] as const, ['card', 'a2'] as const]
  const world = createWorld({
    seed,
    nodes: [
      ...['k1', 'k2'].map((id) => ({ id, process: siteNamed('coordinator') })),
      { id: 'stock', process: siteNamed('participant'), disk: diskWith({ a1: 0 }) },
      { id: 'card', process: siteNamed('participant'), disk: diskWith({ a2: 0 }) },
      { id: 'd1', process: doctorOf(stock, card) },
      { id: 'd2', process: doctorOf(card, stock) },
    ],
    settings: { ...defaults, concurrency: 'validation' },
    broken,
    network: () => ({ latency: { kind: 'uniform', minUs: 1_000, maxUs: 6_000 }, loss: 0, duplicate: 0 }),
    disk: () => ({ sync: { kind: 'constant', us: 1_000 } }),
    observer,
    interventions,
  })
  world.advanceTo(END_US)
  return world
}

const committed = ({ truth }: World) => (truth as Truth).committed
const skews = (world: World) => world.violations.filter(({ invariant }) => invariant === 'serializable')

/** Gone for a moment, again and again: shorter than anybody's patience. */
const BLINKS = Array.from({ length: 40 }, (_, i) => 100_000 + 71_300 * i).flatMap(
  (atUs, i): Intervention[] => [
    { id: `gone ${i}`, atUs, do: { kind: 'crash', node: 'stock' } },
    { id: `back ${i}`, atUs: atUs + 2_000, do: { kind: 'restart', node: 'stock' } },
  ],
)

/** What k1 asks of stock is answered long before it comes to card. */
const FAR: Intervention = {
  id: 'far',
  atUs: 0,
  do: { kind: 'latency', links: [['k1', 'card']], latency: { kind: 'constant', us: 60_000 } },
}

test('two that each read what the other writes do not both pass', () => {
  let done = 0
  for (const seed of SEEDS) {
    const world = play(seed, [], [])
    expect(skews(world)).toEqual([])
    done += committed(world)
  }
  expect(done).toBeGreaterThan(150)
})

test('nor where a site forgets everything but its disk between its yes and the end', () => {
  let done = 0
  for (const seed of SEEDS) {
    const world = play(seed, [], [FAR, ...BLINKS])
    expect(skews(world)).toEqual([])
    done += committed(world)
  }
  expect(done).toBeGreaterThan(50)
})

test('without the second look they do: write skew, G2', () => {
  const names = SEEDS.flatMap((seed) =>
    skews(play(seed, ['noValidation'], [])).map(({ params }) => params[0]),
  )
  expect(names).toContain('G2')
})
