// The state of a node: on its disk the versions of the keys it keeps and the hints it holds for others; in its memory the
// requests it coordinates. Any node coordinates any request: there is no leader.

import type { Ctx, NodeId, NodeState } from '../../src/engine/process.ts'
import type { Glimpse, Level, QuorumMessage } from './messages.ts'
import { preferenceList, standInsFor } from './ring.ts'
import { type QuorumSettings, settingsIn } from './settings.ts'
import { inStampOrder, NO_VERSIONS, shown, type Version } from './versions.ts'

/** §4.6: what belongs to a node that could not be reached. */
export interface Hint {
  readonly id: number
  readonly owner: NodeId
  readonly key: string
  readonly versions: readonly Version[]
}

export interface Disk {
  /** By key: what this node keeps; more than one are siblings. */
  readonly data: Readonly<Record<string, readonly Version[]>>
  readonly hints: readonly Hint[]
}

/** An operation that this node sees to for a client. */
export interface Request {
  readonly id: number
  readonly kind: 'get' | 'put'
  readonly client: NodeId
  readonly serial: number
  readonly key: string
  readonly level: Level
  readonly isAsk: boolean
  /** The N nodes that keep the key. */
  readonly home: readonly NodeId[]
  /** Those of them that are asked. */
  readonly asked: readonly NodeId[]
  /** On this node's clock. */
  readonly startedUs: number
  /** It waits for answers to a read, then for copies to be stored; at the end only for those who are late. */
  stage: 'reading' | 'writing' | 'done'
  /** What the client is told, or what it writes. */
  versions: readonly Version[]
  /** Everything that was heard, also after the client was told: what copies are repaired with. */
  newest: readonly Version[]
  /** What each node answered, stand-ins included. */
  heard: Record<NodeId, readonly Version[]>
  /** Nodes of the N that have `versions` on disk. */
  stored: Record<NodeId, true>
  /** Nodes of the N for which another keeps them. */
  kept: Record<NodeId, true>
  hasStandIns: boolean
  /** Stand-ins made up the number, or less than was needed is taken. */
  isSloppy: boolean
}

export interface Memory {
  /** Above all numbers of this node's earlier lives, so that no late answer is taken for one of this life. */
  nextId: number
  requests: Request[]
  /** Whom it compared trees with last, as an index into those it has keys in common with. */
  partner: number
  isExchanging: boolean
}

export type State = NodeState<Disk, Memory>
export type QuorumCtx = Ctx<Disk, QuorumMessage>

export function settingsOf(ctx: { readonly settings: QuorumCtx['settings'] }): QuorumSettings {
  return settingsIn(ctx.settings)
}

/** What the node keeps under a key. */
export function versionsAt({ data }: Disk, key: string): readonly Version[] {
  return Object.hasOwn(data, key) ? data[key]! : NO_VERSIONS
}

/** What an operation waits for. Strict: only the N nodes that keep the key count. */
export interface Needs {
  readonly copies: number
  readonly r: number
  readonly w: number
  readonly isStrict: boolean
}

/** How many answers an operation of this level needs in a store of so many nodes. */
export function needsOf(level: Level, nodes: number, settings: QuorumSettings): Needs {
  const copies = Math.min(settings.n, nodes)
  const most = (need: number) => Math.min(need, copies)
  switch (level) {
    case 'one':
      return { copies, r: 1, w: 1, isStrict: false }
    case 'quorum': {
      const half = Math.floor(copies / 2) + 1
      return { copies, r: half, w: half, isStrict: true }
    }
    case 'all':
      return { copies, r: copies, w: copies, isStrict: true }
    case 'default': {
      const isStrict = settings.whenCutOff === 'refuse'
      return { copies, r: most(settings.r), w: most(settings.w), isStrict }
    }
  }
}

export function needsIn(ctx: QuorumCtx, level: Level): Needs {
  return needsOf(level, ringOf(ctx).length, settingsOf(ctx))
}

export function ringOf(ctx: QuorumCtx): readonly NodeId[] {
  return ctx.group('replica')
}

/** The nodes that keep the key. */
export function homeOf(ctx: QuorumCtx, key: string): readonly NodeId[] {
  return preferenceList(ringOf(ctx), key, needsIn(ctx, 'default').copies)
}

export function standInsOf(ctx: QuorumCtx, key: string): readonly NodeId[] {
  return standInsFor(ringOf(ctx), key, needsIn(ctx, 'default').copies)
}

/** What versions look like from outside. */
export function glimpse(versions: readonly Version[]): Glimpse {
  const newest = versions.length === 0 ? null : [...versions].sort(inStampOrder).at(-1)!
  return { shows: shown(versions), stamp: newest?.stamp ?? 0, writer: newest?.writer ?? '' }
}

/** What is sent from now on leaves when everything written so far is on disk. */
export function persist(ctx: QuorumCtx): void {
  if (ctx.broken.answersBeforeSync !== true) ctx.sync()
}
