// Measures the store from outside, one trial after another: a write, a pause, a read; and then, for the rare and slow ones,
// more writes or reads alone. The client that does so keeps count and stands beside the node it asks, and nothing else
// happens in its world; so a trial is what a paper's model of it is.

import type { Distribution } from '../../../src/engine/distribution.ts'
import type { NetworkOptions } from '../../../src/engine/network.ts'
import type { Ctx, NodeId, Process, Settings } from '../../../src/engine/process.ts'
import { createWorld } from '../../../src/engine/world.ts'
import type { GetReply, QuorumMessage } from '../messages.ts'
import { replica } from '../quorum.ts'
import { settings as specs } from '../settings.ts'
import type { Version } from '../versions.ts'

export interface Experiment {
  readonly seed: string
  readonly n: number
  readonly r: number
  readonly w: number
  readonly asks: 'all' | 'enough'
  /** From the answer to the write until the read is asked. */
  readonly pauseUs: number
  readonly pairs: number
  readonly moreWrites: number
  readonly moreReads: number
  /** The first n of the nodes keep the key. */
  readonly nodes: number
  /** Nodes among which the one that coordinates is drawn. */
  readonly coordinators: readonly NodeId[]
  readonly legs: (from: NodeId, to: NodeId) => Readonly<Record<string, Distribution>>
}

/** In the order in which they were measured. Times in µs. */
export interface Measured {
  readonly writesUs: readonly number[]
  readonly readsUs: readonly number[]
  /** How many versions behind the latest write the read of each pair was. */
  readonly behind: readonly number[]
}

type Found = { readonly [K in keyof Measured]: number[] }
type Memory = { startedUs: number; written: number }
type ProberCtx = Ctx<Record<string, never>, QuorumMessage>

/** Its letter's code is a multiple of the numbers of nodes in use, so its place is at n1. */
const KEY = 'x'
const NEVER_US = 60_000_000

export function measure(experiment: Experiment): Measured {
  const found: Found = { writesUs: [], readsUs: [], behind: [] }
  const { seed, nodes, legs } = experiment
  const network: NetworkOptions = { latency: { kind: 'constant', us: 0 }, loss: 0, duplicate: 0, legs }
  const world = createWorld({
    seed,
    nodes: [
      ...Array.from({ length: nodes }, (_, i) => ({ id: `n${i + 1}`, process: replica })),
      { id: 'c1', process: prober(experiment, found) },
    ],
    settings: settingsFor(experiment),
    // A repair would only spread what the next write replaces.
    broken: ['noReadRepair'],
    network: () => network,
    disk: () => ({ sync: { kind: 'constant', us: 0 } }),
    observer: null,
    interventions: [],
  })
  while (!isOver(experiment, found) && world.step());
  return found
}

/** Nothing is late, nobody stands in, and copies learn of a write by the write alone. */
function settingsFor({ n, r, w, asks }: Experiment): Settings {
  return {
    ...Object.fromEntries(specs.map((spec) => [spec.key, spec.default])),
    n,
    r,
    w,
    asks,
    writeBack: false,
    hints: false,
    exchangeEveryUs: 0,
    handoffAfterUs: NEVER_US,
    giveUpAfterUs: NEVER_US,
  }
}

function isOver({ pairs, moreWrites, moreReads }: Experiment, { writesUs, readsUs }: Found): boolean {
  return writesUs.length >= pairs + moreWrites && readsUs.length >= pairs + moreReads
}

function prober(experiment: Experiment, found: Found): Process<Record<string, never>, Memory, QuorumMessage> {
  const { pairs, moreWrites, pauseUs } = experiment
  return {
    name: 'prober',
    format: () => ({}),
    boot(_disk, ctx) {
      ctx.setTimer('write', 1)
      return { startedUs: 0, written: 0 }
    },
    onTimer({ memory }, timer, ctx) {
      memory.startedUs = ctx.now()
      if (timer === 'write') write(++memory.written, experiment, ctx)
      else read(memory.written, experiment, ctx)
    },
    onMessage({ memory }, _from, message, ctx) {
      const tookUs = ctx.now() - memory.startedUs
      if (message.type === 'PutReply') {
        found.writesUs.push(tookUs)
        if (memory.written <= pairs) return ctx.setTimer('read', pauseUs)
      }
      if (message.type === 'GetReply') {
        found.readsUs.push(tookUs)
        if (found.behind.length < pairs) found.behind.push(memory.written - newestIn(message))
      }
      ctx.setTimer(memory.written < pairs + moreWrites ? 'write' : 'read', 1)
    },
  }
}

function newestIn({ versions }: GetReply): number {
  return versions[0]?.n ?? 0
}

function write(n: number, { coordinators }: Experiment, ctx: ProberCtx): void {
  const seen = Object.freeze({ c1: n })
  const version: Version = Object.freeze({ value: n, writer: 'c1', n, stamp: n, seen })
  const glimpse = { shows: String(n), stamp: n, writer: 'c1' }
  ctx.send(oneOf(coordinators, ctx), {
    type: 'Put',
    serial: n,
    key: KEY,
    level: 'default',
    ...glimpse,
    version,
  })
}

function read(n: number, { coordinators }: Experiment, ctx: ProberCtx): void {
  ctx.send(oneOf(coordinators, ctx), { type: 'Get', serial: n, key: KEY, level: 'default', isAsk: false })
}

function oneOf(nodes: readonly NodeId[], ctx: ProberCtx): NodeId {
  return nodes[ctx.randomInteger('coordinator', 0, nodes.length - 1)]!
}
