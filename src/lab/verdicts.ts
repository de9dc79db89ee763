// Verdicts on what the clients saw, each in words, from checkers that know nothing of the system: only its history.

import type { History, Operation as Judged } from '../check/history.ts'
import { type Consistency, firstProblem, judge } from '../check/judge.ts'
import { MODELS } from '../check/models/models.ts'
import type { Broken, Longest, Reasoned, Verdict } from '../check/verdict.ts'
import { said, sentence } from '../check/words.ts'
import type { Json, Operation } from '../sim/engineTypes.ts'
import type { SaidOf, VerdictPicture } from './judgement.ts'
import type { LedgerLine } from './ledger.ts'
import { momentsOf } from './moments.ts'

/** Operations that may be tried for one verdict: well under a second. */
const STEPS = 200_000
/** Of a long order only its end is told. */
const LAST_PLACED = 6

type Told = Pick<VerdictPicture, 'title' | 'plain'>

const ASKED: readonly (readonly [Consistency, Told])[] = [
  [
    'linearizable',
    {
      title: 'Linearizable',
      plain: 'as if there were one copy, and each operation took effect at one moment',
    },
  ],
  ['sequential', { title: 'Sequential', plain: 'one order for all, but not necessarily that of the clock' }],
  ['causal', { title: 'Causal', plain: 'nobody sees an effect without its cause' }],
  ['read-your-writes', { title: 'Read your writes', plain: 'each client finds what it wrote' }],
  ['monotonic-reads', { title: 'Monotonic reads', plain: 'nobody goes back in time' }],
  ['monotonic-writes', { title: 'Monotonic writes', plain: 'writes of one client stay in their order' }],
  [
    'writes-follow-reads',
    { title: 'Writes follow reads', plain: 'an answer is never seen without what it answers' },
  ],
  ['lost-writes', { title: 'Nothing lost', plain: 'what was acknowledged is found again, or was replaced' }],
]

/**
 * Judges the operations so far; what has no answer yet may still take effect, or never. Where clients ask for more than
 * reading and writing a value, none of this can be judged.
 */
export function verdictsOf(
  operations: readonly Operation[],
  ledger: readonly LedgerLine[],
  initial: Json,
): readonly VerdictPicture[] {
  const history = historyOf(operations)
  if (firstProblem(history, MODELS.kv) !== null) return []
  const nameOf = (id: number) => `${ledger[id]?.client} ${ledger[id]?.label}`
  const answerOf = (id: number) => ledger[id]?.answer ?? ''
  return ASKED.map(([consistency, told]) => {
    const common = { id: consistency, ...told, evidence: [], longest: null }
    return {
      ...common,
      ...told,
      ...pictureOf(judge(history, { model: 'kv', consistency, steps: STEPS, initial }), { nameOf, answerOf }),
    }
  })
}

/** As checkers read it: a client is a session, and positions stand for the order of events. */
export function historyOf(operations: readonly Operation[]): History {
  const calledAt = new Map<number, number>()
  const endedAt = new Map<number, number>()
  for (const [position, { operation, isInvoke }] of momentsOf(operations).entries())
    (isInvoke ? calledAt : endedAt).set(operation.id, position)
  return operations.map(({ id, client, f, key, value, result, outcome, invokedUs, completedUs }): Judged => {
    const isKnown = outcome === 'ok' || outcome === 'fail'
    return {
      id,
      process: client,
      f,
      key,
      input: value,
      output: isKnown ? result : null,
      outcome: isKnown ? outcome : 'unknown',
      calledAt: calledAt.get(id)!,
      endedAt: isKnown ? (endedAt.get(id) ?? null) : null,
      invokedUs,
      completedUs,
    }
  })
}

interface Naming {
  readonly nameOf: (id: number) => string
  /** What it was told, as the system itself says it. */
  readonly answerOf: (id: number) => string
}

function pictureOf(
  verdict: Verdict,
  naming: Naming,
): Pick<VerdictPicture, 'verdict' | 'say'> & Partial<VerdictPicture> {
  switch (verdict.verdict) {
    case 'holds':
      return {
        verdict: 'holds',
        say: `Nothing that ${verdict.operations} operations were told speaks against it`,
      }
    case 'undecided':
      return { verdict: 'unknown', say: sentence(verdict.why, naming.nameOf) }
    case 'broken':
      return { verdict: 'broken', ...shown(verdict, naming) }
  }
}

function shown({ evidence }: Broken, naming: Naming) {
  const { claim, operations, longest } = evidence
  return {
    say: sentence(claim, naming.nameOf),
    evidence: told(operations, naming),
    longest: longest === null ? null : endOf(longest, naming),
  }
}

function endOf({ placed, stuck }: Longest, naming: Naming) {
  const last = placed.slice(-LAST_PLACED).map(({ id, state }) => ({ id, say: `then there is ${state}` }))
  return { length: placed.length, last, stuck: told(stuck, naming) }
}

function told(operations: readonly Reasoned[], { nameOf, answerOf }: Naming): SaidOf[] {
  return operations.map(({ id, reason }) => {
    const own = reason.code === 'wasTold' ? said('wasTold', answerOf(id)) : reason
    return { id, say: sentence(own, nameOf) }
  })
}
