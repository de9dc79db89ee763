// Messages for people: one compact line, a mark with its hue, and a sentence. Made from scalars and lengths only, for
// that is all a recorded message keeps.

import type { Message, NodeId } from '../../src/engine/process.ts'
import { type Hue, hueOf, type Mark } from '../../src/sim/picture.ts'
import type { Append, Appended, ReplicationMessage, Reply, Report, Request } from './messages.ts'

/** "Append epoch=2 prev=4/1 +1 commit=4": pairs are index/epoch. */
export function describe(message: Message): string {
  const m = message as ReplicationMessage
  return `${m.type} ${details(m)}`.trimEnd()
}

function details(m: ReplicationMessage): string {
  switch (m.type) {
    case 'Report':
      return reportDetails(m)
    case 'Fence':
      return `epoch=${m.epoch}`
    case 'View':
      return `epoch=${m.epoch} ${m.shape} of ${sizeOf(m.members)} acks=${m.acks}${m.isActive ? '' : ' pending'}`
    case 'Promote':
      return ''
    case 'Append':
      return appendDetails(m)
    case 'Appended':
      return `epoch=${m.epoch} ${m.success ? 'match' : 'refused, try'}=${m.match} commit=${m.commitIndex}`
    case 'Handover':
      return `${sizeOf(m.writes)} keys`
    case 'HandedOver':
      return `upTo=${m.upTo}`
    case 'Request':
      return requestDetails(m)
    case 'Reply':
      return replyDetails(m)
  }
}

/** A recorded list has its length, but no items. */
function sizeOf(list: readonly unknown[]): number {
  return list.length
}

function reportDetails(m: Report): string {
  const state = m.cannotLead ? ' restarted' : m.isReady ? ' ready' : ''
  return `epoch=${m.epoch} last=${m.length}/${m.lastEpoch}${state}`
}

function appendDetails(m: Append): string {
  const news = m.entries.length > 0 ? ` +${m.entries.length}` : ''
  return `epoch=${m.epoch} prev=${m.prevIndex}/${m.prevEpoch}${news} commit=${m.commitIndex}`
}

function requestDetails(m: Request): string {
  const seen = m.seen > 0 ? ` seen=${m.seen}` : ''
  const what =
    m.op === 'write' || m.op === 'append' ? `${m.op} ${m.key}=${shownFlat(m.value)}` : `${m.op} ${m.key}`
  return `#${m.sequenceNum} ${what} ${m.level}${seen}`
}

function replyDetails(m: Reply): string {
  if (m.status === 'OK') return `#${m.sequenceNum} OK ${shownFlat(m.response)}`
  return `#${m.sequenceNum} ${m.status}${m.hint === null ? '' : ` ask ${m.hint}`}`
}

function shownFlat(value: unknown): string {
  return Array.isArray(value) ? `[${value.length}]` : String(value ?? '')
}

export function look(message: Message): { mark: Mark; hue: Hue; label: string } {
  const m = message as ReplicationMessage
  return { mark: markOf(m), hue: 'epoch' in m ? hueOf(m.epoch) : null, label: m.type }
}

function markOf(m: ReplicationMessage): Mark {
  switch (m.type) {
    case 'Report':
      return m.isReady ? 'granted' : 'heartbeat'
    case 'View':
      return 'heartbeat'
    case 'Fence':
    case 'Promote':
      return 'vote'
    case 'Append':
      return m.entries.length > 0 ? 'request' : 'heartbeat'
    case 'Appended':
      return m.success ? 'reply' : 'refusal'
    case 'HandedOver':
      return 'reply'
    case 'Reply':
      return m.status === 'OK' ? 'reply' : 'refusal'
    default:
      return 'request'
  }
}

/** What to say of a message that arrived when no note says more. */
export function arrival(message: Message, from: NodeId, to: NodeId): string {
  const m = message as ReplicationMessage
  switch (m.type) {
    case 'Report':
      return `${from} reports to ${to}: epoch ${m.epoch}, a log of ${m.length}`
    case 'Fence':
      return `${from} asks ${to} again to obey nobody below epoch ${m.epoch}`
    case 'View':
      return m.sentUs < 0
        ? `${to} hears from ${from} about epoch ${m.epoch}`
        : `${from} answers ${to}, which may act for another ${m.leaseUs / 1000} ms`
    case 'Promote':
      return `${from} wants to be primary`
    case 'Append':
      return m.entries.length > 0
        ? `${to} already has what ${from} sent, and says so`
        : `${from} asks how far ${to} has come`
    case 'Appended':
      return appendedArrival(m, from, to)
    case 'Handover':
      return `${from} hands over what it wrote alone; ${to} already has it in its log`
    case 'HandedOver':
      return `${from} has everything that ${to} wrote alone`
    case 'Request':
      return `${from} asks ${to} again; it is being looked after`
    case 'Reply':
      return `${from} answers ${to}`
  }
}

function appendedArrival(m: Appended, from: NodeId, to: NodeId): string {
  return m.success
    ? `${to} hears again that ${from} has everything up to entry ${m.match}`
    : `${from} refused what ${to} sent; that is already known`
}
