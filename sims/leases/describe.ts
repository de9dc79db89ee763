// Messages for people: one compact line, a mark with its hue, and a sentence.

import type { Message, NodeId } from '../../src/engine/process.ts'
import { type Hue, hueOf, type Mark } from '../../src/sim/picture.ts'
import type { LeaseMessage } from './messages.ts'

/** "Write token=33 file=2 base=1" */
export function describe(message: Message): string {
  const m = message as LeaseMessage
  return `${m.type} ${details(m)}`.trimEnd()
}

function details(m: LeaseMessage): string {
  switch (m.type) {
    case 'Job':
      return `#${m.n} +${m.count}`
    case 'Done':
      return `#${m.n} file=${m.value}`
    case 'Ask':
      return ''
    case 'Held':
      return m.by === '' ? 'by nobody yet' : `by ${m.by}`
    case 'Value':
    case 'Written':
      return `token=${m.token} file=${m.value}`
    case 'Write':
      return `token=${m.token} file=${m.value} base=${m.base}`
    case 'Refused':
      return m.why === 'token' ? `token=${m.token} newest=${m.newest}` : `version=${m.newest}`
    default:
      return `token=${m.token}`
  }
}

const MARKS: Readonly<Record<LeaseMessage['type'], Mark>> = {
  ...{ Job: 'request', Done: 'reply', Ask: 'vote', Granted: 'granted', Held: 'refusal' },
  ...{ Renew: 'heartbeat', Renewed: 'heartbeat', Lost: 'refusal', Release: 'reply' },
  ...{ Read: 'request', Value: 'reply', Write: 'request', Written: 'reply', Refused: 'refusal' },
}

/** Whatever is done under a token has its hue. */
export function look(message: Message): { readonly mark: Mark; readonly hue: Hue; readonly label: string } {
  const m = message as LeaseMessage
  return { mark: MARKS[m.type], hue: 'token' in m ? hueOf(m.token) : null, label: m.type }
}

/** What to say of a message that arrived when no note says more. */
export function arrival(message: Message, from: NodeId, to: NodeId): string {
  const m = message as LeaseMessage
  return m.type === 'Ask'
    ? `${to} hears that ${from} wants the lock`
    : `${to} hears from ${from}: ${describe(message)}`
}
