// A what-if changes one thing: turning a fault on leaves every stream it does not concern as it was. The nodes here
// send by the clock and answer nothing, so that whatever differs was shifted by the engine.

import { describe, expect, test } from 'vitest'
import type { Command } from '../../src/engine/intervention.ts'
import type { Process } from '../../src/engine/process.ts'
import { Trace } from '../../src/engine/trace.ts'
import { createWorld, type World } from '../../src/engine/world.ts'
import { plan } from './scripted.ts'

const END_US = 400_000

const talker: Process<{ n: number }, { heard: number }> = {
  name: 'talker',
  format: () => ({ n: 0 }),
  boot(_disk, ctx) {
    ctx.setTimer('talk', ctx.randomInteger('start', 0, 5000))
    return { heard: 0 }
  },
  onMessage(state) {
    state.memory.heard++
  },
  onTimer(_state, _timer, ctx) {
    for (const peer of ctx.peers) ctx.send(peer, { type: 'Talk' })
    ctx.setTimer('talk', ctx.randomInteger('pause', 500, 2500))
  },
}

interface Outcome {
  readonly world: World
  readonly trace: Trace
}

function run(
  commands: readonly Command[],
  more: Record<string, Process<{ n: number }, { heard: number }>> = {},
): Outcome {
  const nodes = ['n1', 'n2', 'n3'].map((id) => ({ id, process: talker }))
  for (const [id, process] of Object.entries(more)) nodes.push({ id, process })
  const trace = new Trace(nodes.map(({ id }) => id))
  const world = createWorld(
    {
      seed: '5',
      nodes,
      settings: {},
      broken: [],
      network: () => ({
        latency: { kind: 'lognormal', medianUs: 3000, sigma: 0.4 },
        loss: 0,
        duplicate: 0,
      }),
      disk: () => ({ sync: { kind: 'constant', us: 100 } }),
      observer: null,
      interventions: plan(commands.map((command) => [100_000, command] as const)),
    },
    { trace },
  )
  world.advanceTo(END_US)
  return { world, trace }
}

/** When each message was sent and is due. Copies made by the network are left out: they come and go with the faults. */
function messages({ trace }: Outcome, isWanted: (link: string) => boolean): string[] {
  const lines = new Map<string, string>()
  for (let id = 0; id < trace.messages; id++) {
    const { from, to, ref, sentUs, arrivesUs } = trace.messageAt(id)
    const name = `${from}→${to} ${ref.nth}`
    if (isWanted(`${from}→${to}`) && !lines.has(name))
      lines.set(name, `${name} sent ${sentUs} due ${arrivesUs}`)
  }
  return [...lines.values()]
}

const base = run([])
const LINK = 'n1→n2'
const links = [['n1', 'n2']] as const
const everything = () => true
const allBut = (link: string) => (other: string) => other !== link

/** Names of the streams that stand elsewhere than in the base run. */
function moved({ world }: Outcome): string[] {
  const before = base.world.snapshot().streams
  const after = world.snapshot().streams
  return Object.keys(before).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}

test('the base run uses every kind of stream', () => {
  const names = Object.keys(base.world.snapshot().streams)
  for (const purpose of ['latency', 'loss', 'duplicate', 'reorder'])
    for (const link of ['n1→n2', 'n1→n3', 'n2→n1', 'n2→n3', 'n3→n1', 'n3→n2'])
      expect(names).toContain(`${purpose} ${link}`)
  for (const node of ['n1', 'n2', 'n3']) expect(names).toContain(`pause ${node}`)
  expect(base.trace.messages).toBeGreaterThan(1000)
})

describe('no stream moves, and no message elsewhere, under', () => {
  const faults: readonly (readonly [string, Command, (link: string) => boolean])[] = [
    ['a cut', { kind: 'cut', name: 'c', links }, everything],
    ['a hold', { kind: 'hold', links }, everything],
    ['loss on one link', { kind: 'loss', links, probability: 0.9 }, everything],
    ['loss on all', { kind: 'loss', links: 'all', probability: 0.9 }, everything],
    ['duplicates on one link', { kind: 'duplicate', links, probability: 0.9 }, everything],
    ['reordering on one link', { kind: 'reorder', links, probability: 0.5, extraUs: 40_000 }, allBut(LINK)],
    [
      'another latency on one link',
      { kind: 'latency', links, latency: { kind: 'bimodal', fastUs: 10, slowUs: 90_000, slowShare: 0.3 } },
      allBut(LINK),
    ],
    [
      'another latency on all',
      { kind: 'latency', links: 'all', latency: { kind: 'constant', us: 1 } },
      () => false,
    ],
    ['a crash, for the others', { kind: 'crash', node: 'n3' }, (link) => !link.startsWith('n3')],
    ['a pause, for the others', { kind: 'pause', node: 'n3' }, (link) => !link.startsWith('n3')],
    [
      'a slow node, for the others',
      { kind: 'slow', node: 'n3', serviceUs: 700 },
      (link) => !link.startsWith('n3'),
    ],
    [
      'a clock, for the others',
      { kind: 'clock', node: 'n3', offsetUs: 9000, driftPpm: 90_000 },
      (link) => !link.startsWith('n3'),
    ],
    ['a slow disk', { kind: 'slowDisk', node: 'n1', syncUs: 9000 }, everything],
    [
      'a dropped message',
      { kind: 'message', act: 'drop', message: { from: 'n1', to: 'n2', nth: 60 } },
      everything,
    ],
  ]
  test.each(faults)('%s', (_name, command, isUntouched) => {
    const other = run([command])
    const own = 'node' in command ? command.node : 'nobody'
    expect(other.world.fingerprint()).not.toBe(base.world.fingerprint())
    expect(moved(other).filter((name) => !name.includes(own))).toEqual([])
    expect(messages(other, isUntouched)).toEqual(messages(base, isUntouched))
  })
})

test('another node in the world shifts nothing between the others', () => {
  const quiet: typeof talker = { ...talker, name: 'client', boot: () => ({ heard: 0 }) }
  const loud: typeof talker = {
    ...talker,
    name: 'client',
    onTimer(_state, _timer, ctx) {
      for (const server of ctx.group('talker')) ctx.send(server, { type: 'Ask' })
      ctx.setTimer('talk', ctx.randomInteger('pause', 500, 2500))
    },
  }
  for (const client of [quiet, loud]) {
    const other = run([], { c1: client })
    expect(moved(other)).toEqual([])
    const isOld = (link: string) => !link.includes('c1')
    expect(messages(other, isOld)).toEqual(messages(base, isOld))
  }
})
