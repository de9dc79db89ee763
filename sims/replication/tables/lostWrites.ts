// How many acknowledged writes an asynchronous failover loses: those that came within one replication lag of the crash. If
// they come at random, that is a Poisson number with mean rate × lag.

import { ln } from '../../../src/engine/ln.ts'
import type { Ctx, Process } from '../../../src/engine/process.ts'
import type { World } from '../../../src/engine/world.ts'
import { percentile } from '../../../src/sim/metric.ts'
import type { Table, TableRow } from '../../../src/sim/table.ts'
import { idOf } from '../log.ts'
import type { ReplicationMessage } from '../messages.ts'
import type { Disk, Memory as ReplicaMemory } from '../state.ts'
import { benchWorld, READY_US } from './bench.ts'

const RATE = 100
const LAG_US = 100_000
const CRASH_US = READY_US + 500_000

interface Memory {
  n: number
  /** Ids of the writes that were acknowledged. */
  acked: string[]
}

/** Writes at random moments, however many are still under way; each in a session of its own. */
const restlessClient: Process<object, Memory, ReplicationMessage> = {
  name: 'client',
  format: () => ({}),
  boot(_disk, ctx) {
    ctx.setTimer('next', READY_US)
    return { n: 0, acked: [] }
  },
  onTimer({ memory }, _timer, ctx) {
    memory.n++
    const primary = ctx.group('replica')[0]!
    const { n } = memory
    const what = { op: 'write', key: 'x', level: 'strong', seen: 0 } as const
    ctx.send(primary, { type: 'Request', value: n, clientId: `${ctx.id}-${n}`, sequenceNum: n, ...what })
    ctx.setTimer('next', pauseUs(ctx))
  },
  onMessage({ memory }, _from, m, ctx) {
    if (m.type === 'Reply' && m.status === 'OK')
      memory.acked.push(idOf({ clientId: `${ctx.id}-${m.sequenceNum}`, sequenceNum: m.sequenceNum }))
  },
}

function pauseUs(ctx: Ctx<object, ReplicationMessage>): number {
  return Math.ceil((-ln(1 - ctx.random('pause')) * 1_000_000) / RATE)
}

/** Runs until another replica is primary, and counts what it lacks. */
function lostIn(seed: string): number {
  const world = benchWorld({
    seed,
    replicas: 3,
    clients: 1,
    client: restlessClient,
    settings: { acks: 'none', shipDelayUs: LAG_US, latencyMinUs: 1_000, latencyMaxUs: 1_000, diskSyncUs: 1 },
    interventions: [{ id: 'crash', atUs: CRASH_US, do: { kind: 'crash', node: 'n1' } }],
  })
  world.advanceTo(CRASH_US)
  while (nextPrimary(world) === null && world.step());
  const has = new Set((nextPrimary(world)?.disk.log ?? []).map(idOf))
  const { acked }: Memory = world.nodes.find(({ process }) => process === 'client')!.memory
  return acked.filter((id) => !has.has(id)).length
}

function nextPrimary({ nodes }: World): { readonly disk: Disk } | null {
  const isPrimary = (memory: ReplicaMemory | null, id: string) =>
    memory?.isActive === true && memory.configuration?.members[0] === id
  return nodes.find(({ process, id, memory }) => process === 'replica' && isPrimary(memory, id)) ?? null
}

function rows(effort: 'short' | 'full'): readonly TableRow[] {
  const trials = effort === 'full' ? 2000 : 200
  const lost = Array.from({ length: trials }, (_, i) => lostIn(String(i + 1)))
  const mean = lost.reduce((sum, n) => sum + n, 0) / trials
  const variance = lost.reduce((sum, n) => sum + (n - mean) * (n - mean), 0) / (trials - 1)
  const expected = (RATE * LAG_US) / 1_000_000
  // Three standard errors of a Poisson number's mean and variance.
  const error = 3 * Math.sqrt(expected / trials)
  const spread = 3 * Math.sqrt((expected + 2 * expected * expected) / trials)
  const row = (label: string, measured: number, published: number, allowed: number) => ({
    label,
    measured,
    published,
    allowed,
    unit: 'writes',
  })
  return [
    row('mean', mean, expected, error),
    row('variance', variance, expected, spread),
    row('median', percentile(lost, 0.5) ?? 0, 10, 1),
    row('99th percentile', percentile(lost, 0.99) ?? 0, 18, effort === 'full' ? 1 : 3),
  ]
}

export const lostWrites: Table = {
  id: 'failover',
  title: 'Acknowledged writes lost by an asynchronous failover, 100 writes a second, 100 ms behind',
  source: 'Poisson(rate × lag): mean, variance and median 10, 99th percentile 18',
  rows,
}
