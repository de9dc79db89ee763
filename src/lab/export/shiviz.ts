// The trace as a ShiViz log. ShiViz is shown what a real system could have logged: what each node did, when it sent
// and when it received, each with the node's vector clock. Messages are drawn from the clocks alone, so one that was
// lost has no end. The first two lines of the file tell ShiViz how to read it: its own default expression, and that
// there is one execution.

import type { NodeId } from '../../engine/process.ts'
import { type Narrated, narrate, reasonLost } from '../narrate.ts'
import type { Recorded } from './recorded.ts'

const PARSER = String.raw`(?<event>.*)\n(?<host>\S*) (?<clock>{.*})`
/** Who does what is about no single node: cuts, heals, changed settings. */
const WORLD = 'world'

export function* shivizLines({ narrated }: Recorded): Generator<string> {
  yield PARSER
  yield ''
  const { trace } = narrated
  const clocks = new VectorClocks([...trace.nodeIds, WORLD])
  let sent = 0
  for (let row = 0; row < trace.rows; row++) {
    yield* ownEvent(narrated, row, clocks)
    for (; sent < trace.messages && trace.messageAt(sent).sentRow <= row; sent++)
      yield* sendEvent(narrated, sent, clocks)
  }
}

/** A message lost on the way is no event of any node. */
function* ownEvent(narrated: Narrated, row: number, clocks: VectorClocks): Generator<string> {
  const { sim, trace } = narrated
  const { kind, node, text, atUs } = narrate(narrated, row)
  if (kind === 'lost') return
  const host = node === '' ? WORLD : node
  if (kind !== 'deliver') {
    yield* entry(atUs, text, host, clocks.tick(host))
    return
  }
  const { message, from, ref } = trace.messageAt(trace.message(row))
  const what = `receive ${sim.describe(message)} from ${from}: ${text}`
  yield* entry(atUs, what, host, clocks.receive(host, nameOf(ref)))
}

/** What the network doubles was sent once. */
function* sendEvent(narrated: Narrated, id: number, clocks: VectorClocks): Generator<string> {
  const sent = narrated.trace.messageAt(id)
  const name = nameOf(sent.ref)
  if (clocks.hasSent(name)) return
  const end = sent.fate === 'lost' ? ` (${reasonLost(narrated, sent)})` : ''
  const what = `send ${narrated.sim.describe(sent.message)} to ${sent.to}${end}`
  yield* entry(sent.sentUs, what, sent.from, clocks.send(sent.from, name))
}

/** Two lines. Time comes first, so that no event can look like a host with its clock. */
function* entry(atUs: number, what: string, host: NodeId, clock: string): Generator<string> {
  yield `${(atUs / 1000).toFixed(3)} ms ${what.replace(/\s+/g, ' ')}`
  yield `${host} ${clock}`
}

function nameOf({ from, to, nth }: { from: NodeId; to: NodeId; nth: number }): string {
  return `${from}→${to} ${nth}`
}

/** A vector clock for each host, which a crash does not set back: it counts events, and they have happened. */
class VectorClocks {
  private readonly hosts: readonly NodeId[]
  private readonly now: readonly number[][]
  private readonly sent = new Map<string, readonly number[]>()

  constructor(hosts: readonly NodeId[]) {
    this.hosts = hosts
    this.now = hosts.map(() => hosts.map(() => 0))
  }

  hasSent(message: string): boolean {
    return this.sent.has(message)
  }

  tick(host: NodeId): string {
    const index = this.hosts.indexOf(host)
    this.now[index]![index]!++
    return this.written(index)
  }

  send(host: NodeId, message: string): string {
    const clock = this.tick(host)
    this.sent.set(message, [...this.now[this.hosts.indexOf(host)]!])
    return clock
  }

  receive(host: NodeId, message: string): string {
    const mine = this.now[this.hosts.indexOf(host)]!
    this.sent.get(message)?.forEach((count, at) => {
      mine[at] = Math.max(mine[at]!, count)
    })
    return this.tick(host)
  }

  /** Hosts that have not been heard of are left out. */
  private written(index: number): string {
    const entries = this.now[index]!.map((count, at) => [this.hosts[at]!, count] as const)
    return JSON.stringify(Object.fromEntries(entries.filter(([, count]) => count > 0)))
  }
}
