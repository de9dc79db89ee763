// Where decisions are kept by a Raft cluster: whoever dies, coordinator, participant or Raft server, and at whatever event of an
// order, AC1 to AC4 hold, everybody ends, and nobody who lives waits for the coordinator to come back.

import { describe, expect, test } from 'vitest'
import type { Truth } from '../../../sims/transactions/observer/truth.ts'
import { replicated } from '../../../sims/transactions/scenarios/replicated.ts'
import { sim } from '../../../sims/transactions/sim.ts'
import { type Disk, isSite, type Memory } from '../../../sims/transactions/state.ts'
import type { Intervention } from '../../../src/engine/intervention.ts'
import type { Json } from '../../../src/engine/json.ts'
import { Trace } from '../../../src/engine/trace.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'
import { specOf } from '../running.ts'

const ASKED_US = 1_500_000
const END_US = 5_000_000
const AWAY_US = 900_000
/** Two rounds of asking and the word of the cluster: much less than the dead one is away. */
const BLOCKED_US = 600_000
const PATIENCE = { clientRetries: 2, inquireUs: 200_000, voteTimeoutUs: 400_000, idleUs: 500_000 }

/** The order of c1 in the cluster of the story, on two or three sites; refused, if nothing is left in stock. */
function worldWith(sites: number, isRefused: boolean, deaths: readonly Intervention[], trace?: Trace): World {
  const dropped = sites === 2 ? 'courier' : ''
  const spec = specOf(sim, replicated, '3', { settings: PATIENCE })
  const order = spec.interventions.filter(({ id }) => id === 'order')
  const nodes = spec.nodes
    .filter(({ id }) => id !== dropped)
    .map((node) => (isRefused && node.id === 'stock' ? { ...node, disk: emptied(node.disk) } : node))
  return createWorld(
    { ...spec, nodes, interventions: [...order, ...deaths] },
    trace === undefined ? {} : { trace },
  )
}

function emptied(disk: Json | undefined): Json {
  const { rows, ...rest } = disk as unknown as Disk
  return { ...rest, rows: { ...rows, item: { value: 0, by: '' } } } as unknown as Json
}

/** Each event of the undisturbed run from the order to its answer, as a moment right after it. */
function momentsOf(sites: number, isRefused: boolean): readonly { atUs: number; after: number }[] {
  const trace = new Trace(worldWith(sites, isRefused, []).nodes.map(({ id }) => id))
  const world = worldWith(sites, isRefused, [], trace)
  world.advanceTo(END_US)
  const answeredUs = world.history[0]!.completedUs! + 50_000
  const moments: { atUs: number; after: number }[] = []
  for (let row = 0; row < trace.rows; row++) {
    const atUs = trace.atUs(row)
    const before = moments.at(-1)
    moments.push({ atUs, after: before?.atUs === atUs ? before.after + 1 : 1 })
  }
  return moments.filter(({ atUs }) => atUs >= ASKED_US && atUs <= answeredUs)
}

function wrongIn({ violations, nodes, history }: World): readonly string[] {
  const busy = nodes.filter(isSite).filter(({ memory }) => {
    const { tasks, deals } = memory as Memory
    return Object.keys(tasks).length + Object.keys(deals).length > 0
  })
  return [
    ...violations.map(({ invariant }) => invariant),
    ...busy.map(({ id }) => `${id} has not ended`),
    ...(history[0]?.outcome === 'pending' ? ['no answer'] : []),
  ]
}

function longestDoubtUs({ truth }: World): number {
  const doubts = (truth as Truth).past.filter(({ kind }) => kind === 'doubts')
  return Math.max(0, ...doubts.map(({ fromUs, untilUs }) => untilUs - fromUs))
}

describe.each([
  [2, ['k1', 'stock', 'card', 'r1', 'r2', 'r3']],
  [3, ['k1', 'stock', 'card', 'courier']],
])('%i participants, decisions kept by three Raft servers', (sites, mortals) => {
  test.each([
    ['all say yes', false],
    ['one says no', true],
  ])('%s: whoever dies, and at whatever event', (_, isRefused) => {
    const wrong: string[] = []
    let runs = 0
    for (const { atUs, after } of momentsOf(sites, isRefused))
      for (const node of mortals) {
        const world = worldWith(sites, isRefused, [
          { id: 'crash', atUs, after, do: { kind: 'crash', node } },
          { id: 'back', atUs: atUs + AWAY_US, do: { kind: 'restart', node } },
        ])
        world.advanceTo(END_US)
        runs++
        const isBlocked = node === 'k1' && longestDoubtUs(world) > BLOCKED_US
        for (const what of [...wrongIn(world), ...(isBlocked ? ['blocked'] : [])])
          wrong.push(`${what}: ${node} dies at ${atUs}+${after}`)
      }
    expect(wrong).toEqual([])
    expect(runs).toBeGreaterThan(100)
  })
})
