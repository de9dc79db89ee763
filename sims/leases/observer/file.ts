// The file: whether each write was made from what it replaces, by the newest holder, and stays once it was answered.

import type { NodeView, Report, WorldView } from '../../../src/engine/observer.ts'
import { settingsOf } from '../settings.ts'
import { type Entry, fileIn, type StorageDisk } from '../storage.ts'
import { grantOf, type Truth } from './truth.ts'

export function watchFile(truth: Truth, world: WorldView, node: NodeView, report: Report): void {
  const disk: StorageDisk = node.disk
  const { log } = disk
  if (log.length < truth.toldVersion) {
    report.violate('noLostWrite', node.id, log.length, truth.toldVersion)
    truth.toldVersion = log.length
  }
  for (let at = Math.min(truth.written, log.length); at < log.length; at++)
    onEntry(truth, world, log, at, report)
  truth.written = log.length
  const value = fileIn(disk)
  if (value !== truth.value) report.note('truth', value)
  truth.value = value
}

function onEntry(truth: Truth, world: WorldView, log: readonly Entry[], at: number, report: Report): void {
  const entry = log[at]!
  const before = log[at - 1]
  const grant = grantOf(truth, entry.token)
  if (grant !== undefined) grant.writes++
  const { storage } = settingsOf(world)
  if (storage === 'tokens' && before !== undefined && entry.token < before.token)
    report.violate('noStaleWrite', entry.worker, entry.token, before.worker, before.token)
  for (const lost of log.slice(entry.base, at))
    if (!isSame(lost, entry)) onLost(truth, world, lost, entry, report)
}

function isSame(a: Entry, b: Entry): boolean {
  return a.client === b.client && a.n === b.n && a.k === b.k
}

function onLost(truth: Truth, world: WorldView, lost: Entry, by: Entry, report: Report): void {
  truth.lost++
  const grant = grantOf(truth, lost.token)
  if (grant !== undefined) grant.lost++
  if (settingsOf(world).storage !== 'nothing')
    report.violate('noLostUpdate', by.worker, by.value, lost.value, lost.worker)
  const operation = truth.jobs[jobName(lost.client, lost.n)]
  if (operation === undefined || truth.wrong.some((wrong) => wrong.operation === operation)) return
  if (world.history[operation] !== undefined)
    truth.wrong.push({ operation, word: 'lost', truth: `file=${by.value}` })
}

export function jobName(client: string, n: number): string {
  return `${client}.${n}`
}
