// What happened to each key in real time, for checkers that ask what became of a change: what a read was told, who may
// have written that, and what is certainly newer.

import type { Json } from '../engine/json.ts'
import { effective, endOf, grouped, type History, isOpen, type Operation } from './history.ts'
import type { Setting } from './setting.ts'
import { isList, textOf } from './values.ts'
import type { Verdict } from './verdict.ts'
import { said } from './words.ts'

/** Something that was written or appended. */
export interface Change {
  readonly operation: Operation
  readonly value: string
}

export interface Sight {
  readonly operation: Operation
  readonly value: string
  /** All items of a list, or the one value. */
  readonly shows: ReadonlySet<string>
  /** When whoever may have written it had ended: before everything if it was there at first, never if nobody knows. */
  readonly writtenAt: number
}

/** Changes and reads of one key, in the order of their calls. */
export interface Story {
  readonly key: string
  readonly isList: boolean
  /** Both appended to and written: then nobody can say what a list should still hold, and nothing is said. */
  readonly isMixed: boolean
  readonly initial: string
  readonly changes: readonly Change[]
  readonly sights: readonly Sight[]
}

export function storiesOf(history: History, { initial }: Setting): readonly Story[] {
  const byKey = grouped(effective(history), ({ key }) => key)
  return [...byKey].map(([key, operations]) => storyOf(key, operations, initial))
}

function storyOf(key: string, operations: readonly Operation[], first: Json): Story {
  const initial = textOf(first)
  const hasLists = isList(first) || operations.some(({ f }) => f === 'append')
  const changes = operations.flatMap((operation) => {
    const value = changedTo(operation)
    return value === null ? [] : [{ operation, value }]
  })
  const writtenAt = new Map([[initial, -1]])
  for (const { operation, value } of changes)
    writtenAt.set(value, Math.max(writtenAt.get(value) ?? -1, endOf(operation)))
  const reads = operations.filter((operation) => operation.f === 'read' && !isOpen(operation))
  const sights = reads.map((operation): Sight => {
    const { output } = operation
    const value = hasLists && output === null ? '[]' : textOf(output)
    const shows = new Set(hasLists ? (isList(output) ? output.map(textOf) : []) : [value])
    return { operation, value, shows, writtenAt: writtenAt.get(value) ?? Number.POSITIVE_INFINITY }
  })
  const isMixed = hasLists && changes.some(({ operation }) => operation.f !== 'append')
  return { key, isList: hasLists, isMixed, initial, changes, sights }
}

/** null for what changes nothing. */
function changedTo({ f, input, output }: Operation): string | null {
  if (f === 'write' || f === 'append') return textOf(input)
  if (f === 'delete') return 'null'
  return f === 'cas' && output !== false && isList(input) ? textOf(input[1]!) : null
}

/** The change is certainly newer than what the read shows, and is not in it. In a list it simply is not. */
export function isNewer(
  { operation, value }: Change,
  { shows, writtenAt }: Sight,
  { isList: hasItems, isMixed }: Story,
): boolean {
  return !isMixed && !shows.has(value) && (hasItems || writtenAt < operation.calledAt)
}

/** The verdict, unless there are keys of which nothing could be said. */
export function unlessMixed(stories: readonly Story[], verdict: Verdict): Verdict {
  const mixed = stories.find(({ isMixed }) => isMixed)
  if (mixed === undefined) return verdict
  const { consistency, model, operations, keys, steps, figures } = verdict
  const why = said('appendedAndWritten', mixed.key)
  return { consistency, model, operations, keys, steps, figures, verdict: 'undecided', key: mixed.key, why }
}
