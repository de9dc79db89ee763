// How a history is to be judged, with everything filled in; and what all checkers have in common.

import type { Json } from '../engine/json.ts'
import { effective, type History } from './history.ts'
import type { Model } from './models/model.ts'
import type { Judged, Verdict } from './verdict.ts'

export interface Setting {
  readonly consistency: string
  readonly model: Model
  /** What every key holds at first. */
  readonly initial: Json
  /** How many operations may be tried to decide, and as many again to find the evidence. */
  readonly steps: number
  /** Ids of operations in the order in which they took effect, if somebody knows it (a replicated log); else empty. */
  readonly order: readonly number[]
  /** Convergence: when the last fault was over, and how much time is granted from then on, or from the last write. */
  readonly healedUs: number
  readonly withinUs: number
  /** Staleness that is allowed: versions, and time since a value was overwritten. null: no bound. */
  readonly staleVersions: number | null
  readonly staleUs: number | null
}

export type Checker = (history: History, setting: Setting) => Verdict

/** Counts what is spent. */
export class Budget {
  readonly total: number
  used = 0

  constructor(total: number) {
    this.total = total
  }

  get left(): number {
    return Math.max(0, this.total - this.used)
  }

  /** Spends one step, and tells whether there was one. */
  hasStep(): boolean {
    return this.used++ < this.total
  }
}

export function judged(history: History, { consistency, model }: Setting, steps: number): Judged {
  const operations = effective(history)
  const keys = new Set(operations.map(({ key }) => key)).size
  return { consistency, model: model.name, operations: operations.length, keys, steps, figures: {} }
}
