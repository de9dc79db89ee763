// A lock with a TTL as the lab knows it: everything of this folder, put together.

import type { Json } from '../../src/engine/json.ts'
import type { NodeView, Observer } from '../../src/engine/observer.ts'
import { evenNetwork, steadyDisk } from '../../src/sim/commonSettings.ts'
import { type ActionSpec, defineSim } from '../../src/sim/define.ts'
import { client } from './client.ts'
import { arrival, describe, look } from './describe.ts'
import { lock } from './lockServer.ts'
import { metrics } from './metrics.ts'
import { observer } from './observer/observer.ts'
import type { Truth } from './observer/truth.ts'
import { picture } from './picture.ts'
import { invariants, rules } from './promises.ts'
import { scenarios } from './scenarios/index.ts'
import { settings, swarm, traffic } from './settings.ts'
import { storage } from './storage.ts'
import { words } from './words.ts'
import { worker } from './worker.ts'

const isClient = (node: NodeView) => node.process === 'client' && node.up

const actions: readonly ActionSpec[] = [
  {
    id: 'add',
    title: 'Add 1 to the file',
    key: 'W',
    appliesTo: isClient,
    order: () => ({ name: 'add', count: 1 }),
  },
  {
    id: 'add-three',
    title: 'Add 3, in three writes',
    appliesTo: isClient,
    order: () => ({ name: 'add', count: 3 }),
  },
]

export const sim = defineSim({
  id: 'leases',
  title: 'A lock that runs out',
  blurb: 'One lock with a TTL, and a file that only its holder may write. Two may believe that they hold it.',
  sheet: {
    simulated: [
      'A lock server that grants leases with a TTL on its own clock, and a token that grows, on disk before it is told',
      'Workers that ask for the lock, renew it, read the file, work, look at their clock, write, and let go',
      'Storage that refuses older tokens, or stale versions, or nothing',
      'Clocks that run fast or are set; pauses, crashes, restarts and slow disks of all of them',
      'A TTL waited out after a restart of the lock server, and the lock-delay of Chubby',
      'Writes with names, so that what was done is not done again',
    ],
    simplified: [
      'One lock, one file, and in the file a number',
      'Who does not get the lock asks again after a while; nobody stands in a queue',
      'One lock server: while it is down nobody is given the lock',
      'A worker keeps its jobs in memory; the client asks again if it hears nothing',
    ],
    absent: [
      'A lock server made of several (Chubby, ZooKeeper, etcd), and Redlock',
      'Sessions that hold several locks; locks that many may share',
      'Undoing the first half of a job whose second half was refused',
    ],
  },
  processes: { lock, worker, storage, client },
  servers: ['lock', 'worker', 'storage'],
  housekeeping: ['said', 'saidCount', 'pending'],
  traffic,
  swarm,
  settings,
  rules,
  invariants,
  observer: observer as Observer<never>,
  network: evenNetwork,
  disk: steadyDisk,
  provocations: [],
  actions,
  words,
  landmarks: { grants: 'election', stores: 'commit', gaveUp: 'client error' },
  alignable: null,
  leader: (nodes) => nodes.find(({ process, up }) => process === 'lock' && up)?.id ?? null,
  describe,
  look,
  arrival,
  glyphs: ['leader', 'candidate', 'follower', 'coordinator', 'participant', 'client'],
  picture,
  metrics,
  whyNot: () => import('./whyNot.ts').then(({ whyNot }) => whyNot),
  waits: ['ask', 'retry'],
  // Who has the lock is drawn on the lanes as bars.
  lane: () => null,
  operation: ({ value, outcome, result }) => ({
    label: `+${String(value)}`,
    answer: outcome === 'ok' ? `file=${String(result)}` : outcome === 'pending' ? 'no answer yet' : 'gave up',
  }),
  truth: (code, params) => (code === 'truth' ? { key: 'file', text: `file=${params[0]}` } : null),
  wrong: (truth: Json) =>
    Object.fromEntries(
      ((truth as unknown as Truth | null)?.wrong ?? []).map(({ operation, ...wrong }) => [operation, wrong]),
    ),
  scenarios,
})
