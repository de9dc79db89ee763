// What a server or a client of Raft knows: itself, the part that others claimed in their last message, and of their
// logs what Log Matching lets it conclude: where index and term agree, everything before is the same as its own.

import type { PictureView } from '../../src/sim/define.ts'
import type { Claim, DrawnNode, Heard, Knowing, OwnPast } from '../../src/sim/knowledge.ts'
import { hueOf, type OperationPicture, type TablePicture } from '../../src/sim/picture.ts'
import { milliseconds } from '../../src/sim/words.ts'
import { requestLabel } from './describe.ts'
import type { ClientQuery, ClientReply, ClientRequest, RaftMessage } from './messages.ts'
import { answer, label, logTable, server, type View } from './picture.ts'
import { type Disk, type Entry, freshMemory, type Memory, termAt } from './state.ts'

export const knowing: Knowing = { self, claim, table, operations }

// Itself.

function self(past: OwnPast): DrawnNode {
  return past.self.process === 'server' ? drawnServer(past) : drawnClient(past)
}

function drawnServer(past: OwnPast): DrawnNode {
  const servers = past.nodes.filter(({ process }) => process === 'server')
  return server(past.self, viewFrom(past), servers.length)
}

/** What pictures are made from, with nothing in it but the node's own. */
function viewFrom({ nowUs, self: own, settings, broken }: OwnPast): PictureView {
  const memory: Memory | null = own.memory
  const leaders = memory?.leader == null ? {} : { [`t${(own.disk as Disk).currentTerm}`]: memory.leader }
  const truth = { leaders, wrong: [] }
  return { nowUs, nodes: [own], truth, history: [], settings, broken, faults: [], before: null, inFlight: [] }
}

function drawnClient({ operations: asked, nowUs }: OwnPast): DrawnNode {
  const last = asked.at(-1)
  const waiting = last?.outcome === 'pending' ? `, waiting ${milliseconds(nowUs - last.invokedUs)} ms` : ''
  const told = last === undefined || waiting !== '' ? waiting : `: ${answer(last)}`
  return {
    glyph: 'client',
    letter: 'c',
    hue: null,
    caption: last === undefined ? 'client' : `${label(last)}${told}`,
    detail: null,
    isBroken: false,
    silence: null,
    votes: null,
  }
}

// Others.

function claim(message: Heard['message']): Claim | null {
  const m = message as RaftMessage
  switch (m.type) {
    case 'AppendEntries':
      return part('leader', 'L', 'leads', `leader, term ${m.term}`, m.term)
    case 'RequestVote':
      return part('candidate', 'C', 'stands', `candidate, term ${m.term}`, m.term)
    case 'RequestPreVote':
      return part('candidate', 'P', 'stands', `asks first, term ${m.term - 1}`, m.term - 1)
    case 'AppendEntriesReply':
      return m.success
        ? part('follower', 'F', 'follows', `follower, term ${m.term}`, m.term)
        : part('follower', '·', 'follows', `in term ${m.term}`, m.term)
    case 'RequestVoteReply':
      return part(
        'follower',
        '·',
        'follows',
        m.voteGranted ? `gave its vote, term ${m.term}` : `in term ${m.term}`,
        m.term,
      )
    case 'RequestPreVoteReply':
      return part(
        'follower',
        '·',
        'follows',
        m.voteGranted ? 'would vote' : `in term ${m.term}`,
        m.voteGranted ? 0 : m.term,
      )
    case 'ClientReply':
      return m.status === 'OK'
        ? part('leader', 'L', 'leads', 'leader', 0)
        : part('follower', 'F', 'follows', 'not the leader', 0)
    case 'ClientRequest':
    case 'ClientQuery':
      return part('client', 'c', 'follows', `asked: ${requested(m)}`, 0)
  }
}

function part(
  glyph: Claim['glyph'],
  letter: string,
  lane: Claim['lane'],
  caption: string,
  term: number,
): Claim {
  return { glyph, letter, lane, caption, hue: hueOf(term) }
}

function requested(m: ClientRequest | ClientQuery): string {
  return m.type === 'ClientQuery' ? requestLabel('read', m.key, null) : requestLabel(m.op, m.key, m.value)
}

// Logs.

/** Its own log, and beside it as much of each other's as it can be sure of. */
function table(past: OwnPast): TablePicture | null {
  if (past.self.process !== 'server') return null
  const views = past.nodes.flatMap(({ id, process }, i) => {
    if (process !== 'server') return []
    return id === past.self.id ? [past.self] : [believed(past, id, past.lastHeard[i] ?? null)]
  })
  const drawn = logTable({ ...viewFrom(past), nodes: views }, views)
  const rows = drawn.rows.map((row) => {
    if (row.node === past.self.id) return row
    return { ...row, isHearsay: true as const, end: row.barAfter > 0 ? `${row.barAfter}?` : '?' }
  })
  return { ...drawn, rows }
}

/** Another server as far as this one can tell. */
function believed(past: OwnPast, id: string, heard: Heard | null): View {
  const own: Disk = past.self.disk
  const memory: Memory = past.self.memory
  const m = heard === null ? null : (heard.message as RaftMessage)
  const counted = memory.role === 'leader' ? (memory.matchIndex[id] ?? 0) : 0
  const length = Math.max(counted, m === null ? 0 : sameUpTo(m, own))
  const commitIndex = m?.type === 'AppendEntries' ? Math.min(m.leaderCommit, length) : 0
  return {
    ...past.self,
    id,
    up: true,
    paused: false,
    disk: { currentTerm: 0, votedFor: null, log: own.log.slice(0, length) },
    memory: { ...freshMemory(0), commitIndex },
    unsyncedWrites: 0,
    syncedLengths: { log: length },
    timers: {},
  }
}

/** The sender's log and its own are the same up to here. */
function sameUpTo(m: RaftMessage, { log, currentTerm }: Disk): number {
  switch (m.type) {
    case 'AppendEntries':
      return agrees(log, m.prevLogIndex, m.prevLogTerm)
        ? Math.min(log.length, m.prevLogIndex + m.entries.length)
        : 0
    case 'RequestVote':
    case 'RequestPreVote':
      return agrees(log, m.lastLogIndex, m.lastLogTerm) ? m.lastLogIndex : 0
    case 'AppendEntriesReply':
      return m.success && m.term === currentTerm ? Math.min(log.length, m.matchIndex) : 0
    default:
      return 0
  }
}

/** Log Matching (§5.3). */
function agrees(log: readonly Entry[], index: number, term: number): boolean {
  return index === 0 || (index <= log.length && termAt(log, index) === term)
}

// Requests.

/** What it was asked for and what it said, from when it heard of it. */
function operations({ heard, sent }: OwnPast): readonly OperationPicture[] {
  const asked = new Map<string, OperationPicture>()
  for (const { from, message, atUs } of heard) {
    const m = message as RaftMessage
    if (m.type !== 'ClientRequest' && m.type !== 'ClientQuery') continue
    const key = `${from} ${m.sequenceNum}`
    if (asked.has(key)) continue
    const fresh = {
      invokedUs: atUs,
      completedUs: null,
      outcome: 'pending',
      answer: 'no answer yet',
      broken: null,
    } as const
    asked.set(key, { id: asked.size, client: from, label: requested(m), ...fresh })
  }
  for (const { to, message, atUs } of sent) {
    const m = message as RaftMessage
    const operation = m.type === 'ClientReply' ? asked.get(`${to} ${m.sequenceNum}`) : undefined
    if (operation === undefined || m.type !== 'ClientReply') continue
    asked.set(`${to} ${m.sequenceNum}`, { ...operation, completedUs: atUs, ...replied(m) })
  }
  return [...asked.values()]
}

function replied({ status, response }: ClientReply): Pick<OperationPicture, 'outcome' | 'answer'> {
  if (status === 'NOT_LEADER') return { outcome: 'fail', answer: 'not the leader' }
  return { outcome: 'ok', answer: typeof response === 'object' ? 'OK' : String(response) }
}
