// Was it luck? From one moment, many futures: the same run up to here, the same interventions after it, other dice.
// Each future is an ordinary run with one intervention more, so any of them can be opened and looked at.

import { createWorld, type World, type WorldSpec } from '../engine/world.ts'
import { startSettings, worldSpec } from '../sim/build.ts'
import type { Sim } from '../sim/define.ts'
import { interventionsOf, placeOf, type RunDocument } from '../sim/document.ts'
import { placeHere } from './checks.ts'
import { type Future, otherDice } from './futures.ts'

export interface OddsJob {
  /** With its playhead: the moment from which the dice are others. */
  readonly document: RunDocument
  readonly horizonUs: number
}

/** Runs any future of a moment. The moment itself is computed once. */
export class Odds {
  private readonly sim: Sim
  private readonly spec: WorldSpec
  private readonly moment: ReturnType<World['snapshot']>
  private readonly untilUs: number
  private readonly place: ReturnType<typeof placeHere>
  private readonly answered: number
  private readonly wrong: number

  constructor(sims: readonly Sim[], { document, horizonUs }: OddsJob) {
    const { sim, scenario } = placeOf(sims, document)
    const settings = startSettings(sim, scenario, document.settings)
    const list = interventionsOf(document, scenario)
    this.sim = sim
    this.spec = worldSpec(sim, scenario, document.seed, settings, document.broken, list)
    const world = createWorld(this.spec)
    const { row, us } = document.at ?? { row: null, us: 0 }
    while (row !== null && world.row < row && world.step());
    if (row === null) world.advanceTo(us)
    this.moment = world.snapshot()
    this.place = placeHere(world)
    this.untilUs = world.nowUs + horizonUs
    this.answered = answeredIn(world)
    this.wrong = this.wrongIn(world)
  }

  future(number: number): Future {
    const roll = {
      id: 'dice',
      ...this.place,
      do: otherDice(number),
    }
    const world = createWorld({ ...this.spec, interventions: [...this.spec.interventions, roll] })
    world.restore(this.moment)
    const leaderlessUs = this.runOut(world)
    return {
      number,
      leader: this.sim.leader(world.nodes),
      leaderlessUs,
      answered: answeredIn(world) - this.answered,
      wrong: this.wrongIn(world) - this.wrong,
      broken: world.violations.slice(this.moment.violations.length).map(({ invariant }) => invariant),
    }
  }

  /** Runs to the horizon and adds up the time in which nobody led. */
  private runOut(world: World): number {
    let leaderlessUs = 0
    let sinceUs = world.nowUs
    let hasLeader = this.sim.leader(world.nodes) !== null
    while (world.step(this.untilUs)) {
      if (!hasLeader) leaderlessUs += world.nowUs - sinceUs
      sinceUs = world.nowUs
      hasLeader = this.sim.leader(world.nodes) !== null
    }
    return leaderlessUs + (hasLeader ? 0 : this.untilUs - sinceUs)
  }

  private wrongIn(world: World): number {
    const wrong = this.sim.wrong(world.truth as Parameters<Sim['wrong']>[0], world.violations)
    return Object.keys(wrong).length
  }
}

function answeredIn({ history }: World): number {
  return history.filter(({ outcome }) => outcome === 'ok').length
}
