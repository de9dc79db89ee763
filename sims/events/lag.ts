// How far read models are behind the log: by events, and by the age of the first event that they lack.

import type { NodeView } from '../../src/engine/observer.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { type Event, eventAt } from './log.ts'
import { type ProjectorDisk, type ProjectorMemory, shownBy } from './state.ts'
import type { WriterDisk } from './writer.ts'

export interface Projector extends NodeView {
  readonly disk: ProjectorDisk
  readonly memory: ProjectorMemory | null
  readonly timers: PictureView['nodes'][number]['timers']
}

export interface Lag {
  readonly id: string
  readonly events: number
  readonly us: number
}

export function projectorsIn({ nodes }: Pick<PictureView, 'nodes'>): readonly Projector[] {
  return nodes.filter(({ process }) => process === 'projector') as readonly Projector[]
}

/** Events that are on the writer's disk: only those can leave it. */
export function durableLog({ nodes }: Pick<PictureView, 'nodes'>): readonly Event[] {
  const writer = nodes.find(({ process }) => process === 'writer')
  if (writer === undefined) return []
  const { log }: WriterDisk = writer.disk
  return log.slice(0, writer.syncedLengths.log ?? 0)
}

/** What readers are shown counts. */
export function lagsIn(view: PictureView): readonly Lag[] {
  const log = durableLog(view)
  return projectorsIn(view).map((projector) => lagOf(projector, log, view.nowUs))
}

export function lagOf({ id, disk }: Projector, log: readonly Event[], nowUs: number): Lag {
  const { upTo } = shownBy(disk)
  const next = eventAt(log, upTo + 1)
  return {
    id,
    events: Math.max(0, log.length - upTo),
    us: next === undefined ? 0 : Math.max(0, nowUs - next.atUs),
  }
}
