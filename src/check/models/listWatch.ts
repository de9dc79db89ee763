// What can be seen in advance of lists that only grow: the longest list that anybody was told says what every shorter one
// was, and no read of a list can come when it has grown on.

import type { Json } from '../../engine/json.ts'
import { isOpen, type Operation } from '../history.ts'
import { isList } from '../values.ts'
import { type Cell, List } from './cell.ts'
import type { CellStep } from './cellOperations.ts'
import type { Watch } from './model.ts'

export class ListWatch implements Watch<Cell> {
  private readonly steps: readonly CellStep[]
  private readonly isOpen: readonly boolean[]
  /** The longest list that anybody was told, and what it was when it was shorter. */
  private readonly stages: readonly List[]
  /** How many reads of a list so long are not placed yet. */
  private readonly reads: Int32Array

  constructor(operations: readonly Operation[], steps: readonly CellStep[], empty: List) {
    this.steps = steps
    this.isOpen = operations.map(isOpen)
    const stages = [empty]
    for (const item of longestTold(operations)) stages.push(stages.at(-1)!.with(item))
    this.stages = stages
    this.reads = new Int32Array(this.stages.length)
    for (let index = 0; index < steps.length; index++) this.takenBack(index)
  }

  placed(index: number): void {
    this.count(index, -1)
  }

  takenBack(index: number): void {
    this.count(index, 1)
  }

  isHopeless(): boolean {
    return false
  }

  isVain(index: number, before: Cell, after: Cell): boolean {
    const [from, to] = [lengthOf(before), lengthOf(after)]
    if (from < this.reads.length && this.reads[from]! > 0) return true
    return to < this.stages.length ? this.stages[to] !== after : this.isOpen[index]!
  }

  isDead(): boolean {
    return false
  }

  private count(index: number, by: number): void {
    const { needs } = this.steps[index]!
    if (needs instanceof List && !this.isOpen[index]) this.reads[needs.length]! += by
  }
}

export function longestTold(operations: readonly Operation[]): readonly Json[] {
  return operations.reduce<readonly Json[]>(
    (best, { output }) => (isList(output) && output.length > best.length ? output : best),
    [],
  )
}

function lengthOf(cell: Cell): number {
  return cell instanceof List ? cell.length : 0
}
