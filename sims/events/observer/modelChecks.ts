// What is in a read model against what the log says: events that are missing, events that took effect twice, and balances
// that are not what its events make.

import type { NodeView, Report, WorldView } from '../../../src/engine/observer.ts'
import { type Balances, type Event, eventsFrom, folded, isSame, NOTHING } from '../log.ts'
import { addedTo, flawsOf, type ReadModel, type Stretch } from '../readModel.ts'
import { settingsOf } from '../settings.ts'
import type { ProjectorDisk, ProjectorMemory } from '../state.ts'
import type { WriterDisk } from '../writer.ts'
import { freshModel, type ModelMemo, type Truth } from './truth.ts'

export function watchModel(truth: Truth, world: WorldView, view: NodeView, report: Report): void {
  const memo = truth.models[view.id]!
  const disk: ProjectorDisk = view.disk
  const memory: ProjectorMemory | null = view.memory
  watchRebuild(memo, world, disk)
  watchSettings(memo, world, disk.model)
  checkFold(memo, world, view.id, disk.model, report)
  checkFlaws(memo, view.id, disk, memory, report)
  watchProgress(memo, world, disk, memory)
}

function watchRebuild(memo: ModelMemo, { nowUs }: WorldView, { isRebuilding, model }: ProjectorDisk): void {
  const isAnother = model.generation !== memo.generation
  if (isRebuilding && (memo.rebuildSinceUs < 0 || isAnother)) memo.rebuildSinceUs = nowUs
  if (isRebuilding || memo.rebuildSinceUs < 0) return
  memo.rebuildUs = nowUs - memo.rebuildSinceUs
  memo.rebuildSinceUs = -1
}

/** What was not promised when the model was begun, or at any time since, is not asked of it before it is begun anew. */
function watchSettings(memo: ModelMemo, { settings }: WorldView, { generation }: ReadModel): void {
  const { commit, looksAtNumber } = settingsOf({ settings })
  const before = generation === memo.generation ? memo : freshModel()
  memo.sawBefore = before.sawBefore || commit === 'before'
  memo.sawAfter = before.sawAfter || commit === 'after'
  memo.sawBlind = before.sawBlind || !looksAtNumber
}

// Its balances.

function checkFold(memo: ModelMemo, world: WorldView, id: string, model: ReadModel, report: Report): void {
  const { made, generation, balances, upTo } = model
  const added = generation === memo.generation ? addedTo(memo.made, made) : null
  const isKept = added !== null
  if (isKept && added.length === 0 && generation === memo.generation) return
  const events = eventsIn(world, added ?? made)
  memo.generation = generation
  memo.made = made
  if (events === null) return report.violate('isFold', id, upTo)
  memo.expected = folded(events, isKept ? memo.expected : NOTHING)
  if (!isSame(memo.expected, balances)) report.violate(generation === 0 ? 'isFold' : 'rebuildsSame', id, upTo)
}

/** The events of these stretches as they stand in the log; null if it has not got all of them. */
function eventsIn(world: WorldView, stretches: readonly Stretch[]): readonly Event[] | null {
  const log = logIn(world)
  if (stretches.some(([, to]) => to > log.length)) return null
  return stretches.flatMap(([from, to]) => eventsFrom(log, from, to - from + 1))
}

export function logIn({ nodes }: Pick<WorldView, 'nodes'>): readonly Event[] {
  const disk: WriterDisk | undefined = nodes.find(({ process }) => process === 'writer')?.disk
  return disk?.log ?? []
}

/** The log is shorter than it was: nobody may show what is not in it any more. */
export function checkNoneAhead(world: WorldView, length: number, report: Report): void {
  for (const { id, process, disk } of world.nodes) {
    if (process !== 'projector') continue
    const { model }: ProjectorDisk = disk
    if (model.upTo > length) report.violate('isFold', id, model.upTo)
  }
}

// What is missing or there twice.

function checkFlaws(
  memo: ModelMemo,
  id: string,
  disk: ProjectorDisk,
  memory: ProjectorMemory | null,
  report: Report,
): void {
  const flaws = flawsNow(disk, memory)
  if (flaws.lost > memo.lost) {
    report.note('effectLost', id, flaws.firstLost, disk.offset)
    if (!memo.sawBefore) report.violate('nothingLost', id, flaws.firstLost, disk.offset)
  }
  if (flaws.twice > memo.twice) {
    report.note('effectTwice', id, flaws.firstTwice)
    if (!(memo.sawAfter && memo.sawBlind)) report.violate('nothingTwice', id, flaws.firstTwice, flaws.twice)
  }
  memo.lost = flaws.lost
  memo.twice = flaws.twice
}

/** Events that are being taken in are neither there nor missing. */
function flawsNow({ model, offset }: ProjectorDisk, memory: ProjectorMemory | null) {
  const first = memory?.pending[0]
  const isUnderWay = first !== undefined && memory?.step !== 'storing'
  return flawsOf(model.made, isUnderWay ? Math.min(first.n - 1, Math.max(model.upTo, offset)) : offset)
}

function watchProgress(
  memo: ModelMemo,
  { nowUs }: WorldView,
  { offset }: ProjectorDisk,
  memory: ProjectorMemory | null,
): void {
  const step = memory === null ? 'down' : memory.step
  if (offset === memo.offset && step === memo.step) return
  memo.offset = offset
  memo.step = step
  memo.movedUs = nowUs
}

/** What the balances in a model should be, of all events up to one. */
export function shouldBe(world: WorldView, upTo: number): Balances {
  return folded(logIn(world).slice(0, upTo))
}
