// A small sim for the lab's own tests: n1 pings n2 and n3 and keeps a log for a client. It has one of everything the
// lab must handle: timers, chance, a disk, orders, notes, a lane, landmarks, an invariant, a rule switch, a story.

import type { Json } from '../../src/engine/json.ts'
import type { Message, Process } from '../../src/engine/process.ts'
import { defineSim, type Sim, type WhyNot } from '../../src/sim/define.ts'
import { haltOf } from '../../src/sim/obstacles.ts'
import { scenario } from '../../src/sim/scenario.ts'

type Disk = { log: { n: number }[]; epoch: number }
type Memory = { pings: number; heard: number; seen: Record<string, number> }
type PingMessage = Message & {
  type: 'Ping' | 'Pong' | 'Write' | 'Done'
  n: number
  items?: readonly number[]
}

const server: Process<Disk, Memory, PingMessage> = {
  name: 'server',
  format: () => ({ log: [], epoch: 0 }),
  boot(disk, ctx) {
    ctx.write('epoch', disk.epoch + 1)
    ctx.sync()
    if (ctx.id === 'n1') {
      ctx.setTimer('beat', 5_000)
      ctx.note('leads', disk.epoch + 1)
    }
    return { pings: 0, heard: 0, seen: {} }
  },
  onMessage(state, from, message, ctx) {
    const { memory } = state
    memory.seen[from] = (memory.seen[from] ?? 0) + 1
    if (message.type === 'Ping') {
      memory.heard = message.n
      ctx.send(from, { type: 'Pong', n: message.n })
    }
    if (message.type === 'Pong' && ctx.random('luck') < 0.1) ctx.note('lucky', message.n, from)
    if (message.type === 'Write') {
      ctx.append('log', { n: message.n })
      if (ctx.broken.noSync !== true) ctx.sync()
      ctx.note('stored', message.n)
      ctx.send(from, { type: 'Done', n: message.n })
    }
  },
  onTimer(state, _timer, ctx) {
    state.memory.pings++
    for (const peer of ctx.peers) ctx.send(peer, { type: 'Ping', n: state.memory.pings, items: [1, 2, 3] })
    ctx.setTimer('beat', Number(ctx.settings.beatUs) + ctx.randomInteger('beat', 0, 1_000))
  },
}

type Asking = { asked: Record<string, number>; told: number[] }

const client: Process<Record<string, never>, Asking, PingMessage> = {
  name: 'client',
  format: () => ({}),
  boot: () => ({ asked: {}, told: [] }),
  onOrder(state, order, ctx) {
    const n = Number(order.value)
    state.memory.asked[`w${n}`] = ctx.invoke({ f: 'write', key: 'x', value: n })
    ctx.send('n1', { type: 'Write', n })
  },
  onMessage(state, _from, message, ctx) {
    const operation = state.memory.asked[`w${message.n}`]
    if (operation === undefined || state.memory.told.includes(operation)) return
    state.memory.told.push(operation)
    ctx.complete(operation, 'ok', message.n)
  },
  onTimer() {},
}

export const ping = scenario({
  id: 'ping/pings',
  sim: 'ping',
  title: 'Does it ping?',
  blurb: 'It pings.',
  question: 'What if n1 dies?',
  minutes: 1,
  seed: '7',
  topology: [
    { id: 'n1', process: 'server' },
    { id: 'n2', process: 'server' },
    { id: 'n3', process: 'server' },
    { id: 'c1', process: 'client' },
  ],
  settings: {},
  rules: [],
  interventions: [
    { id: 'first-write', atUs: 50_000, do: { kind: 'tell', node: 'c1', order: { name: 'write', value: 1 } } },
    {
      id: 'cut',
      atUs: 120_000,
      do: {
        kind: 'cut',
        name: 'n3 cut off',
        links: [
          ['n1', 'n3'],
          ['n3', 'n1'],
        ],
      },
    },
    { id: 'mend', atUs: 300_000, do: { kind: 'heal', fault: 'cut' } },
  ],
  durationUs: 1_000_000,
  opensAt: () => null,
  press: { label: 'Kill n1', does: () => ({ kind: 'crash', node: 'n1' }) },
  beats: [
    { at: (story) => story.first('leads')?.row ?? null, say: 'n1 begins.' },
    { at: (story) => story.first('stored')?.row ?? null, say: 'n1 stores a write.' },
    { at: (story) => story.intervention('cut'), say: 'n3 is cut off.' },
  ],
  predict: {
    at: (story) => story.intervention('cut'),
    question: 'Will n3 be pinged?',
    options: [
      { text: 'yes', feedback: 'Look at the wall.' },
      { text: 'no', feedback: 'Right.' },
    ],
    answer: () => 1,
  },
  claims: [{ text: 'something is stored', holds: (story) => story.count('stored') > 0 }],
})

export const busy = scenario({
  ...ping,
  id: 'ping/busy',
  seed: 'b',
  settings: { beatUs: 200 },
  durationUs: 16_000_000,
})

const whyNot: WhyNot = (view) =>
  view.history
    .filter(({ outcome }) => outcome === 'pending')
    .map(({ id, client }) => {
      const halt = haltOf(view, 'n1')
      const say = halt === null ? 'n1 has not answered yet' : `n1 ${halt}`
      const answer = { say, facts: [{ text: say, holds: false }], rule: null }
      return { id: `answer ${id}`, ask: `Why has ${client} no answer?`, about: { node: client }, answer }
    })

export const pingSim: Sim = defineSim({
  id: 'ping',
  title: 'Ping',
  blurb: 'Three nodes',
  sheet: { simulated: [], simplified: [], absent: [] },
  processes: { server, client },
  servers: ['server'],
  traffic: {},
  swarm: {},
  provocations: [],
  settings: [
    { key: 'beatUs', title: 'Beat', help: '', type: 'time', default: 10_000, min: 100, max: 1_000_000 },
    { key: 'loss', title: 'Loss', help: '', type: 'share', default: 0.02, min: 0, max: 1 },
    { key: 'isLoud', title: 'Loud', help: '', type: 'switch', default: false },
    {
      key: 'reads',
      title: 'Reads',
      help: '',
      type: 'choice',
      default: 'safe',
      choices: [
        { value: 'safe', title: 'Safe' },
        { value: 'fast', title: 'Fast' },
      ],
    },
  ],
  rules: [{ id: 'noSync', title: 'Answers before it syncs', help: '', breaks: 'kept', paper: '' }],
  invariants: [
    {
      id: 'kept',
      title: 'What was answered is kept',
      formal: 'Durability',
      paper: '',
      broken: 'n1 forgot {0} items',
    },
  ],
  observer: {
    start: () => ({ most: 0 }) as unknown as Json,
    after(truth, world, _node, report) {
      const state = truth as unknown as { most: number }
      const length = world.nodes[0]?.disk.log.length ?? 0
      if (length < state.most) report.violate('kept', state.most - length)
      if (length > state.most) report.note('x is', length)
      state.most = Math.max(state.most, length)
    },
  },
  network: (settings) => ({
    latency: { kind: 'uniform', minUs: 500, maxUs: 4_000 },
    loss: Number(settings.loss),
    duplicate: 0,
  }),
  disk: () => ({ sync: { kind: 'uniform', minUs: 300, maxUs: 900 } }),
  actions: [
    {
      id: 'write',
      title: 'Write',
      key: 'W',
      appliesTo: (node) => node.process === 'client',
      order: (_node, history) => ({ name: 'write', value: history.length + 1 }),
    },
  ],
  words: {
    notes: { leads: '{node} leads in epoch {0}', stored: '{node} stores {0}', lucky: '{node} is lucky' },
    reasons: {},
    rules: { stored: '§1' },
  },
  landmarks: { leads: 'election', stored: 'commit' },
  alignable: { timer: 'beat', process: 'server', title: 'Align the beats' },
  leader: (nodes) => nodes.find(({ id, up }) => id === 'n1' && up)?.id ?? null,
  describe: (message) => `${message.type} n=${(message as PingMessage).n}`,
  look: (message) => ({ mark: message.type === 'Ping' ? 'heartbeat' : 'reply', hue: 1, label: message.type }),
  arrival: (message, from, to) => `${to} gets ${message.type} from ${from}`,
  glyphs: ['leader', 'follower', 'client'],
  picture: (view) => ({
    nodes: view.nodes.map((node) => ({
      glyph: node.process === 'client' ? 'client' : node.id === 'n1' ? 'leader' : 'follower',
      letter: 'F',
      hue: 1,
      caption: node.memory === null ? 'down' : 'up',
      detail: null,
      isBroken: false,
      silence: null,
      votes: null,
    })),
    table: null,
    charts: [],
  }),
  whyNot: async () => whyNot,
  waits: [],
  lane: (code, params) =>
    code === 'leads' ? { style: 'leads', hue: Number(params[0]) === 2 ? 1 : 2 } : null,
  operation: (operation) => ({ label: `x=${operation.value}`, answer: operation.outcome }),
  truth: (code, params) => (code === 'x is' ? { key: 'x', text: `${params[0]} items` } : null),
  wrong: () => ({}),
  scenarios: [ping, busy],
})
