// A scenario's contrast: the same seed with one thing changed. What is changed stands in the document like any other
// edit, so links and undo carry it; here it is put in, taken out and recognised, and the changed run is told anew.
// A story never says what its run does not show, so it is told only as far as both runs are the same.

import type { Draft } from 'immer'
import type { Trace } from '../engine/trace.ts'
import type { RunDocument } from '../sim/document.ts'
import type { Intervention } from '../sim/engineTypes.ts'
import type { Change, Scenario, Story } from '../sim/scenario.ts'
import type { Telling } from './runInfo.ts'

const PARTING = 'From here on this run is not the stock one.'

type Beat = Telling['beats'][number]

/** Is all of the scenario's change in this document? */
export function hasContrast(document: RunDocument, { contrast }: Scenario): boolean {
  if (contrast === undefined) return false
  const { settings = {}, rules = [], without = [], add = [] } = contrast.change
  return (
    Object.entries(settings).every(([key, value]) => document.settings[key] === value) &&
    rules.every((rule) => document.broken.includes(rule)) &&
    without.every((id) => document.planned[id] === null) &&
    add.every((one) =>
      document.added.some((other) => isSame(one, other) && !document.disabled.includes(other.id)),
    )
  )
}

export function putContrast(draft: Draft<RunDocument>, change: Change): void {
  Object.assign(draft.settings, change.settings)
  draft.broken = [...new Set([...draft.broken, ...(change.rules ?? [])])]
  for (const id of change.without ?? []) draft.planned[id] = null
  const ids = new Set((change.add ?? []).map(({ id }) => id))
  const others = draft.added.filter(({ id }) => !ids.has(id))
  draft.added = [...(structuredClone(change.add ?? []) as Draft<Intervention>[]), ...others]
}

/** The same document as if the change had never been made; what else was changed stays. */
export function withoutContrast(document: RunDocument, scenario: Scenario): RunDocument {
  if (scenario.contrast === undefined) return document
  const { settings = {}, rules = [], without = [], add = [] } = scenario.contrast.change
  const isPut = (one: Intervention) => add.some((other) => isSame(one, other))
  const put = document.added.filter(isPut).map(({ id }) => id)
  return {
    ...document,
    settings: withoutKeys(document.settings, Object.keys(settings)),
    broken: document.broken.filter((rule) => !rules.includes(rule) || scenario.rules.includes(rule)),
    planned: withoutKeys(document.planned, without),
    added: document.added.filter((one) => !isPut(one)),
    disabled: document.disabled.filter((id) => !put.includes(id)),
  }
}

function withoutKeys<T>(record: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)))
}

/** A link may have given it another id. */
function isSame(a: Intervention, b: Intervention): boolean {
  return a.atUs === b.atUs && JSON.stringify(a.do) === JSON.stringify(b.do)
}

/** What was changed; the story up to where the runs part; that they do; and at the end what the change was made to show. */
export function tellContrast(
  telling: Telling,
  scenario: Scenario,
  story: Story,
  run: Trace,
  partsAt: number | null,
): Telling {
  const beatAt = (row: number, say: string): Beat => ({ row, atUs: row < 0 ? 0 : run.atUs(row), say })
  const same = telling.beats.filter(({ row }) => partsAt === null || row < partsAt)
  // The first beat says which run this is. A change that is felt before the story begins leaves none of it.
  const [first = beatAt(telling.openingRow, ''), ...others] = same
  const opening = { ...first, say: `${scenario.contrast?.say}.` }
  const shown = shownBy(scenario, story)
  const end = Math.max(story.violations[0]?.row ?? story.at(story.endUs), partsAt ?? -1, opening.row)
  const last = shown === null ? [] : [beatAt(end, shown)]
  const isTold = partsAt !== null && partsAt > opening.row && (shown === null || end !== partsAt)
  const parting = isTold ? [beatAt(partsAt, PARTING)] : []
  return { ...telling, beats: [opening, ...others, ...parting, ...last], predict: null, answer: -1 }
}

/** Only what holds is said. */
function shownBy({ contrast }: Scenario, story: Story): string | null {
  const held = (contrast?.claims ?? []).filter(({ holds }) => holds(story))
  return held.length === 0 ? null : held.map(({ text }) => `${text}.`).join(' ')
}

/**
 * The first row of `run` in which anything is said that is not said in `stock` at that time and place; null if there
 * is none. A timer that sends nothing is nobody's story, so it parts no runs.
 */
export function partingRow(stock: Trace, run: Trace, added: readonly Intervention[]): number | null {
  const ids = new Set(added.map(({ id }) => id))
  const [stockSends, runSends] = [sendingRows(stock), sendingRows(run)]
  const isTelling = (trace: Trace, sends: ReadonlySet<number>, row: number) => {
    const kind = trace.kind(row)
    if (kind === 'intervention') return !ids.has(trace.label(row))
    return trace.notes(row).length > 0 && (kind !== 'timer' || sends.has(row))
  }
  let there = -1
  for (let row = 0; row < run.rows; row++) {
    if (!isTelling(run, runSends, row)) continue
    do there++
    while (there < stock.rows && !isTelling(stock, stockSends, there))
    if (there >= stock.rows || glimpse(stock, there) !== glimpse(run, row)) return row
  }
  return null
}

function sendingRows(trace: Trace): ReadonlySet<number> {
  return new Set(Array.from({ length: trace.messages }, (_, id) => trace.messageAt(id).sentRow))
}

function glimpse(trace: Trace, row: number): string {
  return JSON.stringify([
    trace.atUs(row),
    trace.kind(row),
    trace.node(row),
    trace.label(row),
    trace.notes(row),
  ])
}
