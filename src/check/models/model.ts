// What a model is: the sequential thing that a history pretends to be. A checker knows nothing else of it.

import type { Json } from '../../engine/json.ts'
import type { Operation } from '../history.ts'
import type { Said } from '../words.ts'

export interface Model {
  readonly name: string
  /** The names of its operations. */
  readonly operations: readonly string[]
  /** What a key holds before anything happened to it, unless told otherwise. */
  readonly initial: Json
  /** What is wrong with the values of an operation; null if nothing is. Only for operations the model has. */
  problem(operation: Operation): string | null
  /** What it belongs to: parts are judged one by one, since no operation of one is felt in another. */
  partOf(operation: Operation): string
  start(initial: Json): Machine
  /**
   * The only order that the changes of one part can have had, if real time allows any; null if there may be several.
   * What changes nothing is not in it. Open operations are given only if they serve a closed one.
   */
  forced(operations: readonly Operation[], initial: Json): readonly Operation[] | null
}

/** A model at work. Its states are never changed, and equal ones are the same to a `Map`. */
export interface Machine<S = unknown> {
  readonly initial: S
  /** The same operation gives the same step. */
  stepOf(operation: Operation): Step<S>
  /** The operations of one part without those open ones that could not make any difference to a closed one. */
  serving(operations: readonly Operation[]): readonly Operation[]
  /**
   * For the operations of one part; null if the model sees nothing in advance. `isInTime`: what has not been called when
   * another ends cannot come before that.
   */
  watch(operations: readonly Operation[], isInTime: boolean): Watch<S> | null
  /** Why the operation cannot come in this state. */
  refusal(operation: Operation, state: S): Said
  show(state: S): string
}

/** One operation made ready to be tried many times. */
export interface Step<S = unknown> {
  /** Never changes the state, whatever the state is. */
  readonly isPure: boolean
  /** Comes in any state, and nothing of that state is felt after it. */
  readonly isBlind: boolean
  /** The state after it; undefined if it cannot come here with the answer it had. */
  apply(state: S): S | undefined
}

/** Keeps account of what is still to be placed in an order. Operations go by their place in the list it was made for. */
export interface Watch<S = unknown> {
  placed(index: number): void
  takenBack(index: number): void
  /** With nothing placed yet and this state: something could never be placed. */
  isHopeless(state: S): boolean
  /** After this change of state something closed could never be placed, or the operation is open and serves nobody. */
  isVain(index: number, before: S, after: S): boolean
  /** The operation is blind, and nobody who is not placed could feel that it came. */
  isDead(index: number): boolean
}

/** What is wrong with an operation, as a sentence; null if the model can judge it. */
export function problemWith(model: Model, operation: Operation): string | null {
  const { f } = operation
  if (model.operations.includes(f)) return model.problem(operation)
  return `${f} is not an operation of the ${model.name} model; it has ${model.operations.join(', ')}`
}
