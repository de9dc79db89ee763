// What was done, in words: the undo title ("Crash n1"), the chip of a fault in force ("n1 crashed"), the sentence
// in the feed ("You crash n1"), and what a fault touched ("12 messages lost").

import { typicalMaxUs } from '../engine/distribution.ts'
import type { Command, Distribution, Links, MessageAct, Order, Receipt } from '../sim/engineTypes.ts'
import { milliseconds } from '../sim/words.ts'

/** Who did it. The scenario's own interventions are nobody's doing in the room. */
export type Doer = 'you' | 'scenario'

/** What ids stand for in a run. */
export interface Names {
  /** "“PreVote” to on" */
  readonly setting: (key: string, value: number | boolean | string) => string
  readonly rule: (id: string) => string
  /** The fault of that intervention; null if there is none. */
  readonly fault: (id: string) => Command | null
}

const IDS_ALONE: Names = {
  setting: (key, value) => `${key} to ${value}`,
  rule: (id) => id,
  fault: () => null,
}

/** Imperative, for buttons, undo and menus: "Crash n1". */
export function actionTitle(command: Command): string {
  const text = phrase(command, '', IDS_ALONE)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** "You crash n1"; "The scenario crashes n1". */
export function deedSentence(command: Command, doer: Doer, names: Names = IDS_ALONE): string {
  return doer === 'you' ? `You ${phrase(command, '', names)}` : `The scenario ${phrase(command, 's', names)}`
}

/** Verb phrase; `s` is the ending of the third person. */
function phrase(command: Command, s: '' | 's', names: Names): string {
  switch (command.kind) {
    case 'crash':
      return command.loseDisk === true
        ? `crash${s && 'es'} ${command.node} and lose${s} its disk`
        : `crash${s && 'es'} ${command.node}`
    case 'restart':
      return `restart${s} ${command.node}`
    case 'pause':
      return `pause${s} ${command.node}`
    case 'resume':
      return `resume${s} ${command.node}`
    case 'slow':
      return `slow${s} ${command.node} down to ${milliseconds(command.serviceUs)} ms an event`
    case 'slowDisk':
      return `slow${s} the disk of ${command.node} to ${milliseconds(command.syncUs)} ms a sync`
    case 'lyingDisk':
      return `make${s} the disk of ${command.node} lie about syncs`
    case 'clock':
      return `set${s} the clock of ${command.node} ${clockWords(command)}`
    case 'cut':
      return `cut${s} the network: ${command.name}`
    case 'latency':
      return `set${s} the latency ${onLinks(command.links)} to ${latencyWords(command.latency)}`
    case 'loss':
      return `make${s} messages ${onLinks(command.links)} get lost: ${percent(command.probability)}`
    case 'duplicate':
      return `make${s} messages ${onLinks(command.links)} arrive twice: ${percent(command.probability)}`
    case 'reorder':
      return `make${s} messages ${onLinks(command.links)} overtake: ${percent(command.probability)}`
    case 'hold':
      return `hold${s} messages ${onLinks(command.links)}`
    case 'message':
      return messagePhrase(command, s)
    case 'tell':
      return `tell${s} ${command.node}: ${orderWords(command.order)}`
    case 'align':
      return `align${s} the ${command.timer} timers of ${command.nodes.join(', ')}`
    case 'set':
      return `set${s} ${names.setting(command.key, command.value)}`
    case 'dice':
      return `take${s} other dice`
    case 'rule':
      return `${command.broken ? `leave${s} out` : `put${s} back`} a rule: ${names.rule(command.rule)}`
    case 'heal':
      return command.fault === undefined ? `heal${s} everything` : healPhrase(command.fault, s, names)
  }
}

function healPhrase(id: string, s: '' | 's', names: Names): string {
  const fault = names.fault(id)
  if (fault?.kind === 'crash') return phrase({ kind: 'restart', node: fault.node }, s, names)
  if (fault?.kind === 'pause') return phrase({ kind: 'resume', node: fault.node }, s, names)
  return `heal${s} ${fault === null ? id : `“${faultTitle(fault)}”`}`
}

function messagePhrase({ act, message }: Extract<Command, { kind: 'message' }>, s: string): string {
  const text = `${act}${s} a message from ${message.from} to ${message.to}`
  return act === 'deliver' ? `${text} at once` : text
}

/** A fault in force, for its chip: "n1 crashed". */
export function faultTitle(command: Command): string {
  switch (command.kind) {
    case 'crash':
      return command.loseDisk === true ? `${command.node} crashed, disk lost` : `${command.node} crashed`
    case 'pause':
      return `${command.node} paused`
    case 'slow':
      return `${command.node} slow: ${milliseconds(command.serviceUs)} ms an event`
    case 'slowDisk':
      return `${command.node} slow disk: ${milliseconds(command.syncUs)} ms`
    case 'lyingDisk':
      return `${command.node} lying disk`
    case 'clock':
      return `${command.node} clock ${clockWords(command)}`
    case 'cut':
      return command.name
    case 'latency':
      return `latency ${latencyWords(command.latency)} ${onLinks(command.links)}`
    case 'loss':
      return `loss ${percent(command.probability)} ${onLinks(command.links)}`
    case 'duplicate':
      return `duplicates ${percent(command.probability)} ${onLinks(command.links)}`
    case 'reorder':
      return `reorder ${percent(command.probability)} ${onLinks(command.links)}`
    case 'hold':
      return `held ${onLinks(command.links)}`
    default:
      return actionTitle(command)
  }
}

/** What a fault does to a link, beside the spring that shows it; null if nothing. */
export function disturbance(command: Command): string | null {
  switch (command.kind) {
    case 'latency':
      return `latency ${latencyWords(command.latency)}`
    case 'loss':
      return `loss ${percent(command.probability)}`
    case 'duplicate':
      return `duplicates ${percent(command.probability)}`
    case 'reorder':
      return `reorder ${percent(command.probability)}`
    case 'hold':
      return 'held'
    default:
      return null
  }
}

/** Short word for what is wrong with a node besides its status; null if nothing. */
export function badge(command: Command): string | null {
  switch (command.kind) {
    case 'slow':
      return 'slow'
    case 'slowDisk':
      return 'slow disk'
    case 'lyingDisk':
      return 'lying disk'
    case 'clock':
      return `clock ${clockWords(command)}`
    default:
      return null
  }
}

/** "12 messages lost, 3 writes destroyed"; says so when nothing was touched. */
export function effectText(command: Command, receipt: Receipt): string {
  const { readings = 0 } = receipt
  const parts = (['messages', 'timers', 'writes'] as const)
    .filter((what) => receipt[what] > 0)
    .map((what) => touchedTitle(command, what, receipt[what]))
  if (readings > 0) parts.push(`told a wrong time ${readings === 1 ? 'once' : `${readings} times`}`)
  return parts.length === 0 ? 'no effect on this run' : parts.join(', ')
}

/** "12 messages lost" */
export function touchedTitle(
  command: Command,
  what: Exclude<keyof Receipt, 'readings'>,
  count: number,
): string {
  const fate = { messages: messageFate, timers: timerFate, writes: writeFate }[what](command)
  const noun = count === 1 ? what.slice(0, -1) : what
  return `${count} ${noun} ${fate}`
}

function messageFate(command: Command): string {
  switch (command.kind) {
    case 'latency':
    case 'slow':
    case 'slowDisk':
    case 'reorder':
    case 'pause':
      return 'delayed'
    case 'duplicate':
      return 'doubled'
    case 'hold':
      return 'held'
    case 'message':
      return ACT_FATES[command.act]
    default:
      return 'lost'
  }
}

const ACT_FATES: Readonly<Record<MessageAct, string>> = {
  drop: 'lost',
  hold: 'held',
  deliver: 'delivered at once',
  duplicate: 'doubled',
}

function timerFate({ kind }: Command): string {
  if (kind === 'crash') return 'cancelled'
  return kind === 'align' ? 'aligned' : 'late'
}

function writeFate({ kind }: Command): string {
  if (kind === 'slowDisk') return 'late'
  return kind === 'lyingDisk' ? 'only said to be on disk' : 'destroyed'
}

/** "write x=7", "read x at n1", "timeout". */
function orderWords({ name, key, value, to, ...rest }: Order): string {
  const about = key === undefined ? value : value === undefined ? key : `${key}=${value}`
  const others = Object.values(rest).filter((part) => typeof part !== 'object')
  const where = to === undefined ? undefined : `at ${to}`
  return [name, about, ...others, where].filter((part) => part !== undefined).join(' ')
}

function clockWords({
  offsetUs,
  driftPpm,
}: {
  readonly offsetUs: number
  readonly driftPpm: number
}): string {
  const offset = offsetUs === 0 ? null : `${offsetUs > 0 ? '+' : ''}${milliseconds(offsetUs)} ms`
  const drift = driftPpm === 0 ? null : `${Math.abs(driftPpm) / 10_000} % ${driftPpm > 0 ? 'fast' : 'slow'}`
  return [offset, drift].filter((part) => part !== null).join(', ') || 'right'
}

function latencyWords(latency: Distribution): string {
  switch (latency.kind) {
    case 'constant':
      return `${milliseconds(latency.us)} ms`
    case 'uniform':
      return `${milliseconds(latency.minUs)} to ${milliseconds(latency.maxUs)} ms`
    case 'exponential':
      return `${milliseconds(latency.meanUs)} ms on average`
    case 'lognormal':
      return `about ${milliseconds(latency.medianUs)} ms`
    case 'bimodal':
      return `${milliseconds(latency.fastUs)} ms, ${percent(latency.slowShare)} up to ${milliseconds(typicalMaxUs(latency))} ms`
    case 'pareto':
      return `at least ${milliseconds((latency.plusUs ?? 0) + latency.minUs)} ms`
    case 'mixture':
      return `${percent(latency.share)} ${latencyWords(latency.first)}, the others ${latencyWords(latency.second)}`
  }
}

function onLinks(links: Links): string {
  if (links === 'all') return 'everywhere'
  const nodes = [...new Set(links.flat())]
  if (links.length === 1) return `${links[0]![0]}→${links[0]![1]}`
  if (nodes.length === 2) return `between ${nodes[0]} and ${nodes[1]}`
  const hub = nodes.find((node) => links.every((link) => link.includes(node)))
  return hub === undefined ? `on ${links.length} links` : `of ${hub}`
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`
}
