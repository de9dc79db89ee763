// Runs for the tests of the space-time diagram: random ones built event by event, and real ones.

import * as fc from 'fast-check'
import { RunColumns } from '../../../src/lab/diagram/columns.ts'
import { diagramPart } from '../../../src/lab/diagram/diagramPart.ts'
import {
  DEED,
  DELIVER,
  DELIVERED,
  type DiagramPart,
  FLYING,
  LOST,
  LOST_ON_THE_WAY,
  NO_LANE,
} from '../../../src/lab/diagram/part.ts'
import type { Landmark } from '../../../src/lab/frame.ts'
import { Recording } from '../../../src/lab/recording.ts'
import type { Sim } from '../../../src/sim/define.ts'
import { stockDocument } from '../../../src/sim/document.ts'
import type { Scenario } from '../../../src/sim/scenario.ts'
import { type Model, type ModelOptions, modelOf } from '../../../src/ui/figures/diagram/model.ts'

const TIMER = 3

/** One thing that happens next; numbers choose among what is possible. */
export type Step =
  | { readonly kind: 'send'; readonly lane: number; readonly to: readonly number[]; readonly mark: number }
  | { readonly kind: 'arrive' | 'lose'; readonly which: number }
  | { readonly kind: 'local'; readonly lane: number }
  | { readonly kind: 'deed' }

export interface Timed {
  readonly step: Step
  readonly afterUs: number
}

const LANES = ['n1', 'n2', 'n3', 'c1']
const lane = fc.integer({ min: 0, max: LANES.length - 1 })

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      lane,
      to: fc.array(lane, { minLength: 1, maxLength: 3 }),
      mark: fc.integer({ min: 0, max: 5 }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('arrive' as const), which: fc.nat(1000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const), which: fc.nat(1000) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('local' as const), lane }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'deed' as const }) },
)

export const steps: fc.Arbitrary<readonly Timed[]> = fc.array(
  fc.record({ step, afterUs: fc.integer({ min: 0, max: 900 }) }),
  { minLength: 1, maxLength: 150 },
)

/** Options that leave some of it out. */
export const options: fc.Arbitrary<ModelOptions> = fc.record({
  hiddenMarks: fc.subarray([0, 5]).map((marks) => new Set(marks)),
  hiddenLanes: fc.subarray([1, 3]).map((lanes) => new Set(lanes)),
  isCollapsed: fc.boolean(),
})

export const ALL: ModelOptions = { hiddenMarks: new Set(), hiddenLanes: new Set(), isCollapsed: false }

interface Sent {
  from: number
  to: number
  sentRow: number
  endRow: number
  fate: number
  mark: number
}

/** Plays the steps. What cannot happen, as an arrival when nothing is on its way, is a local event instead. */
export function runOf(timed: readonly Timed[]): RunColumns {
  const rows: { atUs: number; lane: number; kind: number; cause: number; message: number }[] = []
  const sent: Sent[] = []
  let atUs = 0
  for (const { step, afterUs } of timed) {
    atUs += afterUs
    const row = rows.length
    const flying = sent.flatMap(({ fate }, id) => (fate === FLYING ? [id] : []))
    const isEnd = step.kind === 'arrive' || step.kind === 'lose'
    const id = isEnd ? (flying[step.which % Math.max(1, flying.length)] ?? -1) : -1
    const message = sent[id]
    if (isEnd && message !== undefined) {
      message.endRow = row
      message.fate = step.kind === 'arrive' ? DELIVERED : LOST_ON_THE_WAY
      const kind = step.kind === 'arrive' ? DELIVER : LOST
      rows.push({ atUs, lane: message.to, kind, cause: message.sentRow, message: id })
    } else if (step.kind === 'deed') rows.push({ atUs, lane: NO_LANE, kind: DEED, cause: -1, message: -1 })
    else {
      const own = step.kind === 'send' || step.kind === 'local' ? step.lane : 0
      rows.push({ atUs, lane: own, kind: TIMER, cause: row > 0 ? row - 1 : -1, message: -1 })
      if (step.kind === 'send')
        for (const to of step.to)
          if (to !== own)
            sent.push({ from: own, to, sentRow: row, endRow: -1, fate: FLYING, mark: step.mark })
    }
  }
  const columns = new RunColumns()
  columns.add(partOf(rows, sent, atUs))
  return columns
}

function partOf(
  rows: readonly { atUs: number; lane: number; kind: number; cause: number; message: number }[],
  sent: readonly Sent[],
  knownUs: number,
): DiagramPart {
  const ints = <T>(list: readonly T[], of: (each: T) => number) => Int32Array.from(list, of)
  const bytes = <T>(list: readonly T[], of: (each: T) => number) => Uint8Array.from(list, of)
  return {
    edition: 0,
    nodes: LANES.map((id) => ({ id, isClient: id.startsWith('c') })),
    fromRow: 0,
    fromMessage: 0,
    fromOperation: 0,
    knownRows: rows.length,
    knownUs,
    rows: {
      atUs: Float64Array.from(rows, ({ atUs }) => atUs),
      lane: bytes(rows, ({ lane }) => lane),
      kind: bytes(rows, ({ kind }) => kind),
      cause: ints(rows, ({ cause }) => cause),
      message: ints(rows, ({ message }) => message),
    },
    messages: {
      from: bytes(sent, ({ from }) => from),
      to: bytes(sent, ({ to }) => to),
      sentRow: ints(sent, ({ sentRow }) => sentRow),
      endRow: ints(sent, ({ endRow }) => endRow),
      fate: bytes(sent, ({ fate }) => fate),
      mark: bytes(sent, ({ mark }) => mark),
      hue: bytes(sent, ({ mark }) => mark % 5),
      wayUs: Float32Array.from(sent, () => 5000),
    },
    ended: {
      id: ints([], Number),
      endRow: ints([], Number),
      fate: bytes([], Number),
      wayUs: new Float32Array(0),
    },
    operations: {
      lane: bytes([], Number),
      askedRow: ints([], Number),
      answeredRow: ints([], Number),
      isBroken: bytes([], Number),
      label: [],
      answer: [],
    },
    answered: {
      id: ints([], Number),
      answeredRow: ints([], Number),
      isBroken: bytes([], Number),
      answer: [],
    },
    circumstances: {
      stretches: {
        lane: bytes([], Number),
        style: bytes([], Number),
        hue: bytes([], Number),
        fromRow: ints([], Number),
        untilRow: ints([], Number),
      },
      faults: [],
    },
  }
}

/** A real run of a scenario, ready for drawing. */
export function realModel(
  sim: Sim,
  scenario: Scenario,
  more: Partial<ModelOptions> = {},
): { readonly model: Model; readonly landmarks: readonly Landmark[] } {
  const recording = new Recording({ sim, scenario }, stockDocument({ sim, scenario }))
  const { rows, endUs } = recording.timeline
  const columns = new RunColumns()
  do columns.add(diagramPart(recording.known({ rows, us: endUs }), columns.have))
  while (!columns.isWhole)
  const { landmarks } = recording.info()
  return { model: modelOf(columns, landmarks, { ...ALL, ...more }), landmarks }
}
