// AC5: when nothing has been broken for long enough, everybody has decided, and nobody holds a lock for a transaction that is
// over. While something is broken, and for a while after that, nothing is judged.

import type { NodeView, Report, WorldView } from '../../../src/engine/observer.ts'
import type { TransactionSettings } from '../settings.ts'
import type { Memory } from '../state.ts'
import { isProvider, isSagaIn, isSite, settingsOf } from '../state.ts'
import { checkStuck, isMoney, totalMoney } from './sagas.ts'
import type { Truth } from './truth.ts'

const LOOK_EVERY_US = 100_000
const SLACK_US = 1_000_000
/** A charge that nobody answered is asked about, and asked for again. */
const CHARGE_TRIES = 3

/** Every patience there is, twice over, and some messages: by then all have asked and been answered. */
export function calmUs(settings: TransactionSettings, hasProvider = false): number {
  const { lockTimeoutUs, voteTimeoutUs, idleUs, inquireUs, resendUs, sendGapUs } = settings
  const patienceUs = lockTimeoutUs + voteTimeoutUs + idleUs + inquireUs + resendUs + 10 * sendGapUs
  const tryUs = lockTimeoutUs + 8 * settings.backoffUs
  const messageUs = Math.max(settings.latencyMinUs, settings.latencyMaxUs) + settings.diskSyncUs
  const providerUs = hasProvider ? CHARGE_TRIES * (settings.providerTimeoutUs + 2 * messageUs) : 0
  return SLACK_US + providerUs + (isSagaIn(settings) ? 3 * tryUs + resendUs : 2 * patienceUs) + 20 * messageUs
}

export function lookAtCalm(truth: Truth, world: WorldView, report: Report): void {
  if (world.nowUs < truth.nextLookUs) return
  truth.nextLookUs = world.nowUs + LOOK_EVERY_US
  const settings = settingsOf(world)
  const sinceUs = world.nowUs - calmUs(settings, world.nodes.some(isProvider))
  if (world.faults.length > 0 || world.disturbedUs > sinceUs || settings.lossProbability > 0) return
  for (const node of world.nodes) checkNode(truth, node, sinceUs, report)
  if (settings.undoFails === 0) checkStuck(truth, sinceUs, report)
  checkMoney(truth, world, report)
}

/** In the end, whatever the protocol: no money has come or gone. */
function checkMoney(truth: Truth, world: WorldView, report: Report): void {
  if (!isAllIdle(world.nodes)) return
  const names = Object.keys(truth.initial).filter(isMoney)
  const before = names.reduce((sum, name) => sum + truth.initial[name]!, 0)
  const now = totalMoney(world.nodes)
  if (now !== before) report.violate('totalAtEnd', now, before)
}

/** Every site is up, and nothing is under way at any. */
export function isAllIdle(nodes: readonly NodeView[]): boolean {
  return nodes.every((node) => !isSite(node) || (node.memory !== null && isIdle(node.memory)))
}

function isIdle({ tasks, deals, errands, holds, sagas, outbox }: Memory): boolean {
  return [tasks, deals, errands, holds, sagas, outbox].every((all) => Object.keys(all).length === 0)
}

function checkNode(truth: Truth, node: NodeView, sinceUs: number, report: Report): void {
  if (!isSite(node) || node.memory === null) return
  const { tasks, deals }: Memory = node.memory
  const open = Object.values(truth.open).find(
    (span) => span.node === node.id && span.fromUs < sinceUs && tasks[span.tx],
  )
  if (open !== undefined) report.violate('ac5', node.id, open.tx)
  const deal = Object.values(deals).find(({ tx }) => (truth.fates[tx]?.sinceUs ?? sinceUs) < sinceUs)
  if (deal !== undefined) report.violate('ac5', node.id, deal.tx)
}
