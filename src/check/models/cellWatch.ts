// What can be seen in advance of keys that hold a value or a list. What somebody still has to find there must not be left
// if nobody will write it again in time. What nobody will look for may be written as soon as anything else is.

import { endOf, isOpen, type Operation } from '../history.ts'
import { type Cell, type Item, List } from './cell.ts'
import type { CellStep } from './cellOperations.ts'
import type { Watch } from './model.ts'
import { Queues } from './queues.ts'

export class CellWatch implements Watch<Cell> {
  private readonly operations: readonly Operation[]
  private readonly steps: readonly CellStep[]
  private readonly isInTime: boolean
  private readonly isPlaced: Uint8Array
  /** Closed operations that must find this cell; of each the first to end comes first. */
  private readonly needers = new Queues<Cell>()
  /** Operations that leave this cell, or a list that ends with this item; the first called comes first. */
  private readonly givers = new Queues<Cell>()
  private readonly appenders = new Queues<Item>()
  /** How many open operations that need a cell are left, and how many that come on several cells and feel on which. */
  private readonly openNeeders = new Map<Cell, number>()
  private vagueLeft = 0

  /** `isInTime`: what has not been called when another ends cannot come before that. */
  constructor(operations: readonly Operation[], steps: readonly CellStep[], isInTime: boolean) {
    this.operations = operations
    this.steps = steps
    this.isInTime = isInTime
    this.isPlaced = new Uint8Array(steps.length)
    const indexes = [...steps.keys()]
    const closed = indexes.filter((index) => !isOpen(operations[index]!))
    for (const index of closed.sort((a, b) => endOf(operations[a]!) - endOf(operations[b]!))) {
      const { needs } = steps[index]!
      if (needs !== null) this.needers.add(needs, index)
    }
    for (const index of indexes.sort((a, b) => operations[a]!.calledAt - operations[b]!.calledAt)) {
      const { gives, item } = steps[index]!
      if (gives !== null) this.givers.add(gives, index)
      if (item !== null) this.appenders.add(item, index)
      this.count(index, 1)
    }
  }

  placed(index: number): void {
    this.isPlaced[index] = 1
    this.count(index, -1)
  }

  takenBack(index: number): void {
    this.isPlaced[index] = 0
    this.needers.returned(index)
    this.givers.returned(index)
    this.appenders.returned(index)
    this.count(index, 1)
  }

  isHopeless(cell: Cell): boolean {
    return this.needers.names().some((needed) => needed !== cell && this.isMissed(needed, -1))
  }

  isVain(index: number, before: Cell, after: Cell): boolean {
    return before !== after && this.isMissed(before, index)
  }

  isDead(index: number): boolean {
    const { isBlind, gives } = this.steps[index]!
    if (!isBlind || gives === null || this.vagueLeft > 0 || this.openNeeders.get(gives)) return false
    return this.needers.first(gives, this.isPlaced, -1) < 0
  }

  /** Somebody other than the exception has to find the cell, and nobody else will write it in time. */
  private isMissed(cell: Cell, exception: number): boolean {
    const needer = this.needers.first(cell, this.isPlaced, exception)
    if (needer < 0) return false
    const endsAt = this.isInTime ? endOf(this.operations[needer]!) : Number.POSITIVE_INFINITY
    const givers = [this.givers.first(cell, this.isPlaced, exception)]
    if (cell instanceof List) givers.push(this.appenders.first(cell.item, this.isPlaced, exception))
    return givers.every((giver) => giver < 0 || this.operations[giver]!.calledAt > endsAt)
  }

  private count(index: number, by: number): void {
    const { isBlind, needs } = this.steps[index]!
    if (needs === null) this.vagueLeft += isBlind ? 0 : by
    else if (isOpen(this.operations[index]!))
      this.openNeeders.set(needs, (this.openNeeders.get(needs) ?? 0) + by)
  }
}
