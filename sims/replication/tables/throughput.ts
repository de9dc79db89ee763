// Figure 4 of van Renesse and Schneider (OSDI 2004, §5.1): how many requests a chain of three answers, and how many a
// primary with two backups, as the share of updates grows. 25 clients ask again as soon as they are answered; a message
// takes 1 ms, a query 5 ms, an update 50 ms where it enters and 20 ms at each of the others.

import type { Ctx, NodeId, Process } from '../../../src/engine/process.ts'
import type { Table, TableRow } from '../../../src/sim/table.ts'
import type { ReplicationMessage } from '../messages.ts'
import { benchWorld, READY_US } from './bench.ts'

const MS = 1000
const CLIENTS = 25
const ALLOWED = 0.03

interface Memory {
  n: number
  isUpdate: boolean
  /** Who takes updates, and who answers queries. */
  writer: NodeId
  reader: NodeId
  sentUs: number
  /** Answers since the measurement began, and how long each took. */
  answered: number
  totalUs: number
}

type BenchCtx = Ctx<object, ReplicationMessage>

function busyClient(updates: number): Process<object, Memory, ReplicationMessage> {
  const ask = (memory: Memory, ctx: BenchCtx) => {
    memory.n++
    memory.isUpdate = ctx.random('kind') < updates
    memory.sentUs = ctx.now()
    send(memory, ctx)
  }
  const send = ({ n, isUpdate, writer, reader }: Memory, ctx: BenchCtx) => {
    const what = { key: 'x', level: 'strong', seen: 0, clientId: ctx.id, sequenceNum: n } as const
    if (isUpdate) ctx.send(writer, { type: 'Request', op: 'write', value: n, ...what })
    else ctx.send(reader, { type: 'Request', op: 'read', value: null, ...what })
  }
  return {
    name: 'client',
    format: () => ({}),
    boot(_disk, ctx) {
      ctx.setTimer('begin', READY_US)
      const first = ctx.group('replica')[0]!
      return { n: 0, isUpdate: false, writer: first, reader: first, sentUs: 0, answered: 0, totalUs: 0 }
    },
    onTimer({ memory }, _timer, ctx) {
      ask(memory, ctx)
    },
    onMessage({ memory }, _from, m, ctx) {
      if (m.type !== 'Reply' || m.sequenceNum !== memory.n) return
      if (m.status !== 'OK') {
        memory[memory.isUpdate ? 'writer' : 'reader'] = m.hint ?? memory.writer
        return send(memory, ctx)
      }
      if (ctx.now() >= 2 * READY_US) {
        memory.answered++
        memory.totalUs += ctx.now() - memory.sentUs
      }
      ask(memory, ctx)
    },
  }
}

interface Measured {
  readonly perSecond: number
  readonly meanMs: number
}

function measure(
  protocol: 'chain' | 'primaryBackup',
  updates: number,
  clients: number,
  seconds: number,
): Measured {
  const world = benchWorld({
    seed: '1',
    replicas: 3,
    clients,
    client: busyClient(updates),
    settings: {
      protocol,
      acks: 'all',
      latencyMinUs: 1 * MS,
      latencyMaxUs: 1 * MS,
      queryUs: 5 * MS,
      updateUs: 50 * MS,
      copyUs: 20 * MS,
      diskSyncUs: 1,
      leaseUs: 60_000 * MS,
      heartbeatUs: 20 * MS,
    },
    // Once all is in place, heartbeats need not disturb the measurement.
    interventions: [
      { id: 'calm', atUs: READY_US / 2, do: { kind: 'set', key: 'heartbeatUs', value: 10_000 * MS } },
    ],
  })
  world.advanceTo((2 + seconds) * 1_000_000)
  const done: readonly Memory[] = world.nodes
    .filter(({ process }) => process === 'client')
    .map(({ memory }) => memory)
  const answered = done.reduce((sum, memory) => sum + memory.answered, 0)
  const totalUs = done.reduce((sum, memory) => sum + memory.totalUs, 0)
  return { perSecond: answered / seconds, meanMs: totalUs / answered / MS }
}

/** Share of updates, and requests a second for a chain and for a primary with backups. */
const FIGURE_4 = [
  [0, 199.7, 199.7],
  [0.15, 133.2, 84.9],
  [0.3, 65.7, 53.8],
] as const

function rows(effort: 'short' | 'full'): readonly TableRow[] {
  const seconds = effort === 'full' ? 600 : 60
  const slack = effort === 'full' ? 1 : 2
  const throughput = FIGURE_4.flatMap(([updates, chain, primaryBackup]) =>
    [['chain', chain] as const, ['primaryBackup', primaryBackup] as const].map(([protocol, published]) => ({
      label: `${protocol === 'chain' ? 'chain' : 'primary-backup'}, ${updates * 100} % updates`,
      measured: measure(protocol, updates, CLIENTS, seconds).perSecond,
      published,
      allowed: published * ALLOWED * slack,
      unit: 'req/s',
    })),
  )
  const alone = [['one update', 1, 94] as const, ['one query', 0, 7] as const].map(
    ([what, updates, published]) => ({
      label: `chain, ${what} alone`,
      measured: measure('chain', updates, 1, 10).meanMs,
      published,
      allowed: published * ALLOWED,
      unit: 'ms',
    }),
  )
  return [...throughput, ...alone]
}

export const throughput: Table = {
  id: 'chain',
  title: 'Throughput of a chain of three and of a primary with two backups, 25 clients',
  source: 'van Renesse and Schneider, OSDI 2004, figure 4 and §5.1',
  rows,
}
