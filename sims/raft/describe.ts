// Messages for people: one compact line, a mark with its hue, and a sentence. Made from scalars and lengths only, for
// that is all a recorded message keeps.

import type { Message, NodeId } from '../../src/engine/process.ts'
import { type Hue, hueOf, type Mark } from '../../src/sim/picture.ts'
import type {
  AppendEntries,
  AppendEntriesReply,
  ClientReply,
  ClientRequest,
  RaftMessage,
} from './messages.ts'

/** "AppendEntries term=2 prev=1/1 +2 commit=1": pairs are index/term. */
export function describe(message: Message): string {
  const m = message as RaftMessage
  return `${m.type} ${details(m)}`
}

function details(m: RaftMessage): string {
  switch (m.type) {
    case 'RequestVote':
    case 'RequestPreVote':
      return `term=${m.term} last=${m.lastLogIndex}/${m.lastLogTerm}`
    case 'RequestVoteReply':
    case 'RequestPreVoteReply':
      return `term=${m.term} granted=${m.voteGranted}`
    case 'AppendEntries':
      return appendDetails(m)
    case 'AppendEntriesReply':
      return `term=${m.term} ${m.success ? `match=${m.matchIndex}` : refusalDetails(m)}`
    case 'ClientRequest':
      return `#${m.sequenceNum} ${m.op} ${m.key}=${shown(m.value)}`
    case 'ClientQuery':
      return `#${m.sequenceNum} read ${m.key}`
    case 'ClientReply':
      return replyDetails(m)
  }
}

function appendDetails(m: AppendEntries): string {
  const news = m.entries.length > 0 ? ` +${m.entries.length}` : ''
  return `term=${m.term} prev=${m.prevLogIndex}/${m.prevLogTerm}${news} commit=${m.leaderCommit}`
}

function refusalDetails(m: AppendEntriesReply): string {
  if (m.conflictIndex === 0) return 'refused'
  return m.conflictTerm === 0 ? `missing=${m.conflictIndex}` : `conflict=${m.conflictIndex}/${m.conflictTerm}`
}

function replyDetails(m: ClientReply): string {
  if (m.status === 'NOT_LEADER') return `#${m.sequenceNum} NOT_LEADER leader=${m.leaderHint ?? '?'}`
  return `#${m.sequenceNum} OK ${shown(m.response)}`
}

/** A recorded list has lost its items. */
function shown(value: unknown): string {
  return Array.isArray(value) ? `[${value.length}]` : String(value)
}

export function look(message: Message): { mark: Mark; hue: Hue; label: string } {
  const m = message as RaftMessage
  const hue = 'term' in m ? hueOf(m.term) : null
  return { mark: markOf(m), hue, label: m.type }
}

function markOf(m: RaftMessage): Mark {
  switch (m.type) {
    case 'RequestVote':
    case 'RequestPreVote':
      return 'vote'
    case 'RequestVoteReply':
    case 'RequestPreVoteReply':
      return m.voteGranted ? 'granted' : 'refusal'
    case 'AppendEntries':
      return m.entries.length > 0 ? 'request' : 'heartbeat'
    case 'AppendEntriesReply':
      return m.success ? 'reply' : 'refusal'
    case 'ClientReply':
      return m.status === 'OK' ? 'reply' : 'refusal'
    default:
      return 'request'
  }
}

/** What to say of a message that arrived when no note says more. */
export function arrival(message: Message, from: NodeId, to: NodeId): string {
  const m = message as RaftMessage
  switch (m.type) {
    case 'RequestVote':
      return `${from} asks ${to} for its vote in term ${m.term} again, and hears again that it has it`
    case 'RequestPreVote':
      return `${from} asks ${to} whether it would vote for it in term ${m.term}`
    case 'RequestVoteReply':
      return `${from} ${m.voteGranted ? 'voted' : 'refused to vote'} for ${to}, which makes no difference any more`
    case 'RequestPreVoteReply':
      return `${from} ${m.voteGranted ? 'would' : 'would not'} vote for ${to}, which makes no difference any more`
    case 'AppendEntries':
      return m.entries.length > 0
        ? `${to} already has what ${from} sent, and says so`
        : `${to} hears that ${from} leads term ${m.term}, and starts to wait anew`
    case 'AppendEntriesReply':
      return arrivalOfReply(m, from, to)
    case 'ClientRequest':
      return `${from} wants ${m.key}=${shown(m.value)} from ${to}`
    case 'ClientQuery':
      return `${from} asks ${to} for ${m.key} again; it is being looked after`
    case 'ClientReply':
      return `${from} answers ${to}`
  }
}

function arrivalOfReply(m: AppendEntriesReply, from: NodeId, to: NodeId): string {
  if (!m.success) return `${from} refused what ${to} sent; that is already known`
  return `${to} hears that ${from} still follows in term ${m.term} and has everything up to entry ${m.matchIndex}`
}

/** How a request of a client reads in a history. */
export function requestLabel(op: ClientRequest['op'] | 'read', key: string, value: unknown): string {
  if (op === 'read') return `read ${key}`
  return op === 'write' ? `${key}=${shown(value)}` : `${op} ${key}`
}
