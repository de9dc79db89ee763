// One attempt to put operations in a legal order: by the order that is known or forced if there is one, else by search.

import { endOf, grouped, isOpen, type Operation } from '../history.ts'
import { placedAround } from './knownOrder.ts'
import type { Rules } from './rules.ts'
import { type Found, Search } from './search.ts'
import { twinsAmong } from './twins.ts'

export class Trial {
  steps = 0
  private readonly operations: readonly Operation[]
  private readonly rules: Rules
  private found: Found = 'more'
  private order: readonly Operation[] = []
  private search: Search | null = null
  private hasGuessed: boolean

  constructor(operations: readonly Operation[], rules: Rules) {
    const parts = [...grouped(inTime(operations, rules), rules.model.partOf).values()]
    this.operations = inSearchOrder(parts.flatMap((part) => rules.machine.serving(part)))
    this.rules = rules
    this.hasGuessed = !rules.isInTime
  }

  /** Goes on for so many steps at most. */
  run(budget: number): Found {
    if (!this.hasGuessed) this.guess()
    if (this.found !== 'more') return this.found
    this.search ??= searchFor(this.operations, this.rules, true)
    this.found = this.goOn(this.search, budget)
    return this.found
  }

  /** The order found, or the longest that was found and led nowhere. What is open is in it only if it is needed. */
  best(): readonly Operation[] {
    return this.order
  }

  /** Looks for the longest legal order of what has none. True if every order was tried. */
  lengthen(budget: number): boolean {
    return this.goOn(searchFor(this.operations, this.rules, false), budget) === 'none'
  }

  private goOn(search: Search, budget: number): Found {
    const before = search.steps
    const found = search.run(budget)
    const order = search.best().map((index) => this.operations[index]!)
    if (found === 'order' || closedOf(order) > closedOf(this.order)) this.order = order
    this.steps += search.steps - before
    return found
  }

  private guess(): void {
    this.hasGuessed = true
    this.steps += this.operations.length
    const { model, initial, known } = this.rules
    const told = this.operations.filter(({ id }) => known.has(id))
    const inTheirOrder = told.sort((a, b) => known.get(a.id)! - known.get(b.id)!)
    if (told.length > 0 && this.isLegal(inTheirOrder)) return
    const forced = model.forced(this.operations, initial)
    if (forced !== null && !this.isLegal(forced)) this.found = 'none'
  }

  private isLegal(changes: readonly Operation[]): boolean {
    const order = placedAround(changes, this.operations, this.rules)
    if (order === null) return false
    this.order = order
    this.found = 'order'
    return true
  }
}

/** Without what could only come when everything closed is over. */
function inTime(operations: readonly Operation[], { isInTime }: Rules): readonly Operation[] {
  if (!isInTime) return operations
  const lastEnd = operations.reduce((last, { endedAt }) => Math.max(last, endedAt ?? last), -1)
  return operations.filter(({ calledAt }) => calledAt < lastEnd)
}

/** Those that must be placed first, then the open ones; each in the order of their calls. */
function inSearchOrder(operations: readonly Operation[]): Operation[] {
  return [...operations].sort((a, b) => Number(isOpen(a)) - Number(isOpen(b)) || a.calledAt - b.calledAt)
}

function closedOf(operations: readonly Operation[]): number {
  return operations.reduce((sum, operation) => sum + Number(!isOpen(operation)), 0)
}

/** One that sees in advance what cannot be placed any more finds out sooner whether there is an order, but tries fewer. */
function searchFor(operations: readonly Operation[], rules: Rules, seesAhead: boolean): Search {
  const { model, machine, precedence } = rules
  const parts = [...new Set(operations.map(model.partOf))]
  const partOf = Int32Array.from(operations, (operation) => parts.indexOf(model.partOf(operation)))
  const members = parts.map((_, part) => operations.filter((_operation, index) => partOf[index] === part))
  const sizes = parts.map(() => 0)
  const kinds = Int32Array.from(operations, (operation) => rules.kindOf(operation))
  return new Search({
    steps: operations.map((operation) => rules.machine.stepOf(operation)),
    mustPlace: closedOf(operations),
    ends: Float64Array.from(operations, endOf),
    partOf,
    initial: parts.map(() => machine.initial),
    edges: precedence.edges(operations),
    twins: twinsAmong(operations, kinds, rules.isInTime),
    watches: members.map((inPart) => (seesAhead ? machine.watch(inPart, rules.isInTime) : null)),
    placeInPart: Int32Array.from(partOf, (part) => sizes[part]!++),
  })
}
