// The operations on what a key holds. A model is a choice of them.

import type { Json } from '../../engine/json.ts'
import type { Operation } from '../history.ts'
import { isList, textOf } from '../values.ts'
import { type Said, said } from '../words.ts'
import { type Cell, cellOf, type Item, itemOf, List, shownValue } from './cell.ts'
import type { Step } from './model.ts'

/** Made ready, with what is known of it whatever the key holds. */
export interface CellStep extends Step<Cell> {
  /** The only cell it can come on; null if there are others. */
  readonly needs: Cell | null
  /** What the key holds after it; null if that depends, or if it changes nothing. */
  readonly gives: Cell | null
  /** What it appends, if it does. */
  readonly item: Item | null
}

export interface CellOperation {
  /** What is wrong with its values; null if nothing is. */
  problem(operation: Operation): string | null
  /** `empty` begins the family of lists. */
  stepOf(operation: Operation, empty: List): CellStep
  /** Why it cannot come when the key holds this. */
  refusal(operation: Operation, held: string): Said
}

const read: CellOperation = {
  problem: () => null,
  stepOf({ output }, empty) {
    const seen = cellOf(output, empty)
    const apply = (cell: Cell) => (cell === seen ? cell : undefined)
    return { isPure: true, isBlind: false, needs: seen, gives: null, item: null, apply }
  },
  refusal: ({ output }, held) => said('readsOther', shownValue(output), held),
}

const write: CellOperation = {
  problem: () => null,
  stepOf: ({ input }, empty) => overwriting(cellOf(input, empty)),
  refusal: () => said('neverRefused'),
}

const remove: CellOperation = { ...write, stepOf: () => overwriting('null') }

function overwriting(gives: Cell): CellStep {
  return { isPure: false, isBlind: true, needs: null, gives, item: null, apply: () => gives }
}

/** With no answer it takes place if it can. */
const cas: CellOperation = {
  problem({ input, output }) {
    if (!isPair(input)) return `a cas needs [expected, new], not ${shownValue(input)}`
    const isAnswer = output === null || typeof output === 'boolean'
    return isAnswer ? null : `a cas is told true or false, not ${shownValue(output)}`
  },
  stepOf({ input, output }, empty) {
    const [needs, gives] = pairOf(input).map((value) => cellOf(value, empty)) as [Cell, Cell]
    if (output !== false) {
      const apply = (cell: Cell) => (cell === needs ? gives : undefined)
      return { isPure: false, isBlind: false, needs, gives, item: null, apply }
    }
    const apply = (cell: Cell) => (cell === needs ? undefined : cell)
    return { isPure: true, isBlind: false, needs: null, gives: null, item: null, apply }
  },
  refusal({ input, output }, held) {
    const expected = shownValue(pairOf(input)[0])
    return output === false ? said('casMatches', expected) : said('casDiffers', expected, held)
  },
}

/** What is not a list counts as an empty one. The answer is the list after it, or nothing. */
const append: CellOperation = {
  problem: ({ output }) =>
    output === null || isList(output)
      ? null
      : `an append is told the list after it or nothing, not ${textOf(output)}`,
  stepOf({ input, output }, empty) {
    const told = output === null ? null : cellOf(output, empty)
    const apply = (cell: Cell) => {
      const list = (cell instanceof List ? cell : empty).with(input)
      return told === null || list === told ? list : undefined
    }
    return { isPure: false, isBlind: false, needs: null, gives: null, item: itemOf(input), apply }
  },
  refusal: ({ output }, held) => said('appendsOther', shownValue(output), held),
}

const CELL_OPERATIONS = { read, write, cas, append, delete: remove }
export type CellOperationName = keyof typeof CELL_OPERATIONS

/** By its name, which must be one of them. */
export function cellOperation(name: string): CellOperation {
  return CELL_OPERATIONS[name as CellOperationName]
}

function isPair(value: Json): value is readonly [Json, Json] {
  return isList(value) && value.length === 2
}

function pairOf(value: Json): readonly [Json, Json] {
  return isPair(value) ? value : [null, null]
}
