// Why a client has no answer, why a read model does not show an event, and why a read did not show one's own write.

import { expect, test } from 'vitest'
import { sim } from '../../../sims/events/sim.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'
import { pictureView } from '../../../src/lab/clusterOf.ts'
import { specOf } from '../running.ts'
import { crash, deposit, read, restart, runOf, tell } from './running.ts'

const whyNot = await sim.whyNot()
const asked = (world: World) =>
  whyNot(pictureView(world, null)).map(({ ask, answer }) => `${ask} ${answer.say}`)

test('nothing is asked where all is well', () => {
  const run = runOf({}, [[100, deposit('c1', 50)]])
  run.until(300)
  expect(asked(run.world)).toEqual([])
})

test('an event waits in the log for a model that is down or stands still', () => {
  const run = runOf({}, [
    [50, crash('r1')],
    [50, tell('r2', 'stop')],
    [100, deposit('c1', 50)],
  ])
  run.until(300)
  expect(asked(run.world)).toEqual([
    'Why does r1 not show event 1, x+50? r1 has crashed; the event is in the log and waits there',
    'Why does r2 not show event 1, x+50? r2 is to stand at event 0 and show what was so then',
  ])
})

test('an event that was lost is told apart from one that is late', () => {
  const run = runOf({ commit: 'before', diskSyncUs: 20_000, applyUs: 10_000 }, [
    [100, deposit('c1', 50)],
    [180, crash('r1')],
    [200, restart('r1')],
  ])
  run.until(155)
  expect(asked(run.world).join()).toContain('r1 commits its offset first')
  run.until(165)
  expect(asked(run.world).join()).toContain('r1 is applying it')
  run.until(400)
  expect(asked(run.world)).toEqual([
    'Why does r1 not show event 1, x+50? r1 committed offset 1 before it had applied event 1, and then lost the rest',
  ])
})

test('a read that waits for its own write, and one that did not', () => {
  const run = runOf({ applyUs: 200_000 }, [
    [50, deposit('c1', 50)],
    [80, read('c1')],
    [110, read('c1', 'own')],
  ])
  run.until(150)
  const all = asked(run.world)
  expect(all).toContain('Why has c1 no answer? c1 wants event 1 in the answer, and r1 is at 0')
  expect(all).toContain(
    'Why did c1 not read its own write of x? A read model answered, and it lacked 1 of the events that c1 could know of',
  )
})

test('every sentence at every tenth event of every story is short, and stands on facts', () => {
  let questions = 0
  for (const scenario of sim.scenarios) {
    const world = createWorld(specOf(sim, scenario, scenario.seed))
    while (world.step(scenario.durationUs)) {
      if (world.rows % 10 !== 0) continue
      for (const { ask, answer } of whyNot(pictureView(world, null))) {
        questions++
        expect(answer.say.split(/\s+/).length, answer.say).toBeLessThanOrEqual(25)
        expect(answer.facts.length, ask).toBeGreaterThan(0)
        expect(`${ask}${answer.say}${JSON.stringify(answer.facts)}`).not.toMatch(
          /undefined|null|NaN|\[object/,
        )
      }
    }
  }
  expect(questions).toBeGreaterThan(200)
})
