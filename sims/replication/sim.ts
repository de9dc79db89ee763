// Replication as the lab knows it: everything of this folder, put together.

import type { Json } from '../../src/engine/json.ts'
import { evenNetwork, steadyDisk } from '../../src/sim/commonSettings.ts'
import { defineSim } from '../../src/sim/define.ts'
import { hueOf } from '../../src/sim/picture.ts'
import { actions, inCharge } from './actions.ts'
import { client } from './client.ts'
import { arrival, describe, look } from './describe.ts'
import { invariants } from './invariants.ts'
import { master } from './master.ts'
import { metrics } from './metrics.ts'
import { observer } from './observer.ts'
import { answer, label, picture } from './picture.ts'
import { replica } from './replica.ts'
import { rules } from './rules.ts'
import { scenarios } from './scenarios/index.ts'
import { settings } from './settings.ts'
import type { Truth } from './truth.ts'
import { words } from './words.ts'

export const sim = defineSim({
  id: 'replication',
  title: 'Replication',
  blurb: 'Primary and backups, or a chain. What is promised depends on what you choose, and is checked.',
  sheet: {
    simulated: [
      'Primary-backup replication with acknowledgement after none, one, k or all backups, and semi-sync that falls back',
      'Chain replication: writes at the head, answers and reads at the tail, repair at head, tail and in the middle',
      'A master with epochs, fences and leases; failover to the one with most, the first to answer, or by hand',
      'Reads at the primary or anywhere, sessions with tokens, replicas that apply with a delay',
      'Replicas that are cut off: they refuse, or go on alone and hand over at the heal, where conflicts are decided',
      'Logs on disk, with syncs that take time; a network that delays, loses, doubles and reorders; clocks that drift',
    ],
    simplified: [
      'The master is one process; it may crash and restart, and while it is away nothing can change',
      'Clocks may drift apart by a tenth; leases are given with a quarter to spare',
      'Replicas that are cut off together do not share what each of them writes alone',
      'Logs are kept whole; a new replica is sent all of it',
      'Handling an event takes no time unless a node is made slow',
    ],
    absent: [
      'A master that is itself replicated',
      'Nodes that lie (Byzantine faults)',
      'Bytes that rot on disk',
    ],
  },
  processes: { replica, master, client },
  servers: ['replica', 'master'],
  traffic: { workloadEveryUs: 60_000 },
  swarm: {
    protocol: ['primaryBackup', 'primaryBackup', 'chain'],
    acks: ['one', 'one', 'all', 'k', 'none'],
    semiSyncTimeoutUs: [0, 0, 0, 200_000],
    reads: ['primary', 'primary', 'anywhere'],
    session: ['none', 'token'],
    failover: ['caughtUp', 'caughtUp', 'fastest'],
    whenCutOff: ['refuse', 'refuse', 'answer'],
    conflicts: ['siblings', 'lastWriter', 'merge'],
    shipDelayUs: [0, 0, 40_000],
    applyDelayUs: [0, 0, 80_000],
    leaseUs: [150_000, 150_000, 400_000],
    heartbeatUs: [20_000, 50_000],
    workloadEveryUs: [15_000, 60_000, 250_000],
    workloadKeys: [1, 3],
    latencyMaxUs: [6_000, 15_000, 30_000],
    diskSyncUs: [200, 1_000, 30_000],
  },
  settings,
  rules,
  invariants,
  observer: observer as never,
  network: evenNetwork,
  disk: steadyDisk,
  provocations: [{ name: 'promote' }],
  actions,
  words,
  landmarks: {
    activated: 'election',
    promotes: 'election',
    committed: 'commit',
    atTail: 'commit',
    conflict: 'commit',
    leaseOut: 'client error',
    refused: 'client error',
    gaveUp: 'client error',
    staleRead: 'client error',
    writeLost: 'client error',
    writeDropped: 'client error',
  },
  alignable: null,
  leader: inCharge,
  describe,
  look,
  arrival,
  glyphs: ['leader', 'follower', 'candidate', 'coordinator', 'client'],
  picture,
  metrics,
  whyNot: () => import('./whyNot/whyNot.ts').then(({ whyNot }) => whyNot),
  waits: ['lease', 'retry'],
  lane(code, params) {
    const [first, second] = params
    if (code === 'activated') return { style: 'leads', hue: hueOf(Number(first)) }
    if (code === 'leaseBack') return null
    if (code === 'takesOver' || code === 'fenced' || code === 'leaseOut')
      return { style: 'stands', hue: hueOf(Number(first)) }
    if (code === 'restarted') return { style: 'follows', hue: hueOf(Number(first)) }
    return code === 'follows' ? { style: 'follows', hue: hueOf(Number(second)) } : null
  },
  operation: (operation) => ({ label: label(operation), answer: answer(operation) }),
  truth(code, params) {
    const key = String(params[0])
    if (code === 'gone') return { key, text: `no ${key}` }
    return code === 'truth' ? { key, text: `${key}=${params[1]}` } : null
  },
  wrong: (truth: Json) =>
    Object.fromEntries(
      ((truth as unknown as Truth | null)?.wrong ?? []).map(({ operation, ...wrong }) => [operation, wrong]),
    ),
  scenarios,
})
