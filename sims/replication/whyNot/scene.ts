// What every answer starts from: the replicas, the one in charge, and the master with what it is about.

import type { PictureView } from '../../../src/sim/define.ts'
import type { MasterDisk, MasterMemory } from '../master.ts'
import { chiefOf, type LiveReplica, type Replica, replicasIn } from '../replicas.ts'

export interface Scene {
  readonly view: PictureView
  readonly replicas: readonly Replica[]
  readonly chief: LiveReplica | null
  readonly master: {
    readonly id: string
    readonly disk: MasterDisk
    readonly memory: MasterMemory | null
  } | null
}

export function sceneOf(view: PictureView): Scene {
  const replicas = replicasIn(view)
  const master = view.nodes.find(({ process }) => process === 'master') ?? null
  return { view, replicas, chief: chiefOf(replicas), master }
}
