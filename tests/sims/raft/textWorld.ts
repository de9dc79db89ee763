// The verbs of Raft's scenario texts, on a world of the engine. Latency is constant, syncs take a moment, and no timer
// runs out by itself for a long time, so that a text is about the protocol: messages arrive when it says so.
//
//   init nodes=3 [clients=1] [leader=n1] [n1=1,1,2 | n1=1,1,2@4] [broken=rule] [setting=value …]
//        a log is written as its terms, with the current term after @; leader: elected, and all is still again
//   timeout n1            it times out                   fire n1 heartbeat     a timer of a node runs out now
//   write c1 x=1 [n2]     read c1 x [n2]                 a client asks, the named server first
//   deliver n1 n2 [type]  drop n1 n2 [type]              the oldest message on its way from n1 to n2
//   cut n1 | n2 n3        cut n1 > n2                    both ways, or one way       heal     ends every cut
//   crash n2              restart n2
//   run 40ms              stabilize                      for a time; until no message is on its way
//   state [n1]            log [n1]                       check: the promises
//   quiet                 loud                           what is done in between is not told
//
// A message is a line; what is noted at it stands under it, and what a node then sends. While many are delivered,
// what is sent is left out, and so are messages at which nobody notes anything.

import { invariants } from '../../../sims/raft/invariants.ts'
import { entryText } from '../../../sims/raft/picture.ts'
import { roleOf } from '../../../sims/raft/roleChart.ts'
import { sim } from '../../../sims/raft/sim.ts'
import type { Entry } from '../../../sims/raft/state.ts'
import { applyIntervention } from '../../../src/engine/faults.ts'
import type { Command } from '../../../src/engine/intervention.ts'
import type { Json } from '../../../src/engine/json.ts'
import type { NodeView } from '../../../src/engine/observer.ts'
import type { Trace, TraceMessage } from '../../../src/engine/trace.ts'
import type { World } from '../../../src/engine/world.ts'
import { lossReason, sentence } from '../../../src/lab/narrate.ts'
import { readSetting, readTimeUs } from '../../../src/sim/build.ts'
import { between, oneWay } from '../../../src/sim/shapes.ts'
import { fill } from '../../../src/sim/words.ts'
import { cluster, crash, restart, servers, tell } from './cluster.ts'

const SECOND = 1_000_000

const STILL = {
  latencyMinUs: 10_000,
  latencyMaxUs: 10_000,
  diskSyncUs: 1,
  electionMinUs: 60 * SECOND,
  electionMaxUs: 120 * SECOND,
  heartbeatUs: 10 * SECOND,
  clientTimeoutUs: 60 * SECOND,
}

/** More than any text needs to come to rest. */
const MOST_EVENTS = 2_000

type Verb = (world: TextWorld, args: readonly string[]) => readonly string[]

const VERBS: Readonly<Record<string, Verb>> = {
  init: (text, args) => text.init(args),
  timeout: (text, [node = '']) => text.do(tell(node, 'timeout')),
  fire: (text, [node = '', timer = '']) => text.do(fire(node, timer)),
  write: (text, [client = '', what = '', to]) => {
    const [key = '', value = ''] = what.split('=')
    return text.do(tell(client, 'write', { key, value: Number(value), ...(to && { to }) }))
  },
  read: (text, [client = '', key = '', to]) => text.do(tell(client, 'read', { key, ...(to && { to }) })),
  deliver: (text, args) => text.touch('deliver', args),
  drop: (text, args) => text.touch('drop', args),
  cut: (text, args) => text.do(cutOf(args)),
  heal: (text) => text.heal(),
  crash: (text, [node = '']) => text.do(crash(node)),
  restart: (text, [node = '']) => text.do(restart(node)),
  run: (text, [time = '']) => text.runFor(readTimeUs(time, 'ms')!),
  stabilize: (text) => text.stabilize(),
  state: (text, nodes) => text.state(nodes),
  log: (text, nodes) => text.logs(nodes),
  check: (text) => text.check(),
  quiet: (text) => text.hush(true),
  loud: (text) => text.hush(false),
}

const TOLD_ANYHOW = new Set(['state', 'log', 'check'])

export class TextWorld {
  private world: World = cluster()
  private deeds = 0
  private isQuiet = false

  run(command: string): readonly string[] {
    const [verb = '', ...args] = command.split(/\s+/)
    const act = VERBS[verb]
    if (act === undefined) throw new Error(`unknown command: ${command}`)
    const lines = act(this, args)
    return this.isQuiet && !TOLD_ANYHOW.has(verb) ? [] : lines
  }

  hush(isQuiet: boolean): readonly string[] {
    this.isQuiet = isQuiet
    return []
  }

  init(args: readonly string[]): readonly string[] {
    const { nodes = '3', clients = '1', leader, broken, ...others } = pairs(args)
    const isDisk = (key: string) => /^n\d$/.test(key)
    const settings = Object.entries(others).filter(([key]) => !isDisk(key))
    const disks = Object.entries(others).filter(([key]) => isDisk(key))
    this.world = cluster({
      servers: Number(nodes),
      clients: Number(clients),
      settings: { ...STILL, ...Object.fromEntries(settings.map(([key, text]) => [key, setting(key, text)])) },
      broken: broken === undefined ? [] : [broken],
      disks: Object.fromEntries(disks.map(([id, text]) => [id, diskOf(text)])),
      isTraced: true,
    })
    // Servers that have only just started take themselves for such as have just heard a leader.
    this.world.advanceTo(STILL.electionMinUs)
    if (leader === undefined) return []
    for (const command of [tell(leader, 'timeout'), fire(leader, 'heartbeat')]) {
      this.do(command)
      this.stabilize()
    }
    return []
  }

  /** Does it now, and lets disks finish where a sync takes but a moment. */
  do(command: Command): readonly string[] {
    const { world } = this
    return this.told(() => {
      applyIntervention(world, { id: `d${++this.deeds}`, atUs: world.nowUs, do: command })
      if (command.kind === 'align') world.step(world.nowUs)
      this.settle()
    })
  }

  touch(act: 'deliver' | 'drop', [from, to, type]: readonly string[]): readonly string[] {
    const { world } = this
    const flight = world
      .inFlight()
      .find((one) => one.from === from && one.to === to && (type === undefined || one.message.type === type))
    if (flight === undefined) return [`nothing is on its way from ${from} to ${to}`]
    const command: Command = { kind: 'message', act, message: flight.ref }
    if (act === 'drop') {
      this.do(command)
      return [`${lineOf(world.trace!.messageAt(flight.id))} is dropped`]
    }
    return this.told(() => {
      applyIntervention(world, { id: `d${++this.deeds}`, atUs: world.nowUs, do: command })
      while (world.trace!.messageAt(flight.id).fate === 'flying') world.step()
      this.settle()
    })
  }

  heal(): readonly string[] {
    const cuts = this.world.faults.filter(({ command }) => command.kind === 'cut')
    return cuts.flatMap(({ id }) => this.do({ kind: 'heal', fault: id }))
  }

  runFor(us: number): readonly string[] {
    return this.told(() => this.world.advanceTo(this.world.nowUs + us), true)
  }

  stabilize(): readonly string[] {
    return this.told(() => {
      for (let n = 0; !this.isStill() && n < MOST_EVENTS; n++) this.world.step()
    }, true)
  }

  state(only: readonly string[]): readonly string[] {
    const rows = this.chosen(only).map((node) => {
      const { memory, disk } = node
      const counts = memory === null ? ['-', '-'] : [String(memory.commitIndex), String(memory.lastApplied)]
      return [
        node.id,
        roleOf(node),
        String(disk.currentTerm),
        disk.votedFor ?? '-',
        ...counts,
        this.terms(node),
      ]
    })
    return aligned([['', 'role', 'term', 'vote', 'commit', 'applied', 'log'], ...rows])
  }

  logs(only: readonly string[]): readonly string[] {
    return aligned(
      this.chosen(only).map(({ id, disk }) => [
        id,
        ...disk.log.map((entry: Entry, i: number) => `${i + 1}/${entry.term} ${entryText(entry)}`),
      ]),
    )
  }

  check(): readonly string[] {
    const { violations } = this.world
    if (violations.length === 0) return ['every promise holds']
    return violations.map(({ invariant, params }) => {
      const { title, broken } = invariants.find(({ id }) => id === invariant)!
      return `broken: ${title}. ${fill(broken, params, '', {})}`
    })
  }

  private chosen(only: readonly string[]): readonly NodeView[] {
    return servers(this.world).filter(({ id }) => only.length === 0 || only.includes(id))
  }

  /** Its log as terms; what a crash would destroy in brackets. */
  private terms({ id, disk }: NodeView): string {
    const terms = disk.log.map((entry: Entry) => entry.term)
    const safe = this.world.unsynced(id).syncedLengths.log ?? 0
    const lost = safe < terms.length ? `(${terms.slice(safe).join(' ')})` : ''
    return [...terms.slice(0, safe), lost].join(' ').trim() || '-'
  }

  private isStill(): boolean {
    return this.world.inFlight().length === 0 && !this.isSyncing()
  }

  private isSyncing(): boolean {
    return this.world.nodes.some((node) => node.up && node.diskState.syncing > 0)
  }

  private settle(): void {
    while (this.world.settings.diskSyncUs === 1 && this.isSyncing()) this.world.step()
  }

  private told(act: () => void, isMany = false): readonly string[] {
    const trace = this.world.trace!
    const from = { row: trace.rows, message: trace.messages }
    act()
    const lines: string[] = []
    for (let row = from.row; row < trace.rows; row++) lines.push(...rowLines(trace, row, isMany))
    return isMany ? lines : [...lines, ...sentLines(trace, from.message)]
  }
}

// Reading.

/** The timer runs out now. */
function fire(node: string, timer: string): Command {
  return { kind: 'align', timer, nodes: [node], inUs: 0 }
}

function pairs(args: readonly string[]): Record<string, string> {
  return Object.fromEntries(args.map((arg) => arg.split('=') as [string, string]))
}

function setting(key: string, text: string): number | boolean | string {
  const read = readSetting(sim, key, text)
  if (!read.ok) throw new Error(read.error)
  return read.value
}

/** "1,1,2@4": entries of these terms, in term 4. Entries of one index and term are the same on every disk. */
function diskOf(text: string): Json {
  const [log = '', term] = text.split('@')
  const terms = log === '' ? [] : log.split(',').map(Number)
  const entries = terms.map((of, i) => ({
    term: of,
    op: 'write',
    key: 'x',
    value: 100 * of + i + 1,
    expect: null,
    clientId: `t${of}`,
    sequenceNum: i + 1,
  }))
  return { currentTerm: Number(term ?? terms.at(-1) ?? 0), votedFor: null, log: entries }
}

function cutOf(args: readonly string[]): Command {
  const middle = args.findIndex((arg) => arg === '|' || arg === '>')
  const [a, b] = [args.slice(0, middle), args.slice(middle + 1)]
  const links = args[middle] === '>' ? oneWay(a, b) : between(a, b)
  return { kind: 'cut', name: args.join(' '), links }
}

// Writing.

function lineOf({ from, to, message }: TraceMessage): string {
  return `${from}→${to} ${sim.describe(message)}`
}

function rowLines(trace: Trace, row: number, isMany: boolean): readonly string[] {
  // What only the observer knows is left to `check`.
  const notes = trace.notes(row).filter(({ node, code }) => node !== '' && !(isMany && code === 'heartbeats'))
  const said = notes.map((note) => `  ${sentence(sim, note)}`)
  if (trace.kind(row) === 'timer' && said.length === 0 && !isMany) return [`  ${timerLine(trace, row)}`]
  const id = trace.message(row)
  if (id < 0 || (isMany && said.length === 0 && isHeartbeat(trace.messageAt(id)))) return said
  const message = trace.messageAt(id)
  const fate = message.fate === 'lost' ? `: ${lossReason(message.reason!, message.to, null)}` : ''
  return [`${lineOf(message)}${fate}`, ...said]
}

/** What it means that a timer ran out and nothing was noted. */
function timerLine(trace: Trace, row: number): string {
  return fill(sim.words.timers![trace.label(row)]!, [], trace.nodeIds[trace.node(row)]!, {})
}

/** A heartbeat, or the answer to one. */
function isHeartbeat({ message }: TraceMessage): boolean {
  const { type } = message
  if (type === 'AppendEntries') return (message as unknown as { entries: unknown[] }).entries.length === 0
  return type === 'AppendEntriesReply' && (message as unknown as { success: boolean }).success
}

/** What was sent since, the same to several nodes in one line. */
function sentLines(trace: Trace, from: number): readonly string[] {
  const receivers = new Map<string, string[]>()
  for (let id = from; id < trace.messages; id++) {
    const { from: sender, to, message } = trace.messageAt(id)
    const line = `${sender} ${sim.describe(message)}`
    receivers.set(line, [...(receivers.get(line) ?? []), to])
  }
  return [...receivers].map(([line, to]) => `  sends ${line.replace(' ', `→${to.join(',')} `)}`)
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<number[]>((most, row) => {
    row.forEach((cell, i) => {
      most[i] = Math.max(most[i] ?? 0, cell.length)
    })
    return most
  }, [])
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  )
}
