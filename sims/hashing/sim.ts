// The store as the lab knows it: everything of this folder, put together.

import type { Json } from '../../src/engine/json.ts'
import type { Observer } from '../../src/engine/observer.ts'
import { evenNetwork, steadyDisk } from '../../src/sim/commonSettings.ts'
import { defineSim } from '../../src/sim/define.ts'
import { actions } from './actions.ts'
import { cache } from './cache.ts'
import { client } from './client.ts'
import { database } from './database.ts'
import { arrival, describe, look } from './describe.ts'
import { directory } from './directory.ts'
import { invariants } from './invariants.ts'
import { metrics } from './metrics.ts'
import { observer } from './observer.ts'
import { singles } from './pairs.ts'
import { answer, label, picture, viewIn } from './picture.ts'
import { ringOf } from './ringPicture.ts'
import { rules } from './rules.ts'
import { scenarios } from './scenarios/index.ts'
import { settings, swarm, traffic } from './settings.ts'
import { FIRST } from './state.ts'
import { store } from './store.ts'
import type { Truth } from './truth.ts'
import { upheavals } from './upheavals.ts'
import { lane, words } from './words.ts'

export const sim = defineSim({
  id: 'hashing',
  title: 'Placement',
  blurb: 'Which node keeps which key: nine schemes on a store whose keys really move.',
  sheet: {
    simulated: [
      'Placement by hash ring, modulo, rendezvous, jump hash, Maglev, bounded loads, fixed partitions, ranges and a directory',
      'Views of the membership, numbered by epochs, announced in messages; nodes and clients that go by older ones',
      'Keys that move in messages which take both sides time, while the store serves reads and writes',
      'Copies with quorums, in two layouts at once while keys move; read repair and hinted handoff',
      'Nodes that serve one request at a time, so that a hot one has a queue',
      'Caches before a database that is slower than they are',
    ],
    simplified: [
      'One directory decides; while it is down the membership stays as it is',
      'All keys are of one size, and there are some hundred of them',
      'A client has one operation under way',
      'Queries count what nodes have; they are not held to one moment',
    ],
    absent: [
      'Agreement on the membership among several nodes',
      'Transactions over several keys: two posts can be written one after the other, and that is all',
      'Merkle trees',
    ],
  },
  processes: { store, cache, directory, database, client },
  servers: ['store', 'cache', 'directory', 'database'],
  traffic,
  swarm,
  settings,
  rules,
  invariants,
  observer: observer as Observer<never>,
  network: evenNetwork,
  disk: steadyDisk,
  provocations: [{ name: 'join' }, { name: 'leave' }],
  upheavals,
  actions,
  words,
  landmarks: { announces: 'election', settles: 'commit', gaveUp: 'client error' },
  alignable: null,
  leader: (nodes) => nodes.find(({ process, up }) => process === 'directory' && up)?.id ?? null,
  describe,
  look,
  arrival,
  glyphs: ['participant', 'coordinator', 'client'],
  picture: (view) => ({ ...picture(view), ring: ringOf(view, viewIn(view)) }),
  metrics,
  whyNot: () => import('./whyNot.ts').then(({ whyNot }) => whyNot),
  placing: () => import('./placing.ts').then(({ placing }) => placing),
  waits: ['retry', 'pull'],
  lane,
  judged: { initial: FIRST.value, meant: singles },
  operation: (operation) => ({ label: label(operation), answer: answer(operation) }),
  truth: (code, params) =>
    code === 'truth' ? { key: String(params[0]), text: `${params[0]}=${params[1]}` } : null,
  wrong: (truth: Json) =>
    Object.fromEntries(
      ((truth as unknown as Truth | null)?.wrong ?? []).map(({ operation, ...wrong }) => [operation, wrong]),
    ),
  scenarios,
})
