// The ways in which one run can be reached. All must end in the same state: twice, event by event, in odd steps, at
// 60 and 144 frames a second, through checkpoints stored as JSON, recorded and sought, and forked without a change.

import { createWorld, type World, type WorldSpec } from '../engine/world.ts'
import { Timeline } from './timeline.ts'

/** Simulated time a frame shows when one second shows one second. */
const FRAME_60_US = 16_667
const FRAME_144_US = 6_944
const ODD_US = 7_919

type Way = (spec: WorldSpec, endUs: number) => World

export const WAYS: Readonly<Record<string, Way>> = {
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

/** The plain way, for comparison. */
export function straight(spec: WorldSpec, endUs: number): World {
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
