// Messages for people: one compact line, a mark with its hue, and a sentence. Made from scalars and lengths only, for
// that is all a recorded message keeps.

import type { Message, NodeId } from '../../src/engine/process.ts'
import { type Hue, hueOf, type Mark } from '../../src/sim/picture.ts'
import type { QuorumMessage, Write } from './messages.ts'
import { toneOf } from './versions.ts'

/** "Write x=7 put", "GetReply #3 x=7 R=2 of 3" */
export function describe(message: Message): string {
  const m = message as QuorumMessage
  return `${m.type} ${details(m)}`
}

function details(m: QuorumMessage): string {
  switch (m.type) {
    case 'Get':
      return `#${m.serial} ${m.key}${m.isAsk ? ' before a write' : ''}${atLevel(m.level)}`
    case 'Put':
      return `#${m.serial} ${m.key}=${m.shows} stamp=${m.stamp}${atLevel(m.level)}`
    case 'GetReply':
      return m.status === 'REFUSED'
        ? `#${m.serial} REFUSED R=${m.need} of ${m.copies}`
        : `#${m.serial} ${m.key}=${m.shows} R=${m.need} of ${m.copies}${m.isSloppy ? ' sloppy' : ''}`
    case 'PutReply':
      return `#${m.serial} ${m.status} W=${m.need} of ${m.copies}${m.isSloppy ? ' sloppy' : ''}`
    case 'Read':
      return m.key
    case 'ReadReply':
      return `${m.key}=${m.shows}`
    case 'Write':
      return `${m.key}=${m.shows} ${m.why}${m.hintFor === null ? '' : ` for ${m.hintFor}`}`
    case 'WriteReply':
      return `${m.key} ${m.why}${m.hintFor === null ? '' : ` for ${m.hintFor}`}`
    case 'Compare':
      return `tree at /${m.path}`
    case 'Exchange':
      return `leaf /${m.path} +${m.entries.length}${m.isBack ? ' back' : ''}`
  }
}

function atLevel(level: string): string {
  return level === 'default' ? '' : ` at ${level}`
}

export function look(message: Message): { mark: Mark; hue: Hue; label: string } {
  const m = message as QuorumMessage
  const hue = 'writer' in m ? hueOf(toneOf(m.stamp, m.writer)) : null
  return { mark: markOf(m), hue, label: m.type }
}

function markOf(m: QuorumMessage): Mark {
  switch (m.type) {
    case 'Compare':
      return 'heartbeat'
    case 'GetReply':
    case 'PutReply':
      return m.status === 'OK' ? 'reply' : 'refusal'
    case 'ReadReply':
    case 'WriteReply':
      return 'reply'
    default:
      return 'request'
  }
}

/** What to say of a message that arrived when no note says more. */
export function arrival(message: Message, from: NodeId, to: NodeId): string {
  const m = message as QuorumMessage
  switch (m.type) {
    case 'Get':
      return `${from} asks ${to} for ${m.key}`
    case 'Put':
      return `${from} gives ${to} ${m.key}=${m.shows} to store`
    case 'GetReply':
    case 'PutReply':
      return `${from} answers ${to}`
    case 'Read':
      return `${from} asks ${to} for its copy of ${m.key}`
    case 'ReadReply':
      return `${from} has ${m.key}=${m.shows}, and ${to} takes note of it`
    case 'Write':
      return arrivalOfWrite(m, from, to)
    case 'WriteReply':
      return `${from} has ${m.key} on disk, and ${to} takes note of it`
    case 'Compare':
      return `${to} compares its tree at /${m.path} with that of ${from}`
    case 'Exchange':
      return `${from} sends what it has in leaf /${m.path}, and ${to} has it all`
  }
}

function arrivalOfWrite({ key, shows, hintFor }: Write, from: NodeId, to: NodeId): string {
  if (hintFor === null) return `${from} sends ${to} ${key}=${shows}, which it has`
  return `${from} wants ${to} to keep ${key}=${shows} for ${hintFor}; it does already`
}
