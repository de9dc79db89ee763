// Eventual convergence: once the last fault is over and the last write is done, and the time that is granted has passed,
// all reads of a key agree. A write whose outcome is unknown may still come, so what it wrote proves nothing.

import { endOf, type History, isOpen } from './history.ts'
import { judged, type Setting } from './setting.ts'
import { type Sight, type Story, storiesOf } from './stories.ts'
import { isList, textOf } from './values.ts'
import type { Verdict } from './verdict.ts'
import { said } from './words.ts'

export function convergence(history: History, setting: Setting): Verdict {
  const late = storiesOf(history, setting).map((story) => ({ story, sights: lateSights(story, setting) }))
  const read = late.filter(({ sights }) => sights.length > 0)
  const figures = {
    keysRead: read.length,
    lateReads: read.reduce((sum, { sights }) => sum + sights.length, 0),
  }
  const common = { ...judged(history, setting, history.length), figures }
  for (const { story, sights } of read) {
    const [first, other] = firstDisagreeing(sights, story)
    if (first === undefined || other === undefined) continue
    const operations = [first, other].map(({ operation: { id }, value }) => ({
      id,
      reason: said('wasTold', value),
    }))
    const evidence = {
      claim: said('disagree', first.operation.id, other.operation.id, story.key),
      operations,
      context: [],
      isTight: true,
      isShortest: true,
      longest: null,
    }
    return { ...common, verdict: 'broken', key: story.key, evidence }
  }
  const unsettled = read.find(({ sights }) => new Set(sights.map(({ value }) => value)).size > 1)
  if (unsettled !== undefined) {
    const { key } = unsettled.story
    return { ...common, verdict: 'undecided', key, why: said('mayStillCome', key) }
  }
  if (read.length === 0) return { ...common, verdict: 'undecided', key: null, why: said('nobodyLooked') }
  return { ...common, verdict: 'holds', orders: [] }
}

/** Called when every change had ended, and late enough for those who look at the clock. */
function lateSights({ changes, sights }: Story, { healedUs, withinUs }: Setting): readonly Sight[] {
  const closed = changes.map(({ operation }) => operation).filter((operation) => !isOpen(operation))
  const lastAt = closed.reduce((last, operation) => Math.max(last, endOf(operation)), -1)
  const lastUs = closed.reduce((last, { completedUs }) => Math.max(last, completedUs ?? 0), healedUs)
  return sights.filter(({ operation: { calledAt, invokedUs } }) => {
    const isLate = invokedUs === null || invokedUs >= lastUs + withinUs
    return calledAt > lastAt && isLate
  })
}

/** Two that differ in more than what is still under way. */
function firstDisagreeing(sights: readonly Sight[], { changes }: Story): readonly Sight[] {
  const open = new Set(changes.flatMap(({ operation, value }) => (isOpen(operation) ? [value] : [])))
  const sure = sights.filter(({ value }) => !open.has(value))
  const settled = (sight: Sight) => {
    const { output } = sight.operation
    return isList(output) ? textOf(output.filter((item) => !open.has(textOf(item)))) : sight.value
  }
  const [first] = sure
  const other = sure.find((sight) => first !== undefined && settled(sight) !== settled(first))
  return first === undefined || other === undefined ? [] : [first, other]
}
