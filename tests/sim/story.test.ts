// What a scenario can ask of a run that is over.
import { expect, test } from 'vitest'
import { Trace } from '../../src/engine/trace.ts'
import { createWorld } from '../../src/engine/world.ts'
import { startSettings, worldSpec } from '../../src/sim/build.ts'
import { storyOf } from '../../src/sim/story.ts'
import { ping, pingSim } from '../lab/pingSim.ts'

const trace = new Trace(ping.topology.map(({ id }) => id))
const spec = worldSpec(pingSim, ping, ping.seed, startSettings(pingSim, ping, {}), [], ping.interventions)
const world = createWorld(spec, { trace })
world.advanceTo(ping.durationUs)
const story = storyOf(world, trace, ping.durationUs)

test('first, last and count agree with all notes', () => {
  const lucky = story.notes.filter(({ code }) => code === 'lucky')
  expect(lucky.length).toBeGreaterThan(2)
  expect(story.first('lucky')).toEqual(lucky[0])
  expect(story.last('lucky')).toEqual(lucky.at(-1))
  expect(story.count('lucky')).toBe(lucky.length)
  const ofN2 = lucky.filter(({ params }) => params[1] === 'n2')
  expect(story.count('lucky', ({ params }) => params[1] === 'n2')).toBe(ofN2.length)
  expect(story.first('lucky', undefined, lucky[1]!.atUs)).toEqual(lucky[1])
})

test('what did not happen is null', () => {
  expect(story.first('miracle')).toBeNull()
  expect(story.last('miracle')).toBeNull()
  expect(story.count('miracle')).toBe(0)
  expect(story.intervention('nobody')).toBeNull()
})

test('interventions and times have rows', () => {
  const row = story.intervention('cut')!
  expect([trace.kind(row), trace.atUs(row)]).toEqual(['intervention', 120_000])
  expect(story.at(120_000)).toBeGreaterThanOrEqual(row)
  expect(story.at(-1)).toBe(-1)
  expect(story.history.map(({ f, outcome }) => [f, outcome])).toEqual([['write', 'ok']])
})

test.each(ping.claims.map((claim) => [claim.text, claim]))('%s', (_text, claim) => {
  expect(claim.holds(story)).toBe(true)
})
