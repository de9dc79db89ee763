// Why a client of the register has no answer: each reason on a run made for it.

import { expect, test } from 'vitest'
import { powerCut } from '../../../sims/skeleton/scenarios.ts'
import { sim } from '../../../sims/skeleton/sim.ts'
import type { Intervention } from '../../../src/engine/intervention.ts'
import { createWorld } from '../../../src/engine/world.ts'
import { pictureView } from '../../../src/lab/clusterOf.ts'
import { specOf } from '../running.ts'

const whyNot = await sim.whyNot()

const [server, client] = powerCut.topology.map(({ id }) => id) as [string, string]

/** What is said some ms after a client was told to write, at 10 ms. */
function said(ms: number, ...add: Intervention[]): string[] {
  const write: Intervention = {
    id: 'w',
    atUs: 10_000,
    do: { kind: 'tell', node: client, order: { name: 'write', value: 5 } },
  }
  const without = powerCut.interventions.map(({ id }) => id)
  const world = createWorld(specOf(sim, powerCut, '1', { without, add: [...add, write] }))
  world.advanceTo(ms * 1000)
  return whyNot(pictureView(world, null)).map(({ answer }) => answer.say)
}

const crash: Intervention = { id: 'x', atUs: 9_000, do: { kind: 'crash', node: server } }
const cut: Intervention = {
  id: 'x',
  atUs: 9_000,
  do: { kind: 'cut', name: 'apart', links: [[client, server]] },
}

test('each reason has its sentence, and an answer ends the question', () => {
  expect(said(10.5)).toEqual([`The request of ${client} is on the way to ${server}`])
  expect(said(15)).toEqual([`${server} answers when the write is on its disk`])
  expect(said(40)).toEqual([])
  expect(said(15, crash)).toEqual([`${server} has crashed`])
  expect(said(15, cut)).toEqual([`${client} is cut off from ${server}`])
})
