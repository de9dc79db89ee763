// Scenarios and sims as the gallery and the bar show them: data only, fit to be sent to the page.

import type { Sim } from '../sim/define.ts'
import type { Place } from '../sim/document.ts'
import type { Scenario } from '../sim/scenario.ts'
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
  }
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
