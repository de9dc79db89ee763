// The log, and under it what each read model has of it: an event that is missing is a gap, one that took effect twice says
// so, and a bar stands after the committed offset.

import type { PictureView } from '../../src/sim/define.ts'
import { type CellPicture, hueOf, type TablePicture, type TableRowPicture } from '../../src/sim/picture.ts'
import { type Projector, projectorsIn } from './lag.ts'
import { type Event, eventAt, shortText } from './log.ts'
import { timesIn } from './readModel.ts'
import { shownBy } from './state.ts'
import type { WriterDisk } from './writer.ts'

/** Columns that the table shows; earlier events are counted. */
const MOST_COLUMNS = 40

export function logTable(view: PictureView): TablePicture {
  const writer = view.nodes.find(({ process }) => process === 'writer')!
  const { log }: WriterDisk = writer.disk
  const hidden = Math.max(0, log.length - MOST_COLUMNS)
  const synced = writer.syncedLengths.log ?? 0
  const shown = log.slice(hidden)
  const own: TableRowPicture = {
    node: writer.id,
    isUp: writer.up,
    cells: shown.map((event) => ({ ...cellOf(event, 1), isOnDisk: event.n <= synced })),
    barAfter: 0,
    end: String(log.length),
  }
  return {
    title: 'log',
    endTitle: 'events',
    key: {
      bar: 'committed offset',
      applied: 'readers see',
      committed: 'has it',
      appended: 'is taking it in',
      tag: 'applied',
    },
    firstIndex: hidden + 1,
    columns: shown.length,
    hidden,
    rows: [own, ...projectorsIn(view).map((projector) => rowOf(projector, log, shown))],
  }
}

function rowOf(projector: Projector, log: readonly Event[], shown: readonly Event[]): TableRowPicture {
  const { id, up, disk } = projector
  return {
    node: id,
    isUp: up,
    cells: shown.map(({ n }) => modelCell(projector, eventAt(log, n)!)),
    barAfter: disk.offset,
    end: String(disk.model.upTo),
  }
}

function modelCell({ disk, memory }: Projector, event: Event): CellPicture | null {
  const times = timesIn(disk.model, event.n)
  const isPending = memory?.pending.some(({ n }) => n === event.n) === true
  if (times === 0 && !isPending) return null
  const cell = cellOf(event, times)
  if (times === 0) return { ...cell, state: 'appended', isOnDisk: false }
  return {
    ...cell,
    isApplied: event.n <= shownBy(disk).upTo,
    isOnDisk: !(isPending && memory?.step === 'storing'),
  }
}

function cellOf(event: Event, times: number): CellPicture {
  return {
    tag: times > 1 ? `${times}×` : '',
    text: shortText(event),
    hue: hueOf(times > 1 ? 4 : 1),
    state: 'committed',
    isApplied: false,
    isOnDisk: true,
    isMatched: false,
  }
}
