// What clients were told, against what took effect. A read is judged by the versions that were known when it began: those
// that any client had been told of, those that its own client had written, and those that it had seen. Judged key by key,
// which is enough for linearizability of reads and writes.

import type { NodeView, Operation, Report, WorldView } from '../../src/engine/observer.ts'
import type { ClientMemory } from './client.ts'
import { idOf } from './log.ts'
import { blame, lose } from './logChecks.ts'
import { added, shown } from './machine.ts'
import { whyNotDurable, whyNotOneHistory } from './promised.ts'
import { settingsOf } from './settings.ts'
import type { Disk } from './state.ts'
import {
  addVersion,
  type ClientMemo,
  isLost,
  know,
  latest,
  latestTold,
  placeOf,
  type Truth,
  versionsOf,
} from './truth.ts'

export function watchClient(
  truth: Truth,
  world: WorldView,
  view: NodeView,
  memo: ClientMemo,
  report: Report,
): void {
  const memory: ClientMemory | null = view.memory
  if (memory === null) return
  if (memory.finished !== memo.finished) {
    memo.finished = memory.finished
    if (memory.finished >= 0) onEnded(truth, world, memory, memo, report)
  }
  if (memory.operation === memo.operation) return
  memo.operation = memory.operation
  if (memory.task !== null) onBegun(truth, world, view.id, memory, memo)
}

function onBegun(
  truth: Truth,
  world: WorldView,
  id: string,
  { task, level, clientId, sequenceNum, operation }: ClientMemory,
  memo: ClientMemo,
): void {
  const { key, op } = task!
  memo.level = level
  memo.floor = latestTold(truth, key)
  memo.ownFloor = truth.own[clientId]?.[key] ?? 0
  memo.seenFloor = truth.seen[clientId]?.[key] ?? 0
  memo.isCutOff = isCutOff(world, id)
  ;(memo.isCutOff ? truth.cutOff : truth.reached).asked++
  if (op !== 'read') know(truth, idOf({ clientId, sequenceNum }), { operation })
}

/** A cut stands between the client and the master, who decides where the system is. */
function isCutOff({ faults, nodes }: WorldView, id: string): boolean {
  const master = nodes.find(({ process }) => process === 'master')?.id
  return faults.some(
    ({ command }) =>
      command.kind === 'cut' &&
      command.links.some(([a, b]) => (a === id && b === master) || (a === master && b === id)),
  )
}

function onEnded(
  truth: Truth,
  world: WorldView,
  memory: ClientMemory,
  memo: ClientMemo,
  report: Report,
): void {
  const operation = world.history[memory.finished]!
  if (operation.outcome !== 'ok') return
  ;(memo.isCutOff ? truth.cutOff : truth.reached).answered++
  if (operation.f === 'read') judgeRead(truth, world, operation, memory, memo, report)
  else onAcknowledged(truth, world, operation, memory, report)
}

// Writes.

/** From now on every client may know of it, and it must be with whoever is in charge, or with one who is cut off. */
function onAcknowledged(
  truth: Truth,
  world: WorldView,
  { key, id: operation, f, value }: Operation,
  memory: ClientMemory,
  report: Report,
): void {
  const id = idOf({ clientId: memory.clientId, sequenceNum: memory.finishedNum })
  const isSafe = whyNotDurable(world.settings) === null
  const isNew = (truth.writes[id]?.sinceUs ?? -1) < 0
  const known = know(truth, id, { operation, toldUs: world.nowUs, isAcknowledged: true, isSafe })
  if (isNew && value !== null) {
    know(truth, id, { sinceUs: world.nowUs })
    const old = latest(truth, key)?.value ?? null
    addVersion(truth, key, id, f === 'append' ? added(old, value) : value, report)
  }
  remember(truth.own, memory.clientId, key, placeOf(truth, key, id))
  if (known.isLost || !isKept(truth, world, id)) lose(truth, world, id, truth.chief, report)
}

function isKept(truth: Truth, world: WorldView, id: string): boolean {
  const replicas = world.nodes.filter(({ process }) => process === 'replica')
  const chief: Disk | undefined = replicas.find((node) => node.id === truth.chief)?.disk
  const isIt = (write: { readonly clientId: string; readonly sequenceNum: number }) => idOf(write) === id
  if (chief?.log.findLast((entry) => isIt(entry) || entry.takes?.includes(id) === true) !== undefined)
    return true
  return replicas.some((node) => (node.disk as Disk).alone.some(isIt))
}

function remember(record: Truth['own'], client: string, key: string, place: number): void {
  const places = record[client] ?? {}
  record[client] = places
  places[key] = Math.max(places[key] ?? 0, place)
}

// Reads.

function judgeRead(
  truth: Truth,
  world: WorldView,
  operation: Operation,
  memory: ClientMemory,
  memo: ClientMemo,
  report: Report,
): void {
  const { key, result } = operation
  const id = memory.finishedVersion
  let place = placeOf(truth, key, id)
  if (place === 0 && id !== '') {
    // Shown before it was committed: for this client it has taken effect.
    know(truth, id, { sinceUs: world.nowUs })
    addVersion(truth, key, id, result, report)
    place = placeOf(truth, key, id)
  }
  if (id !== '' && (truth.writes[id]?.toldUs ?? -1) < 0) know(truth, id, { toldUs: world.nowUs })
  truth.reads++
  const behind = {
    any: versionsBetween(truth, key, place, memo.floor),
    own: versionsBetween(truth, key, place, memo.ownFloor),
    seen: versionsBetween(truth, key, place, memo.seenFloor),
  }
  remember(truth.seen, memory.clientId, key, place)
  if (behind.any > 0 || isLost(truth, id)) onStale(truth, operation, place, behind, report)
  if (behind.any > 0) checkPromises(truth, world, operation, memo, behind, report)
}

interface Behind {
  readonly any: number
  readonly own: number
  readonly seen: number
}

/** Versions after one place, up to another, that are not lost. */
function versionsBetween(truth: Truth, key: string, after: number, upTo: number): number {
  if (upTo <= after) return 0
  return versionsOf(truth, key)
    .slice(after, upTo)
    .filter(({ id }) => !isLost(truth, id)).length
}

function onStale(
  truth: Truth,
  { id, key, result, client, invokedUs }: Operation,
  place: number,
  behind: Behind,
  report: Report,
): void {
  const sinceUs = outdatedSinceUs(truth, key, place)
  const behindUs = sinceUs < 0 ? 0 : Math.max(0, invokedUs - sinceUs)
  report.note('staleRead', client, `${key}=${shown(result)}`, behind.any, behindUs)
  const against = behind.own > 0 ? 'read your writes' : behind.seen > 0 ? 'monotonic reads' : 'fresh reads'
  const now = `${key}=${shown(latest(truth, key)?.value ?? null)}`
  blame(truth, { operation: id, word: 'stale', truth: now, versions: behind.any, behindUs, against })
}

/** When the first client was told of a newer version than this one. */
function outdatedSinceUs(truth: Truth, key: string, place: number): number {
  const told = versionsOf(truth, key)
    .slice(place)
    .filter(({ id }) => !isLost(truth, id))
    .map(({ id }) => truth.writes[id]?.toldUs ?? -1)
    .filter((us) => us >= 0)
  return told.length === 0 ? -1 : Math.min(...told)
}

function checkPromises(
  truth: Truth,
  { settings }: WorldView,
  { id, key, result, client }: Operation,
  memo: ClientMemo,
  behind: Behind,
  report: Report,
): void {
  const version = (place: number) => shown(latest(truth, key, place)?.value ?? null)
  if (memo.level === 'strong' && whyNotOneHistory(settings) === null)
    report.violate('freshReads', id, key, shown(result), version(memo.floor))
  // A read that asks for no more than whatever is there is bound to its client only by a token.
  const isBound = memo.level === 'strong' || settingsOf({ settings }).session === 'token'
  if (!isBound || whyNotOneHistory(settings) !== null) return
  if (behind.own > 0) report.violate('readYourWrites', client, key, shown(result), version(memo.ownFloor))
  if (behind.seen > 0) report.violate('monotonicReads', client, key, shown(result), version(memo.seenFloor))
}
