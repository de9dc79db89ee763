// Scenarios and sims as the gallery and the bar show them: data only, fit to be sent to the page.

import type { Sim } from '../sim/define.ts'
import type { Place } from '../sim/document.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { Against } from './comparison.ts'
import type { ScenarioCard, SimCard } from './lab.ts'
import { marksOf } from './until/marks.ts'

export function scenarioCard(scenario: Scenario): ScenarioCard {
  const { id, sim, title, blurb, question, minutes } = scenario
  return {
    id,
    sim,
    title,
    blurb,
    question,
    minutes,
    after: scenario.after ?? null,
    contrast: scenario.contrast?.say ?? null,
    beside: besideOf(scenario),
  }
}

/** What the scenario contrasts itself with, where that differs from the start and in nothing that is done later. */
function besideOf({ contrast, rules }: Scenario): Against | null {
  if (contrast === undefined) return null
  const { settings = {}, rules: others = [], without, add } = contrast.change
  if (without !== undefined || add !== undefined) return null
  const broken = [...new Set([...rules, ...others])]
  return { name: 'with the change', settings, ...(others.length === 0 ? {} : { broken }) }
}

export function simCard(sim: Sim): SimCard {
  const { id, title, blurb, sheet, settings, rules, alignable } = sim
  return {
    id,
    title,
    blurb,
    sheet,
    settings,
    rules,
    marks: marksOf(sim),
    alignable: alignable === null ? null : { timer: alignable.timer, title: alignable.title },
  }
}

export function cardsOf({ sim, scenario }: Place): {
  readonly scenario: ScenarioCard
  readonly sim: SimCard
} {
  return { scenario: scenarioCard(scenario), sim: simCard(sim) }
}
