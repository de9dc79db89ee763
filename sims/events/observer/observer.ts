// Checks the promises after every event: the log and what the writer makes of it, what is in each read model, and what
// clients were told.

import type { NodeView, Observer, Report, WorldView } from '../../../src/engine/observer.ts'
import { balanceIn, effectOf, isSame, NOTHING } from '../log.ts'
import type { WriterDisk, WriterMemory } from '../writer.ts'
import { lookAtCalm } from './calm.ts'
import { watchClient } from './clientChecks.ts'
import { checkNoneAhead, watchModel } from './modelChecks.ts'
import { freshModel, type Truth } from './truth.ts'

export const observer: Observer<Truth> = {
  start: (nodes) => ({
    length: 0,
    balances: NOTHING,
    commands: {},
    told: [],
    models: Object.fromEntries(
      nodes.filter(({ process }) => process === 'projector').map(({ id }) => [id, freshModel()]),
    ),
    clients: Object.fromEntries(
      nodes
        .filter(({ process }) => process === 'client')
        .map(({ id }) => [id, { bornUs: -1, operation: -1, finished: -1, own: 0, floor: 0 }]),
    ),
    reads: 0,
    wrong: [],
    nextLookUs: 0,
  }),

  after(truth, world, node, report) {
    const view = world.nodes[node]!
    if (view.process === 'writer') watchWriter(truth, world, view, report)
    else if (view.process === 'projector') watchModel(truth, world, view, report)
    else watchClient(truth, world, view, report)
    lookAtCalm(truth, world, report)
  },
}

function watchWriter(truth: Truth, world: WorldView, view: NodeView, report: Report): void {
  const disk: WriterDisk = view.disk
  if (disk.log.length < truth.length) startOver(truth, world, disk, report)
  for (let n = truth.length + 1; n <= disk.log.length; n++) addEvent(truth, world, disk, n, report)
  const memory: WriterMemory | null = view.memory
  if (memory === null) return
  const { upTo, balances } = memory.model
  if (upTo !== truth.length || !isSame(balances, truth.balances))
    report.violate('stateIsFold', view.id, upTo, truth.length)
}

/** A crash took events that the disk did not have yet. */
function startOver(truth: Truth, world: WorldView, disk: WriterDisk, report: Report): void {
  const { length } = disk.log
  const told = truth.told.findIndex((us, i) => i >= length && us >= 0)
  if (told >= 0) report.violate('noLostWrite', told + 1)
  checkNoneAhead(world, length, report)
  const kept = truth.told.slice(0, length)
  const keys = Object.keys(truth.balances)
  Object.assign(truth, { length: 0, balances: NOTHING, commands: {}, told: [] })
  // What it was found to be before it was lost has been reported then.
  const silent: Report = { violate() {}, note() {} }
  for (let n = 1; n <= length; n++) addEvent(truth, world, disk, n, silent)
  truth.told = kept
  for (const key of keys) report.note('truth', key, balanceIn(truth.balances, key))
}

function addEvent(truth: Truth, { nowUs }: WorldView, { log }: WriterDisk, n: number, report: Report): void {
  const event = log[n - 1]!
  const { client, request, key } = event
  const command = `${client}.${request}`
  const earlier = truth.commands[command]
  if (earlier !== undefined) report.violate('onceOnly', client, earlier, n)
  truth.commands[command] = n
  truth.length = n
  // What was there from the start, clients know of.
  truth.told.push(nowUs === 0 ? 0 : -1)
  const effect = effectOf(event)
  if (effect === 0) return
  const balance = balanceIn(truth.balances, key) + effect
  truth.balances = { ...truth.balances, [key]: balance }
  if (balance < 0) report.violate('noOverdraft', n, key, balance)
  report.note('truth', key, balance)
}
