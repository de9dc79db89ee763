// The list of interventions: every edit gives the run that a fresh one with that list would be, in a branch, and can be
// taken back; what is disabled stays in the list and never took place.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createWorld } from '../../src/engine/world.ts'
import type { InterventionEdit } from '../../src/lab/interventionEdits.ts'
import { type Sitting, sittingWith } from '../../src/lab/sitting.ts'
import { startSettings, worldSpec } from '../../src/sim/build.ts'
import { interventionsOf, type RunDocument } from '../../src/sim/document.ts'
import type { Command, Intervention } from '../../src/sim/engineTypes.ts'
import { readRun, writeFile, writeLink } from '../../src/sim/link.ts'
import { ping, pingSim } from './pingSim.ts'

const PLACE = { sim: pingSim, scenario: ping }
const END_US = 1_000_000

const CRASH: Intervention = { id: 'h1', atUs: 100_000, do: { kind: 'crash', node: 'n2' } }
const PAUSE: Intervention = { id: 'h2', atUs: 100_000, after: 1, do: { kind: 'pause', node: 'n3' } }
const HEAL: Intervention = { id: 'h3', atUs: 200_000, do: { kind: 'heal', fault: 'h1' } }

function sittingOf(list: readonly Intervention[] = [CRASH, PAUSE, HEAL]): Sitting {
  const sitting = sittingWith([pingSim], PLACE)
  sitting.setInterventions([...ping.interventions, ...list])
  return sitting
}

function endPrint(sitting: Sitting): string {
  sitting.seek({ us: END_US })
  return sitting.fingerprint()
}

/** Of a world that has never heard of anything but these. */
function freshPrint(list: readonly Intervention[]): string {
  const world = createWorld(worldSpec(pingSim, ping, ping.seed, startSettings(pingSim, ping, {}), [], list))
  world.advanceTo(END_US)
  return world.fingerprint()
}

/** "100 Crash n2", with a dash before those that do not take place; the scenario's own are left out. */
function lines(sitting: Sitting): readonly string[] {
  return sitting.state.run.interventions
    .filter(({ isPlanned }) => !isPlanned)
    .map(({ atUs, title, isDisabled }) => `${isDisabled ? '-' : ''}${atUs / 1000} ${title}`)
}

function edited(edit: InterventionEdit, sitting = sittingOf()): Sitting {
  sitting.editInterventions(edit)
  return sitting
}

test('what is disabled stays in the list and does not take place, until it is enabled again', () => {
  const sitting = sittingOf()
  const whole = endPrint(sitting)
  edited({ kind: 'disable', ids: ['h1'] }, sitting)
  expect(lines(sitting)).toEqual(['-100 Crash n2', '100 Pause n3', '200 Heal: n2 crashed'])
  expect(endPrint(sitting)).toBe(freshPrint([...ping.interventions, PAUSE, HEAL]))
  expect(sitting.state.frame.faults.map(({ title }) => title)).toEqual(['n3 paused'])
  edited({ kind: 'enable', ids: ['h1'] }, sitting)
  expect(endPrint(sitting)).toBe(whole)
})

test('planned ones are disabled, moved and enabled; deleting one disables it', () => {
  const sitting = edited({ kind: 'delete', ids: ['cut'] }, sittingOf([]))
  const cut = () => sitting.state.run.interventions.find(({ id }) => id === 'cut')
  expect(cut()).toMatchObject({ isDisabled: true, isPlanned: true, atUs: 120_000 })
  expect(sitting.document.planned).toEqual({ cut: null })
  edited({ kind: 'move', ids: ['cut'], byUs: 1_000 }, sitting)
  expect(cut()).toMatchObject({ isDisabled: true, atUs: 121_000 })
  expect(endPrint(sitting)).toBe(freshPrint(ping.interventions.filter(({ id }) => id !== 'cut')))
  edited({ kind: 'enable', ids: ['cut'] }, sitting)
  expect(cut()).toMatchObject({ isDisabled: false, atUs: 121_000 })
  edited({ kind: 'time', id: 'cut', atUs: 120_000 }, sitting)
  expect([sitting.document.planned, sitting.document.disabled]).toEqual([{}, []])
})

describe('moving', () => {
  test('several by some milliseconds keeps their order', () => {
    const sitting = edited({ kind: 'move', ids: ['h2', 'h1'], byUs: 50_500 })
    expect(lines(sitting)).toEqual(['150.5 Crash n2', '150.5 Pause n3', '200 Heal: n2 crashed'])
    expect(sitting.state.lastAction).toBe('Move: 2 interventions')
  })

  test('past another changes their order in the list', () => {
    expect(lines(edited({ kind: 'move', ids: ['h1'], byUs: 150_000 }))).toEqual([
      '100 Pause n3',
      '200 Heal: n2 crashed',
      '250 Crash n2',
    ])
  })

  test.each([
    [
      { kind: 'move', ids: ['h1', 'h2'], byUs: -150_000 },
      'Crash n2 cannot be at −50 ms: it must be between 0 and 600,000 ms.',
    ],
    [{ kind: 'time', id: 'h3', atUs: 600_000_001 }, 'Heal: n2 crashed cannot be at 600,000 ms'],
    [
      { kind: 'time', id: 'h3', atUs: 0.5 },
      'Heal: n2 crashed cannot be at 0.5 µs: it must be a whole number.',
    ],
    [{ kind: 'move', ids: ['h1'], byUs: Number.NaN }, 'Crash n2 cannot be at NaN µs'],
    [{ kind: 'disable', ids: ['h1', 'h9'] }, 'There is no intervention h9 in this run.'],
    [{ kind: 'earlier', id: 'first-write' }, 'Tell c1: write 1 is already the first of the list.'],
    [{ kind: 'later', id: 'mend' }, 'Heal: n3 cut off is already the last of the list.'],
  ] satisfies [InterventionEdit, string][])('%j is refused and changes nothing', (edit, sentence) => {
    const sitting = sittingOf()
    const before = sitting.document
    edited(edit, sitting)
    expect(sitting.state.trouble?.sentence).toContain(sentence)
    expect(sitting.document).toBe(before)
  })
})

describe('another order', () => {
  test('of the same moment is their order in it', () => {
    const sitting = edited({ kind: 'earlier', id: 'h2' })
    expect(lines(sitting)).toEqual(['100 Pause n3', '100 Crash n2', '200 Heal: n2 crashed'])
    expect(endPrint(sitting)).toBe(
      freshPrint([...ping.interventions, { ...PAUSE, after: 0 }, { ...CRASH, after: 1 }, HEAL]),
    )
  })

  test('of different moments is to change moments', () => {
    const sitting = sittingOf([CRASH, { ...PAUSE, atUs: 110_000 }])
    expect(lines(edited({ kind: 'later', id: 'h1' }, sitting))).toEqual(['100 Pause n3', '110 Crash n2'])
  })

  test('holds against a planned one at its very moment', () => {
    const sitting = sittingOf([{ ...CRASH, atUs: 120_000 }])
    const order = () => sitting.state.run.interventions.map(({ id }) => id)
    expect(order()).toEqual(['first-write', 'cut', 'h1', 'mend'])
    edited({ kind: 'earlier', id: 'h1' }, sitting)
    expect(order()).toEqual(['first-write', 'h1', 'cut', 'mend'])
    edited({ kind: 'later', id: 'h1' }, sitting)
    expect(order()).toEqual(['first-write', 'cut', 'h1', 'mend'])
  })
})

test('copies stand 10 ms behind, and heal the copies of what their originals heal', () => {
  const sitting = edited({ kind: 'duplicate', ids: ['h1', 'h3'] })
  expect(lines(sitting)).toEqual([
    '100 Crash n2',
    '100 Pause n3',
    '110 Crash n2',
    '200 Heal: n2 crashed',
    '210 Heal: n2 crashed',
  ])
  const made = sitting.document.added.filter(({ id }) => !['h1', 'h2', 'h3'].includes(id))
  expect(made.map((each) => each.do)).toEqual([CRASH.do, { kind: 'heal', fault: made[0]?.id }])
})

test('what comes of it is a branch, and further edits of the list go on in it', () => {
  const sitting = sittingWith([pingSim], PLACE)
  sitting.seek({ us: 60_000 })
  sitting.inject({ kind: 'crash', node: 'n2' })
  sitting.seek({ us: 500_000 })
  const names = () => sitting.state.branches.map(({ name, parent }) => `${parent}/${name}`)
  const before = sitting.fingerprint()
  for (let n = 0; n < 3; n++) edited({ kind: 'move', ids: ['h1'], byUs: 1_000 }, sitting)
  expect(names()).toEqual(['null/main', 'main/Crash n2', 'b1/Move: Crash n2'])
  expect(sitting.state.branches[2]?.forkUs).toBe(60_000)
  sitting.inject({ kind: 'pause', node: 'n3' })
  edited({ kind: 'disable', ids: ['h1'] }, sitting)
  expect(names()).toHaveLength(4)
  for (let n = 0; n < 5; n++) sitting.undo()
  expect(names()).toEqual(['null/main', 'main/Crash n2'])
  expect(sitting.fingerprint()).toBe(before)
  expect(sitting.state.frame.atUs).toBe(500_000)
})

const COMMANDS: readonly Command[] = [
  { kind: 'crash', node: 'n2' },
  { kind: 'restart', node: 'n2' },
  { kind: 'pause', node: 'n1' },
  { kind: 'resume', node: 'n1' },
  { kind: 'loss', links: 'all', probability: 0.3 },
  { kind: 'tell', node: 'c1', order: { name: 'write', value: 9 } },
  { kind: 'heal' },
]

const someDeeds = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.nat(2), fc.constantFrom(...COMMANDS)), { maxLength: 7 })
  .map((deeds) =>
    deeds.map(
      ([tens, after, command], i): Intervention => ({
        id: `h${i + 1}`,
        atUs: tens * 10_000,
        after,
        do: command,
      }),
    ),
  )

test('disabling k of n equals a fresh run without them', () => {
  fc.assert(
    fc.property(someDeeds, fc.infiniteStream(fc.boolean()), (deeds, coin) => {
      const all = [...ping.interventions, ...deeds]
      const off = all.filter(() => coin.next().value === true)
      const sitting = edited({ kind: 'disable', ids: off.map(({ id }) => id) }, sittingOf(deeds))
      const on = all.filter((each) => !off.includes(each))
      expect(endPrint(sitting)).toBe(freshPrint(on))
      expect(sitting.state.run.interventions).toHaveLength(all.length)
    }),
    { numRuns: 60 },
  )
})

const someEdit = fc.record({
  kind: fc.constantFrom('disable', 'enable', 'delete', 'duplicate', 'move', 'earlier', 'later' as const),
  which: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
  byUs: fc.integer({ min: -30_000, max: 30_000 }),
})

test('whatever is edited, the list is in order, its run is that of a fresh start, and undo gives all of it back', () => {
  fc.assert(
    fc.property(someDeeds, fc.array(someEdit, { maxLength: 6 }), (deeds, edits) => {
      const sitting = sittingOf(deeds)
      const seen: { document: RunDocument; print: string }[] = []
      const look = () => ({ document: sitting.document, print: endPrint(sitting) })
      for (const { kind, which, byUs } of edits) {
        const list = sitting.state.run.interventions
        const ids = [...new Set(which.map((n) => list[n % list.length]!.id))]
        const before = look()
        if (kind === 'move') edited({ kind, ids, byUs }, sitting)
        else if (kind === 'earlier' || kind === 'later') edited({ kind, id: ids[0]! }, sitting)
        else edited({ kind, ids }, sitting)
        if (sitting.document !== before.document) seen.push(before)
        expect(endPrint(sitting)).toBe(freshPrint(interventionsOf(sitting.document, ping)))
      }
      for (const was of seen.toReversed()) {
        sitting.undo()
        expect(sitting.document).toEqual(was.document)
        expect(endPrint(sitting)).toBe(was.print)
      }
    }),
    { numRuns: 40 },
  )
})

test('moving one up and down again, through the whole list, leaves the run as it was', () => {
  fc.assert(
    fc.property(someDeeds, fc.nat(20), (deeds, nth) => {
      const sitting = sittingOf(deeds)
      const order = () => sitting.state.run.interventions.map(({ id }) => id)
      const [before, print] = [order(), endPrint(sitting)]
      const id = before[nth % before.length]!
      const steps = before.length - 1 - before.indexOf(id)
      for (let n = 0; n < steps; n++) edited({ kind: 'later', id }, sitting)
      expect(order().at(-1)).toBe(id)
      for (let n = 0; n < steps; n++) edited({ kind: 'earlier', id }, sitting)
      expect(order()).toEqual(before)
      // Places counted up within a microsecond may differ; what happens may not.
      expect(endPrint(sitting)).toBe(print)
    }),
    { numRuns: 40 },
  )
})

test('links and files carry what is disabled', async () => {
  const { document } = edited({ kind: 'disable', ids: ['h2', 'mend'] })
  for (const text of [await writeLink(document, [pingSim]), writeFile(document)]) {
    const reading = await readRun(text, [pingSim])
    expect([reading.problem, reading.document.disabled, reading.document.planned]).toEqual([
      null,
      ['h2'],
      { mend: null },
    ])
  }
})
