// Checks the promises after every event, looking only at the node that moved and only if something of it changed.
// Each check is sound: it compares what happened with what was seen, never with what is likely.

import type { NodeView, Observer, Report, WorldView } from '../../src/engine/observer.ts'
import { scalar } from './apply.ts'
import { watchClient } from './clientChecks.ts'
import { effect, isSame } from './machine.ts'
import { MOST_ENTRIES_PER_MESSAGE } from './settings.ts'
import { type Entry, termAt } from './state.ts'
import { at, freshServerMemo, has, isSameEntry, type ServerMemo, type Truth } from './truth.ts'

export const observer: Observer<Truth> = {
  start: (nodes) => ({
    servers: nodes.map((node) => (node.process === 'server' ? freshServerMemo() : null)),
    clients: nodes.map((node) =>
      node.process === 'client' ? { finished: -1, operation: -1, floor: 0 } : null,
    ),
    leaders: {},
    seen: [],
    committed: [],
    latest: {},
    told: {},
    executed: {},
    ackedIndex: 0,
    ackedOperation: -1,
    wrong: [],
  }),

  after(state, world, node, report) {
    const view = world.nodes[node]!
    const memo = state.servers[node]
    if (memo) {
      if (hasChanged(memo, view)) watchServer(state, world, view, memo, report)
      return
    }
    const clientMemo = state.clients[node]
    if (clientMemo) watchClient(state, world, view, clientMemo, report)
  },
}

function hasChanged(memo: ServerMemo, view: NodeView): boolean {
  const { disk, memory } = view
  const log: readonly Entry[] = disk.log
  if (log.length !== memo.length || disk.currentTerm !== memo.term || view.up !== memo.up) return true
  if (memory === null) return false
  if (memory.commitIndex !== memo.commitIndex || (memory.role === 'leader') !== memo.leads) return true
  return log.length > 0 && log[log.length - 1]!.term !== memo.last!.term
}

function watchServer(state: Truth, world: WorldView, view: NodeView, memo: ServerMemo, report: Report): void {
  const log: readonly Entry[] = view.disk.log
  const leads = view.up && view.memory.role === 'leader'
  const commitIndex: number = view.up ? view.memory.commitIndex : 0
  const changedFrom = view.up === memo.up ? firstChange(state, memo, log) : 1
  if (leads && memo.up) checkLeaderAppendOnly(memo, view, log, report)
  checkLogMatching(state, view, log, changedFrom, report)
  if (leads && !(memo.leads && memo.term === view.disk.currentTerm)) onElected(state, view, log, report)
  if (commitIndex > memo.commitIndex) onCommitted(state, world, view, memo.commitIndex, report)
  remember(memo, view, leads, commitIndex, changedFrom)
}

/** First index whose entry is new. One event changes no more than the end of a log that one message can carry. */
function firstChange(state: Truth, memo: ServerMemo, log: readonly Entry[]): number {
  let index = Math.max(1, log.length - MOST_ENTRIES_PER_MESSAGE)
  while (
    index <= log.length &&
    index <= memo.length &&
    log[index - 1]!.term === knownTerm(state, memo, index)
  )
    index++
  return index
}

function knownTerm(state: Truth, memo: ServerMemo, index: number): number {
  return index <= memo.commitIndex
    ? state.committed[index - 1]!.entry.term
    : memo.tail[index - memo.commitIndex - 1]!
}

function remember(
  memo: ServerMemo,
  view: NodeView,
  leads: boolean,
  commitIndex: number,
  changedFrom: number,
): void {
  const log: readonly Entry[] = view.disk.log
  const isExtended = commitIndex === memo.commitIndex && changedFrom > memo.length && log.length > memo.length
  const from = isExtended ? memo.length : commitIndex
  if (!isExtended) memo.tail.length = 0
  for (let index = from + 1; index <= log.length; index++) memo.tail.push(log[index - 1]!.term)
  memo.up = view.up
  memo.leads = leads
  memo.term = view.disk.currentTerm
  memo.commitIndex = commitIndex
  memo.length = log.length
  memo.last = log[log.length - 1] ?? null
}

/** Figure 3, Leader Append-Only: what stood in its log before this event still stands there. */
function checkLeaderAppendOnly(
  memo: ServerMemo,
  view: NodeView,
  log: readonly Entry[],
  report: Report,
): void {
  if (memo.last === null || has(log, memo.length, memo.last)) return
  report.violate('leaderAppendOnly', view.id, view.disk.currentTerm, memo.length)
}

/**
 * Figure 3, Log Matching, by induction: if an index and a term always come with the same command and the same term
 * before it, then two logs that agree on one entry agree on all before it.
 */
function checkLogMatching(
  state: Truth,
  view: NodeView,
  log: readonly Entry[],
  from: number,
  report: Report,
): void {
  for (let index = from; index <= log.length; index++) {
    const entry = log[index - 1]!
    const prevTerm = termAt(log, index - 1)
    const first = state.seen[index - 1] ?? null
    let seen = first
    while (seen !== null && seen.entry.term !== entry.term) seen = seen.other
    if (seen === null) state.seen[index - 1] = Object.freeze({ entry, prevTerm, other: first })
    else if (seen.prevTerm !== prevTerm || !isSameEntry(seen.entry, entry))
      report.violate('logMatching', view.id, index, entry.term)
  }
}

/** Figure 3, Election Safety and Leader Completeness, at the moment a server becomes leader. */
function onElected(state: Truth, view: NodeView, log: readonly Entry[], report: Report): void {
  const term: number = view.disk.currentTerm
  const first = state.leaders[`t${term}`]
  if (first === undefined) state.leaders[`t${term}`] = view.id
  else if (first !== view.id) report.violate('electionSafety', term, first, view.id)
  checkLeaderCompleteness(state, view, log, report)
}

/** Entries committed in lower terms are in the leader's log; by Log Matching the last of them will do. */
function checkLeaderCompleteness(state: Truth, view: NodeView, log: readonly Entry[], report: Report): void {
  const term: number = view.disk.currentTerm
  let index = state.committed.length
  while (index > 0 && state.committed[index - 1]!.term >= term) index--
  if (index === 0) return
  const { entry, term: committedIn } = state.committed[index - 1]!
  if (!has(log, index, entry)) report.violate('leaderCompleteness', view.id, term, index, committedIn)
  const { ackedIndex } = state
  if (ackedIndex > 0 && ackedIndex <= index && !has(log, ackedIndex, state.committed[ackedIndex - 1]!.entry))
    loseAcked(state, view, report)
}

function loseAcked(state: Truth, view: NodeView, report: Report): void {
  const { ackedIndex, ackedOperation, committed } = state
  const { key, value } = committed[ackedIndex - 1]!.entry
  const text = `${key}=${scalar(value)}`
  report.violate('noLostWrite', ackedOperation, text, view.id, ackedIndex)
  const isKnown = state.wrong.some(({ operation }) => operation === ackedOperation)
  if (!isKnown) state.wrong.push({ operation: ackedOperation, word: 'lost', truth: text })
}

/** A server's commitIndex moved on, and with it its state machine. */
function onCommitted(state: Truth, world: WorldView, view: NodeView, before: number, report: Report): void {
  const log: readonly Entry[] = view.disk.log
  const { commitIndex } = view.memory
  const known = state.committed.length
  for (let index = before + 1; index <= commitIndex; index++) {
    const entry = log[index - 1]
    if (entry === undefined) return
    if (index > state.committed.length) commit(state, entry, view.disk.currentTerm, report)
    else checkStateMachineSafety(state, view, entry, index, report)
    checkExactlyOnce(state, view, entry, index, report)
  }
  if (state.committed.length > known) checkLeadersOfHigherTerms(state, world, view.disk.currentTerm, report)
}

/** Figure 3, State Machine Safety: the first entry applied at an index is the only one. */
function checkStateMachineSafety(
  state: Truth,
  view: NodeView,
  entry: Entry,
  index: number,
  report: Report,
): void {
  const first = state.committed[index - 1]!.entry
  if (isSameEntry(first, entry)) return
  report.violate('stateMachineSafety', view.id, index, entry.term, first.term)
  if (index === state.ackedIndex) loseAcked(state, view, report)
}

/** A copy of a request executed before must not be executed: its session still names the first. */
function checkExactlyOnce(state: Truth, view: NodeView, entry: Entry, index: number, report: Report): void {
  if (entry.op === 'noop' || state.committed[index - 1]!.isExecuted) return
  if (view.memory.machine.sessions[entry.clientId]?.index === index)
    report.violate('exactlyOnce', view.id, entry.clientId, entry.sequenceNum, index)
}

/** A leader of a higher term may have been elected before this was committed; it must have it all the same. */
function checkLeadersOfHigherTerms(state: Truth, world: WorldView, term: number, report: Report): void {
  for (const view of world.nodes)
    if (view.process === 'server' && view.up && view.disk.currentTerm > term && view.memory.role === 'leader')
      checkLeaderCompleteness(state, view, view.disk.log, report)
}

/** The entry is committed, whatever happens to it now. */
function commit(state: Truth, entry: Entry, term: number, report: Report): void {
  const { committed, executed, latest } = state
  const index = committed.length + 1
  const session = executed[entry.clientId]
  const isExecuted = entry.op !== 'noop' && (session === undefined || entry.sequenceNum > session.sequenceNum)
  if (!isExecuted) {
    committed.push(Object.freeze({ entry, term, isExecuted, value: null, previous: 0 }))
    return
  }
  const previous = at(latest, entry.key)
  const old = previous === 0 ? null : committed[previous - 1]!.value
  const value = effect(entry, old)
  committed.push(Object.freeze({ entry, term, isExecuted, value, previous }))
  executed[entry.clientId] = { sequenceNum: entry.sequenceNum, index }
  latest[entry.key] = index
  if (!isSame(old, value)) report.note('truth', entry.key, scalar(value), index)
}
