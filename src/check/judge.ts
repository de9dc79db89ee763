// The one entry: holds a history against a consistency, by its name.

import { fail } from '../engine/assert.ts'
import type { Json } from '../engine/json.ts'
import { causality, guarantee } from './bySight.ts'
import { convergence } from './convergence.ts'
import type { History } from './history.ts'
import { linearizable, sequential } from './inOrder.ts'
import { lostWrites } from './lost.ts'
import { type Model, problemWith } from './models/model.ts'
import { MODELS, type ModelName } from './models/models.ts'
import type { Checker, Setting } from './setting.ts'
import { staleness } from './staleness.ts'
import type { Verdict } from './verdict.ts'

const CHECKERS = {
  linearizable,
  sequential,
  causal: causality('causal', 'notCausal'),
  'causal-convergence': causality('causal-convergence', 'notConvergent'),
  'causal-memory': causality('causal-memory', 'notCausalMemory'),
  'read-your-writes': guarantee('read-your-writes', 'missesOwnWrite'),
  'monotonic-reads': guarantee('monotonic-reads', 'goesBack'),
  'monotonic-writes': guarantee('monotonic-writes', 'writesOutOfOrder'),
  'writes-follow-reads': guarantee('writes-follow-reads', 'lacksWhatWasRead'),
  convergence,
  'lost-writes': lostWrites,
  staleness,
} as const satisfies Readonly<Record<string, Checker>>

export type Consistency = keyof typeof CHECKERS
export const CONSISTENCIES = Object.keys(CHECKERS) as readonly Consistency[]

export interface Question extends Partial<Omit<Setting, 'model' | 'consistency'>> {
  /** One of `MODELS`, or a model of your own. */
  readonly model: ModelName | Model
  readonly consistency: Consistency
}

/** Operations tried before a verdict is `undecided`, unless told otherwise: some seconds at most. */
export const DEFAULT_STEPS = 5_000_000

/**
 * The verdict on a history. It depends on nothing else: the same history and question give the same verdict on every
 * machine. Throws for an operation that the model does not have; `firstProblem` finds it beforehand.
 */
export function judge(history: History, question: Question): Verdict {
  const { consistency } = question
  const model = typeof question.model === 'string' ? MODELS[question.model] : question.model
  const problem = firstProblem(history, model)
  if (problem !== null) fail(`operation ${problem.id}: ${problem.sentence}`)
  const defaults = {
    initial: model.initial as Json,
    steps: DEFAULT_STEPS,
    order: [],
    healedUs: 0,
    withinUs: 0,
    staleVersions: null,
    staleUs: null,
  }
  return CHECKERS[consistency](history, { ...defaults, ...question, model })
}

/** The first operation that the model cannot judge, and why; null if it can judge all. */
export function firstProblem(history: History, model: Model): { id: number; sentence: string } | null {
  for (const operation of history) {
    const sentence = problemWith(model, operation)
    if (sentence !== null) return { id: operation.id, sentence }
  }
  return null
}
