// What a key holds: a value, by its text, or a list. A list knows the lists that come of appending to it, so appending
// costs nothing however long it is, and equal lists of one family are one object.

import type { Json } from '../../engine/json.ts'
import { isList, textOf } from '../values.ts'

export type Cell = string | List

/** Of a longer list only the end is shown. */
const MOST_SHOWN = 12

/** Numbers as they are, everything else by its text. */
export type Item = string | number

export class List {
  readonly before: List | null
  readonly item: Item
  readonly length: number
  private readonly longer = new Map<Item, List>()

  /** Without arguments the empty list, which begins a family. */
  constructor(before: List | null = null, item: Item = '') {
    this.before = before
    this.item = item
    this.length = before === null ? 0 : before.length + 1
  }

  with(value: Json): List {
    const item = itemOf(value)
    const known = this.longer.get(item)
    if (known !== undefined) return known
    const list = new List(this, item)
    this.longer.set(item, list)
    return list
  }

  /** All of the list, or how long it is and how it ends. */
  show(): string {
    const items: string[] = []
    let list: List = this
    for (; list.before !== null && items.length < MOST_SHOWN; list = list.before)
      items.push(String(list.item))
    if (list.length > 0) items.push(`… ${list.length} more`)
    return `[${items.reverse().join(',')}]`
  }
}

export function itemOf(value: Json): Item {
  return typeof value === 'number' ? value : textOf(value)
}

/** The cell for a value; lists are of the family of `empty`. */
export function cellOf(value: Json, empty: List): Cell {
  return isList(value) ? value.reduce<List>((list, item) => list.with(item), empty) : textOf(value)
}

export function cellText(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.show()
}

/** A value as it is shown. */
export function shownValue(value: Json): string {
  return cellText(cellOf(value, new List()))
}
