// Random small histories: most are wrong in some way, and every consistency finds other ones wrong.

import fc from 'fast-check'
import type { History, Operation } from '../../src/check/history.ts'
import type { Json } from '../../src/engine/json.ts'

export interface Shape {
  readonly most: number
  readonly processes: number
  readonly keys: readonly string[]
  readonly operations: readonly string[]
  /** Values from 1 to this many; 0: every value is written once. */
  readonly values: number
}

/** One operation, and where it stands: it ends before so many of the next calls. */
interface Draw {
  readonly process: number
  readonly f: string
  readonly key: string
  readonly expected: number
  readonly fresh: number
  readonly answer: number
  readonly outcome: Operation['outcome']
  readonly lasts: number
}

type Asked = Pick<Operation, 'f' | 'key' | 'input' | 'output'>

const OUTCOMES: readonly Operation['outcome'][] = [
  'ok',
  'ok',
  'ok',
  'ok',
  'ok',
  'ok',
  'ok',
  'unknown',
  'fail',
]

export function randomHistory(shape: Shape): fc.Arbitrary<History> {
  const values = shape.values === 0 ? shape.most : shape.values
  const draw: fc.Arbitrary<Draw> = fc.record({
    process: fc.nat(shape.processes - 1),
    f: fc.constantFrom(...shape.operations),
    key: fc.constantFrom(...shape.keys),
    expected: fc.nat(values),
    fresh: fc.integer({ min: 1, max: values }),
    answer: fc.nat(127),
    outcome: fc.constantFrom(...OUTCOMES),
    lasts: fc.nat(4),
  })
  return fc.array(draw, { minLength: 1, maxLength: shape.most }).map((draws) => {
    const asked = draws.map((each, index) =>
      askedBy(shape.values === 0 ? { ...each, fresh: index + 1 } : each),
    )
    const hasLists = shape.operations.includes('append')
    return inTime(
      draws.map((each, index) => ({ ...each, ...answered(asked[index]!, asked, each, hasLists) })),
    )
  })
}

function askedBy({ f, key, expected, fresh, answer }: Draw): Asked {
  if (f === 'cas') return { f, key, input: [expected === 0 ? null : expected, fresh], output: answer < 90 }
  return { f, key, input: f === 'read' || f === 'delete' ? null : fresh, output: null }
}

/** A read is told what somebody wrote to the key, or nothing; once in a while what was written to another one. */
function answered(asked: Asked, all: readonly Asked[], { answer }: Draw, hasLists: boolean): Asked {
  if (asked.f !== 'read') return asked
  const others = all.filter(({ f, key }) => f !== 'read' && (key === asked.key || answer === 0))
  const values = others.map(({ f, input }) => (f === 'cas' ? (input as readonly Json[])[1]! : input))
  return {
    ...asked,
    output: hasLists ? someOf(values, answer) : [null, ...values][answer % (values.length + 1)]!,
  }
}

/** Mostly in the order in which they were asked for. */
function someOf(values: readonly Json[], answer: number): Json {
  const some = values.filter((_, index) => (answer >> (index % 5)) % 2 === 0)
  return answer >= 96 ? some.reverse() : some
}

/** Calls in the order given; an operation ends after so many further calls, but before its process calls again. */
export function inTime(drawn: readonly (Asked & Pick<Draw, 'process' | 'outcome' | 'lasts'>)[]): History {
  const moments = drawn.flatMap(({ process, lasts }, index) => {
    const again = drawn.findIndex((other, later) => later > index && other.process === process)
    const latest = again < 0 ? Number.POSITIVE_INFINITY : again - 0.5
    return [
      { index, isCall: true, at: index },
      { index, isCall: false, at: Math.min(index + lasts + 0.25, latest) + index / 1000 },
    ]
  })
  moments.sort((a, b) => a.at - b.at)
  const placeOf = (index: number, isCall: boolean) =>
    moments.findIndex((moment) => moment.index === index && moment.isCall === isCall)
  return drawn.map(({ process, outcome, f, key, input, output }, id) => {
    const calledAt = placeOf(id, true)
    const endedAt = outcome === 'unknown' ? null : placeOf(id, false)
    return {
      id,
      process: `p${process}`,
      f,
      key,
      input,
      output: outcome === 'ok' ? output : null,
      outcome,
      calledAt,
      endedAt,
      invokedUs: calledAt * 1000,
      completedUs: endedAt === null ? null : endedAt * 1000,
    }
  })
}
