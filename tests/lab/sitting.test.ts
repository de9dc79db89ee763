// A sitting's promises: a seek equals a fresh run, undo gives back the same run, and what a person did is seen.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createWorld } from '../../src/engine/world.ts'
import { sittingWith } from '../../src/lab/sitting.ts'
import { startSettings, worldSpec } from '../../src/sim/build.ts'
import { interventionsOf } from '../../src/sim/document.ts'
import type { Command } from '../../src/sim/engineTypes.ts'
import { ping, pingSim } from './pingSim.ts'

const place = { sim: pingSim, scenario: ping }
const open = () => sittingWith([pingSim], place)

/** A fresh run of the same document, stopped after `row`. */
function freshFingerprint(document: ReturnType<typeof open>['document'], row: number): string {
  const settings = startSettings(pingSim, ping, document.settings)
  const list = interventionsOf(document, ping)
  const world = createWorld(worldSpec(pingSim, ping, document.seed, settings, document.broken, list))
  while (world.rows <= row) world.step()
  return world.fingerprint()
}

test('opens paused, with a frame', () => {
  const { state } = open()
  expect(state.frame.row).toBe(-1)
  expect(state.frame.cluster.nodes).toHaveLength(4)
  expect(state.run.beats.map(({ say }) => say)).toEqual([
    'n1 begins.',
    'n1 stores a write.',
    'n3 is cut off.',
  ])
  expect(state.press).toEqual({ label: 'Kill n1', does: { kind: 'crash', node: 'n1' } })
})

test('a seek equals a fresh run', () => {
  const sitting = open()
  const { rows } = sitting.state.run
  fc.assert(
    fc.property(fc.integer({ min: -1, max: rows - 1 }), (row) => {
      sitting.seek({ row })
      expect(sitting.fingerprint()).toBe(freshFingerprint(sitting.document, row))
      expect(sitting.state.frame.row).toBe(row)
    }),
    { numRuns: 200 },
  )
})

test('stepping back from the end to the start and on again gives the same frames', () => {
  const sitting = open()
  sitting.seek({ us: 60_000 })
  const { row: last } = sitting.state.frame
  sitting.seek({ row: last })
  const prints: string[] = []
  for (let row = last; row >= -1; row--) {
    prints.push(sitting.fingerprint())
    sitting.seek({ by: 'event', step: -1 })
  }
  expect(sitting.state.frame.row).toBe(-1)
  for (let row = -1; row <= last; row++) {
    sitting.seek({ row })
    expect(sitting.fingerprint()).toBe(prints[last - row])
  }
})

const nodes = ['n1', 'n2', 'n3', 'c1']
const aNode = fc.constantFrom(...nodes)
const aCommand: fc.Arbitrary<Command> = fc.oneof(
  aNode.map((node): Command => ({ kind: 'crash', node })),
  aNode.map((node): Command => ({ kind: 'restart', node })),
  aNode.map((node): Command => ({ kind: 'pause', node })),
  aNode.map((node): Command => ({ kind: 'resume', node })),
  aNode.map((node): Command => ({ kind: 'slow', node, serviceUs: 3_000 })),
  aNode.map(
    (node): Command => ({ kind: 'cut', name: 'a cut', links: [['n1', node === 'n1' ? 'n2' : node]] }),
  ),
  fc.constant<Command>({ kind: 'loss', links: 'all', probability: 0.5 }),
  fc.constant<Command>({ kind: 'hold', links: [['n1', 'n2']] }),
  fc
    .integer({ min: 0, max: 99 })
    .map((value): Command => ({ kind: 'tell', node: 'c1', order: { name: 'write', value } })),
  fc.integer({ min: 1_000, max: 50_000 }).map((value): Command => ({ kind: 'set', key: 'beatUs', value })),
  fc.constant<Command>({ kind: 'heal' }),
)

test('n injections and n undos give the same fingerprint, and redo gives the broken run back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 900_000 }), aCommand), { minLength: 1, maxLength: 8 }),
      (deeds) => {
        const sitting = open()
        const endPrint = () => {
          sitting.seek({ us: 1_000_000 })
          return sitting.fingerprint()
        }
        const before = endPrint()
        for (const [us, command] of deeds) {
          sitting.seek({ us })
          sitting.inject(command)
        }
        const broken = endPrint()
        expect(broken).toBe(freshFingerprint(sitting.document, sitting.state.frame.row))
        for (const _ of deeds) sitting.undo()
        expect(sitting.state.canUndo).toBe(false)
        expect(endPrint()).toBe(before)
        for (const _ of deeds) sitting.redo()
        expect(endPrint()).toBe(broken)
      },
    ),
    { numRuns: 60 },
  )
})

test.each([[1_000_000 / 60], [1_000_000 / 144], [777], [333_333]])(
  'advancing by %s µs gives the same run',
  (frameUs) => {
    const sitting = open()
    for (let us = 0; us < 1_000_000; us += frameUs) sitting.seek({ us: Math.floor(us) })
    sitting.seek({ us: 1_000_000 })
    const jumped = open()
    jumped.seek({ us: 1_000_000 })
    expect(sitting.fingerprint()).toBe(jumped.fingerprint())
    expect(sitting.state.frame.rows).toBe(jumped.state.frame.rows)
  },
)

describe('injecting at the playhead', () => {
  test('stands on the deed, titles it, and shows its chip and receipt', () => {
    const sitting = open()
    sitting.seek({ us: 60_000 })
    sitting.inject({ kind: 'crash', node: 'n1' })
    const { state } = sitting
    expect(state.lastAction).toBe('Crash n1')
    expect(state.frame.now?.text).toBe('You crash n1')
    expect(state.frame.faults.map(({ title }) => title)).toEqual(['n1 crashed'])
    expect(state.frame.changes).toEqual([{ node: 'n1', path: 'status', before: 'up', after: 'crashed' }])
    expect(state.frame.cluster.nodes[0]?.status).toBe('crashed')
    sitting.undo()
    expect(sitting.state.frame.faults).toEqual([])
    expect(sitting.state.frame.atUs).toBe(60_000)
  })

  test('in the middle of a microsecond takes place after the events before it', () => {
    const sitting = open()
    sitting.seek({ row: 1 })
    sitting.inject({ kind: 'pause', node: 'n3' })
    expect(sitting.state.frame.row).toBe(2)
    expect(sitting.document.added[0]).toMatchObject({ atUs: 0, after: 2 })
  })

  test('a second deed at the same moment comes after the first', () => {
    const sitting = open()
    sitting.seek({ us: 60_000 })
    sitting.inject({ kind: 'pause', node: 'n2' })
    sitting.inject({ kind: 'crash', node: 'n1' })
    expect(sitting.state.frame.faults.map(({ title }) => title)).toEqual(['n2 paused', 'n1 crashed'])
    expect(sitting.state.frame.now?.text).toBe('You crash n1')
  })

  test('bad input is a sentence and changes nothing', () => {
    const sitting = open()
    sitting.inject({ kind: 'crash', node: 'n9' })
    expect(sitting.state.trouble?.sentence).toBe('Unknown node: n9; try n1, n2, n3, c1.')
    sitting.inject({ kind: 'set', key: 'beatUs', value: 5 })
    expect(sitting.state.trouble?.sentence).toBe('beatUs is 5: it must be between 100 and 1,000,000.')
    expect(sitting.state.canUndo).toBe(false)
    sitting.dismiss()
    expect(sitting.state.trouble).toBeNull()
  })
})

test('the microscope tells exactly which fields an event changed', () => {
  const sitting = open()
  const line = sitting.feed(0, sitting.state.frame.rows).find(({ text }) => text === 'n1 stores 1')
  sitting.seek({ row: line!.row })
  expect(sitting.state.frame.changes).toEqual([
    { node: 'n1', path: 'disk.log[0]', before: null, after: { n: 1 } },
    { node: 'n1', path: 'memory.seen.c1', before: null, after: 1 },
  ])
  expect(line).toMatchObject({ rule: '§1', landmark: 'commit', kind: 'deliver', detail: 'c1→n1 Write n=1' })
})

test('a planned intervention can be left out, moved, and brought back', () => {
  const sitting = open()
  sitting.setInterventions([{ ...ping.interventions[1]!, atUs: 400_000 }], ['mend'])
  expect(sitting.state.run.interventions.map(({ id, atUs, isDisabled }) => [id, atUs, isDisabled])).toEqual([
    ['first-write', 50_000, false],
    ['mend', 300_000, true],
    ['cut', 400_000, false],
  ])
  sitting.seek({ us: 900_000 })
  expect(sitting.state.frame.faults.map(({ title }) => title)).toEqual(['n3 cut off'])
  sitting.undo()
  sitting.seek({ us: 900_000 })
  expect(sitting.state.frame.faults).toEqual([])
})

test('beats step through the story and end at the end', () => {
  const sitting = open()
  const said: (string | null)[] = []
  for (let n = 0; n < 4; n++) {
    sitting.seek({ by: 'beat', step: 1 })
    said.push(sitting.state.say)
  }
  expect(said).toEqual(['n1 begins.', 'n1 stores a write.', 'n3 is cut off.', null])
  expect(sitting.state.frame.atUs).toBe(1_000_000)
  sitting.seek({ by: 'beat', step: -1 })
  expect([sitting.state.say, sitting.state.beat]).toEqual(['n3 is cut off.', 3])
})

test('the answer is told only after the question was answered', () => {
  const sitting = open()
  expect(sitting.state.prediction).toEqual({ chosen: null, skipped: false, feedback: null, answer: null })
  sitting.predict(0)
  expect(sitting.state.prediction).toEqual({
    chosen: 0,
    skipped: false,
    feedback: 'Look at the wall.',
    answer: 1,
  })
})

test.each([
  ['to the end', { to: 'end' }],
  ['to a moment behind it', { us: 1_000_000 }],
] as const)('who goes %s is asked first, if not asked yet', (_, target) => {
  const sitting = open()
  sitting.seek(target, true)
  const { frame, run } = sitting.state
  expect(frame.row).toBe(run.predict!.row)
  sitting.seek(target, true)
  expect(sitting.state.frame.atUs).toBe(1_000_000)
})

test('who has answered, or asks by hand, goes on to the end', () => {
  const answered = open()
  answered.predict('skip')
  answered.seek({ to: 'end' }, true)
  const byHand = open()
  byHand.seek({ to: 'end' })
  for (const { state } of [answered, byHand]) expect(state.frame.atUs).toBe(1_000_000)
})

test('stepping past the end runs more, and moves no beat', () => {
  const sitting = open()
  const { beats } = sitting.state.run
  sitting.seek({ to: 'end' })
  sitting.seek({ by: 'event', step: 1 })
  expect(sitting.state.run.endUs).toBeGreaterThan(1_000_000)
  expect(sitting.state.run.beats).toEqual(beats)
})

test('settings and rules at the start are the difference from the scenario', () => {
  const sitting = open()
  sitting.setAtStart({ settings: { beatUs: 20_000 }, broken: ['noSync'] })
  expect(sitting.document).toMatchObject({ settings: { beatUs: 20_000 }, broken: ['noSync'] })
  expect(sitting.state.frame.brokenRules).toEqual(['noSync'])
  sitting.setAtStart({ settings: { beatUs: 10_000 } })
  expect(sitting.document.settings).toEqual({})
})

test('a broken promise is a landmark and shows at its event', () => {
  const sitting = open()
  sitting.setAtStart({ broken: ['noSync'] })
  const stored = sitting.feed(0, sitting.state.run.rows).find(({ text }) => text === 'n1 stores 1')
  sitting.seek({ row: stored!.row })
  sitting.inject({ kind: 'crash', node: 'n1' })
  sitting.inject({ kind: 'restart', node: 'n1' })
  const broken = sitting.state.run.landmarks.find(({ kind }) => kind === 'violation')
  expect(broken).toBeDefined()
  sitting.seek({ row: broken!.row })
  expect(sitting.state.frame.promises[0]?.broken).toMatchObject({
    row: broken!.row,
    detail: 'n1 forgot 1 items',
  })
  sitting.seek({ row: broken!.row - 1 })
  expect(sitting.state.frame.promises[0]?.broken).toBeNull()
})
