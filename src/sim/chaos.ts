// Random faults as ordinary interventions: a pure function of a seed. Each run draws which classes of fault it has
// and how dense they are, so that some runs are all partitions and some all crashes. Every fault has its heal, and
// at the end everything is healed: what must hold then is progress. Disks are never lost: that is a legal way to
// break a protocol that trusts them.

import type { Distribution } from '../engine/distribution.ts'
import { type Command, type Intervention, type Link, PERSISTENT } from '../engine/intervention.ts'
import type { NodeId, Order, Settings } from '../engine/process.ts'
import { createStreams } from '../engine/random.ts'
import type { SettingValue } from './build.ts'
import { bridge, deaf, isolate, majoritiesRing, mute, split } from './shapes.ts'

export interface ChaosOptions {
  readonly seed: string
  readonly servers: readonly NodeId[]
  readonly everyone: readonly NodeId[]
  /** Faults begin after this, so that there is something to break. */
  readonly fromUs: number
  /** Everything is healed here. */
  readonly untilUs: number
  /** The timer that can be lined up, if there is one. */
  readonly timer: string | null
  /** Orders that stir a server up at the worst moment: an early timeout. */
  readonly provocations: readonly Order[]
  /** What operators do besides: other settings, other orders. None when left out. */
  readonly upheavals?: readonly Command[]
}

/** Draws numbers for one run of chaos. */
interface Dice {
  unit(): number
  integer(min: number, max: number): number
  pick<T>(from: readonly T[]): T
}

/** Commands that happen together. */
type Class = (dice: Dice, options: ChaosOptions) => readonly Command[]

const CLASSES: Readonly<Record<string, Class>> = {
  crash: (dice, { servers }) => [{ kind: 'crash', node: dice.pick(servers) }],
  /** Power fails in a whole rack, or everywhere. */
  blackout: (dice, { servers }) => {
    const dark = dice.unit() < 0.5 ? servers : someOf(dice, servers)
    return dark.map((node) => ({ kind: 'crash', node }))
  },
  client: (dice, { servers, everyone }) => {
    const clients = everyone.filter((id) => !servers.includes(id))
    return clients.length === 0 ? [] : [{ kind: 'crash', node: dice.pick(clients) }]
  },
  pause: (dice, { servers }) => [{ kind: 'pause', node: dice.pick(servers) }],
  partition: (dice, options) => [{ kind: 'cut', ...dice.pick(SHAPES)(dice, options) }],
  link: (dice, { everyone }) => {
    const link = aLink(dice, everyone)
    return [{ kind: 'cut', name: `${link[0]} to ${link[1]} cut`, links: [link] }]
  },
  latency: (dice) => [{ kind: 'latency', links: 'all', latency: aLatency(dice) }],
  loss: (dice) => [{ kind: 'loss', links: 'all', probability: 0.02 + 0.3 * dice.unit() }],
  duplicate: (dice) => [{ kind: 'duplicate', links: 'all', probability: 0.5 * dice.unit() }],
  reorder: (dice) => [
    { kind: 'reorder', links: 'all', probability: 0.5 * dice.unit(), extraUs: dice.integer(1_000, 200_000) },
  ],
  hold: (dice, { everyone }) => [{ kind: 'hold', links: [aLink(dice, everyone)] }],
  slow: (dice, { servers }) => [
    { kind: 'slow', node: dice.pick(servers), serviceUs: dice.integer(500, 20_000) },
  ],
  slowDisk: (dice, { servers }) => [
    { kind: 'slowDisk', node: dice.pick(servers), syncUs: dice.integer(5_000, 200_000) },
  ],
  clock: (dice, { servers }) => [
    {
      kind: 'clock',
      node: dice.pick(servers),
      offsetUs: dice.integer(-500_000, 500_000),
      driftPpm: dice.integer(-50_000, 50_000),
    },
  ],
  provoke: (dice, { servers, provocations }) =>
    provocations.length === 0
      ? []
      : [{ kind: 'tell', node: dice.pick(servers), order: dice.pick(provocations) }],
  align: (dice, { servers, timer }) =>
    timer === null ? [] : [{ kind: 'align', timer, nodes: servers, inUs: dice.integer(0, 50_000) }],
}

const SHAPES = [
  (dice: Dice, { servers, everyone }: ChaosOptions) => isolate(dice.pick(servers), everyone),
  (dice: Dice, { servers }: ChaosOptions) => split(someOf(dice, servers), servers),
  (dice: Dice, { servers }: ChaosOptions) => deaf(dice.pick(servers), servers),
  (dice: Dice, { servers }: ChaosOptions) => mute(dice.pick(servers), servers),
  (dice: Dice, { servers }: ChaosOptions) => bridge(dice.pick(servers), servers),
  (_: Dice, { servers }: ChaosOptions) => majoritiesRing(servers),
]

/** The interventions of one run of chaos, in order of time. */
export function chaos(options: ChaosOptions): readonly Intervention[] {
  const dice = diceFrom(options.seed)
  const used = drawClasses(dice)
  const meanPauseUs = dice.pick([20_000, 100_000, 500_000])
  // Some runs have short faults only: a restart within an election finds other bugs than a long absence.
  const longestUs = dice.pick([40_000, 300_000, 2_000_000])
  const list: Intervention[] = []
  let atUs = options.fromUs
  for (;;) {
    atUs += dice.integer(0, 2 * meanPauseUs)
    if (atUs >= options.untilUs) break
    const healUs = atUs + dice.integer(2_000, longestUs)
    for (const command of CLASSES[dice.pick(used)]!(dice, options)) {
      const id = `chaos-${list.length}`
      list.push({ id, atUs, do: command })
      if (PERSISTENT.has(command.kind) && healUs < options.untilUs)
        list.push({ id: `${id}-heal`, atUs: healUs, do: { kind: 'heal', fault: id } })
    }
  }
  list.push(...drawUpheavals(options))
  list.push({ id: 'chaos-over', atUs: options.untilUs, do: { kind: 'heal' } })
  return list.sort((a, b) => a.atUs - b.atUs)
}

/** Up to six, from dice of their own: where there are none to draw from, every fault is as it would be without. */
function drawUpheavals({ seed, fromUs, untilUs, upheavals = [] }: ChaosOptions): readonly Intervention[] {
  if (upheavals.length === 0) return []
  const dice = diceFrom(seed, 'upheavals')
  return Array.from({ length: dice.pick([0, 1, 3, 6]) }, (_, i) => ({
    id: `upheaval-${i}`,
    atUs: dice.integer(fromUs, untilUs),
    do: dice.pick(upheavals),
  }))
}

/** A few classes a run, so that they meet themselves and each other often; some runs have many. */
function drawClasses(dice: Dice): readonly string[] {
  const left = Object.keys(CLASSES)
  const drawn = Array.from(
    { length: dice.pick([1, 2, 3, 3, 6]) },
    () => left.splice(dice.integer(0, left.length - 1), 1)[0]!,
  )
  // Alone, most faults disturb too little: something must go down or out of reach.
  return [...drawn, dice.pick(['crash', 'partition'])]
}

/** Settings drawn for one run of chaos from the values a sim offers. */
export function drawSettings(
  seed: string,
  offered: Readonly<Record<string, readonly SettingValue[]>>,
): Settings {
  return Object.fromEntries(
    Object.entries(offered).map(([key, values]) => [key, drawOne(seed, `swarm ${key}`, values)!]),
  )
}

/** One of these, from dice of its own; undefined where there are none. */
export function drawOne<T>(seed: string, stream: string, offered: readonly T[]): T | undefined {
  return offered[Math.floor(createStreams(seed).draw(stream) * offered.length)]
}

function diceFrom(seed: string, stream = 'chaos'): Dice {
  const draw = createStreams(seed).open(stream)
  const integer = (min: number, max: number) => min + Math.floor(draw() * (max - min + 1))
  return { unit: draw, integer, pick: (from) => from[integer(0, from.length - 1)]! }
}

function aLink(dice: Dice, nodes: readonly NodeId[]): Link {
  const from = dice.pick(nodes)
  return [from, dice.pick(nodes.filter((id) => id !== from))]
}

/** A proper, non-empty part of the nodes. */
function someOf(dice: Dice, nodes: readonly NodeId[]): readonly NodeId[] {
  const count = dice.integer(1, Math.floor(nodes.length / 2))
  const first = dice.integer(0, nodes.length - 1)
  return Array.from({ length: count }, (_, i) => nodes[(first + i) % nodes.length]!)
}

function aLatency(dice: Dice): Distribution {
  const us = dice.integer(200, 150_000)
  if (dice.unit() < 0.5) return { kind: 'exponential', minUs: Math.floor(us / 4), meanUs: us }
  return { kind: 'bimodal', fastUs: Math.floor(us / 10), slowUs: 2 * us, slowShare: 0.1 }
}
