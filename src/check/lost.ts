// Acknowledged writes of which nothing is left, though nothing took their place: a read that began after the
// acknowledgement shows something older, and so does every read that came later. And updates that were made twice: a
// value that was written so often can have been replaced by no more than so many compare-and-sets.

import { effective, endOf, type History, isOpen, type Operation, precedes } from './history.ts'
import { judged, type Setting } from './setting.ts'
import { isNewer, type Story, storiesOf, unlessMixed } from './stories.ts'
import { isList, textOf } from './values.ts'
import type { Reasoned, Verdict } from './verdict.ts'
import { said } from './words.ts'

/** The first of the operations is the lost one; the others show it. */
interface Loss {
  readonly key: string
  readonly operations: readonly [Reasoned, ...Reasoned[]]
  readonly context: readonly number[]
}

export function lostWrites(history: History, setting: Setting): Verdict {
  const stories = storiesOf(history, setting)
  const losses = [
    ...withoutEffect(history, setting),
    ...stories.flatMap(missing),
    ...stories.flatMap(replacedTooOften),
  ]
  const ofChanges = stories.flatMap(({ changes }) => changes.filter(({ operation }) => !isOpen(operation)))
  const lost = new Map(losses.map(({ operations: [first] }) => [first.id, first]))
  const figures = { acknowledged: ofChanges.length, lost: lost.size }
  const common = { ...judged(history, setting, history.length), figures }
  const [first] = losses
  if (first === undefined) return unlessMixed(stories, { ...common, verdict: 'holds', orders: [] })
  const { key, operations, context } = first
  const claim = said('wasLost', operations[0].id)
  const evidence = { claim, operations, context, all: [...lost.values()], isTight: true, isShortest: true }
  return { ...common, verdict: 'broken', key, evidence: { ...evidence, longest: null } }
}

/** Acknowledged, but not among those that somebody knows to have taken effect. */
function withoutEffect(history: History, { order }: Setting): Loss[] {
  if (order.length === 0) return []
  const ids = new Set(order)
  const isLost = (each: Operation) =>
    each.f !== 'read' && each.output !== false && !isOpen(each) && !ids.has(each.id)
  return effective(history)
    .filter(isLost)
    .map(({ id, key }) => ({ key, operations: [{ id, reason: said('tookNoEffect') }], context: [] }))
}

/** The latest read that lacks it is proof, unless one that did not end before it was called has it or something newer. */
function missing(story: Story): Loss[] {
  const { key, changes, sights } = story
  return changes.flatMap((change): Loss[] => {
    const { operation } = change
    const proof = sights.findLast(
      (sight) => precedes(operation, sight.operation) && isNewer(change, sight, story),
    )
    if (isOpen(operation) || proof === undefined) return []
    const isKept = sights.some(
      (sight) => endOf(sight.operation) > proof.operation.calledAt && !isNewer(change, sight, story),
    )
    if (isKept) return []
    const { id } = proof.operation
    const writers = changes.filter(({ value }) => !story.isList && value === proof.value)
    const reason = said(story.isList ? 'lacks' : 'showsOlder', operation.id, proof.value)
    return [
      {
        key,
        operations: [
          { id: operation.id, reason: said('endedBefore', id) },
          { id, reason },
        ],
        context: writers.map((writer) => writer.operation.id),
      },
    ]
  })
}

/** All but as many as there can have been. */
function replacedTooOften({ key, changes, initial }: Story): Loss[] {
  const byExpected = new Map<string, Operation[]>()
  for (const { operation } of changes) {
    const { f, input } = operation
    if (f !== 'cas' || isOpen(operation) || !isList(input)) continue
    const expected = textOf(input[0]!)
    byExpected.set(expected, [...(byExpected.get(expected) ?? []), operation])
  }
  return [...byExpected].flatMap(([expected, operations]) => {
    const written = changes.filter(({ value }) => value === expected).length + Number(expected === initial)
    const winners = operations.slice(0, written)
    return operations.slice(written).map(({ id }): Loss => {
      const others = winners.map((winner) => ({ id: winner.id, reason: said('replaced', expected) }))
      return {
        key,
        operations: [{ id, reason: said('replacedToo', expected, written) }, ...others],
        context: [],
      }
    })
  })
}
