// The log and its read models as the lab knows them: everything of this folder, put together.

import type { Json } from '../../src/engine/json.ts'
import type { Observer } from '../../src/engine/observer.ts'
import { evenNetwork, steadyDisk } from '../../src/sim/commonSettings.ts'
import { defineSim } from '../../src/sim/define.ts'
import { actions } from './actions.ts'
import { client } from './client.ts'
import { arrival, describe, look } from './describe.ts'
import { invariants } from './invariants.ts'
import { metrics } from './metrics.ts'
import { observer } from './observer/observer.ts'
import type { Truth } from './observer/truth.ts'
import { answer, label, picture } from './picture.ts'
import { projector } from './projector.ts'
import { rules } from './rules.ts'
import { scenarios } from './scenarios/index.ts'
import { settings, swarm, traffic } from './settings.ts'
import { lane, words } from './words.ts'
import { writer } from './writer.ts'

export const sim = defineSim({
  id: 'events',
  title: 'Event log and read models',
  blurb: 'What has happened is a log, written in one place. What you read is made from it, a little later.',
  sheet: {
    simulated: [
      'A writer that decides by its own state and appends what has happened to a log, forced to disk',
      'Read models that follow the log by offset, in batches, with time for each event and syncs of their own',
      'The offset committed before the events, after them, or in one record with what they made; events known by number',
      'Rebuilding a read model from the first event, in its place or beside the old one, or up to any event',
      'Reads of a read model, of one that has one’s own writes (and of the writer, if none has), and of the writer',
      'Commands known by their number; the writer’s snapshots',
    ],
    simplified: [
      'One writer and one log, without copies',
      'The writer makes its state from the log in no time when it starts',
      'A read model is one record of balances; all read models are alike',
      'The log is never cut',
    ],
    absent: [
      'Several partitions of a log, and groups that share them',
      'Events whose shape changes over the years',
      'Effects outside of the system, such as mail, when events are applied again',
    ],
  },
  processes: { writer, projector, client },
  servers: ['writer', 'projector'],
  housekeeping: ['finished'],
  traffic,
  swarm,
  settings,
  rules,
  invariants,
  observer: observer as unknown as Observer<never>,
  network: evenNetwork,
  disk: steadyDisk,
  provocations: [{ name: 'rebuild' }, { name: 'rebuild', upTo: 3 }, { name: 'stop' }, { name: 'follow' }],
  upheavals: [
    { kind: 'set', key: 'commit', value: 'together' },
    { kind: 'set', key: 'commit', value: 'after' },
    { kind: 'set', key: 'looksAtNumber', value: false },
    { kind: 'set', key: 'looksAtNumber', value: true },
    { kind: 'set', key: 'rebuild', value: 'beside' },
    { kind: 'set', key: 'batch', value: 2 },
    { kind: 'set', key: 'reads', value: 'own' },
  ],
  actions,
  words,
  landmarks: {
    appends: 'commit',
    gaveUp: 'client error',
    staleRead: 'client error',
    wrongRead: 'client error',
    effectLost: 'client error',
    effectTwice: 'client error',
  },
  alignable: null,
  leader: (nodes) => nodes.find(({ process, up }) => process === 'writer' && up)?.id ?? null,
  describe,
  look,
  arrival,
  glyphs: ['leader', 'follower', 'candidate', 'client'],
  picture,
  metrics,
  whyNot: () => import('./whyNot.ts').then(({ whyNot }) => whyNot),
  waits: ['retry', 'fetch'],
  lane,
  operation: (operation) => ({ label: label(operation), answer: answer(operation) }),
  truth: (code, params) =>
    code === 'truth' ? { key: String(params[0]), text: `${params[0]}=${params[1]}` } : null,
  wrong: (truth: Json) =>
    Object.fromEntries(
      ((truth as unknown as Truth | null)?.wrong ?? []).map(({ operation, ...wrong }) => [operation, wrong]),
    ),
  scenarios,
})
