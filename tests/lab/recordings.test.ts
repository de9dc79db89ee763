// Runs forked from kept ones are the runs they would be from the start; what is kept is bounded; and no more is computed
// than has to be.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLocalLab } from '../../src/lab/local.ts'
import { Recording } from '../../src/lab/recording.ts'
import { Recordings } from '../../src/lab/recordings.ts'
import { type RunDocument, stockDocument } from '../../src/sim/document.ts'
import type { Command } from '../../src/sim/engineTypes.ts'
import { busy, pingSim } from './pingSim.ts'

/** Some four thousand events at first. */
const PLACE = { sim: pingSim, scenario: { ...busy, durationUs: 600_000 } }
const STOCK = stockDocument(PLACE)
const LONG_US = 1_500_000

function withDeed(document: RunDocument, atUs: number, command: Command): RunDocument {
  const id = `h${document.added.length + 1}`
  return { ...document, added: [...document.added, { id, atUs, do: command }] }
}

const CRASH: Command = { kind: 'crash', node: 'n2' }

/** All that is shown of a run at a moment, and all that is told of it as a whole. */
function shown(recording: Recording, us: number) {
  const standing = recording.seek({ us }, { row: -1, us: 0 })
  const { lanes, truths, deeds } = recording.chronicle
  return JSON.parse(
    JSON.stringify([recording.frame(standing), lanes, truths, [...deeds], recording.info().landmarks]),
  )
}

/** Recorded bit by bit until it reaches as far. */
function whole(recording: Recording, untilUs: number): Recording {
  recording.reachFor(untilUs)
  while (recording.timeline.endUs < recording.endUs) recording.recordOn()
  return recording
}

const COMMANDS: readonly Command[] = [
  CRASH,
  { kind: 'restart', node: 'n2' },
  { kind: 'pause', node: 'n1' },
  { kind: 'heal' },
  { kind: 'hold', links: [['n1', 'n3']] },
  { kind: 'tell', node: 'c1', order: { name: 'write', value: 5 } },
]

const deed = fc.record({
  /** Which of the documents so far it is done to. */
  to: fc.nat(),
  atUs: fc.integer({ min: 0, max: LONG_US }),
  command: fc.constantFrom(...COMMANDS),
  isOtherSeed: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  lookUs: fc.integer({ min: 0, max: LONG_US }),
})

test.each([
  ['with room for all', 1e9],
  ['with room for few', 2e6],
  ['with no room', 0],
])(
  'each of many branches is the run it would be from the start, %s',
  (_, mostBytes) => {
    fc.assert(
      fc.property(fc.array(deed, { minLength: 1, maxLength: 6 }), (deeds) => {
        const recordings = new Recordings(PLACE, mostBytes)
        const documents = [STOCK]
        recordings.of(STOCK).extendTo(LONG_US)
        for (const { to, atUs, command, isOtherSeed, lookUs } of deeds) {
          const from = documents[to % documents.length]!
          const document = withDeed(isOtherSeed ? { ...from, seed: `${from.seed}!` } : from, atUs, command)
          documents.push(document)
          const forked = whole(recordings.of(document), LONG_US)
          const fresh = whole(new Recording(PLACE, document), forked.endUs)
          expect(forked.timeline.endUs).toBe(fresh.timeline.endUs)
          expect(shown(forked, lookUs)).toEqual(shown(fresh, lookUs))
          recordings.makeRoom()
          expect(recordings.bytes <= mostBytes || recordings.count === 1).toBe(true)
        }
      }),
      { numRuns: 15 },
    )
  },
  60_000,
)

test('a run that is kept is shown again as it is, also for a document that only looks the same', () => {
  const recordings = new Recordings(PLACE)
  const main = recordings.of(STOCK)
  const branch = recordings.of(withDeed(STOCK, 300_000, CRASH))
  expect(recordings.of(structuredClone(STOCK))).toBe(main)
  expect(recordings.of(withDeed(STOCK, 300_000, CRASH))).toBe(branch)
  expect(recordings.count).toBe(2)
})

test('a fork records no further than its scenario, and reaches as far as the run it left', () => {
  const recordings = new Recordings(PLACE)
  const main = recordings.of(STOCK)
  main.extendTo(4 * LONG_US)
  const branch = recordings.of(withDeed(STOCK, 3 * LONG_US, CRASH))
  expect(branch.endUs).toBe(main.endUs)
  expect(branch.timeline.endUs).toBeLessThan(3 * LONG_US)
  expect(branch.info()).toMatchObject({ endUs: main.endUs, isWhole: false })
  const atEnd = branch.seek({ to: 'end' }, { row: -1, us: 0 })
  expect(atEnd.us).toBe(main.endUs)
  expect(branch.info().isWhole).toBe(true)
})

test('an event that is not recorded yet but within reach is stood on', () => {
  const recordings = new Recordings(PLACE)
  recordings.of(STOCK).extendTo(4 * LONG_US)
  const document = withDeed(STOCK, 700_000, CRASH)
  const branch = recordings.of(document)
  const fresh = new Recording(PLACE, document)
  fresh.extendTo(4 * LONG_US)
  const row = fresh.timeline.rows - 10
  expect(branch.timeline.rows).toBeLessThan(row)
  expect(branch.seek({ row }, { row: -1, us: 0 })).toEqual(fresh.seek({ row }, { row: -1, us: 0 }))
})

test('a run beside the one on show is never the same object', () => {
  const recordings = new Recordings(PLACE)
  const branch = recordings.of(withDeed(STOCK, 300_000, CRASH))
  const main = recordings.of(STOCK)
  expect(recordings.beside(STOCK)).not.toBe(main)
  expect(recordings.beside(withDeed(STOCK, 300_000, CRASH))).toBe(branch)
  expect(recordings.count).toBe(2)
})

test('while nothing is asked, the lab records on until the run is whole', async () => {
  const lab = createLocalLab([pingSim])
  await lab.open('ping/pings')
  const { endUs, rows } = (await lab.seek({ us: 60_000_000 })).run
  await lab.seek({ us: 2_000_000 })
  const forked = await lab.inject(CRASH)
  expect(forked.run).toMatchObject({ isWhole: false, endUs })
  expect(lab.isBusy()).toBe(false)
  while (!lab.getState().run.isWhole) await new Promise((soon) => setTimeout(soon, 1))
  const { run, frame } = lab.getState()
  expect(run.endUs).toBe(endUs)
  expect(run.rows).toBeGreaterThan(forked.run.rows)
  expect(run.rows).toBeLessThan(rows)
  expect([frame.row, frame.fingerprint]).toEqual([forked.frame.row, forked.frame.fingerprint])
})

test('what is asked meanwhile is answered before the rest is recorded', async () => {
  const lab = createLocalLab([pingSim])
  await lab.open('ping/pings')
  await lab.seek({ us: 60_000_000 })
  await lab.seek({ us: 2_000_000 })
  void lab.inject(CRASH)
  const { frame, run } = await lab.seek({ us: 3_000_000 })
  expect([frame.atUs, run.isWhole]).toEqual([3_000_000, false])
})
