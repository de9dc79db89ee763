// The logs side by side. A bar runs through all of them after the last write that a client was told of: whoever has less
// than that is what a failover would lose. What a replica wrote alone stands after its log, with no epoch.

import type { PictureView } from '../../src/sim/define.ts'
import { type CellPicture, hueOf, type TablePicture, type TableRowPicture } from '../../src/sim/picture.ts'
import { type Entry, idOf } from './log.ts'
import { shown } from './machine.ts'
import { chiefOf, type LiveReplica, type Replica } from './replicas.ts'
import type { AloneWrite, Disk } from './state.ts'
import type { Truth } from './truth.ts'

/** Columns that a table shows; earlier entries are counted. */
const MOST_COLUMNS = 40

export function logTable(view: PictureView, replicas: readonly Replica[]): TablePicture {
  const removed = removedBy(view)
  const lengths = replicas.map(({ disk }) => disk.log.length + disk.alone.length)
  const longest = Math.max(0, removed.from - 1 + removed.entries.length, ...lengths)
  const hidden = Math.max(0, longest - MOST_COLUMNS)
  const told = lastTold(view.truth, replicas)
  const chief = chiefOf(replicas)
  return {
    title: 'log',
    endTitle: 'applied',
    key: { bar: 'told OK', matched: 'known to the primary' },
    firstIndex: hidden + 1,
    columns: longest - hidden,
    hidden,
    rows: replicas.map((each) =>
      row(each, hidden, longest, told, chief, view.before?.id === each.id ? removed : NOTHING),
    ),
  }
}

/** The highest entry of any log that a client was told OK about. */
function lastTold(truth: Truth, replicas: readonly Replica[]): number {
  const isTold = (entry: Entry) => (truth.writes[idOf(entry)]?.toldUs ?? -1) >= 0
  return Math.max(0, ...replicas.map(({ disk }) => disk.log.findLastIndex(isTold) + 1))
}

interface Removed {
  /** Index of the first entry that is gone. */
  readonly from: number
  readonly entries: readonly Entry[]
}

const NOTHING: Removed = { from: 1, entries: [] }

/** Entries that this event removed: they are shown struck for as long as the playhead stands here. */
function removedBy({ before, nodes }: PictureView): Removed {
  if (before === null || before.process !== 'replica') return NOTHING
  const was = (before.disk as Disk).log
  const is = (nodes.find(({ id }) => id === before.id)!.disk as Disk).log
  const same = was.findIndex((entry, i) => is[i] === undefined || idOf(is[i]) !== idOf(entry))
  return same < 0 ? NOTHING : { from: same + 1, entries: was.slice(same) }
}

function row(
  replica: Replica,
  hidden: number,
  longest: number,
  told: number,
  chief: LiveReplica | null,
  removed: Removed,
): TableRowPicture {
  const cells: (CellPicture | null)[] = []
  for (let index = hidden + 1; index <= longest; index++) cells.push(cell(replica, index, chief, removed))
  const shownUpTo = replica.memory?.machine.applied
  return {
    node: replica.id,
    isUp: replica.up,
    cells,
    barAfter: told,
    end: shownUpTo === undefined ? 'down' : String(shownUpTo),
  }
}

function cell(
  { id, disk, memory, syncedLengths }: Replica,
  index: number,
  chief: LiveReplica | null,
  removed: Removed,
): CellPicture | null {
  const entry = disk.log[index - 1]
  const struck = removed.entries[index - removed.from]
  if (entry === undefined) {
    if (struck !== undefined && index >= removed.from) return { ...ofEntry(struck), state: 'overwritten' }
    const alone = disk.alone[index - disk.log.length - 1]
    return alone === undefined ? null : ofAlone(alone, index - disk.log.length <= (syncedLengths.alone ?? 0))
  }
  return {
    ...ofEntry(entry),
    state: memory !== null && index <= memory.commitIndex ? 'committed' : 'appended',
    isApplied: memory !== null && index <= memory.machine.applied,
    isOnDisk: index <= (syncedLengths.log ?? 0),
    isMatched: chief !== null && chief.id !== id && (chief.memory.hops[id]?.match ?? 0) >= index,
  }
}

function ofEntry(entry: Entry): CellPicture {
  return {
    tag: String(entry.epoch),
    text: entryText(entry),
    hue: hueOf(entry.epoch),
    state: 'appended',
    isApplied: false,
    isOnDisk: true,
    isMatched: false,
  }
}

function ofAlone({ op, key, value }: AloneWrite, isOnDisk: boolean): CellPicture {
  const text = op === 'append' ? `${key}+=${shown(value)}` : `${key}=${shown(value)}`
  return { tag: '!', text, hue: null, state: 'committed', isApplied: true, isOnDisk, isMatched: false }
}

export function entryText({ op, key, value }: Entry): string {
  if (op === 'wipe') return 'delete all'
  if (op === 'snapshot' || op === 'restore') return op
  return op === 'append' ? `${key}+=${shown(value)}` : `${key}=${shown(value)}`
}
