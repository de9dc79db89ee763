// Checks the promises after every event: what clients were told against what is on the disks, and every view that is
// announced against what its scheme promises.

import type { NodeView, Observer, Operation, Report, WorldView } from '../../src/engine/observer.ts'
import type { ClientMemory, Finished, Task } from './clientState.ts'
import type { DirectoryDisk } from './directory.ts'
import { isOverlapping, type View } from './layout.ts'
import { checkLayout } from './layoutChecks.ts'
import { murmur3 } from './placement/hash.ts'
import { type Disk, isNewer, type Rec, settingsOf } from './state.ts'
import type { Acked, Asked, ClientMemo, NodeMemo, Truth } from './truth.ts'

export const observer: Observer<Truth> = {
  start: (nodes) => ({
    nodes: nodes.map(({ process }) => (process === 'store' ? { up: false, born: 0, epoch: 0 } : null)),
    clients: nodes.map(({ process }) =>
      process === 'client' ? { operation: -1, finished: -1, floor: null, isOtherName: false } : null,
    ),
    acked: {},
    wipes: 0,
    loose: 0,
    views: {},
    planned: 0,
    asked: {},
    missUs: -1,
    epoch: 0,
    layout: null,
    before: null,
    moved: 0,
    keys: 0,
    ideal: 0,
    wrong: [],
  }),

  after(truth, world, node, report) {
    const view = world.nodes[node]!
    const memo = truth.nodes[node] ?? null
    if (settingsOf(world).meanwhile === 'miss') truth.missUs = world.nowUs
    if (view.process === 'directory') watchDirectory(truth, world, view)
    else if (memo !== null) watchNode(truth, world, view, memo, report)
    else if (view.process === 'client') watchClient(truth, world, view, truth.clients[node]!, report)
  },
}

function isStore({ nodes }: Truth): boolean {
  return nodes.some((memo) => memo !== null)
}

// Views.

/** A view is held to what was asked for when it was made, not when somebody hears of it. */
function watchDirectory(truth: Truth, world: WorldView, { disk }: NodeView): void {
  const { view }: DirectoryDisk = disk
  const epoch = view?.epoch ?? 0
  if (epoch === truth.planned) return
  truth.planned = epoch
  truth.asked[`e${epoch}`] = askedNow(world)
}

function askedNow(world: WorldView): Asked {
  const { scheme, tokens, epsilon, isSpread, apart } = settingsOf(world)
  return { scheme, tokens, epsilon, isSpread, apart }
}

// Nodes.

function watchNode(truth: Truth, world: WorldView, view: NodeView, memo: NodeMemo, report: Report): void {
  const disk: Disk = view.disk
  const epoch = disk.view?.epoch ?? 0
  if (view.up === memo.up && disk.born === memo.born && epoch === memo.epoch) return
  if (memo.born > 0 && disk.born !== memo.born) truth.wipes++
  if (epoch !== memo.epoch) watchView(truth, world, disk.view, view.id, report)
  memo.up = view.up
  memo.born = disk.born
  memo.epoch = epoch
  // Copies go only with a node's power, its disk, or a view that says they are others' now.
  checkAllKept(truth, world, report)
}

/** One view an epoch: then all who go by it agree on every key. */
function watchView(truth: Truth, world: WorldView, view: View | null, node: string, report: Report): void {
  if (view === null) return
  const name = `e${view.epoch}`
  const known = truth.views[name]
  const print = printOf(view)
  if (known === undefined) truth.views[name] = print
  else if (known !== print) report.violate('oneOwner', view.epoch, node)
  if (view.epoch <= truth.epoch) return
  if (!isOverlapping(view.now)) truth.loose++
  checkLayout(truth, view, truth.asked[name] ?? askedNow(world), report)
  truth.layout = view.now
  truth.epoch = view.epoch
}

// Views never change, so each is read once.
const PRINTS = new WeakMap<View, number>()

function printOf(view: View): number {
  const known = PRINTS.get(view)
  if (known !== undefined) return known
  const print = murmur3(JSON.stringify([view.now, view.was]))
  PRINTS.set(view, print)
  return print
}

// What clients were told.

function checkAllKept(truth: Truth, world: WorldView, report: Report): void {
  for (const key in truth.acked) {
    const acked = truth.acked[key]!
    if (holdersOf(world, key, acked.rec) === 0) lose(truth, key, acked, report)
  }
}

/** Nodes whose disk has this write of the key, or a newer one. */
function holdersOf({ nodes }: WorldView, key: string, rec: Rec): number {
  let holders = 0
  for (const { process, disk } of nodes)
    if (process === 'store' && !isNewer(rec, (disk as Disk).data[key] ?? null)) holders++
  return holders
}

/** It is nobody's fault if as many disks were lost as had it. */
function lose(truth: Truth, key: string, acked: Acked, report: Report): void {
  const { operation, rec, holders, wipes } = acked
  const text = `${key}=${rec.value}`
  if (truth.wipes - wipes < holders) report.violate('noLostWrite', text, holders)
  if (!truth.wrong.some((wrong) => wrong.operation === operation))
    truth.wrong.push({ operation, word: 'lost', truth: text })
}

function watchClient(truth: Truth, world: WorldView, view: NodeView, memo: ClientMemo, report: Report): void {
  const memory: ClientMemory | null = view.memory
  if (memory === null) return
  const { finished, task } = memory
  // Caches go by no view: there, what clients go by is what has been announced.
  if (!isStore(truth)) watchView(truth, world, memory.view, view.id, report)
  if (finished !== null && finished.operation !== memo.finished) {
    memo.finished = finished.operation
    const operation = world.history[finished.operation]!
    // What a client answers itself begins and ends in one event.
    if (memo.operation !== operation.id) setFloor(truth, { ...operation, names: finished.names }, memo)
    onEnded(truth, world, operation, finished, memo, report)
  }
  if (task === null || task.operation === memo.operation) return
  memo.operation = task.operation
  setFloor(truth, task, memo)
}

/** What a read is to find at least. Names that a post was not written under before lack what it had then. */
function setFloor(
  { acked }: Truth,
  { f, key, names }: Pick<Task, 'key' | 'names'> & Pick<Operation, 'f'>,
  memo: ClientMemo,
): void {
  const own = acked[names[0]!] ?? null
  const known = acked[key] ?? null
  memo.isOtherName = isNewer(known?.rec ?? null, own?.rec ?? null)
  memo.floor = f !== 'read' ? null : memo.isOtherName ? known : own
}

function onEnded(
  truth: Truth,
  world: WorldView,
  operation: Operation,
  finished: Finished,
  memo: ClientMemo,
  report: Report,
): void {
  if (operation.outcome !== 'ok') return
  if (operation.f === 'write' || operation.f === 'both') onAcked(truth, world, operation, finished, report)
  if (operation.f === 'read') checkFresh(truth, world, operation, finished, memo, report)
}

function onAcked(
  truth: Truth,
  world: WorldView,
  { id, f, key, value }: Operation,
  { names, version, tag }: Finished,
  report: Report,
): void {
  const rec = { version, tag, value: Number(value) }
  for (const name of names) {
    const holders = isStore(truth) ? holdersOf(world, name, rec) : 1
    const acked = { rec, operation: id, holders, wipes: truth.wipes, loose: truth.loose }
    if (holders === 0) lose(truth, name, { ...acked, holders: 1 }, report)
    else if (isNewer(rec, truth.acked[name]?.rec ?? null)) truth.acked[name] = acked
  }
  for (const each of f === 'both' ? names : [key]) report.note('truth', each, Number(value))
}

/** A read may tell nothing older than what some client had been told of before it began. */
function checkFresh(
  truth: Truth,
  world: WorldView,
  operation: Operation,
  { version, tag }: Finished,
  { floor, isOtherName }: ClientMemo,
  report: Report,
): void {
  const { id, key, result } = operation
  if (floor === null || !isNewer(floor.rec, { version, tag, value: 0 })) return
  const was = `${key}=${floor.rec.value}`
  truth.wrong.push({ operation: id, word: result === null ? 'missed' : 'stale', truth: was })
  if (!isOtherName && isPromised(truth, world, operation, floor))
    report.violate('freshReads', key, result as number | null, floor.rec.value)
}

/** Reads are sure to meet a write if all layouts since were such, no disk was lost, and nobody asked for less. */
function isPromised(truth: Truth, world: WorldView, { invokedUs }: Operation, floor: Acked): boolean {
  const { clientCacheUs } = settingsOf(world)
  const isLoose = truth.layout === null || !isOverlapping(truth.layout) || truth.loose !== floor.loose
  return (
    isStore(truth) &&
    !isLoose &&
    truth.wipes === floor.wipes &&
    invokedUs > truth.missUs &&
    clientCacheUs === 0
  )
}
