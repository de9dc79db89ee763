// One read, judged: the acknowledged writes it missed, and what an earlier read had been shown that it was not.

import type { Operation, Report, WorldView } from '../../../src/engine/observer.ts'
import type { Answer } from '../client.ts'
import { settingsIn } from '../settings.ts'
import { type Conflicts, inStampOrder, shown, textOf, type Version } from '../versions.ts'
import { knows, knowsVersion } from './knows.ts'
import { isBefore, type Put, putOf, type Shown, type Truth, type Wrong } from './truth.ts'

export function judgeRead(
  truth: Truth,
  world: WorldView,
  operation: Operation,
  answer: Answer,
  report: Report,
): void {
  const { conflicts } = settingsIn(world.settings)
  const missed = missedBy(truth, operation, answer.versions, conflicts)
  const passed = passedBy(truth, operation, answer.versions, conflicts)
  for (const put of missed)
    if (isPromised(truth, put, answer)) {
      const { key, invokedUs } = operation
      const text = textOf(put.version.value)
      report.violate('freshReads', key, shown(answer.versions), text, invokedUs - put.ackedUs)
    }
  for (const before of passed)
    if (isPromisedAgain(before, answer))
      report.violate(
        'noInversion',
        operation.key,
        shown(answer.versions),
        shown(before.versions),
        before.client,
      )
  const fault = faultOf(world, operation, missed, passed)
  if (fault !== null) truth.wrong.push({ operation: operation.id, ...fault })
}

/** Acknowledged before it asked, and unknown to its answer. */
function missedBy(
  truth: Truth,
  { key, invokedRow }: Operation,
  versions: readonly Version[],
  conflicts: Conflicts,
): readonly Put[] {
  return truth.puts.filter(
    (put) =>
      put.key === key &&
      put.ackedRow >= 0 &&
      put.ackedRow < invokedRow &&
      !knows(truth, versions, put, conflicts),
  )
}

/** Reads that were over before it asked, and had been shown more. */
function passedBy(
  { shown: reads }: Truth,
  { key, invokedRow }: Operation,
  versions: readonly Version[],
  conflicts: Conflicts,
): readonly Shown[] {
  return reads.filter(
    (read) =>
      read.key === key &&
      read.completedRow < invokedRow &&
      !read.versions.every((version) => knowsVersion(versions, version, conflicts)),
  )
}

/** R+W > N, both by the N themselves; and if an older write has won by its stamp, its stamp should have been known. */
function isPromised(truth: Truth, put: Put, { versions, backing }: Answer): boolean {
  const isMet = !backing.isSloppy && put.w > 0 && backing.need + put.w > Math.max(backing.copies, put.copies)
  const winner = versions.find((version) => inStampOrder(version, put.version) > 0)
  const older = winner === undefined ? undefined : putOf(truth, winner)
  if (older === undefined || !isBefore(older, put)) return isMet
  return isMet && older.w > 0 && put.r > 0 && older.w + put.r > Math.max(older.copies, put.copies)
}

/** What the earlier read was shown was made sure of, on so many copies that this one meets them. */
function isPromisedAgain(before: Shown, { backing, stores }: Answer): boolean {
  if (backing.isSloppy || before.w === 0 || stores === 0) return false
  return backing.need + before.w > Math.max(backing.copies, before.copies)
}

type Fault = Omit<Wrong, 'operation'>

/** The plainest thing that is wrong with an answer: it lacks its own client's write, goes back, or is stale. */
function faultOf(
  { history }: WorldView,
  { client, key, invokedUs }: Operation,
  missed: readonly Put[],
  passed: readonly Shown[],
): Fault | null {
  const newest = missed.at(-1)
  const isOwn = missed.some((put) => history[put.operation]!.client === client)
  const isBack = passed.some((read) => read.client === client)
  if (newest !== undefined) {
    return {
      word: isOwn ? 'lacks its own write' : isBack ? 'goes back' : 'stale',
      truth: `${key}=${textOf(newest.version.value)}`,
      versions: missed.length,
      behindUs: invokedUs - missed[0]!.ackedUs,
    }
  }
  const before = passed.at(-1)
  if (before === undefined) return null
  const truth = `${key}=${shown(before.versions)}, read before by ${before.client}`
  return { word: 'goes back', truth }
}
