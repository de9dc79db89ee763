// Transactions as the lab knows them: everything of this folder, put together.

import type { Json } from '../../src/engine/json.ts'
import type { NodeView, Observer } from '../../src/engine/observer.ts'
import type { Settings } from '../../src/engine/process.ts'
import { evenNetwork, steadyDisk } from '../../src/sim/commonSettings.ts'
import { type ActionSpec, defineSim } from '../../src/sim/define.ts'
import type { ScenarioNode } from '../../src/sim/scenario.ts'
import { client } from './client.ts'
import { arrival, describe, look } from './describe.ts'
import { invariants } from './invariants.ts'
import { metrics } from './metrics.ts'
import { observer } from './observer/observer.ts'
import type { Truth } from './observer/truth.ts'
import { answer, label, picture } from './picture.ts'
import { provider } from './provider.ts'
import { raft } from './raft.ts'
import { rules } from './rules.ts'
import { shop } from './scenarios/cluster.ts'
import { scenarios } from './scenarios/index.ts'
import { paidTopology } from './scenarios/paid.ts'
import { settings } from './settings.ts'
import { siteNamed } from './site.ts'
import { words } from './words.ts'

const isClient = (node: NodeView) => node.process === 'client' && node.up

const actions: readonly ActionSpec[] = [
  { id: 'order', title: 'Place an order', key: 'W', appliesTo: isClient, order: () => ({ name: 'order' }) },
  {
    id: 'transfer',
    title: 'Move 10 from a1 to a2',
    appliesTo: isClient,
    order: () => ({ name: 'transfer', from: 'a1', to: 'a2', amount: 10 }),
  },
  {
    id: 'audit',
    title: 'Add up all accounts',
    key: 'Q',
    appliesTo: isClient,
    order: () => ({ name: 'audit' }),
  },
]

/** With three, one may be away: of coordinators that accept votes, and of servers that keep what was decided. */
function company({ protocol, place }: Settings): readonly ScenarioNode[] {
  if (protocol === 'paxosCommit' && place !== 'beside') return [{ id: 'k3', process: 'coordinator' }]
  if (protocol === 'twoPhase' && place === 'replicated')
    return ['r1', 'r2', 'r3'].map((id) => ({ id, process: 'server' }))
  return []
}

export const sim = defineSim({
  id: 'transactions',
  title: 'Transactions',
  blurb:
    'One order on several databases: all of it, or nothing of it. And what that costs when somebody dies.',
  sheet: {
    simulated: [
      'Two-phase commit with presumed nothing, presumed abort and presumed commit, and read-only participants',
      'A coordinator apart or beside a participant; recovery of both from their logs; cooperative termination',
      'Three-phase commit with its termination protocol, and what a split network makes of it',
      'Paxos Commit, and faster Paxos Commit: an instance of Paxos for each vote, with acceptors on coordinators or beside participants',
      'Coordinators that keep their decisions on the Raft cluster of the other system, so that any of them can finish',
      'A repeated request known by its key, by looking for it first, or by a unique constraint',
      'Rows with shared and exclusive locks and queues; two-phase locking',
      'Deadlocks that end by timeout, do not arise because work is handed out in order, or are found by probes from site to site',
      'Optimistic work without locks, validated at the vote',
      'Log records that are forced to disk or not; a crash takes those that are not',
      'Sagas, conducted by one node or by nobody: compensations in reverse, retries with backoff, a pivot, names for steps, tombstones, semantic locks, an outbox',
      'A payment provider outside that keeps its own books: idempotency keys, answers that get lost, charges whose outcome is unknown until they are asked for again or looked up; under two-phase commit money is held before the vote and captured after it',
      'Orders, transfers between accounts on different sites, and audits that add all accounts up',
    ],
    simplified: [
      'A log is never cut, so a participant remembers how every transaction ended',
      'A transaction reads and writes a row by its name; there are no scans',
      'A client asks for one transaction at a time',
      'Under Paxos Commit a client asks only the coordinator that it asked first, also when another has finished what it led',
      'In three-phase commit whoever was down meanwhile has no say, and asks the others; if all were, it ends when the coordinator is back',
      'A saga takes back what it did by adding it again',
      'A payment provider holds money for as long as it is asked to: a hold does not expire',
      'Handling an event takes no time unless a node is made slow',
    ],
    absent: [
      'Reads of a snapshot; a deadlock detector with the whole picture',
      'Nested transactions and heuristic decisions by hand',
    ],
  },
  processes: {
    participant: siteNamed('participant'),
    coordinator: siteNamed('coordinator'),
    server: raft,
    provider,
    client,
  },
  servers: ['participant', 'coordinator', 'server', 'provider'],
  housekeeping: [
    ...['ready', 'own', 'writes', 'asked', 'syncs', 'pending', 'tickUs', 'agenda', 'touched'],
    'finished',
  ],
  traffic: { workloadEveryUs: 60_000 },
  swarm: {
    // Every pair was one, so that most seeds keep what they drew before there was Paxos Commit.
    protocol: [
      ...['twoPhase', 'twoPhase', 'twoPhase', 'paxosCommit'],
      ...['orchestrated', 'orchestrated', 'choreographed', 'choreographed'],
    ],
    faster: [false, true],
    undoFails: [0, 0, 0.3],
    stepFails: [0, 0, 0.2],
    pivot: ['none', 'none', 'card'],
    unknownBy: ['again', 'lookup'],
    providerTimeoutUs: [60_000, 150_000],
    declines: [0, 0, 0.2],
    stepRetries: [1, 4],
    backoffUs: [50_000, 100_000],
    presumption: ['nothing', 'abort', 'commit'],
    // As above, for decisions that a cluster keeps.
    place: ['apart', 'apart', 'apart', 'replicated', 'beside', 'beside'],
    cooperative: [false, true],
    readOnly: [true, true, false],
    concurrency: ['locks', 'locks', 'validation'],
    deadlocks: ['timeout', 'timeout', 'timeout', 'detected'],
    seat: ['taken', 'taken', 'reserved'],
    workOrder: ['together', 'together', 'inOrder'],
    lastVotes: [false, true],
    sendGapUs: [0, 0, 5_000],
    lockTimeoutUs: [60_000, 200_000],
    voteTimeoutUs: [150_000, 400_000],
    workloadEveryUs: [15_000, 60_000, 250_000],
    latencyMaxUs: [6_000, 15_000, 30_000],
    diskSyncUs: [200, 1_000, 30_000],
  },
  grounds: [null, null, paidTopology(2, 2, shop(50))],
  company,
  settings,
  rules,
  invariants,
  observer: observer as Observer<never>,
  network: evenNetwork,
  disk: steadyDisk,
  provocations: [],
  actions,
  words,
  landmarks: {
    decides: 'commit',
    clusterDecides: 'commit',
    isChosen: 'commit',
    gaveUp: 'client error',
    isRefused: 'client error',
  },
  alignable: null,
  leader: (nodes) => nodes.find(({ process, up }) => process === 'coordinator' && up)?.id ?? null,
  describe,
  look,
  arrival,
  glyphs: ['participant', 'coordinator', 'provider', 'leader', 'follower', 'candidate', 'client'],
  picture,
  metrics,
  whyNot: () => import('./whyNot.ts').then(({ whyNot }) => whyNot),
  waits: ['tick', 'retry', 'election'],
  // What is held is drawn on the lanes; the lives of sites are all alike.
  lane: () => null,
  operation: (operation) => ({ label: label(operation), answer: answer(operation) }),
  truth: () => null,
  wrong: (truth: Json) =>
    Object.fromEntries(
      ((truth as unknown as Truth | null)?.wrong ?? []).map(({ operation, ...wrong }) => [operation, wrong]),
    ),
  scenarios,
})
