// What nodes hold, looked at whenever it changes: copies only move forward, siblings are real conflicts, and an
// acknowledged write is somewhere until somebody who knew of it replaced it.

import type { NodeView, Report, WorldView } from '../../../src/engine/observer.ts'
import { settingsIn } from '../settings.ts'
import { type Disk, versionsAt } from '../state.ts'
import {
  type Conflicts,
  covers,
  inStampOrder,
  nameOf,
  replaces,
  shown,
  textOf,
  type Version,
} from '../versions.ts'
import { isBefore, type Put, putOf, type ReplicaMemo, type Truth } from './truth.ts'

export function watchReplica(
  truth: Truth,
  world: WorldView,
  view: NodeView,
  memo: ReplicaMemo,
  report: Report,
): void {
  const disk: Disk = view.disk
  const isCrash = memo.isUp && !view.up
  if (memo.data === disk.data && memo.hints === disk.hints && memo.isUp === view.up) return
  const changed = keysThatChanged(memo.data, disk.data)
  if (memo.isUp && view.up) for (const key of changed) checkForward(world, view, memo, key, report)
  for (const key of changed) checkSiblings(truth, world, view, key, report)
  const unhinted = memo.hints.filter((hint) => !disk.hints.includes(hint)).map(({ key }) => key)
  Object.assign(memo, { isUp: view.up, data: disk.data, hints: disk.hints })
  const keys = isCrash ? truth.live.map(({ key }) => key) : [...changed, ...unhinted]
  for (const key of new Set(keys)) checkLost(truth, world, key, report)
}

function keysThatChanged(before: Disk['data'], after: Disk['data']): readonly string[] {
  if (before === after) return []
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => before[key] !== after[key],
  )
}

function conflictsIn(world: WorldView): Conflicts {
  return settingsIn(world.settings).conflicts
}

/** A version leaves a copy only for one that replaces it. */
function checkForward(
  world: WorldView,
  view: NodeView,
  memo: ReplicaMemo,
  key: string,
  report: Report,
): void {
  const conflicts = conflictsIn(world)
  const after = versionsAt(view.disk, key)
  for (const version of versionsAt({ data: memo.data, hints: [] }, key)) {
    if (after.some((each) => replaces(each, version, conflicts) || covers(each, version))) continue
    report.violate('forwardOnly', view.id, key, textOf(version.value), shown(after))
  }
}

/** Of two siblings neither was acknowledged before the other's writer asked a full quorum that met it. */
function checkSiblings(truth: Truth, world: WorldView, view: NodeView, key: string, report: Report): void {
  const versions = versionsAt(view.disk, key)
  if (versions.length < 2 || conflictsIn(world) === 'lww') return
  const puts = versions.map((version) => putOf(truth, version)).filter((put) => put !== undefined)
  for (const a of puts)
    for (const b of puts)
      if (isBefore(a, b) && a.w + b.r > Math.max(a.copies, b.copies) && a.w > 0 && b.r > 0)
        report.violate('trueSiblings', view.id, key, textOf(a.version.value), textOf(b.version.value))
}

/** Every acknowledged write of the key is on a disk, or a version whose writer knew of it. */
export function checkLost(truth: Truth, world: WorldView, key: string, report: Report): void {
  for (const put of truth.live.filter((each) => each.key === key)) {
    const held = versionsHeld(world, key)
    if (held.some((version) => covers(version, put.version))) continue
    truth.live = truth.live.filter((each) => each !== put)
    judgeLoss(truth, world, put, held, report)
  }
}

/** On any disk, hints included. */
function versionsHeld({ nodes }: WorldView, key: string): readonly Version[] {
  return nodes.flatMap((node) => {
    if (node.process !== 'replica') return []
    const disk: Disk = node.disk
    return [
      ...versionsAt(disk, key),
      ...disk.hints.filter((hint) => hint.key === key).flatMap((hint) => hint.versions),
    ]
  })
}

function judgeLoss(truth: Truth, world: WorldView, put: Put, held: readonly Version[], report: Report): void {
  const winner = [...held].sort(inStampOrder).at(-1)
  const text = `${put.key}=${textOf(put.version.value)}`
  if (winner !== undefined && conflictsIn(world) === 'lww')
    return judgeWinner(truth, put, winner, text, report)
  lose(truth, put, text)
  report.violate('noLostWrite', text, winner === undefined ? 'nothing' : nameOf(winner), put.operation)
}

/**
 * Where the last writer wins, one of two writes at the same time may go, and a later one may win that asked a quorum: it
 * knew of whatever had taken the place of the earlier. A later one that could not know is a loss, though nobody promised
 * more; an earlier one that wins breaks the promise.
 */
function judgeWinner(truth: Truth, put: Put, winner: Version, text: string, report: Report): void {
  const other = putOf(truth, winner)
  if (other === undefined) return
  const isLater = isBefore(put, other)
  if (!isLater && !isBefore(other, put)) return
  const isMet = isPromised(put, other)
  if (isLater && isMet) return
  lose(truth, put, `${put.key}=${textOf(winner.value)} in its place`)
  if (isMet) report.violate('noLostWrite', text, nameOf(winner), put.operation)
}

/** The later of the two asked a full quorum that met the earlier. */
function isPromised(a: Put, b: Put): boolean {
  const [earlier, later] = isBefore(a, b) ? [a, b] : [b, a]
  return earlier.w > 0 && later.r > 0 && earlier.w + later.r > Math.max(a.copies, b.copies)
}

function lose(truth: Truth, put: Put, instead: string): void {
  truth.wrong.push({ operation: put.operation, word: 'lost', truth: instead })
}
