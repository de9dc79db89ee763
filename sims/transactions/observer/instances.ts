// What is chosen in the instances of Paxos Commit, from what stands on acceptors' disks: a vote is chosen when a majority has
// accepted it in one ballot, whether that came to the disk with all votes or with a promise. No two are ever chosen in one
// instance, and no leader commits what is not chosen.

import type { NodeView, Report } from '../../../src/engine/observer.ts'
import { majorityOf } from '../paxosCommit/council.ts'
import type { AcceptorRecord, Memory } from '../state.ts'
import type { Fate, NodeMemo, Truth } from './truth.ts'
import { fateOf } from './truth.ts'

/** On its log, and not on its disk before a sync is finished. */
export function onAcceptorRecord(memo: NodeMemo, node: NodeView, at: number, record: AcceptorRecord): void {
  const memory: Memory | null = node.memory
  const after = memory?.acceptances[record.tx]?.after ?? 0
  memo.accepting.push({ at, after, record })
}

/** What has come to the disk by now counts; after a crash, what is left of it. */
export function watchAcceptor(
  truth: Truth,
  node: NodeView,
  memo: NodeMemo,
  nowUs: number,
  report: Report,
): void {
  if (memo.accepting.length === 0) return
  const memory: Memory | null = node.memory
  const isOnDisk = ({ at, after }: NodeMemo['accepting'][number]) =>
    memory === null ? at < node.disk.log.length : after <= memory.syncs
  for (const { record } of memo.accepting.filter(isOnDisk)) count(truth, node.id, record, nowUs, report)
  memo.accepting = memory === null ? [] : memo.accepting.filter((one) => !isOnDisk(one))
}

function count(truth: Truth, acceptor: string, record: AcceptorRecord, nowUs: number, report: Report): void {
  const fate = fateOf(truth, record.tx, nowUs)
  fate.instances ??= { acceptors: {}, chosen: {} }
  const { acceptors, chosen } = fate.instances
  for (const { site, vote, ballot } of record.kept) {
    const name = `${site} ${ballot} ${vote}`
    const known = acceptors[name] ?? []
    if (known.includes(acceptor)) continue
    acceptors[name] = [...known, acceptor]
    if (acceptors[name].length !== majorityOf(record.council)) continue
    const before = chosen[site]
    chosen[site] ??= vote
    if (before !== undefined && before !== vote) report.violate('oneValue', fate.tx, site, before, vote)
  }
}

/** A leader has just said that it is a commit. */
export function checkChosen(
  { tx, instances }: Fate,
  members: readonly string[],
  node: string,
  report: Report,
): void {
  const isYes = (site: string) => (instances?.chosen[site] ?? 'no') !== 'no'
  const missing = members.find((site) => !isYes(site))
  if (missing !== undefined) report.violate('onlyChosen', tx, node, missing)
}
