// What the lock server has said, and whether it may have said so: a list of the leases in force, kept from its words and
// with its clock, against which each new word is held.

import type { NodeView, Report, WorldView } from '../../../src/engine/observer.ts'
import type { LockDisk, LockMemory, Said } from '../lockServer.ts'
import { begin, end, granted, grantOf, type Truth } from './truth.ts'

export function watchServer(truth: Truth, world: WorldView, node: NodeView, report: Report): void {
  const memory: LockMemory | null = node.memory
  if (memory === null) {
    truth.heard = -1
    return
  }
  const fresh = memory.saidCount - Math.max(0, truth.heard)
  truth.heard = memory.saidCount
  for (const said of fresh > 0 ? memory.said.slice(-fresh) : []) hear(truth, world, node, said, report)
}

function hear(truth: Truth, world: WorldView, node: NodeView, said: Said, report: Report): void {
  switch (said.what) {
    case 'starts':
      return onStart(truth, node.disk, said)
    case 'opens':
      return over(truth, world.nowUs, said.atUs)
    case 'granted':
      return onGrant(truth, world, node, said, report)
    case 'renewed':
      return onRenewal(truth, world, node, said, report)
    default:
      return onEnd(truth, world, said)
  }
}

/** A whole TTL after a restart nothing of before is in force, whatever the clock had said. */
function onStart(truth: Truth, { ttlUs }: LockDisk, { atUs }: Said): void {
  for (const lease of truth.inForce) lease.untilUs = Math.min(lease.untilUs, atUs + ttlUs)
}

/** Drops what has run out on the server's clock. */
function over(truth: Truth, nowUs: number, clockUs: number): void {
  for (const { token, untilUs } of truth.inForce) if (untilUs <= clockUs) close(truth, token, nowUs, 'ranOut')
}

function onGrant(truth: Truth, world: WorldView, node: NodeView, said: Said, report: Report): void {
  const { worker, token } = said
  over(truth, world.nowUs, said.atUs)
  if (token <= truth.newestToken) report.violate('tokensGrow', worker, token, truth.newestToken)
  judge(truth, said, report)
  truth.newestToken = Math.max(truth.newestToken, token)
  truth.grantedUs = world.nowUs
  if (truth.idle.sinceUs >= 0) truth.idle.us += world.nowUs - truth.idle.sinceUs
  truth.idle.sinceUs = -1
  granted(truth, worker, token, world.nowUs)
  // On a slow disk it may have run out before anybody heard of it.
  if (said.untilUs <= said.atUs) return
  truth.inForce.push({ worker, token, untilUs: said.untilUs })
  begin(truth, { node: node.id, kind: 'given', token, fromUs: world.nowUs })
}

/** After a restart a lease may be taken up again that had run out, if it was the last. */
function onRenewal(truth: Truth, world: WorldView, node: NodeView, said: Said, report: Report): void {
  const { worker, token, untilUs } = said
  over(truth, world.nowUs, said.atUs)
  judge(truth, said, report)
  const lease = truth.inForce.find((one) => one.token === token)
  if (lease !== undefined) lease.untilUs = untilUs
  else if (grantOf(truth, token) !== undefined) {
    truth.inForce.push({ worker, token, untilUs })
    begin(truth, { node: node.id, kind: 'given', token, fromUs: world.nowUs })
  }
}

function judge({ inForce }: Truth, { worker, token, atUs }: Said, report: Report): void {
  const other = inForce.find(
    (lease) => lease.untilUs > atUs && (lease.token !== token || lease.worker !== worker),
  )
  if (other !== undefined) report.violate('oneLease', worker, token, other.token, other.worker)
}

/** A lease that another let go of is still in force: its holder was not asked. */
function onEnd(truth: Truth, world: WorldView, { what, token }: Said): void {
  close(truth, token, world.nowUs, what === 'released' ? 'letGo' : 'ranOut')
}

function close(truth: Truth, token: number, nowUs: number, how: 'letGo' | 'ranOut'): void {
  truth.inForce = truth.inForce.filter((lease) => lease.token !== token)
  end(truth, nowUs, (span) => span.kind === 'given' && span.token === token)
  const grant = grantOf(truth, token)
  if (grant !== undefined) grant.end ??= how
}
