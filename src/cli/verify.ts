// Proves a run reproducible: twice, event by event, in odd steps, at 60 and 144 frames a second, through
// checkpoints stored as JSON, and forked in the middle without a change.

import type { WorldSpec } from '../engine/world.ts'
import { createWorld, type World } from '../engine/world.ts'
import { Timeline } from '../lab/timeline.ts'
import { startSettings, worldSpec } from '../sim/build.ts'
import { placeNamed } from './choices.ts'

/** Simulated time a frame shows when one second shows one second. */
const FRAME_60_US = 16_667
const FRAME_144_US = 6_944
const ODD_US = 7_919

type Way = (spec: WorldSpec, endUs: number) => World

const WAYS: Readonly<Record<string, Way>> = {
  again: straight,
  'event by event': (spec, endUs) => {
    const world = createWorld(spec)
    while (world.step(endUs));
    return stood(world, endUs)
  },
  'in odd steps': inSteps(ODD_US),
  'at 60 frames a second': inSteps(FRAME_60_US),
  'at 144 frames a second': inSteps(FRAME_144_US),
  'through checkpoints': (spec, endUs) => {
    let world = createWorld(spec)
    for (let part = 1; part <= 7; part++) {
      world.advanceTo(Math.floor((endUs * part) / 7))
      const saved = JSON.parse(JSON.stringify(world.snapshot()))
      world = createWorld(spec)
      world.restore(saved)
    }
    return stood(world, endUs)
  },
  'recorded and sought': (spec, endUs) => {
    const timeline = new Timeline(spec)
    timeline.extendTo(endUs)
    timeline.at(Math.floor(timeline.rows / 3))
    return timeline.at(timeline.rows - 1, endUs)
  },
  'forked without a change': (spec, endUs) => {
    const first = createWorld(spec)
    first.advanceTo(Math.floor(endUs / 2))
    const fork = createWorld({ ...spec, interventions: [...spec.interventions] })
    fork.restore(first.snapshot())
    return stood(fork, endUs)
  },
}

function straight(spec: WorldSpec, endUs: number): World {
  return stood(createWorld(spec), endUs)
}

function stood(world: World, endUs: number): World {
  world.advanceTo(endUs)
  return world
}

function inSteps(stepUs: number): Way {
  return (spec, endUs) => {
    const world = createWorld(spec)
    for (let us = 0; us < endUs; us += stepUs) world.advanceTo(us)
    return stood(world, endUs)
  }
}

export interface VerifyOptions {
  readonly seed?: string
  readonly json?: boolean
}

export function verify(name: string, options: VerifyOptions): number {
  const { sim, scenario } = placeNamed(name)
  const seed = options.seed ?? scenario.seed
  const settings = startSettings(sim, scenario, {})
  const spec = worldSpec(sim, scenario, seed, settings, scenario.rules, scenario.interventions)
  const first = straight(spec, scenario.durationUs)
  const fingerprint = first.fingerprint()
  const ways = Object.entries(WAYS).map(([way, go]) => ({ way, fingerprint: go(spec, scenario.durationUs).fingerprint() }))
  const isSame = ways.every((one) => one.fingerprint === fingerprint)
  if (options.json)
    console.log(JSON.stringify({ scenario: scenario.id, seed, events: first.rows, fingerprint, same: isSame, ways }))
  else {
    console.log(`${scenario.id}, seed ${seed}: ${first.rows} events, fingerprint ${fingerprint}`)
    for (const one of ways)
      console.log(`  ${one.fingerprint === fingerprint ? 'same' : `DIFFERS ${one.fingerprint}`}  ${one.way}`)
  }
  return isSame ? 0 : 1
}
