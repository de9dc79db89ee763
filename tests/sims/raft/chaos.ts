// Random trouble for a Raft cluster: crashes, cuts, losses, doubles, pauses and slow disks, from a seed of its own.
// Disks are never lost: that is a legal way to break Raft.

import alea from 'seedrandom/lib/alea.js'
import type { RaftSettings } from '../../../sims/raft/settings.ts'
import type { Command, Intervention } from '../../../src/engine/intervention.ts'
import type { World } from '../../../src/engine/world.ts'
import { cluster, isolate, type Options, tell } from './cluster.ts'

const CLIENTS = ['c1', 'c2']

type Trouble = (servers: readonly string[], random: () => number) => Command

interface Mood {
  readonly settings: Partial<RaftSettings>
  /** Mean pause between troubles, and how long one lasts at most. */
  readonly pauseMs: number
  readonly longestMs: number
  readonly trouble: Trouble
}

/** Each seed has one of these moods: what breaks a rule in one may never do so in another. */
const MOODS: readonly Mood[] = [
  { settings: {}, pauseMs: 120, longestMs: 600, trouble: anyTrouble },
  {
    // Servers restart while requests for votes are still on their way.
    settings: { electionMaxUs: 180_000, diskSyncUs: 10_000 },
    pauseMs: 20,
    longestMs: 40,
    trouble: crashOrCut,
  },
  {
    // Leaders come and go before an entry is on a majority.
    settings: { latencyMinUs: 1_000, latencyMaxUs: 25_000, maxEntriesPerMessage: 1 },
    pauseMs: 30,
    longestMs: 40,
    trouble: usurpers,
  },
]

const COMMON: Partial<RaftSettings> = {
  workloadEveryUs: 40_000,
  workloadKeys: 2,
  lossProbability: 0.05,
  duplicateProbability: 0.02,
}

function moodOf(seed: string): Mood {
  return MOODS[Math.floor(alea(`mood ${seed}`, { state: true })() * MOODS.length)]!
}

export function chaos(seed: string, untilMs: number, servers: readonly string[]): Intervention[] {
  const random = alea(`chaos ${seed}`, { state: true })
  const { pauseMs, longestMs, trouble } = moodOf(seed)
  const steps: Intervention[] = []
  let atMs = 150
  while (atMs < untilMs) {
    const id = `f${steps.length}`
    const endMs = atMs + 5 + Math.floor(random() * longestMs)
    steps.push({ id, atUs: atMs * 1000, do: trouble(servers, random) })
    steps.push({ id: `${id} ends`, atUs: endMs * 1000, do: { kind: 'heal', fault: id } })
    atMs += 1 + Math.floor(random() * pauseMs * 2)
  }
  return steps
}

function crashOrCut(servers: readonly string[], random: () => number): Command {
  const node = pick(servers, random)
  return random() < 0.6 ? { kind: 'crash', node } : isolate(node, others(node, servers))
}

function usurpers(servers: readonly string[], random: () => number): Command {
  if (random() < 0.85) return tell(pick(servers, random), 'timeout')
  return crashOrCut(servers, random)
}

function anyTrouble(servers: readonly string[], random: () => number): Command {
  const u = random()
  const node = pick(servers, random)
  if (u < 0.4) return { kind: 'crash', node }
  if (u < 0.5) return { kind: 'pause', node }
  if (u < 0.6) return { kind: 'slowDisk', node, syncUs: 5_000 + Math.floor(random() * 60_000) }
  if (u < 0.65) return { kind: 'slow', node, serviceUs: 500 + Math.floor(random() * 5_000) }
  if (u < 0.75)
    return { kind: 'latency', links: 'all', latency: { kind: 'uniform', minUs: 1_000, maxUs: 80_000 } }
  if (u < 0.8)
    return {
      kind: 'cut',
      name: `${node} is deaf`,
      links: others(node, servers).map((from) => [from, node] as const),
    }
  if (u < 0.85) return { kind: 'loss', links: 'all', probability: random() * 0.4 }
  return split(servers, random)
}

function split(servers: readonly string[], random: () => number): Command {
  const all = [...servers, ...CLIENTS]
  const side = all.filter(() => random() < 0.5)
  const rest = all.filter((id) => !side.includes(id))
  const links = side.flatMap((a) => rest.flatMap((b) => [[a, b] as const, [b, a] as const]))
  return { kind: 'cut', name: 'split', links }
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)]!
}

function others(node: string, servers: readonly string[]): string[] {
  return [...servers, ...CLIENTS].filter((id) => id !== node)
}

/** Looks at the world after an event. */
export type Watch = (world: World) => void

/** Runs a seed with trouble up to its end, or to a violation: of the named invariant, or of any. */
export function runChaos(
  seed: string,
  untilMs: number,
  options: Options = {},
  invariant?: string,
  watch?: Watch,
): World {
  const count = options.servers ?? 5
  const servers = Array.from({ length: count }, (_, i) => `n${i + 1}`)
  const world = cluster({
    servers: count,
    clients: 2,
    ...options,
    seed,
    settings: { ...COMMON, ...moodOf(seed).settings, ...options.settings },
    interventions: chaos(seed, untilMs, servers),
  })
  const isDone = () =>
    invariant === undefined
      ? world.violations.length > 0
      : world.violations.some((violation) => violation.invariant === invariant)
  while (!isDone() && world.nowUs < untilMs * 1000 && world.step()) watch?.(world)
  return world
}
