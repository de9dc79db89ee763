// SKELETON: copy these tests with the system. Its promises hold in random runs, each rule left out breaks the one it
// names, its story is true, and everything it notes has a sentence.

import { describe, expect, test } from 'vitest'
import { client } from '../../../sims/skeleton/client.ts'
import { register } from '../../../sims/skeleton/register.ts'
import { sim } from '../../../sims/skeleton/sim.ts'
import { Trace } from '../../../src/engine/trace.ts'
import { createWorld } from '../../../src/engine/world.ts'
import { trial } from '../../../src/lab/trial.ts'
import { defaultSettings, startSettings, worldSpec } from '../../../src/sim/build.ts'
import type { Scenario } from '../../../src/sim/scenario.ts'
import { storyOf } from '../../../src/sim/story.ts'
import { fill } from '../../../src/sim/words.ts'

const [powerCut] = sim.scenarios as [Scenario]

function storyFor(seed: string, rules: readonly string[]) {
  const settings = startSettings(sim, powerCut, {})
  const spec = worldSpec(sim, powerCut, seed, settings, rules, powerCut.interventions)
  const trace = new Trace(spec.nodes.map(({ id }) => id))
  const world = createWorld(spec, { trace })
  world.advanceTo(powerCut.durationUs)
  return storyOf(world, trace, powerCut.durationUs)
}

const SEEDS = [powerCut.seed, ...Array.from({ length: 50 }, (_, i) => `${i + 1}`)]

describe('the story is true, on its seed and on fifty more', () => {
  test.each(powerCut.claims.map((claim) => [claim.text, claim] as const))('%s', (_text, { holds }) => {
    expect(SEEDS.filter((seed) => !holds(storyFor(seed, powerCut.rules)))).toEqual([])
  })

  test.each(powerCut.contrast!.claims.map((claim) => [claim.text, claim] as const))(
    'with one thing changed: %s',
    (_text, { holds }) => {
      const { rules = [] } = powerCut.contrast!.change
      expect(SEEDS.filter((seed) => !holds(storyFor(seed, rules)))).toEqual([])
    },
  )

  test('every beat happens, in the order of the story, and the prediction has an answer', () => {
    const story = storyFor(powerCut.seed, powerCut.rules)
    const rows = powerCut.beats.map(({ at }) => at(story))
    expect(rows).not.toContain(null)
    expect(rows).toEqual([...rows].sort((a, b) => Number(a) - Number(b)))
    expect(powerCut.predict!.answer(story)).toBe(1)
  })
})

describe('chaos', () => {
  const run = (seed: number, broken: readonly string[]) =>
    trial(sim, powerCut, String(seed), false, { settings: {}, broken, isChaotic: true, endUs: 3_000_000 })
  const seeds = Array.from({ length: 100 }, (_, i) => i + 1)

  test('no promise breaks, and after the faults are healed clients are answered', () => {
    for (const seed of seeds) {
      const { violations, isStuck } = run(seed, [])
      expect({ seed, violations, isStuck }).toEqual({ seed, violations: [], isStuck: false })
    }
  })

  test.each(sim.rules.map(({ id, breaks }) => [id, breaks]))('%s breaks %s', (id, breaks) => {
    const caught = seeds.filter((seed) =>
      run(seed, [id]).violations.some(({ invariant }) => invariant === breaks),
    )
    expect(caught.length).toBeGreaterThan(3)
  })
})

test('everything that is noted has a sentence without a hole', () => {
  const notes = [...storyFor('1', []).notes, ...storyFor('2', ['answersBeforeSync']).notes]
  expect(notes.length).toBeGreaterThan(10)
  for (const { code, node, params } of notes) {
    const sentence = fill(sim.words.notes[code] ?? '{missing}', params, node || 'world', sim.words.reasons)
    expect(sentence, code).not.toMatch(/[{}]|undefined/)
    expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(25)
  }
})

test('rules, promises, processes and settings name each other rightly', () => {
  const promises = sim.invariants.map(({ id }) => id)
  for (const { breaks } of sim.rules) expect(promises).toContain(breaks)
  for (const [name, process] of Object.entries(sim.processes)) expect(process.name).toBe(name)
  for (const { process } of powerCut.topology) expect(Object.keys(sim.processes)).toContain(process)
  const known = Object.keys(defaultSettings(sim))
  for (const key of [...Object.keys(sim.swarm), ...Object.keys(sim.traffic)]) expect(known).toContain(key)
  expect([register.name, client.name]).toEqual(['register', 'client'])
})

test('messages are described in one line', () => {
  const line = (message: object) => sim.describe(message as never)
  expect(line({ type: 'Write', n: 2, value: 7 })).toBe('Write #2 value=7')
  expect(line({ type: 'Read', n: 3 })).toBe('Read #3')
  expect(line({ type: 'Answer', n: 2, value: 7, version: 1 })).toBe('Answer #2 value=7 version=1')
})
