// Raft as pictures: servers with role, term, votes and silence; clients with what they wait for; logs side by side.

import type { PictureView } from '../../src/sim/define.ts'
import {
  type CellPicture,
  hueOf,
  type NodePicture,
  type TablePicture,
  type TableRowPicture,
} from '../../src/sim/picture.ts'
import { milliseconds } from '../../src/sim/words.ts'
import { scalar } from './apply.ts'
import type { ClientMemory } from './client.ts'
import { chartOf } from './roleChart.ts'
import type { Disk, Entry, Memory, Role } from './state.ts'
import type { Truth } from './truth.ts'

export type View = PictureView['nodes'][number]
type Drawn = Omit<NodePicture, 'id' | 'status' | 'badges' | 'unsyncedWrites'>

/** Columns of the log that a table shows; earlier entries are counted. */
const MOST_COLUMNS = 40

export function picture(view: PictureView) {
  const servers = view.nodes.filter((node) => node.process === 'server')
  return {
    nodes: view.nodes.map((node) =>
      node.process === 'server' ? server(node, view, servers.length) : client(node, view),
    ),
    table: logTable(view, servers),
    charts: [chartOf(servers, view.before, view.settings)],
  }
}

// Servers.

const ROLES: Readonly<Record<Role, { glyph: Drawn['glyph']; letter: string; word: string }>> = {
  follower: { glyph: 'follower', letter: 'F', word: 'follower' },
  preCandidate: { glyph: 'candidate', letter: 'P', word: 'asks first' },
  candidate: { glyph: 'candidate', letter: 'C', word: 'candidate' },
  leader: { glyph: 'leader', letter: 'L', word: 'leader' },
}

export function server(node: View, view: PictureView, count: number): Drawn {
  const disk: Disk = node.disk
  const memory: Memory | null = node.memory
  const hue = hueOf(disk.currentTerm)
  if (memory === null)
    return {
      ...bare,
      glyph: 'follower',
      letter: 'F',
      hue,
      caption: 'crashed',
      detail: `term ${disk.currentTerm} on disk`,
    }
  const { glyph, letter, word } = ROLES[memory.role]
  return {
    ...bare,
    glyph,
    letter,
    hue,
    caption: `${word}, term ${disk.currentTerm}`,
    detail: memory.role === 'leader' ? null : votesDetail(node, view, count),
    silence: silenceOf(node, memory),
    votes: stands(memory) ? voteDots(node, memory, view, count) : null,
  }
}

const bare: Drawn = {
  glyph: 'follower',
  letter: 'F',
  hue: null,
  caption: '',
  detail: null,
  isBroken: false,
  silence: null,
  votes: null,
}

function stands({ role }: Memory): boolean {
  return role === 'candidate' || role === 'preCandidate'
}

/** Leaders hear nobody and need not; everyone else stands when the arc closes. */
function silenceOf(node: View, memory: Memory): Drawn['silence'] {
  const timer = node.timers.election
  return timer === undefined || memory.role === 'leader'
    ? null
    : { fromUs: timer.setUs, untilUs: timer.dueUs }
}

function votesDetail(node: View, view: PictureView, count: number): string | null {
  const disk: Disk = node.disk
  const memory: Memory = node.memory
  if (stands(memory)) return `${granted(memory)} of ${needed(count)} votes${refusals(memory)}`
  return disk.votedFor === null || disk.votedFor === memory.leader || isOld(node, view)
    ? null
    : `voted for ${disk.votedFor}`
}

/** A vote is news only while nobody leads its term. */
function isOld(node: View, view: PictureView): boolean {
  const truth: Truth = view.truth
  return truth.leaders[`t${node.disk.currentTerm}`] !== undefined
}

function needed(count: number): number {
  return Math.floor(count / 2) + 1
}

function granted({ votes }: Memory): number {
  return Object.values(votes).filter((vote) => vote).length
}

function refusals({ votes }: Memory): string {
  const refused = Object.values(votes).filter((vote) => !vote).length
  return refused === 0 ? '' : `, ${refused} refused`
}

/** One dot per vote needed: those it has, those on their way to it, those missing; refusals follow. */
function voteDots(node: View, memory: Memory, view: PictureView, count: number): Drawn['votes'] {
  const has = granted(memory)
  const onTheWay = view.inFlight.filter(({ to, message }) => to === node.id && grants(message)).length
  const dots = Array.from({ length: needed(count) }, (_, i) =>
    i < has ? ('has' as const) : i < has + onTheWay ? ('way' as const) : ('open' as const),
  )
  const refused = Object.values(memory.votes).filter((vote) => !vote)
  return [...dots, ...refused.map(() => 'refused' as const)]
}

function grants(message: { readonly type: string }): boolean {
  const isVote = message.type === 'RequestVoteReply' || message.type === 'RequestPreVoteReply'
  return isVote && (message as unknown as { voteGranted: boolean }).voteGranted
}

// Clients.

function client(node: View, view: PictureView): Drawn {
  const memory: ClientMemory | null = node.memory
  const drawn: Drawn = { ...bare, glyph: 'client', letter: 'c', caption: 'client' }
  if (memory === null) return { ...drawn, caption: 'client, crashed' }
  if (memory.task !== null) return { ...drawn, caption: waitingFor(memory, view) }
  const last = memory.finished < 0 ? undefined : view.history[memory.finished]
  if (last === undefined) return drawn
  const truth: Truth = view.truth
  const wrong = truth.wrong.find(({ operation }) => operation === last.id)
  if (wrong !== undefined)
    return { ...drawn, caption: `${label(last)}: ${answer(last)}, ${wrong.word}`, isBroken: true }
  return { ...drawn, caption: `${label(last)}: ${answer(last)}` }
}

function waitingFor({ task, operation, queue }: ClientMemory, view: PictureView): string {
  const asked = view.history[operation]
  const sinceUs = view.nowUs - (asked?.invokedUs ?? view.nowUs)
  const what = task!.op === 'read' ? `read ${task!.key}` : `${task!.key}=${scalar(task!.value)}`
  return `${what}, waiting ${milliseconds(sinceUs)} ms${queue.length > 0 ? `, ${queue.length} more` : ''}`
}

/** "x=7", "read x" */
export function label({
  f,
  key,
  value,
}: {
  readonly f: string
  readonly key: string
  readonly value: unknown
}): string {
  if (f === 'read') return `read ${key}`
  if (f === 'cas') return `${key}: ${(value as readonly unknown[]).map(String).join('→')}`
  if (f === 'append') return `${key}+=${String(value)}`
  return `${key}=${String(value)}`
}

export function answer({
  f,
  outcome,
  result,
}: {
  readonly f: string
  readonly outcome: string
  readonly result: unknown
}): string {
  if (outcome === 'pending') return 'no answer yet'
  if (outcome === 'unknown') return 'gave up, unknown'
  if (outcome === 'fail') return 'failed'
  if (f === 'cas') return result === true ? 'OK' : 'no match'
  if (f === 'write') return 'OK'
  return result === null ? 'nothing' : Array.isArray(result) ? `[${result.join(' ')}]` : String(result)
}

// Logs.

export function logTable(view: PictureView, servers: readonly View[]): TablePicture {
  const removed = overwrittenBy(view)
  const longest = Math.max(
    0,
    removed.from - 1 + removed.entries.length,
    ...servers.map(({ disk }) => disk.log.length),
  )
  const hidden = Math.max(0, longest - MOST_COLUMNS)
  const leader = leaderOf(servers)
  return {
    title: 'log',
    endTitle: 'commit',
    firstIndex: hidden + 1,
    columns: longest - hidden,
    hidden,
    rows: servers.map((node) =>
      row(node, hidden, longest, leader, view.before?.id === node.id ? removed : NOTHING),
    ),
  }
}

interface Overwritten {
  /** Index of the first entry that is gone. */
  readonly from: number
  readonly entries: readonly Entry[]
}

const NOTHING: Overwritten = { from: 1, entries: [] }

/** Entries that this event removed: they are shown struck for as long as the playhead stands here. */
function overwrittenBy({ before, nodes }: PictureView): Overwritten {
  if (before === null || before.process !== 'server') return NOTHING
  const was: readonly Entry[] = (before.disk as Disk).log
  const is: readonly Entry[] = nodes.find(({ id }) => id === before.id)!.disk.log
  const same = was.findIndex((entry, i) => is[i] === undefined || is[i].term !== entry.term)
  return same < 0 ? NOTHING : { from: same + 1, entries: was.slice(same) }
}

/** The leader of the highest term is the one whose bookkeeping counts. */
function leaderOf(servers: readonly View[]): View | null {
  const leaders = servers.filter(({ memory }) => memory?.role === 'leader')
  return leaders.reduce<View | null>(
    (best, node) => (best === null || node.disk.currentTerm > best.disk.currentTerm ? node : best),
    null,
  )
}

function row(
  node: View,
  hidden: number,
  longest: number,
  leader: View | null,
  removed: Overwritten,
): TableRowPicture {
  const cells: (CellPicture | null)[] = []
  for (let index = hidden + 1; index <= longest; index++) cells.push(cell(node, index, leader, removed))
  const commitIndex: number = node.memory?.commitIndex ?? 0
  return {
    node: node.id,
    isUp: node.up,
    cells,
    barAfter: commitIndex,
    end: node.memory === null ? 'down' : String(commitIndex),
  }
}

function cell(node: View, index: number, leader: View | null, removed: Overwritten): CellPicture | null {
  const entry: Entry | undefined = node.disk.log[index - 1]
  const struck = removed.entries[index - removed.from]
  if (struck !== undefined && index >= removed.from && entry === undefined)
    return drawn(struck, 'overwritten', false, true, false)
  if (entry === undefined) return null
  const memory: Memory | null = node.memory
  const isCommitted = memory !== null && index <= memory.commitIndex
  const isOnDisk = index <= (node.syncedLengths.log ?? 0)
  const isMatched =
    leader !== null && leader.id !== node.id && ((leader.memory as Memory).matchIndex[node.id] ?? 0) >= index
  return drawn(
    entry,
    isCommitted ? 'committed' : 'appended',
    memory !== null && index <= memory.lastApplied,
    isOnDisk,
    isMatched,
  )
}

function drawn(
  entry: Entry,
  state: CellPicture['state'],
  isApplied: boolean,
  isOnDisk: boolean,
  isMatched: boolean,
): CellPicture {
  const { term } = entry
  return {
    tag: String(term),
    text: entryText(entry),
    hue: hueOf(term),
    state,
    isApplied,
    isOnDisk,
    isMatched,
  }
}

export function entryText({ op, key, value, expect }: Entry): string {
  if (op === 'noop') return 'nop'
  return label({ f: op, key, value: op === 'cas' ? [expect, value] : value })
}
