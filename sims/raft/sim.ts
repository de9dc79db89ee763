// Raft as the lab knows it: everything of this folder, put together.

import type { Json } from '../../src/engine/json.ts'
import type { NodeView } from '../../src/engine/observer.ts'
import { evenNetwork, steadyDisk } from '../../src/sim/commonSettings.ts'
import { type ActionSpec, defineSim } from '../../src/sim/define.ts'
import { hueOf } from '../../src/sim/picture.ts'
import { client } from './client.ts'
import { arrival, describe, look } from './describe.ts'
import { invariants } from './invariants.ts'
import { knowing } from './knowing.ts'
import { observer } from './observer.ts'
import { answer, label, picture } from './picture.ts'
import { raft } from './raft.ts'
import { rules } from './rules.ts'
import { scenarios } from './scenarios/index.ts'
import { settings } from './settings.ts'
import type { Truth } from './truth.ts'
import { words } from './words.ts'

const isServer = (node: NodeView) => node.process === 'server' && node.up
const isClient = (node: NodeView) => node.process === 'client' && node.up

const actions: readonly ActionSpec[] = [
  {
    id: 'timeout',
    title: 'Trigger an election timeout',
    appliesTo: (node) => isServer(node) && node.memory.role !== 'leader',
    order: () => ({ name: 'timeout' }),
  },
  {
    id: 'write',
    title: 'Write a new value',
    key: 'W',
    appliesTo: isClient,
    // Counting the writes so far gives every write a value of its own.
    order: (_, history) => ({
      name: 'write',
      key: 'x',
      value: history.filter(({ f }) => f !== 'read').length + 1,
    }),
  },
  {
    id: 'read',
    title: 'Read',
    key: 'Q',
    appliesTo: isClient,
    order: (_, history) => ({ name: 'read', key: history.findLast(({ f }) => f !== 'read')?.key ?? 'x' }),
  },
]

/** The leader of the highest term: an older one may not know yet that it was deposed. */
function leader(nodes: readonly NodeView[]): string | null {
  const leaders = nodes.filter((node) => isServer(node) && node.memory.role === 'leader')
  leaders.sort((a, b) => b.disk.currentTerm - a.disk.currentTerm)
  return leaders[0]?.id ?? null
}

export const sim = defineSim({
  id: 'raft',
  title: 'Consensus',
  blurb: 'Raft, as in the paper. Every promise is checked after every event.',
  sheet: {
    simulated: [
      'Elections with randomized timeouts, PreVote and CheckQuorum as settings (§5.2; dissertation §6.2, §9.6)',
      'Log replication with conflict repair, the commit rule of §5.4.2, and an empty entry at the start of a term (§5.3, §8)',
      'Terms, votes and logs on disk, with syncs that take time: what is sent after a write leaves when it is durable',
      'Clients that retry with the same serial number, and sessions that execute each request once (§8)',
      'Reads by ReadIndex, by lease, or locally by whoever is asked',
      'A network that delays, loses, doubles and reorders; cuts in either direction; clocks that drift',
    ],
    simplified: [
      'Handling an event takes no time unless a node is made slow',
      'A cut stands in the middle of a link: messages already past it still arrive',
      'A timer that is running is not stretched when its clock begins to drift',
      'Disks keep whole writes or lose them; nothing is torn',
    ],
    absent: [
      'Snapshots (§7) and membership change (§6)',
      'Nodes that lie (Byzantine faults)',
      'Bytes that rot on disk or on the wire',
    ],
  },
  processes: { server: raft, client },
  servers: ['server'],
  traffic: { workloadEveryUs: 60_000 },
  swarm: {
    workloadEveryUs: [15_000, 60_000, 250_000],
    maxEntriesPerMessage: [1, 1, 4, 16],
    preVote: [false, false, true],
    checkQuorum: [false, false, true],
    latencyMaxUs: [6_000, 15_000, 30_000],
    diskSyncUs: [200, 1_000, 30_000],
    electionMaxUs: [200_000, 300_000, 600_000],
    heartbeatUs: [20_000, 50_000],
    reads: ['readIndex', 'readIndex', 'lease'],
  },
  settings,
  rules,
  invariants,
  observer: observer as never,
  network: evenNetwork,
  disk: steadyDisk,
  provocations: [{ name: 'timeout' }],
  actions,
  words,
  landmarks: { elected: 'election', candidate: 'election', committed: 'commit', gaveUp: 'client error' },
  alignable: { timer: 'election', process: 'server', title: 'Force a split vote: align the election timers' },
  leader,
  describe,
  look,
  arrival,
  glyphs: ['leader', 'follower', 'candidate', 'client'],
  picture,
  knowing,
  whyNot: () => import('./whyNot/whyNot.ts').then(({ whyNot }) => whyNot),
  waits: ['election', 'retry'],
  lane(code, params) {
    const term = Number(params[0] ?? 0)
    if (code === 'elected') return { style: 'leads', hue: hueOf(term) }
    if (code === 'candidate' || code === 'preCandidate') return { style: 'stands', hue: hueOf(term) }
    if (code === 'newTerm' || code === 'restarted') return { style: 'follows', hue: hueOf(term) }
    if (code === 'steppedDown' || code === 'conceded')
      return { style: 'follows', hue: hueOf(Number(params[1] ?? 0)) }
    return code === 'follows' ? { style: 'follows', hue: hueOf(Number(params[1] ?? 0)) } : null
  },
  operation: (operation) => ({ label: label(operation), answer: answer(operation) }),
  truth: (code, params) =>
    code === 'truth' ? { key: String(params[0]), text: `${params[0]}=${params[1]}` } : null,
  wrong: (truth: Json) =>
    Object.fromEntries(
      ((truth as unknown as Truth | null)?.wrong ?? []).map(({ operation, word, truth: was }) => [
        operation,
        { word, truth: was },
      ]),
    ),
  scenarios,
})
