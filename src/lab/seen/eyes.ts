// Looking at a run with the eyes of one node: keeps which rows are its own, so that every moment costs little.

import type { Trace } from '../../engine/trace.ts'
import type { Recording } from '../recording.ts'
import type { Standing } from '../seek.ts'
import { knownBy } from './knownBy.ts'
import { ownPast } from './ownPast.ts'
import { OwnRows } from './ownRows.ts'
import type { SeenPicture } from './picture.ts'

export class Eyes {
  private readonly node: string
  private readonly rows = new WeakMap<Trace, OwnRows>()

  constructor(node: string) {
    this.node = node
  }

  /** What it knows at this moment. */
  look(recording: Recording, standing: Standing): SeenPicture {
    const { timeline, chronicle, place } = recording
    const down = chronicle.lanes.findLast(
      ({ node, style, untilRow }) =>
        node === this.node && style === 'down' && untilRow !== null && untilRow <= standing.row,
    )
    const lookout = { row: standing.row, startedRow: down?.untilRow ?? 0, startedUs: down?.untilUs ?? 0 }
    const past = ownPast(recording.world(standing), timeline.trace, this.ownRows(timeline.trace), lookout)
    return knownBy(past, place.sim)
  }

  private ownRows(trace: Trace): OwnRows {
    const own = this.rows.get(trace) ?? new OwnRows(trace, trace.nodeIds.indexOf(this.node))
    this.rows.set(trace, own)
    own.catchUp()
    return own
  }
}
