// Counts what one transaction costs, on a run: messages, records on logs, and what of it comes one after the other.

import type { Settings } from '../../../src/engine/process.ts'
import type { TableRow } from '../../../src/sim/table.ts'
import type { Disk, LogRecord } from '../state.ts'
import { type Bench, benchWorld, LATENCY_US, SYNC_US } from './bench.ts'

const END_US = 2_000_000

export interface Costs {
  readonly messages: number
  readonly acks: number
  /** Forced records of the coordinator, and of all participants. */
  readonly coordinator: number
  readonly participants: number
  readonly records: number
  /** Forced records without which no outcome is known: promises, and the decision or what acceptors keep. */
  readonly stable: number
  /** Of messages and of forced writes, one after the other, from the first message counted to the last outcome. */
  readonly delays: number
  readonly writeDelays: number
}

export function exact(label: string, measured: number, published: number): TableRow {
  return { label, measured, published, allowed: 0, unit: '' }
}

const COUNTED = ['Prepare', 'Vote', 'Propose', 'Accepted', 'Commit', 'Abort', 'Ack']
/** The last of them ends it. */
const OUTCOMES = ['Commit', 'Accepted']

export function measure(bench: Bench): Costs {
  const { world, trace } = benchWorld({
    ...bench,
    settings: { clientRetries: 0, ...bench.settings } as Settings,
  })
  world.advanceTo(END_US)
  const sent = Array.from({ length: trace.messages }, (_, id) => trace.messageAt(id))
  const counted = sent.filter(({ message }) => COUNTED.includes(message.type))
  const logs = world.nodes.filter(({ process }) => process !== 'client').map(({ disk }) => (disk as Disk).log)
  const records = logs.flat()
  const forced = (role: LogRecord['role']) =>
    records.filter((one) => one.role === role && one.isForced).length
  const outcomes = counted.filter(({ message }) => OUTCOMES.includes(message.type))
  const fromUs = Math.min(...counted.map(({ sentUs }) => sentUs))
  const untilUs = Math.max(...outcomes.map(({ arrivesUs }) => arrivesUs))
  return {
    messages: counted.length,
    acks: counted.filter(({ message }) => message.type === 'Ack').length,
    coordinator: forced('coordinator'),
    participants: forced('participant'),
    records: records.length,
    stable: records.filter(isStable).length,
    delays: outcomes.length === 0 ? 0 : Math.floor((untilUs - fromUs) / LATENCY_US),
    writeDelays: outcomes.length === 0 ? 0 : ((untilUs - fromUs) % LATENCY_US) / SYNC_US,
  }
}

function isStable({ role, kind, isForced }: LogRecord): boolean {
  return isForced && (STABLE.includes(kind) || (role === 'coordinator' && kind === 'commit'))
}

const STABLE: readonly LogRecord['kind'][] = ['prepared', 'accepted']
