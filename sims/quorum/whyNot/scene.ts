// What every answer about the store starts from: its nodes with their states, and who keeps what.

import type { NodeId } from '../../../src/engine/process.ts'
import type { PictureView } from '../../../src/sim/define.ts'
import { haltOf, isApart } from '../../../src/sim/obstacles.ts'
import { preferenceList } from '../ring.ts'
import { settingsIn } from '../settings.ts'
import type { Disk, Memory } from '../state.ts'

export interface Replica {
  readonly id: NodeId
  readonly disk: Disk
  /** null while it is down. */
  readonly memory: Memory | null
}

export interface Scene {
  readonly view: PictureView
  readonly replicas: readonly Replica[]
}

export function sceneOf(view: PictureView): Scene {
  const replicas = view.nodes
    .filter(({ process }) => process === 'replica')
    .map(({ id, disk, memory }): Replica => ({ id, disk, memory }))
  return { view, replicas }
}

/** The nodes that keep the key. */
export function homeIn({ view, replicas }: Scene, key: string): readonly NodeId[] {
  const { n } = settingsIn(view.settings)
  return preferenceList(
    replicas.map(({ id }) => id),
    key,
    Math.min(n, replicas.length),
  )
}

/** "has crashed", "is cut off from n1"; null if the two can talk. */
export function obstacle(view: PictureView, from: NodeId, to: NodeId): string | null {
  return haltOf(view, to) ?? (isApart(view, from, to) ? `is cut off from ${from}` : null)
}
