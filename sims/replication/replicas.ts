// What pictures, numbers and answers to "why not?" ask of all replicas at one moment: who acts, who lags.

import type { PictureView } from '../../src/sim/define.ts'
import { configurationOf, type Disk, isFirst, type Memory } from './state.ts'

export type Replica = Omit<PictureView['nodes'][number], 'disk' | 'memory'> & {
  readonly disk: Disk
  readonly memory: Memory | null
}

export type LiveReplica = Replica & { readonly memory: Memory }

export function replicasIn(view: PictureView): readonly Replica[] {
  return view.nodes.filter((node) => node.process === 'replica') as readonly Replica[]
}

/** The one in charge: of those that believe it, the one of the highest epoch. */
export function chiefOf(replicas: readonly Replica[]): LiveReplica | null {
  const able = replicas.filter(
    (each): each is LiveReplica => each.memory?.isActive === true && isFirst(each as LiveReplica, each.id),
  )
  return able.reduce<LiveReplica | null>(
    (best, each) => (best === null || epochOf(each) > epochOf(best) ? each : best),
    null,
  )
}

function epochOf(replica: LiveReplica): number {
  return configurationOf(replica)?.epoch ?? 0
}

/** Its timer has run out, or never ran: nothing came from the master for a lease. */
export function isCutOffAt({ nowUs }: PictureView, { memory, timers }: Replica): boolean {
  return memory !== null && timers.lease === undefined && nowUs >= memory.cutOffFromUs
}

/** Entries that the one in charge takes for done and this one does not show. */
export function lagOf(replica: Replica, replicas: readonly Replica[]): number {
  const chief = chiefOf(replicas)
  if (chief === null || replica.memory === null) return 0
  return Math.max(0, chief.memory.commitIndex - replica.memory.machine.applied)
}
