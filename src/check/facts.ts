// What a history says of who saw what, where every value is written once: each read names the writes that it saw. A
// compare-and-set that took place is a read and then a write; one that did not says nothing.

import { effective, grouped, type History, isBefore, isOpen, type Operation } from './history.ts'
import type { Setting } from './setting.ts'
import { isList, textOf } from './values.ts'
import { type Said, said } from './words.ts'

/** A read or a write of one key. */
export interface Event {
  /** Its place among all events. */
  readonly index: number
  readonly operation: Operation
  readonly key: string
  readonly isWrite: boolean
  /** For a read: the writes that it saw, by their places, the latest last. None: it saw what was there at first. */
  readonly saw: readonly number[]
  /** A list shows everything that was appended; any other value only what was written last. */
  readonly isList: boolean
}

export type Facts =
  | { readonly is: 'known'; readonly events: readonly Event[] }
  /** Somebody was told a value that nobody wrote. */
  | { readonly is: 'invented'; readonly operation: Operation; readonly value: string }
  /** A read does not say which write it saw. */
  | { readonly is: 'unclear'; readonly key: string; readonly why: Said }

/** One side of an operation: the value that it wrote, or the values that it saw. */
interface Side {
  readonly operation: Operation
  readonly isWrite: boolean
  readonly values: readonly string[]
  readonly isList: boolean
}

const KNOWN: ReadonlySet<string> = new Set(['read', 'write', 'delete', 'cas', 'append'])

export function factsOf(history: History, { initial }: Setting): Facts {
  const operations = effective(history)
  const strange = operations.find(({ f }) => !KNOWN.has(f))
  if (strange !== undefined)
    return { is: 'unclear', key: strange.key, why: said('notKnown', strange.f, strange.key) }
  const isListed = (f: string) => f === 'append' || isList(initial)
  const listed = new Set(operations.flatMap(({ f, key }) => (isListed(f) ? [key] : [])))
  for (const [key, group] of grouped(operations, (operation) => operation.key))
    if (listed.has(key) && group.some(({ f }) => f !== 'append' && f !== 'read'))
      return { is: 'unclear', key, why: said('appendedAndWritten', key) }
  const sides = operations.flatMap((operation) =>
    listed.has(operation.key) ? sidesOfList(operation) : sidesOfValue(operation, textOf(initial)),
  )
  return linked(sides, textOf(initial))
}

function sidesOfValue(operation: Operation, initial: string): Side[] {
  const { f, input, output } = operation
  const side = (isWrite: boolean, value: string): Side => {
    const isFirst = !isWrite && value === initial
    return { operation, isWrite, values: isFirst ? [] : [value], isList: false }
  }
  if (f === 'read') return isOpen(operation) ? [] : [side(false, textOf(output))]
  if (f === 'write') return [side(true, textOf(input))]
  if (f === 'delete') return [side(true, 'null')]
  if (output === false || !isList(input)) return []
  const write = side(true, textOf(input[1]!))
  return isOpen(operation) ? [write] : [side(false, textOf(input[0]!)), write]
}

function sidesOfList(operation: Operation): Side[] {
  const { f, input, output } = operation
  const values = isList(output) ? output.map(textOf) : []
  const write: Side = { operation, isWrite: true, values: [textOf(input)], isList: true }
  const read: Side = { operation, isWrite: false, values, isList: true }
  if (f === 'append') return output === null ? [write] : [write, read]
  return isOpen(operation) ? [] : [read]
}

function linked(sides: readonly Side[], initial: string): Facts {
  const writers = new Map<string, number>()
  for (const [index, { operation, isWrite, values, isList: hasItems }] of sides.entries()) {
    if (!isWrite) continue
    const { key } = operation
    const value = values[0]!
    const isAgain = !hasItems && value === initial
    if (isAgain || writers.has(nameOf(key, value)))
      return { is: 'unclear', key, why: said(isAgain ? 'writtenAgain' : 'writtenTwice', value, key) }
    writers.set(nameOf(key, value), index)
  }
  const events: Event[] = []
  for (const [index, { operation, isWrite, values, isList: hasItems }] of sides.entries()) {
    const { key } = operation
    const saw = isWrite ? [] : values.map((value) => writers.get(nameOf(key, value)) ?? -1)
    const invented = saw.indexOf(-1)
    if (invented >= 0) return { is: 'invented', operation, value: values[invented]! }
    events.push({ index, operation, key, isWrite, saw, isList: hasItems })
  }
  return { is: 'known', events }
}

function nameOf(key: string, value: string): string {
  return textOf([key, value])
}

/** In one session, one after the other. */
export function comesBefore(a: Event, b: Event): boolean {
  return a.operation === b.operation ? a.index < b.index : isBefore(a.operation, b.operation)
}
