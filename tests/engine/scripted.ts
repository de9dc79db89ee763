// A node that does what it is told and remembers what it heard: lets a test say in a few lines which messages,
// timers and writes there are, and when. Latency is 1000 µs and a sync 100 µs unless a test says otherwise.

import type { Command, Intervention, Link } from '../../src/engine/intervention.ts'
import type { Ctx, Order, Process } from '../../src/engine/process.ts'
import { Trace } from '../../src/engine/trace.ts'
import { createWorld, type World, type WorldSpec } from '../../src/engine/world.ts'

export type Step =
  | readonly ['send', string, string]
  | readonly ['timer', string, number]
  | readonly ['clear', string]
  | readonly ['write', number]
  | readonly ['append', number]
  | readonly ['truncate', number]
  | readonly ['sync']
  | readonly ['look']

export interface ScriptDisk {
  field: number
  log: number[]
}

export interface ScriptMemory {
  /** When (by the node's own clock), from whom, what. */
  heard: [number, string, string][]
  fired: [number, string][]
  synced: number[]
  /** Monotonic and wall time at each look. */
  clocks: [number, number][]
}

interface Say {
  readonly type: 'Say'
  readonly text: string
}

type ScriptCtx = Ctx<ScriptDisk, Say>

export const scripted: Process<ScriptDisk, ScriptMemory, Say> = {
  name: 'scripted',
  format: () => ({ field: 0, log: [] }),
  boot: () => ({ heard: [], fired: [], synced: [], clocks: [] }),
  onMessage: ({ memory }, from, { text }, ctx) => void memory.heard.push([ctx.now(), from, text]),
  onTimer: ({ memory }, timer, ctx) => void memory.fired.push([ctx.now(), timer]),
  onSynced: ({ memory }, ctx) => void memory.synced.push(ctx.now()),
  onOrder(state, order, ctx) {
    for (const step of stepsOf(order)) perform(step, state.memory, ctx)
  },
}

function stepsOf(order: Order): readonly Step[] {
  return order.steps as unknown as readonly Step[]
}

function perform(step: Step, memory: ScriptMemory, ctx: ScriptCtx): void {
  switch (step[0]) {
    case 'send':
      return ctx.send(step[1], { type: 'Say', text: step[2] })
    case 'timer':
      return ctx.setTimer(step[1], step[2])
    case 'clear':
      return ctx.clearTimer(step[1])
    case 'write':
      return ctx.write('field', step[1])
    case 'append':
      return ctx.append('log', step[1])
    case 'truncate':
      return ctx.truncate('log', step[1])
    case 'sync':
      return ctx.sync()
    case 'look':
      memory.clocks.push([ctx.now(), ctx.wallNow()])
  }
}

/** Tells a node what to do. */
export function does(node: string, ...steps: Step[]): Command {
  return { kind: 'tell', node, order: { name: 'do', steps } }
}

/** Both directions between two nodes. */
export function both(a: string, b: string): Link[] {
  return [
    [a, b],
    [b, a],
  ]
}

export type Planned = readonly [atUs: number, command: Command, after?: number]

/** The interventions, named i0, i1 … in the order of the list. */
export function plan(list: readonly Planned[]): Intervention[] {
  return list.map(([atUs, command, after], i) => ({
    id: `i${i}`,
    atUs,
    do: command,
    ...(after === undefined ? {} : { after }),
  }))
}

export interface Play {
  readonly world: World
  readonly trace: Trace
  memory(node: string): ScriptMemory
  disk(node: string): ScriptDisk
  /** Texts in the order they were heard. */
  texts(node: string): string[]
}

/** Nodes n1 to n3 that do what the plan says, run to `untilUs`. */
export function play(list: readonly Planned[], untilUs = 100_000, change: Partial<WorldSpec> = {}): Play {
  const nodes = ['n1', 'n2', 'n3'].map((id) => ({ id, process: scripted }))
  const trace = new Trace((change.nodes ?? nodes).map(({ id }) => id))
  const spec: WorldSpec = {
    seed: '1',
    nodes,
    settings: { syncUs: 100, latencyUs: 1000 },
    broken: [],
    network: ({ latencyUs }) => ({
      latency: { kind: 'constant', us: Number(latencyUs) },
      loss: 0,
      duplicate: 0,
    }),
    disk: ({ syncUs }) => ({ sync: { kind: 'constant', us: Number(syncUs) } }),
    observer: null,
    interventions: plan(list),
    ...change,
  }
  const world = createWorld(spec, { trace })
  world.advanceTo(untilUs)
  const nodeOf = (id: string) => world.nodes[world.indexOf[id]!]!
  return {
    world,
    trace,
    memory: (id) => nodeOf(id).memory,
    disk: (id) => nodeOf(id).disk,
    texts: (id) => (nodeOf(id).memory as ScriptMemory).heard.map(([, , text]) => text),
  }
}

/** Every message of a run: when it was sent, when it ended, and how. */
export function fates({ trace }: Play): string[] {
  return Array.from({ length: trace.messages }, (_, id) => {
    const { from, to, message, fate, reason, fault, endRow } = trace.messageAt(id)
    const end = endRow < 0 ? '' : ` at ${trace.atUs(endRow)}`
    const why = reason === null ? '' : ` (${reason}${fault === null ? '' : ` by ${fault}`})`
    return `${from}→${to} ${'text' in message ? message.text : message.type} ${fate}${end}${why}`
  })
}
