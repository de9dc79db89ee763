// One run of a scenario: its story as it came out, its figures, its fingerprint.

import { Trace } from '../engine/trace.ts'
import { createWorld } from '../engine/world.ts'
import { startSettings, worldSpec } from '../sim/build.ts'
import { storyOf } from '../sim/story.ts'
import { milliseconds } from '../sim/words.ts'
import { changesFrom, placeNamed, seedFrom, untilUs } from './choices.ts'
import { printEvents, printReport, reportOf } from './report.ts'

export interface RunOptions {
  readonly seed?: string
  readonly until?: string
  readonly set: readonly string[]
  readonly switch: readonly string[]
  readonly events?: boolean
  readonly json?: boolean
}

export function run(name: string, options: RunOptions): number {
  const place = placeNamed(name)
  const { sim, scenario } = place
  const changes = changesFrom(place, options.set, options.switch)
  const seed = seedFrom(options.seed, scenario.seed)
  const endUs = untilUs(options.until, scenario.durationUs)
  const settings = startSettings(sim, scenario, changes.settings)
  const broken = [...new Set([...scenario.rules, ...changes.broken])]
  const trace = new Trace(scenario.topology.map(({ id }) => id))
  const world = createWorld(worldSpec(sim, scenario, seed, settings, broken, scenario.interventions), {
    trace,
  })
  world.advanceTo(endUs)

  const report = reportOf(sim, scenario, seed, world)
  if (options.json) console.log(JSON.stringify(report))
  else {
    if (options.events) printEvents(sim, trace)
    const story = storyOf(world, trace, endUs)
    for (const beat of scenario.beats) {
      const row = beat.at(story)
      if (row !== null)
        console.log(`${milliseconds(trace.atUs(Math.max(row, 0))).padStart(9)} ms  ${beat.say}`)
    }
    printReport(report)
  }
  return report.violations.length > 0 ? 1 : 0
}
