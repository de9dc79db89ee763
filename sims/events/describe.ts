// Messages for people: one compact line, a mark, and a sentence. Made from scalars and lengths only, for that is all a
// recorded message keeps.

import type { Message, NodeId } from '../../src/engine/process.ts'
import type { Hue, Mark } from '../../src/sim/picture.ts'
import type { Events, EventsMessage } from './messages.ts'

/** "Events from=4 +2 end=5" */
export function describe(message: Message): string {
  const m = message as EventsMessage
  return `${m.type} ${details(m)}`
}

function details(m: EventsMessage): string {
  switch (m.type) {
    case 'Command':
      return `#${m.n} ${m.f} ${m.key} ${m.amount}`
    case 'Decided':
      return `#${m.n} ${m.isDone ? 'done' : 'refused'} offset=${m.offset}`
    case 'Read':
      return `#${m.n} ${m.key}${m.after > 0 ? ` after=${m.after}` : ''}`
    case 'Shown':
      return `#${m.n} ${m.key}=${m.value} upTo=${m.upTo}`
    case 'Fetch':
      return `from=${m.from} most=${m.most}`
    case 'Events':
      return `from=${m.from} +${sizeOf(m)} end=${m.end}`
  }
}

/** A recorded list has its length, but no items. */
function sizeOf({ events }: Events): number {
  return events.length
}

/** What goes along the log has a hue; what clients ask has none. */
const OF_LOG: Hue = 1

export function look(message: Message): { mark: Mark; hue: Hue; label: string } {
  const m = message as EventsMessage
  const isOfLog = m.type === 'Fetch' || m.type === 'Events'
  return { mark: markOf(m), hue: isOfLog ? OF_LOG : null, label: m.type }
}

function markOf(m: EventsMessage): Mark {
  switch (m.type) {
    case 'Command':
    case 'Read':
      return 'request'
    case 'Decided':
      return m.isDone ? 'reply' : 'refusal'
    case 'Shown':
      return 'reply'
    case 'Fetch':
      return 'heartbeat'
    case 'Events':
      return sizeOf(m) > 0 ? 'request' : 'heartbeat'
  }
}

/** What to say of a message that arrived when no note says more. */
export function arrival(message: Message, from: NodeId, to: NodeId): string {
  const m = message as EventsMessage
  switch (m.type) {
    case 'Command':
      return `${from} wants to ${m.f} ${m.amount}, account ${m.key}`
    case 'Read':
      return `${from} asks ${to} for ${m.key}`
    case 'Decided':
    case 'Shown':
      return `${from} answers ${to}`
    case 'Fetch':
      return `${from} asks ${to} for events from ${m.from} on`
    case 'Events':
      return `${from} tells ${to} that the log has ${m.end} events`
  }
}
