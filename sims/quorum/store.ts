// A node as one of the N: it keeps versions, answers reads from them, and holds hints for others until they are back.
// What it answers is on its disk, for answers wait for the sync that was asked for before them.

import type { NodeId } from '../../src/engine/process.ts'
import type { Read, Write, WriteReply } from './messages.ts'
import { glimpse, type Hint, persist, type QuorumCtx, type State, settingsOf, versionsAt } from './state.ts'
import { hasAll, merged, NO_VERSIONS, toneOf, type Version } from './versions.ts'

/** How often a node tries to bring hints home. */
export const HANDOFF_EVERY_US = 250_000

/** R: answers with its copy, or with what it keeps for others. */
export function onRead(state: State, from: NodeId, m: Read, ctx: QuorumCtx): void {
  const versions = readLocally(state, m.key, ctx)
  ctx.note('readAnswered', from, m.key, glimpse(versions).shows)
  ctx.send(from, { type: 'ReadReply', request: m.request, key: m.key, ...glimpse(versions), versions })
}

/** Its own copy, and whatever it holds for others. */
export function readLocally({ disk }: State, key: string, ctx: QuorumCtx): readonly Version[] {
  const { conflicts } = settingsOf(ctx)
  return disk.hints
    .filter((hint) => hint.key === key)
    .reduce((versions, hint) => merged(versions, hint.versions, conflicts), versionsAt(disk, key))
}

/** W: on disk first, then the acknowledgement. */
export function onWrite(state: State, from: NodeId, m: Write, ctx: QuorumCtx): void {
  if (m.hintFor === null) store(state, m.key, m.versions, m.why, from, ctx)
  else keepHint(state, m.hintFor, m.key, m.versions, ctx)
  persist(ctx)
  const { request, key, why, hintFor } = m
  ctx.send(from, { type: 'WriteReply', request, key, why, hintFor })
}

/** Puts versions to those it has; what they replace goes. */
export function store(
  state: State,
  key: string,
  versions: readonly Version[],
  why: string,
  from: NodeId,
  ctx: QuorumCtx,
): void {
  const before = versionsAt(state.disk, key)
  const { conflicts } = settingsOf(ctx)
  const after = ctx.broken.lastArrivalWins === true ? versions : merged(before, versions, conflicts)
  if (after === before) {
    if (why !== 'exchange') ctx.note('hadIt', key, glimpse(versions).shows, glimpse(before).shows, from)
    return
  }
  ctx.write('data', { ...state.disk.data, [key]: after })
  const { shows, stamp, writer } = glimpse(after)
  ctx.note('stored', key, shows, why, toneOf(stamp, writer))
  if (after.length > 1) ctx.note('siblings', key, shows, after.length)
}

/** §4.6: "the replica will have a hint in its metadata that suggests which node was the intended recipient". */
export function keepHint(
  state: State,
  owner: NodeId,
  key: string,
  versions: readonly Version[],
  ctx: QuorumCtx,
): void {
  const { hints } = state.disk
  const { conflicts } = settingsOf(ctx)
  const old = hints.find((hint) => hint.owner === owner && hint.key === key)
  if (old !== undefined && hasAll(old.versions, versions, conflicts)) return
  const kept = merged(old?.versions ?? NO_VERSIONS, versions, conflicts)
  const hint: Hint = { id: state.memory.nextId++, owner, key, versions: kept }
  ctx.write('hints', [...hints.filter((each) => each !== old), hint])
  ctx.note('hintKept', owner, key, glimpse(versions).shows)
  if (hints.length === 0) ctx.setTimer('handoff', HANDOFF_EVERY_US)
}

/** Tries to bring every hint home. It is kept until its owner has it on disk. */
export function onHandoffTimer(state: State, ctx: QuorumCtx): void {
  const { hints } = state.disk
  if (hints.length === 0) return
  for (const { id, owner, key, versions } of hints) {
    ctx.send(owner, {
      type: 'Write',
      request: id,
      key,
      why: 'handoff',
      hintFor: null,
      ...glimpse(versions),
      versions,
    })
  }
  ctx.note('handsOff', hints.length)
  if (ctx.broken.hintsUnconfirmed === true) ctx.write('hints', [])
  else ctx.setTimer('handoff', HANDOFF_EVERY_US)
}

/** The owner has it: the hint has done its work. */
export function onHandedOff(state: State, from: NodeId, m: WriteReply, ctx: QuorumCtx): void {
  const left = state.disk.hints.filter(({ id }) => id !== m.request)
  if (left.length === state.disk.hints.length) return
  ctx.write('hints', left)
  ctx.note('hintHome', from, m.key)
  if (left.length === 0) ctx.clearTimer('handoff')
}
