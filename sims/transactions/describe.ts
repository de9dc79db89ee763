// Messages for people: one compact line, a mark with its hue, and a sentence. Made from scalars and lengths only, for that is
// all a recorded message keeps.

import type { Message, NodeId } from '../../src/engine/process.ts'
import type { Hue, Mark } from '../../src/sim/picture.ts'
import { hueOfName } from './hue.ts'
import type { TransactionMessage } from './messages.ts'
import type { ProviderMessage } from './providerMessages.ts'
import { providerDetails, providerMark } from './providerPicture.ts'
import { arrival as arrivalOfRaft, describe as describeOfRaft, look as lookOfRaft } from './raft.ts'

const OF_RAFT = /^(?:Append|Request|Client)/

function isOfRaft({ type }: Message): boolean {
  return OF_RAFT.test(type)
}

/** "Vote c1.1 yes" */
export function describe(message: Message): string {
  if (isOfRaft(message)) return describeOfRaft(message)
  const m = message as TransactionMessage
  return `${m.type} ${isOfProvider(m) ? providerDetails(m) : details(m)}`.trimEnd()
}

/** Those that have a key are to or from a payment provider. */
function isOfProvider(m: TransactionMessage): m is ProviderMessage {
  return 'key' in m
}

type OfSites = Exclude<TransactionMessage, ProviderMessage>

function details(m: OfSites): string {
  switch (m.type) {
    case 'Order':
      return `${m.request} parts=${m.parts.length}`
    case 'Answer':
      return `${m.request} ${m.outcome}${m.why === '' ? '' : ` (${m.why})`}`
    case 'Work':
      return `${m.tx} ops=${m.ops.length}`
    case 'Worked':
      return `${m.tx} ${m.isDone ? 'done' : m.why}`
    case 'Vote':
      return `${m.tx} ${m.vote}`
    case 'Commit':
    case 'Abort':
    case 'Prepare':
      return `${m.tx} presumed=${m.presumption}`
    case 'Step':
    case 'Undo':
      return `${m.tx}/${m.step + 1}`
    case 'Stepped':
      return `${m.tx}/${m.step + 1} ${m.isUndo ? 'undo ' : ''}${m.isDone ? 'done' : m.why}`
    case 'Event':
    case 'Got':
      return `${m.tx}/${m.step + 1} ${m.kind}`
    case 'StateTell':
      return `${m.tx} ${m.standing}`
    case 'Claim':
    case 'Outbid':
      return `${m.tx} ballot=${m.ballot}`
    case 'Promised':
    case 'Accepted':
    case 'Propose':
      return `${m.tx} ballot=${m.ballot} votes=${m.kept.length}`
    case 'Settled':
      return `${m.tx} ${m.outcome}`
    case 'Probe':
      return `${m.initiator} → ${m.tx} last=${m.last}`
    case 'Inquiry':
      return `${m.tx} to the ${m.asks}`
    default:
      return m.tx
  }
}

export function look(message: Message): { mark: Mark; hue: Hue; label: string } {
  if (isOfRaft(message)) return lookOfRaft(message)
  const m = message as TransactionMessage
  if (isOfProvider(m)) return { mark: providerMark(m), hue: hueOfName(m.key), label: m.type }
  return { mark: markOf(m), hue: hueOfName('tx' in m ? m.tx : m.request), label: m.type }
}

function markOf(m: OfSites): Mark {
  switch (m.type) {
    case 'Prepare':
    case 'PreCommit':
    case 'Claim':
      return 'vote'
    case 'Propose':
    case 'Promised':
      return 'granted'
    case 'Vote':
      return m.vote === 'no' ? 'refusal' : 'granted'
    case 'Abort':
    case 'Cancel':
    case 'Unsure':
    case 'Undo':
    case 'Outbid':
    case 'GiveWay':
      return 'refusal'
    case 'Event':
      return m.kind === 'undo' ? 'refusal' : 'request'
    case 'Worked':
    case 'Stepped':
      return m.isDone ? 'reply' : 'refusal'
    case 'Answer':
      return m.outcome === 'commit' ? 'reply' : 'refusal'
    case 'Ack':
    case 'PreAck':
    case 'StateTell':
    case 'Accepted':
    case 'Settled':
    case 'Got':
      return 'reply'
    default:
      return 'request'
  }
}

/** What to say of a message that arrived when no note says more. */
export function arrival(message: Message, from: NodeId, to: NodeId): string {
  if (isOfRaft(message)) return arrivalOfRaft(message, from, to)
  const m = message as TransactionMessage
  if (isOfProvider(m)) return `${to} hears from ${from} about ${m.key}`
  switch (m.type) {
    case 'Order':
      return `${from} asks ${to} for ${m.request}`
    case 'Answer':
      return `${from} answers ${to}`
    case 'Prepare':
      return `${from} asks ${to} again to prepare ${m.tx}, and it votes as it did before`
    default:
      return `${to} hears from ${from} about ${m.tx}`
  }
}
