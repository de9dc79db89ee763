// The history as Jepsen and the checkers around it read it: an invocation and a completion for every operation, in
// real-time order. A process does one thing at a time, and after an operation whose outcome is not known it never
// does another; so a client whose operation stays open goes on under another process number, as Jepsen's workers do.
// Values are tuples of key and value, as for independent keys.

import type { Json, NodeId, Operation } from '../../sim/engineTypes.ts'
import { type Moment, momentsOf } from '../moments.ts'
import type { Recorded } from './recorded.ts'

export interface JepsenOp {
  readonly type: 'invoke' | 'ok' | 'fail' | 'info'
  readonly f: string
  readonly value: readonly [key: string, value: Json]
  /** What was told, where the value is what was asked: the list after an append, whether a cas found what it expected. */
  readonly answer?: Json
  readonly process: number
  /** Nanoseconds since the start. */
  readonly time: number
  readonly index: number
  readonly client: NodeId
}

export function jepsenOps({ history, narrated, endUs }: Recorded): JepsenOp[] {
  const processes = new Processes(clientsOf(history, narrated.trace.nodeIds))
  const ops = momentsOf(history).map((moment, index) => opOf(moment, processes, index))
  const open = history.filter(({ outcome }) => outcome === 'pending')
  const ends = open.map((operation, n) => ({
    ...common(operation, processes, ops.length + n),
    type: 'info' as const,
    value: asked(operation),
    time: endUs * 1000,
  }))
  return [...ops, ...ends]
}

function opOf({ operation, isInvoke }: Moment, processes: Processes, index: number): JepsenOp {
  if (isInvoke) {
    processes.begin(operation)
    const time = operation.invokedUs * 1000
    return { ...common(operation, processes, index), type: 'invoke', value: asked(operation), time }
  }
  const type = typeOf(operation)
  const value = type === 'ok' ? answered(operation) : asked(operation)
  const time = operation.completedUs! * 1000
  const op = { ...common(operation, processes, index), type, value, time, ...answerOf(operation) }
  if (type !== 'info') processes.end(operation)
  return op
}

function common({ id, f, client }: Operation, processes: Processes, index: number) {
  return { f, process: processes.of(id), index, client }
}

/** A compare-and-set that found another value did nothing, which is what `fail` says. */
function typeOf({ f, outcome, result }: Operation): 'ok' | 'fail' | 'info' {
  if (outcome === 'ok') return f === 'cas' && result === false ? 'fail' : 'ok'
  return outcome === 'fail' ? 'fail' : 'info'
}

function asked({ key, value }: Operation): JepsenOp['value'] {
  return [key, value]
}

/** What was asked without a value has its answer for one. */
function answered({ key, value, result }: Operation): JepsenOp['value'] {
  return [key, value ?? result]
}

/** What did not end well has nothing to tell. */
function answerOf({ value, outcome, result }: Operation): { readonly answer?: Json } {
  return outcome === 'ok' && value !== null && result !== null ? { answer: result } : {}
}

/** In the order of the topology. */
function clientsOf(history: readonly Operation[], nodeIds: readonly NodeId[]): readonly NodeId[] {
  const asking = new Set(history.map(({ client }) => client))
  return nodeIds.filter((id) => asking.has(id))
}

/** Which process number does what: of n clients the first has 0, n, 2n and so on. */
class Processes {
  private readonly clients: readonly NodeId[]
  private readonly byOperation = new Map<number, number>()
  private readonly busy = new Set<number>()

  constructor(clients: readonly NodeId[]) {
    this.clients = clients
  }

  of(operation: number): number {
    return this.byOperation.get(operation) ?? -1
  }

  begin({ id, client }: Operation): void {
    let process = this.clients.indexOf(client)
    while (this.busy.has(process)) process += this.clients.length
    this.busy.add(process)
    this.byOperation.set(id, process)
  }

  end({ id }: Operation): void {
    this.busy.delete(this.of(id))
  }
}
