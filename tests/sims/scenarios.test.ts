// A lesson never states what its run does not show: every claim of every scenario, on its seed and on 50 more; every
// beat on its own seed; every prediction's answer read off the run; and the same run by every way to its end.

import { describe, expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { straight, WAYS } from '../../src/lab/ways.ts'
import type { Sim } from '../../src/sim/define.ts'
import type { Change, Claim, Scenario } from '../../src/sim/scenario.ts'
import { specOf, told } from './running.ts'

const MORE_SEEDS = Number(process.env.SEEDS ?? 50)
const MOST_WORDS = 25
const MOST_BEATS = 15

const all = SIMS.flatMap((sim) => sim.scenarios.map((scenario) => [scenario.id, sim, scenario] as const))

function seedsOf(scenario: Scenario): readonly string[] {
  return [scenario.seed, ...Array.from({ length: MORE_SEEDS }, (_, i) => String(i + 1))]
}

function seedsThatFail(
  sim: Sim,
  scenario: Scenario,
  claims: readonly Claim[],
  change?: Change,
): readonly string[] {
  const failures: string[] = []
  for (const seed of seedsOf(scenario)) {
    const { story } = told(sim, scenario, seed, change)
    for (const claim of claims) if (!claim.holds(story)) failures.push(`seed ${seed}: ${claim.text}`)
  }
  return failures
}

test('there are scenarios to check', () => {
  expect(all.length).toBeGreaterThanOrEqual(8)
})

describe.each(all)('%s', (_, sim, scenario) => {
  test(`its claims hold on its seed and ${MORE_SEEDS} more`, () => {
    expect(scenario.claims.length).toBeGreaterThan(0)
    expect(seedsThatFail(sim, scenario, scenario.claims)).toEqual([])
  })

  test('its contrast differs as it says', () => {
    if (scenario.contrast === undefined) return
    const { claims, change } = scenario.contrast
    expect(claims.length).toBeGreaterThan(0)
    expect(seedsThatFail(sim, scenario, claims, change)).toEqual([])
  })

  test('its beats come in order on its own seed, none is missing, and it opens before the second', () => {
    const { story } = told(sim, scenario, scenario.seed)
    const rows = scenario.beats.map(({ at }) => at(story))
    expect(rows).not.toContain(null)
    expect(rows).toEqual([...rows].sort((a, b) => Number(a) - Number(b)))
    expect(rows.length).toBeLessThanOrEqual(MOST_BEATS)
    expect(scenario.opensAt(story)).toBe(rows[0])
  })

  test('its prediction has one right answer, and something to say to every other', () => {
    if (scenario.predict === undefined) return
    const { story } = told(sim, scenario, scenario.seed)
    const { at, answer, options } = scenario.predict
    expect(at(story)).not.toBeNull()
    expect(options[answer(story)]).toBeDefined()
    for (const { feedback } of options) expect(feedback.length).toBeGreaterThan(20)
  })

  test(`its sentences have at most ${MOST_WORDS} words each`, () => {
    const texts = [scenario.title, scenario.question, scenario.blurb, ...scenario.beats.map(({ say }) => say)]
    const sentences = texts.flatMap((text) => text.split(/(?<=[.?!:])\s/))
    expect(sentences.filter((sentence) => sentence.split(/\s+/).length > MOST_WORDS)).toEqual([])
  })

  test.each(Object.keys(WAYS))('it ends the same when reached %s', (way) => {
    const spec = specOf(sim, scenario, scenario.seed)
    const expected = straight(spec, scenario.durationUs)
    const reached = WAYS[way]!(spec, scenario.durationUs)
    expect(reached.fingerprint()).toBe(expected.fingerprint())
    expect(JSON.stringify(reached.nodes.map(({ disk, memory }) => [disk, memory]))).toBe(
      JSON.stringify(expected.nodes.map(({ disk, memory }) => [disk, memory])),
    )
  })
})
