// Laws of the timeline, for every scenario of every sim: a moment holds all of its future, what is taken out was never
// there, and undo is exact, whichever branches it crosses.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sim as skeleton } from '../../sims/skeleton/sim.ts'
import { SIMS } from '../../src/app/registry.ts'
import { createWorld, type World, type WorldSpec } from '../../src/engine/world.ts'
import { type Sitting, sittingWith } from '../../src/lab/sitting.ts'
import { Timeline } from '../../src/lab/timeline.ts'
import { trialSpec } from '../../src/lab/trial.ts'
import { startSettings, worldSpec } from '../../src/sim/build.ts'
import { chaos } from '../../src/sim/chaos.ts'
import type { Sim } from '../../src/sim/define.ts'
import { interventionsOf, type Place } from '../../src/sim/document.ts'
import type { Command, Intervention } from '../../src/sim/engineTypes.ts'
import { specOf } from '../sims/running.ts'

const ALL: readonly Sim[] = [...SIMS, skeleton]
const PLACES: readonly Place[] = ALL.flatMap((sim) => sim.scenarios.map((scenario) => ({ sim, scenario })))
/** By its id, so that a failure prints no more than that. */
const aPlace = fc.constantFrom(...PLACES.map(({ scenario }) => scenario.id))
const placeNamed = (id: string) => PLACES.find(({ scenario }) => scenario.id === id)!

/** Everything that is so: two runs with equal ones were the same and are in the same state. */
function whole(world: World): string {
  const nodes = world.nodes.map(({ disk, memory }) => [disk, memory])
  const { history, violations, receipts, truth } = world
  return JSON.stringify([world.fingerprint(), world.rows, nodes, history, violations, receipts, truth])
}

describe('a fork without a change equals the original, at 200 moments of', () => {
  const stock = PLACES.map(({ sim, scenario }) => {
    return [scenario.id, specOf(sim, scenario, scenario.seed), scenario.durationUs] as const
  })
  const chaotic = ALL.map((sim) => {
    const options = { settings: {}, broken: [], isChaotic: true, endUs: 2_000_000 }
    return [`chaos on ${sim.id}`, trialSpec(sim, sim.scenarios[0]!, '7', false, options), 2_000_000] as const
  })

  test.each([...stock, ...chaotic])('%s', (_, spec, endUs) => {
    const timeline = new Timeline(spec)
    timeline.extendTo(endUs)
    const { trace, rows } = timeline
    const original = whole(timeline.end)
    const fork = createWorld(spec)
    fc.assert(
      fc.property(fc.integer({ min: -1, max: rows - 1 }), fc.double({ min: 0, max: 1 }), (row, share) => {
        const atUs = row < 0 ? 0 : trace.atUs(row)
        const nextUs = row + 1 < rows ? trace.atUs(row + 1) : endUs
        // Between two events, or on the first of them, wherever several share a microsecond.
        const us = atUs + Math.floor(Math.max(0, nextUs - 1 - atUs) * share)
        fork.restore(timeline.at(row, us).snapshot())
        fork.advanceTo(endUs)
        expect(whole(fork)).toBe(original)
      }),
      { numRuns: 200 },
    )
  })
})

test.each(PLACES.map((place) => [place.scenario.id, place] as const))(
  '%s: a change at any moment equals a fresh run with it, and taken back the original',
  (_, { sim, scenario }) => {
    const spec = specOf(sim, scenario, scenario.seed)
    const endUs = scenario.durationUs
    const timeline = new Timeline(spec)
    timeline.extendTo(endUs)
    const original = whole(timeline.end)
    const marks = timeline.marks.map(({ us }) => us)
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 0, max: endUs }), fc.constantFrom(...marks)),
        fc.nat(2),
        (atUs, after) => {
          const change: Intervention = { id: 'change', atUs, after, do: { kind: 'dice', salt: 'other' } }
          const changed = { ...spec, interventions: [...spec.interventions, change] }
          const other = timeline.fork(changed)
          other.extendTo(endUs)
          const fresh = createWorld(changed)
          fresh.advanceTo(endUs)
          expect(whole(other.end)).toBe(whole(fresh))
          const back = other.fork(spec)
          back.extendTo(endUs)
          expect([whole(back.end), whole(timeline.end)]).toEqual([original, original])
        },
      ),
      { numRuns: 12 },
    )
  },
)

/** Faults of every class from a seed, and what clients are told to do. */
function troubles({ sim, scenario }: Place, seed: string): readonly Intervention[] {
  const ids = scenario.topology.map(({ id }) => id)
  const servers = scenario.topology.filter(({ process }) => sim.servers.includes(process)).map(({ id }) => id)
  const { provocations } = sim
  const timer = sim.alignable?.timer ?? null
  return chaos({ seed, servers, everyone: ids, fromUs: 50_000, untilUs: 900_000, timer, provocations })
}

const END_US = 1_000_000

function endPrint(sitting: Sitting): string {
  sitting.seek({ us: END_US })
  return sitting.fingerprint()
}

function freshPrint({ sim, scenario }: Place, { document }: Sitting): string {
  const settings = startSettings(sim, scenario, document.settings)
  const list = interventionsOf(document, scenario)
  const spec: WorldSpec = worldSpec(sim, scenario, document.seed, settings, document.broken, list)
  const world = createWorld(spec)
  world.advanceTo(END_US)
  return world.fingerprint()
}

test('leaving out k of n interventions, planned ones too, equals a fresh run that never had them', () => {
  fc.assert(
    fc.property(aPlace, fc.nat(999), fc.infiniteStream(fc.boolean()), (id, seed, coin) => {
      const place = placeNamed(id)
      const sitting = sittingWith(ALL, place)
      const mine = troubles(place, String(seed))
      const planned = place.scenario.interventions
      const isLeft = () => coin.next().value === true
      sitting.setInterventions(mine)
      expect(endPrint(sitting)).toBe(freshPrint(place, sitting))
      const rest = mine.filter(isLeft)
      const without = planned.filter(isLeft).map(({ id }) => id)
      sitting.setInterventions(rest, without)
      const left = [...planned.filter(({ id }) => !without.includes(id)), ...rest]
      const ids = interventionsOf(sitting.document, place.scenario).map(({ id }) => id)
      expect(ids.toSorted()).toEqual(left.map(({ id }) => id).toSorted())
      expect(endPrint(sitting)).toBe(freshPrint(place, sitting))
    }),
    { numRuns: 40 },
  )
})

/** One deed: on the branch that is so many on, at that time, or in the middle of that event's microsecond. */
const deed = fc.record({ hop: fc.nat(5), us: fc.nat(900_000), isOnRow: fc.boolean(), which: fc.nat(999) })

test('n interventions and n undos give each branch’s run back, and n redos give it again', () => {
  fc.assert(
    fc.property(aPlace, fc.nat(99), fc.array(deed, { minLength: 1, maxLength: 7 }), (id, seed, deeds) => {
      const place = placeNamed(id)
      const commands: readonly Command[] = troubles(place, String(seed)).map((one) => one.do)
      const sitting = sittingWith(ALL, place)
      const shown = () => ({
        print: endPrint(sitting),
        branches: sitting.state.branches.map(({ id, name, parent, forkUs }) => [id, name, parent, forkUs]),
      })
      const before: ReturnType<typeof shown>[] = []
      const after: ReturnType<typeof shown>[] = []
      for (const { hop, us, isOnRow, which } of deeds) {
        const { branches } = sitting.state
        sitting.branch(branches[hop % branches.length]!.id)
        before.push(shown())
        sitting.seek(isOnRow ? { row: us % sitting.state.run.rows } : { us })
        sitting.inject(commands[which % commands.length]!)
        expect(sitting.state.trouble).toBeNull()
        after.push(shown())
      }
      for (const was of before.toReversed()) {
        sitting.undo()
        expect(shown()).toEqual(was)
      }
      expect(sitting.state).toMatchObject({ canUndo: false, branches: [{ id: 'main', isCurrent: true }] })
      for (const was of after) {
        sitting.redo()
        expect(shown()).toEqual(was)
      }
      expect(sitting.state.canRedo).toBe(false)
    }),
    { numRuns: 40 },
  )
})
