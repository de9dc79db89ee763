// Messages for people: one compact line, a mark, and a sentence. Made from scalars and lengths only, for that is all a
// recorded message keeps.

import type { Message, NodeId } from '../../src/engine/process.ts'
import type { Hue, Mark } from '../../src/sim/picture.ts'
import type { StoreMessage } from './messages.ts'

/** "Get post:033 view=2", "Data 8 keys view=3" */
export function describe(message: Message): string {
  const m = message as StoreMessage
  return `${m.type} ${details(m)}`.trimEnd()
}

function details(m: StoreMessage): string {
  switch (m.type) {
    case 'View':
    case 'ViewSeen':
    case 'AskView':
    case 'Ask':
    case 'Ready':
      return `view=${m.epoch}`
    case 'Wish':
      return m.wants
    case 'Lookup':
      return `part=${m.part}`
    case 'Located':
      return `part=${m.part} ${m.owner}`
    case 'Digest':
    case 'Want':
    case 'Data':
      return `keys=${m.count} view=${m.epoch}`
    case 'Scan':
      return `#${m.n} ${m.of}`
    case 'Scanned':
      return `#${m.n} count=${m.count}`
    case 'Ping':
    case 'Pong':
      return ''
    case 'ReadReply':
      return `${m.value === null ? 'nothing' : m.value} version=${m.version} view=${m.epoch}`
    case 'Stored':
      return `view=${m.epoch}`
    default:
      return requestDetails(m)
  }
}

type Request = Extract<StoreMessage, { key: string }>

function requestDetails(m: Request): string {
  const value = 'value' in m ? `=${m.value === null ? 'nothing' : m.value}` : ''
  const version = 'version' in m ? ` version=${m.version}` : ''
  const epoch = 'epoch' in m ? ` view=${m.epoch}` : ''
  return `${m.key}${value}${version}${epoch}`
}

const MARKS: Readonly<Record<StoreMessage['type'], Mark>> = {
  View: 'vote',
  ViewSeen: 'heartbeat',
  AskView: 'request',
  Wish: 'vote',
  Ping: 'heartbeat',
  Pong: 'heartbeat',
  Lookup: 'request',
  Located: 'reply',
  Get: 'request',
  Put: 'request',
  Got: 'reply',
  Done: 'reply',
  Scan: 'request',
  Scanned: 'reply',
  Read: 'request',
  ReadReply: 'reply',
  Store: 'request',
  Stored: 'reply',
  Ask: 'vote',
  Digest: 'granted',
  Want: 'vote',
  Data: 'granted',
  Ready: 'granted',
  Load: 'request',
  Save: 'request',
  Loaded: 'reply',
}

export function look(message: Message): { mark: Mark; hue: Hue; label: string } {
  const m = message as StoreMessage
  const isNothing = m.type === 'Got' && m.value === null
  return { mark: isNothing ? 'refusal' : MARKS[m.type], hue: null, label: m.type }
}

/** What to say of a message that arrived when no note says more. */
export function arrival(message: Message, from: NodeId, to: NodeId): string {
  const m = message as StoreMessage
  switch (m.type) {
    case 'View':
      return `${to} knows view ${m.epoch} already, or a later one`
    case 'ViewSeen':
      return `${from} tells ${to} that it goes by view ${m.epoch}`
    case 'AskView':
      return `${from} is at view ${m.epoch} and asks ${to} whether there is a later one`
    case 'Wish':
      return `${from} wants ${m.wants}, and ${to} has seen to that already`
    case 'Ping':
      return `${from} asks whether ${to} is there, and it is`
    case 'Pong':
      return `${from} is there`
    case 'Digest':
    case 'Data':
      return `${from} sends ${to} keys of view ${m.epoch}, which is over`
    case 'Located':
      return `${from} tells ${to} where part ${m.part} was, by an earlier view`
    default:
      return `${to} hears ${m.type} from ${from}`
  }
}
