// An order of operations played through: the state after each, and why another cannot come behind them.

import type { Operation } from '../history.ts'
import type { Placed } from '../verdict.ts'
import { type Said, said } from '../words.ts'
import type { Rules } from './rules.ts'

export class Replay {
  readonly placed: readonly Placed[]
  private readonly rules: Rules
  private readonly states = new Map<string, unknown>()

  /** The order must be a legal one. */
  constructor(order: readonly Operation[], rules: Rules) {
    this.rules = rules
    this.placed = order.map((operation) => {
      const state = rules.machine.stepOf(operation).apply(this.stateFor(operation))
      this.states.set(rules.model.partOf(operation), state)
      return { id: operation.id, state: rules.machine.show(state) }
    })
  }

  /** Why the operation cannot come next. */
  refusal(operation: Operation): Said {
    const state = this.stateFor(operation)
    const isRefused = this.rules.machine.stepOf(operation).apply(state) === undefined
    return isRefused ? this.rules.machine.refusal(operation, state) : said('leadsNowhere')
  }

  private stateFor(operation: Operation): unknown {
    const part = this.rules.model.partOf(operation)
    return this.states.has(part) ? this.states.get(part) : this.rules.machine.initial
  }
}
