// What makes an order a legal one; and what is known of each operation under these rules, worked out once.

import type { Json } from '../../engine/json.ts'
import type { Operation } from '../history.ts'
import type { Machine, Model } from '../models/model.ts'
import { textOf } from '../values.ts'
import { type Precedence, realTime } from './precedence.ts'

export class Rules {
  readonly model: Model
  readonly initial: Json
  readonly precedence: Precedence
  readonly machine: Machine
  /** Where operations stand in the order in which they took effect, by id, for those that somebody knows it of. */
  readonly known: ReadonlyMap<number, number>
  private readonly kinds = new WeakMap<Operation, number>()
  private readonly kindsByText = new Map<string, number>()

  constructor(model: Model, initial: Json, precedence: Precedence, known: readonly number[]) {
    this.model = model
    this.initial = initial
    this.precedence = precedence
    this.machine = model.start(initial)
    this.known = new Map(known.map((id, place) => [id, place]))
  }

  get isInTime(): boolean {
    return this.precedence === realTime
  }

  /** The same number for operations that do the same and were told the same. */
  kindOf(operation: Operation): number {
    const known = this.kinds.get(operation)
    if (known !== undefined) return known
    const { f, key, input, output } = operation
    const text = this.machine.stepOf(operation).isPure
      ? String(operation.id)
      : textOf([f, key, input, output])
    const kind = this.kindsByText.get(text) ?? this.kindsByText.size
    this.kindsByText.set(text, kind)
    this.kinds.set(operation, kind)
    return kind
  }
}
