// The quorum store as the lab knows it: everything of this folder, put together.

import type { Json } from '../../src/engine/json.ts'
import type { NodeView, Observer, Operation } from '../../src/engine/observer.ts'
import { steadyDisk } from '../../src/sim/commonSettings.ts'
import { type ActionSpec, defineSim } from '../../src/sim/define.ts'
import { hueOf } from '../../src/sim/picture.ts'
import { client } from './client.ts'
import { arrival, describe, look } from './describe.ts'
import { invariants } from './invariants.ts'
import type { Level } from './messages.ts'
import { metrics } from './metrics.ts'
import { observer } from './observer/observer.ts'
import type { Truth } from './observer/truth.ts'
import { answer, label } from './operations.ts'
import { picture } from './picture.ts'
import { replica } from './quorum.ts'
import { rules } from './rules.ts'
import { scenarios } from './scenarios/index.ts'
import { network, settings, swarm, traffic } from './settings.ts'
import { words } from './words.ts'

const isClient = (node: NodeView) => node.process === 'client' && node.up

const at = (level: Level) => (level === 'default' ? {} : { level })

/** Counting the writes so far gives every write a value of its own. */
const nextWrite = (history: readonly Operation[], level: Level = 'default') => {
  const value = history.filter(({ f }) => f !== 'read').length + 1
  return { name: 'write', key: 'x', value, ...at(level) }
}
const nextRead = (history: readonly Operation[], level: Level = 'default') => {
  return { name: 'read', key: history.findLast(({ f }) => f !== 'read')?.key ?? 'x', ...at(level) }
}

const actions: readonly ActionSpec[] = [
  {
    id: 'write',
    title: 'Write a new value',
    key: 'W',
    appliesTo: isClient,
    order: (_, history) => nextWrite(history),
  },
  { id: 'read', title: 'Read', key: 'Q', appliesTo: isClient, order: (_, history) => nextRead(history) },
  {
    id: 'read-one',
    title: 'Read at level one: the first answer will do',
    appliesTo: isClient,
    order: (_, history) => nextRead(history, 'one'),
  },
  {
    id: 'read-quorum',
    title: 'Read at level quorum: more than half, or no answer',
    appliesTo: isClient,
    order: (_, history) => nextRead(history, 'quorum'),
  },
  {
    id: 'write-one',
    title: 'Write at level one: one copy will do',
    appliesTo: isClient,
    order: (_, history) => nextWrite(history, 'one'),
  },
  {
    id: 'write-quorum',
    title: 'Write at level quorum: more than half, or refused',
    appliesTo: isClient,
    order: (_, history) => nextWrite(history, 'quorum'),
  },
]

export const sim = defineSim({
  id: 'quorum',
  title: 'Quorums without a leader',
  blurb: 'A store after Dynamo: N copies, R and W, and one switch for what to do when cut off.',
  sheet: {
    simulated: [
      'N copies on a ring of nodes, any of which coordinates any operation; R and W from the settings or by operation',
      'Version vectors with siblings, or the last writer, whose stamp is one higher than all that a quorum knew of',
      'Reads that write back before they return; with R+W > N that makes every key an atomic register',
      'Read repair, sloppy quorums with hinted handoff, and anti-entropy by comparing hash trees',
      'Copies and hints on disk, with syncs that take time: what is acknowledged is durable',
      'Clients that never ask twice, so that an operation without an answer is really unknown',
    ],
    simplified: [
      'Vectors count the writes of client sessions, as Riak did at first, and not of nodes; they are never pruned',
      'A client asks for the context of a key with every write; Dynamo leaves it to the application when to read',
      'Silence is the only detector of failures, and every operation finds out anew',
      'Hash trees have sixteen leaves, and are computed when they are compared',
      'Handling an event takes no time unless a node is made slow',
    ],
    absent: [
      'Membership: nodes that join or leave, gossip, and the moving of keys',
      'Virtual nodes: a key has one place, and its copies are on the next N nodes',
      'Deletes and their tombstones',
      'Nodes that lie, and bytes that rot',
    ],
  },
  processes: { replica, client },
  servers: ['replica'],
  traffic,
  swarm,
  settings,
  rules,
  invariants,
  observer: observer as Observer<never>,
  network,
  disk: steadyDisk,
  provocations: [],
  actions,
  words,
  landmarks: { writeDone: 'commit', refused: 'client error', gaveUp: 'client error' },
  alignable: null,
  leader: () => null,
  describe,
  look,
  arrival,
  glyphs: ['follower', 'client'],
  picture,
  metrics,
  whyNot: () => import('./whyNot/whyNot.ts').then(({ whyNot }) => whyNot),
  waits: ['patience', 'answer'],
  lane(code, params) {
    if (code === 'stored') return { style: 'follows', hue: hueOf(Number(params[3] ?? 0)) }
    return code === 'restarted' ? { style: 'follows', hue: null } : null
  },
  operation: (operation) => ({ label: label(operation), answer: answer(operation) }),
  truth: (code, params) =>
    code === 'truth' ? { key: String(params[0]), text: `${params[0]}=${params[1]}` } : null,
  wrong: (truth: Json) =>
    Object.fromEntries(
      ((truth as unknown as Truth | null)?.wrong ?? []).map(({ operation, ...wrong }) => [operation, wrong]),
    ),
  scenarios,
})
