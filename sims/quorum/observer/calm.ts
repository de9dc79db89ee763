// What must have come about when nothing has been wrong for long enough: copies that a read saw are repaired, and what was
// acknowledged is on every copy. While something is broken, and for a while after that, nothing is judged.

import type { NodeView, Report, WorldView } from '../../../src/engine/observer.ts'
import { preferenceList } from '../ring.ts'
import { type QuorumSettings, settingsIn } from '../settings.ts'
import { type Disk, versionsAt } from '../state.ts'
import { textOf, type Version } from '../versions.ts'
import { knowsVersion } from './knows.ts'
import type { Duty, Truth } from './truth.ts'

const LOOK_EVERY_US = 100_000
const SLACK_US = 1_000_000

/** A message out, its answer, and what both waited for, ten times over. */
function slackUs({ latencyMinUs, latencyMaxUs, diskSyncUs }: QuorumSettings): number {
  return SLACK_US + 10 * (Math.max(latencyMinUs, latencyMaxUs) + diskSyncUs)
}

/** A node compares trees with one peer after another: after so long it has done so with all, and they with it. */
export function agreementUs(settings: QuorumSettings, nodes: number): number {
  return (nodes + 1) * settings.exchangeEveryUs + slackUs(settings)
}

/** Are the settings such that a message that is sent also arrives, and soon? */
function isKind(settings: QuorumSettings): boolean {
  const { lossProbability, latencies, giveUpAfterUs, latencyMinUs, latencyMaxUs, diskSyncUs } = settings
  const longestUs = Math.max(latencyMinUs, latencyMaxUs) + diskSyncUs
  return lossProbability === 0 && latencies === 'uniform' && giveUpAfterUs >= 4 * longestUs
}

/** What a read has been shown must be on every copy before long. */
export function oblige(
  truth: Truth,
  world: WorldView,
  key: string,
  versions: readonly Version[],
  sinceUs: number,
): void {
  const settings = settingsIn(world.settings)
  if (versions.length === 0 || settings.asks !== 'all' || !isKind(settings)) return
  truth.duties.push(Object.freeze({ key, versions, sinceUs, dueUs: world.nowUs + slackUs(settings) }))
}

export function lookAtCalm(truth: Truth, world: WorldView, report: Report): void {
  if (world.nowUs < truth.nextLookUs) return
  truth.nextLookUs = world.nowUs + LOOK_EVERY_US
  const due = truth.duties.filter(({ dueUs }) => dueUs <= world.nowUs)
  truth.duties = truth.duties.filter(({ dueUs }) => dueUs > world.nowUs)
  if (world.faults.length > 0) return
  for (const duty of due) if (duty.sinceUs > world.disturbedUs) checkDuty(world, duty, report)
  checkAgreement(truth, world, report)
}

function checkDuty(world: WorldView, { key, versions }: Duty, report: Report): void {
  const lacking = lacks(world, key, versions)
  if (lacking !== null) report.violate('repairs', lacking.id, key, shownAt(lacking, key), valuesOf(versions))
}

function checkAgreement({ live }: Truth, world: WorldView, report: Report): void {
  const settings = settingsIn(world.settings)
  const calmUs = world.nowUs - agreementUs(settings, replicasOf(world).length)
  if (settings.exchangeEveryUs === 0 || !isKind(settings) || world.disturbedUs > calmUs) return
  for (const { key, version, ackedUs } of live) {
    if (ackedUs > calmUs) continue
    const lacking = lacks(world, key, [version])
    if (lacking !== null)
      report.violate('converges', lacking.id, key, shownAt(lacking, key), textOf(version.value))
  }
}

/** The first of the N nodes that keeps the key without these, or what replaces them; null if there is none. */
function lacks(world: WorldView, key: string, versions: readonly Version[]): NodeView | null {
  const { n, conflicts } = settingsIn(world.settings)
  const replicas = replicasOf(world)
  const home = preferenceList(
    replicas.map(({ id }) => id),
    key,
    Math.min(n, replicas.length),
  )
  const lacking = replicas.find(
    ({ id, disk }) =>
      home.includes(id) &&
      !versions.every((version) => knowsVersion(versionsAt(disk as Disk, key), version, conflicts)),
  )
  return lacking ?? null
}

function replicasOf({ nodes }: WorldView): readonly NodeView[] {
  return nodes.filter(({ process }) => process === 'replica')
}

function shownAt({ disk }: NodeView, key: string): string {
  return valuesOf(versionsAt(disk as Disk, key))
}

function valuesOf(versions: readonly Version[]): string {
  return versions.length === 0 ? 'nothing' : versions.map(({ value }) => textOf(value)).join(' | ')
}
