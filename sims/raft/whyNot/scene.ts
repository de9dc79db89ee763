// What every answer of Raft starts from: the servers with their states, who leads, how many are needed, and what has
// ever been committed.

import type { NodeId } from '../../../src/engine/process.ts'
import type { PictureView } from '../../../src/sim/define.ts'
import { type Disk, type Memory, termAt } from '../state.ts'
import type { Truth } from '../truth.ts'

export interface Server {
  readonly id: NodeId
  readonly disk: Disk
  /** null while it is down. */
  readonly memory: Memory | null
  /** Entries that a crash would leave. */
  readonly syncedLength: number
  readonly unsyncedWrites: number
}

export type Leader = Server & { readonly memory: Memory }

export interface Scene {
  readonly view: PictureView
  readonly servers: readonly Server[]
  /** The one of the highest term; an older one may not know yet that it was deposed. */
  readonly leader: Leader | null
  /** A majority. */
  readonly needed: number
  /** Entries that some server ever committed. */
  readonly committed: Truth['committed']
}

export function sceneOf(view: PictureView): Scene {
  const servers = view.nodes
    .filter((node) => node.process === 'server')
    .map(({ id, disk, memory, syncedLengths, unsyncedWrites }): Server => {
      return { id, disk, memory, syncedLength: syncedLengths.log ?? 0, unsyncedWrites }
    })
  const half = Math.floor(servers.length / 2) + 1
  const truth: Truth = view.truth
  return {
    view,
    servers,
    leader: leaderOf(servers),
    needed: view.broken.quorumTooSmall === true ? Math.max(1, half - 1) : half,
    committed: truth.committed,
  }
}

function leaderOf(servers: readonly Server[]): Leader | null {
  const leaders = servers.filter((each): each is Leader => each.memory?.role === 'leader')
  return leaders.reduce<Leader | null>(
    (best, each) => (best === null || each.disk.currentTerm > best.disk.currentTerm ? each : best),
    null,
  )
}

/** An entry is known by its index and its term. */
export function hasEntry({ disk }: Server, index: number, term: number): boolean {
  return termAt(disk.log, index) === term
}
