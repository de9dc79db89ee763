// What is shown: participants with what they have locked and are in doubt about, the coordinator with what it waits for, clients
// with what they asked; and the logs of all, record by record, with what is on disk.

import type { PictureView } from '../../src/sim/define.ts'
import {
  type CellPicture,
  hueOf,
  type NodePicture,
  type TablePicture,
  type TableRowPicture,
} from '../../src/sim/picture.ts'
import { counted, milliseconds } from '../../src/sim/words.ts'
import type { ClientMemory } from './client.ts'
import { hueOfName } from './hue.ts'
import type { Truth } from './observer/truth.ts'
import { providerPicture, providerRow } from './providerPicture.ts'
import type { RaftDisk, RaftMemory } from './raft.ts'
import { chartsOf } from './rolePicture.ts'
import {
  type Deal,
  type Disk,
  type Errand,
  isProvider,
  isSite,
  type LogRecord,
  type Memory,
  type Saga,
  type Task,
} from './state.ts'
import { transactionsOf } from './transactionsPicture.ts'

type Node = PictureView['nodes'][number]
type Drawn = Omit<NodePicture, 'id' | 'status' | 'badges' | 'unsyncedWrites'>

/** Columns that a table shows; earlier records are counted. */
const MOST_COLUMNS = 40
/** Rows in words beside a node: the books have all of them. */
const MOST_ROWS = 2

export function picture(view: PictureView) {
  return {
    nodes: view.nodes.map((node) => drawn(node, view)),
    table: logTable(view),
    charts: chartsOf(view),
    transactions: transactionsOf(view),
  }
}

const BARE: Drawn = {
  ...{ glyph: 'participant', letter: 'P', hue: null, caption: '', detail: null, isBroken: false },
  ...{ silence: null, votes: null },
}

function drawn(node: Node, view: PictureView): Drawn {
  if (node.process === 'client') return clientPicture(node, view)
  if (node.process === 'server') return serverPicture(node)
  if (isProvider(node)) return providerPicture(node)
  return node.process === 'participant' ? participantPicture(node, view) : coordinatorPicture(node)
}

// Participants.

function participantPicture(node: Node, view: PictureView): Drawn {
  const disk: Disk = node.disk
  const memory: Memory | null = node.memory
  const { open }: Truth = view.truth
  const doubted = Object.values(open).find((span) => span.node === node.id && span.kind === 'doubts')
  if (memory === null) {
    const caption = doubted === undefined ? 'crashed' : `crashed, in doubt about ${doubted.tx}`
    return { ...BARE, caption, hue: doubted === undefined ? null : hueOfName(doubted.tx) }
  }
  const tasks = Object.values(memory.tasks)
  const chief =
    tasks.find(({ phase }) => phase === 'prepared') ??
    tasks.find(({ phase }) => phase === 'worked') ??
    tasks[0]
  const [errand] = Object.values(memory.errands)
  if (chief === undefined && errand !== undefined)
    return { ...BARE, hue: hueOfName(errand.id), caption: errandText(errand), detail: rowsText(memory) }
  if (chief === undefined)
    return { ...BARE, caption: rowsText(memory), detail: counted(disk.log.length, 'record') }
  const waiting = tasks.filter(({ phase }) => phase === 'waits').length
  return {
    ...BARE,
    hue: hueOfName(chief.tx),
    caption: taskText(chief, view.nowUs),
    ...(chief.phase === 'prepared' && chief.effects.length > 0 && { isInDoubt: true as const }),
    detail: waiting > 0 ? `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for a lock` : rowsText(memory),
  }
}

function taskText({ tx, phase, doubtUs, versions }: Task, nowUs: number): string {
  if (phase === 'waits') return `${tx} waits for a lock`
  if (phase === 'worked' && versions !== undefined) return `${tx} has done its part, without locks`
  return phase === 'worked'
    ? `${tx} has its locks`
    : `in doubt about ${tx}, ${milliseconds(Math.max(0, nowUs - doubtUs))} ms`
}

function errandText({ id, phase, payment }: Errand): string {
  if (phase === 'pays')
    return payment?.isUnknown === true ? `${id}: charged or not?` : `${id} waits to be paid`
  return phase === 'waits' ? `${id} waits for a lock` : `${id}, on its way to disk`
}

/** "item=9 a1=100", "a2=110 c1=1000 …": what was written since the start comes first. */
function rowsText({ rows }: Memory): string {
  const keys = Object.keys(rows)
  const written = keys.filter((key) => rows[key]!.by !== '')
  const shown = [...written, ...keys.filter((key) => rows[key]!.by === '')].slice(0, MOST_ROWS)
  const texts = shown.map((key) => `${key}=${rows[key]!.value}`)
  return [...texts, ...(keys.length > MOST_ROWS ? ['…'] : [])].join(' ')
}

// The coordinator.

function coordinatorPicture({ memory }: Node): Drawn {
  const own: Drawn = { ...BARE, glyph: 'coordinator', letter: 'K' }
  if (memory === null) return { ...own, caption: 'crashed' }
  const { deals: open, sagas }: Memory = memory
  const [saga] = Object.values(sagas)
  if (saga !== undefined)
    return { ...own, hue: hueOfName(saga.tx), caption: sagaText(saga), detail: moreText(sagas) }
  const deals = Object.values(open)
  const first = deals.find(({ phase }) => phase === 'claims' || phase === 'proposes') ?? deals[0]
  if (first === undefined) return { ...own, ...acceptedText(memory) }
  return {
    ...own,
    hue: hueOfName(first.tx),
    caption: dealText(first),
    detail: moreText(open),
    votes: votesOf(first),
  }
}

function moreText(underWay: Readonly<Record<string, unknown>>): string | null {
  const more = Object.keys(underWay).length - 1
  return more > 0 ? `${more} more under way` : null
}

function sagaText({ tx, step, direction, parts }: Saga): string {
  return direction === 'forward'
    ? `${tx}: step ${step + 1} of ${parts.length}`
    : `${tx}: undoes step ${step + 1}`
}

/** Of a coordinator that leads nothing: what it last accepted or promised for others. */
function acceptedText({ acceptances }: Memory): Pick<Drawn, 'caption' | 'hue'> {
  const latest = Object.values(acceptances).at(-1)
  if (latest === undefined) return { caption: 'coordinator', hue: null }
  const { tx, council, kept, promised, whole } = latest
  const hue = hueOfName(tx)
  if (whole === promised) return { caption: `accepted ${tx}`, hue }
  if (promised > 0) return { caption: `${tx}: promised ballot ${promised}`, hue }
  return { caption: `${tx}: ${Object.keys(kept).length} of ${council.members.length} votes`, hue }
}

function dealText({ tx, phase, outcome, lead, council, votes }: Deal): string {
  if (phase === 'works') return `${tx}: waits for the work`
  if (phase === 'votes' && council?.members.every((site) => votes[site] !== undefined))
    return `${tx}: waits for acceptors`
  if (phase === 'votes') return `${tx}: waits for votes`
  if (phase === 'precommits') return `${tx}: it will be a commit`
  if (phase === 'asks') return `${tx}: asks how it ended`
  if (phase === 'claims') return `${tx}: ballot ${lead?.ballot ?? 0}, asks acceptors`
  if (phase === 'proposes') return `${tx}: ballot ${lead?.ballot ?? 0}, proposes`
  return phase === 'decides' ? `${tx}: ${outcome}, on its way to disk` : `${tx}: ${outcome}`
}

function votesOf({ phase, parts, votes }: Deal): Drawn['votes'] {
  if (phase !== 'votes') return null
  return parts.map(({ site }) => {
    const vote = votes[site]
    return vote === undefined ? 'open' : vote === 'no' ? 'refused' : 'has'
  })
}

// The Raft servers, of which only what matters here is shown.

function serverPicture({ disk, memory }: Node): Drawn {
  const { currentTerm, log }: RaftDisk = disk
  const own: Drawn = { ...BARE, glyph: 'follower', letter: 'F', hue: hueOf(currentTerm) }
  if (memory === null) return { ...own, caption: 'crashed' }
  const { role, commitIndex }: RaftMemory = memory
  const caption = `${role === 'preCandidate' ? 'candidate' : role}, term ${currentTerm}`
  const detail = `${commitIndex} of ${log.length} decided`
  if (role === 'leader') return { ...own, glyph: 'leader', letter: 'L', caption, detail }
  return role === 'follower'
    ? { ...own, caption, detail }
    : { ...own, glyph: 'candidate', letter: 'C', caption, detail }
}

// Clients.

function clientPicture({ memory }: Node, { history, nowUs }: PictureView): Drawn {
  const own: Drawn = { ...BARE, glyph: 'client', letter: 'c' }
  if (memory === null) return { ...own, caption: 'client, crashed' }
  const { wish, request, operation, finished }: ClientMemory = memory
  if (wish !== null) {
    const sinceUs = nowUs - (history[operation]?.invokedUs ?? nowUs)
    return {
      ...own,
      hue: hueOfName(request),
      caption: `${label(history[operation]!)}, waiting ${milliseconds(sinceUs)} ms`,
    }
  }
  const last = finished === null ? undefined : history[finished.operation]
  return { ...own, caption: last === undefined ? 'client' : `${label(last)}: ${answer(last)}` }
}

interface Asked {
  readonly f: string
  readonly key: string
  readonly value: unknown
}

/** "order", "20 from a1 to a2", "audit" */
export function label({ f, key, value }: Asked): string {
  return value === null ? f : `${String(value)} from ${key}`
}

const ABORTED: Readonly<Record<string, string>> = {
  tooFew: 'too little left',
  noStep: 'undone, no answer',
  lockTimeout: 'aborted, locked',
  deadlock: 'aborted, deadlock',
  noVote: 'aborted, no vote',
  declined: 'undone, card declined',
  unheard: 'undone, no word on the charge',
}

export function answer({ outcome, result }: { readonly outcome: string; readonly result: unknown }): string {
  if (outcome === 'pending') return 'no answer yet'
  if (outcome === 'unknown') return 'gave up, unknown'
  if (outcome === 'fail') return ABORTED[String(result)] ?? 'aborted'
  return result === null ? 'done' : `${String(result)} in all`
}

// The logs.

function logTable(view: PictureView): TablePicture {
  const sites = view.nodes.filter((node) => isSite(node) || isProvider(node))
  const longest = Math.max(0, ...sites.map(({ disk }) => (disk as Disk).log.length))
  const hidden = Math.max(0, longest - MOST_COLUMNS)
  return {
    ...{ title: 'log', endTitle: 'in doubt', firstIndex: hidden + 1, columns: longest - hidden, hidden },
    key: { committed: 'forced', appended: 'lazy', tag: 'transaction' },
    rows: sites.map((node) => (isProvider(node) ? providerRow : logRow)(node, hidden, longest)),
  }
}

function logRow(
  { id, up, disk, memory, syncedLengths }: Node,
  hidden: number,
  longest: number,
): TableRowPicture {
  const { log }: Disk = disk
  const cells = Array.from({ length: longest - hidden }, (_, i) => {
    const record = log[hidden + i]
    return record === undefined ? null : cellOf(record, hidden + i < (syncedLengths.log ?? 0))
  })
  const tasks: Memory['tasks'] = memory?.tasks ?? {}
  const inDoubt = Object.values(tasks).filter(({ phase }) => phase === 'prepared').length
  return { node: id, isUp: up, cells, barAfter: 0, end: memory === null ? 'down' : String(inDoubt) }
}

function cellOf(record: LogRecord, isOnDisk: boolean): CellPicture {
  const { tx, kind, isForced } = record
  const state = isForced ? 'committed' : 'appended'
  const tag = 'name' in record ? record.name : tx
  return { tag, text: kind, hue: hueOfName(tx), state, isApplied: false, isOnDisk, isMatched: false }
}
