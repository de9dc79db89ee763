// What is shown: nodes with what they keep and how much of it there is, clients with the view they go by, and who keeps
// which sixteenth of the circle. A node that is down has no memory; what is on its disk is still there.

import type { NodeId } from '../../src/engine/process.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { hueOf, type NodePicture, type TablePicture, type TableRowPicture } from '../../src/sim/picture.ts'
import { milliseconds } from '../../src/sim/words.ts'
import type { CacheMemory } from './cache.ts'
import type { ClientMemory } from './clientState.ts'
import type { DatabaseMemory } from './database.ts'
import type { DirectoryDisk } from './directory.ts'
import { hashOf, isMember, type Layout, ownersOf, placedText, type View } from './layout.ts'
import { partOf } from './placement/bounded.ts'
import type { Disk, Memory } from './state.ts'
import type { Truth } from './truth.ts'

type Node = PictureView['nodes'][number]
type Drawn = Omit<NodePicture, 'id' | 'status' | 'badges' | 'unsyncedWrites'>

/** Columns of the table: the circle in so many equal parts. */
const SLICES = 5

export function picture(view: PictureView) {
  return {
    nodes: view.nodes.map((node) => drawn(node, view)),
    table: tableOf(view),
    charts: [],
  }
}

/** The view that the directory has announced last. */
export function viewIn({ nodes }: PictureView): View | null {
  const directory = nodes.find(({ process }) => process === 'directory')
  return (directory?.disk as DirectoryDisk | undefined)?.view ?? null
}

/** A node has the same hue wherever it is named: that of its number. */
export function hueOfNode(view: PictureView, id: NodeId): Drawn['hue'] {
  const nodes = view.nodes.filter(isKeeper)
  return hueOf(nodes.findIndex((node) => node.id === id) + 1)
}

export function isKeeper({ process }: { readonly process: string }): boolean {
  return process === 'store' || process === 'cache'
}

const BARE: Drawn = {
  glyph: 'participant',
  letter: 'S',
  hue: null,
  caption: '',
  detail: null,
  isBroken: false,
  silence: null,
  votes: null,
}

function drawn(node: Node, view: PictureView): Drawn {
  if (node.process === 'store') return storePicture(node, view)
  if (node.process === 'cache') return cachePicture(node, view)
  if (node.process === 'directory') return directoryPicture(node)
  return node.process === 'database' ? databasePicture(node, view) : clientPicture(node, view)
}

function storePicture(node: Node, view: PictureView): Drawn {
  const disk: Disk = node.disk
  const memory: Memory | null = node.memory
  const keys = Object.keys(disk.data).length
  const own = { ...BARE, hue: hueOfNode(view, node.id) }
  if (memory === null) return { ...own, caption: 'crashed', detail: `${keys} keys on disk` }
  const isIn = disk.view !== null && isMember(disk.view.now, node.id)
  const caption = isIn || keys > 0 ? `${keys} keys` : 'no member'
  return { ...own, caption, detail: storeDetail(node, disk, memory, view) }
}

function storeDetail({ id }: Node, { view, hints }: Disk, memory: Memory, all: PictureView): string | null {
  const waiting = queueAt(all, id)
  if (waiting > 1) return `${waiting} wait their turn`
  if (memory.pull !== null && !memory.pull.isReady) return `takes keys: ${memory.takenKeys} so far`
  if (hints.length > 0) return `keeps ${hints.length} for others`
  const latest = viewIn(all)?.epoch ?? 0
  return view !== null && view.epoch < latest ? `at view ${view.epoch} of ${latest}` : null
}

/** Messages that have come and wait to be handled. */
function queueAt({ inFlight, nowUs }: PictureView, id: NodeId): number {
  return inFlight.filter(({ to, arrivesUs }) => to === id && arrivesUs < nowUs).length
}

function cachePicture(node: Node, view: PictureView): Drawn {
  const memory: CacheMemory | null = node.memory
  const own = { ...BARE, letter: 'C', hue: hueOfNode(view, node.id) }
  if (memory === null) return { ...own, caption: 'crashed' }
  const waiting = memory.misses.length
  return {
    ...own,
    caption: `${Object.keys(memory.entries).length} keys`,
    detail: waiting > 0 ? `${waiting} wait for the database` : null,
  }
}

function directoryPicture({ disk, memory }: Node): Drawn {
  const { view }: DirectoryDisk = disk
  const caption = view === null ? 'no view' : `view ${view.epoch}, ${view.now.members.length} members`
  return {
    ...BARE,
    glyph: 'coordinator',
    letter: 'D',
    caption: memory === null ? 'crashed' : caption,
    detail: view?.was == null ? null : 'keys move',
  }
}

function databasePicture({ id, memory }: Node, view: PictureView): Drawn {
  const served = (memory as DatabaseMemory | null)?.served ?? 0
  const waiting = queueAt(view, id)
  return {
    ...BARE,
    glyph: 'coordinator',
    letter: 'B',
    caption: memory === null ? 'crashed' : `database, ${served} asked`,
    detail: waiting > 1 ? `${waiting} wait their turn` : null,
  }
}

// Clients.

function clientPicture(node: Node, view: PictureView): Drawn {
  const memory: ClientMemory | null = node.memory
  const own: Drawn = { ...BARE, glyph: 'client', letter: 'c' }
  if (memory === null) return { ...own, caption: 'client, crashed' }
  const detail = memory.view === null ? 'knows no view' : `view ${memory.view.epoch}`
  if (memory.task !== null) return { ...own, caption: waitingFor(memory, view), detail }
  const last = memory.finished === null ? undefined : view.history[memory.finished.operation]
  if (last === undefined) return { ...own, caption: 'client', detail }
  const truth: Truth = view.truth
  const wrong = truth.wrong.find(({ operation }) => operation === last.id)
  const caption = `${label(last)}: ${answer(last)}`
  return wrong === undefined
    ? { ...own, caption, detail }
    : { ...own, caption: `${caption}, ${wrong.word}`, isBroken: true }
}

function waitingFor({ task }: ClientMemory, view: PictureView): string {
  const { operation, f, key, value } = task!
  const sinceUs = view.nowUs - (view.history[operation]?.invokedUs ?? view.nowUs)
  return `${label({ f, key, value })}, waiting ${milliseconds(sinceUs)} ms`
}

/** "post:033=7", "read post:033", "count recent" */
export function label({
  f,
  key,
  value,
}: {
  readonly f: string
  readonly key: string
  readonly value: unknown
}): string {
  if (f === 'write') return `${key}=${String(value)}`
  if (f === 'both') return `${key.replace('+', ' and ')}=${String(value)}`
  return f === 'query' ? `count ${key}` : `read ${key}`
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
  if (f === 'write' || f === 'both') return 'OK'
  return result === null ? 'nothing' : String(result)
}

// Who keeps what.

function tableOf(view: PictureView): TablePicture | null {
  const { now, was } = viewIn(view) ?? { now: null, was: null }
  if (now === null || view.nodes.every(({ process }) => process !== 'store')) return null
  return {
    title: 'keys',
    endTitle: 'in all',
    firstIndex: 1,
    columns: SLICES,
    hidden: 0,
    names: Array.from({ length: SLICES }, (_, slice) => `${slice + 1}/${SLICES}`),
    key: { committed: 'keys kept', appended: 'some of them to go' },
    rows: view.nodes.filter(isKeeper).map((node) => tableRow(node, view, now, was)),
  }
}

function tableRow(node: Node, view: PictureView, now: Layout, was: Layout | null): TableRowPicture {
  const { data }: Disk = node.disk
  const keys = Object.keys(data)
  const hue = hueOfNode(view, node.id)
  const cells = Array.from({ length: SLICES }, (_, slice) => {
    const here = keys.filter((key) => sliceOf(now, key) === slice)
    if (here.length === 0) return null
    const isSettled = was === null || here.every((key) => ownersOf(now, key).includes(node.id))
    return {
      tag: '',
      text: String(here.length),
      hue,
      state: isSettled ? ('committed' as const) : ('appended' as const),
      isApplied: false,
      isOnDisk: true,
      isMatched: false,
    }
  })
  return { node: node.id, isUp: node.up, cells, barAfter: 0, end: String(keys.length) }
}

function sliceOf(layout: Layout, key: string): number {
  return partOf(hashOf(layout, placedText(layout, key)), SLICES)
}
