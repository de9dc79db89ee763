// What was changed between two runs, in words, and which of it made them part: their documents say what differs, and
// the chain of causes behind the first event that is not the same leads to the one that mattered.

import { startSettings } from '../sim/build.ts'
import type { Place, RunDocument } from '../sim/document.ts'
import { milliseconds } from '../sim/words.ts'
import type { ListedIntervention } from './frame.ts'
import { listOf } from './listed.ts'

/** One thing that is not the same. */
export interface Difference {
  /** The intervention it is about; null for a setting, a rule or the seed. */
  readonly id: string | null
  /** When it first matters, in µs. */
  readonly atUs: number
  /** "Crash n1 is done only here" */
  readonly text: string
}

type Values = Readonly<Record<string, number | boolean | string>>

/** Everything that differs, the earliest first. `there` is what the other run is called. */
export function differencesOf(
  place: Place,
  mine: RunDocument,
  other: RunDocument,
  there: string,
): readonly Difference[] {
  const start = [
    ...(mine.seed === other.seed ? [] : [`the seed is ${mine.seed} here, ${other.seed} there`]),
    ...settingTexts(place, mine.settings, other.settings),
    ...ruleTexts(place, mine.broken, other.broken),
  ].map((text): Difference => ({ id: null, atUs: 0, text }))
  const deeds = deedDifferences(enabled(place, mine), enabled(place, other), there)
  return [...start, ...deeds].sort((a, b) => a.atUs - b.atUs)
}

/** What made them part: a deed that the event goes back to, or else the earliest of what differs; '' for nothing. */
export function becauseText(differences: readonly Difference[], roots: readonly (string | null)[]): string {
  const found = differences.find(({ id }) => id !== null && roots.includes(id)) ?? differences[0]
  if (found === undefined) return ''
  const more = differences.length - 1
  return `Because ${found.text}${more === 0 ? '' : `, and ${more} more ${more === 1 ? 'thing differs' : 'things differ'}`}`
}

function settingTexts({ sim, scenario }: Place, mine: Values, other: Values): string[] {
  const [here, there] = [startSettings(sim, scenario, mine), startSettings(sim, scenario, other)]
  return sim.settings
    .filter(({ key }) => here[key] !== there[key])
    .map((spec) => {
      const show = (value: number | boolean | string | undefined) => {
        if (typeof value === 'boolean') return value ? 'on' : 'off'
        return spec.type === 'time' ? `${milliseconds(Number(value))} ms` : String(value)
      }
      return `“${spec.title}” is set to ${show(here[spec.key])} here and to ${show(there[spec.key])} there`
    })
}

function ruleTexts({ sim }: Place, mine: readonly string[], other: readonly string[]): string[] {
  return sim.rules
    .filter(({ id }) => mine.includes(id) !== other.includes(id))
    .map(({ id, title }) => `the rule change “${title}” is made ${mine.includes(id) ? 'here' : 'there'}`)
}

function enabled(place: Place, document: RunDocument): readonly ListedIntervention[] {
  return listOf(place, document).filter(({ isDisabled }) => !isDisabled)
}

function deedDifferences(
  mine: readonly ListedIntervention[],
  other: readonly ListedIntervention[],
  there: string,
): Difference[] {
  const doneOnly = (
    list: readonly ListedIntervention[],
    rest: readonly ListedIntervention[],
    where: string,
  ) =>
    list
      .filter((one) => !rest.some((each) => isSameDeed(one, each)))
      .map(({ id, atUs, title }): Difference => ({ id, atUs, text: `“${title}” is done only ${where}` }))
  return doneOnly(mine, other, 'here').concat(doneOnly(other, mine, `in ${there}`))
}

function isSameDeed(a: ListedIntervention, b: ListedIntervention): boolean {
  return (
    a.atUs === b.atUs && (a.after ?? 0) === (b.after ?? 0) && JSON.stringify(a.do) === JSON.stringify(b.do)
  )
}
