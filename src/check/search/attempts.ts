// Tries to order the same operations again and again, each time with only some of them closed and all others open.

import { type Operation, opened } from '../history.ts'
import type { Budget } from '../setting.ts'
import type { Rules } from './rules.ts'
import { Trial } from './trial.ts'

/** What of the budget one attempt may take, and all attempts together. */
const ONE_ATTEMPT = 1 / 20
const ALL_ATTEMPTS = 2

/** What it takes to make an attempt ready, for each operation, in steps that take as long. */
const STEPS_TO_BEGIN = 15

export class Attempts {
  /** Some attempt was not brought to its end. */
  hasGivenUp = false
  private readonly operations: readonly Operation[]
  private readonly rules: Rules
  private readonly budget: Budget
  private readonly whenOpen: readonly Operation[]

  constructor(operations: readonly Operation[], rules: Rules, budget: Budget) {
    this.operations = operations
    this.rules = rules
    this.budget = budget
    this.whenOpen = operations.map(opened)
  }

  /** A legal order, which is empty where the budget did not allow to find one; null if there is none. */
  orderOf(closed: readonly Operation[]): readonly Operation[] | null {
    const { total, used } = this.budget
    if (used > total * ALL_ATTEMPTS) return this.giveUp()
    const kept = new Set(closed)
    const trial = new Trial(
      this.operations.map((operation, index) => (kept.has(operation) ? operation : this.whenOpen[index]!)),
      this.rules,
    )
    const found = trial.run(Math.ceil(total * ONE_ATTEMPT))
    this.budget.used += trial.steps + this.operations.length * STEPS_TO_BEGIN
    if (found === 'none') return null
    return found === 'order' ? trial.best() : this.giveUp()
  }

  private giveUp(): readonly Operation[] {
    this.hasGivenUp = true
    return []
  }
}
