// The list of all that is done to a run, as people see it and edit it.

import { listedInterventions, offIn, type Place, type RunDocument } from '../sim/document.ts'
import type { ListedIntervention } from './frame.ts'
import { titleFor } from './runInfo.ts'

/** In the order in which they take place; those that do not take place stand where they would. */
export function listOf({ sim, scenario }: Place, document: RunDocument): readonly ListedIntervention[] {
  const isOff = offIn(document)
  const planned = new Set(scenario.interventions.map(({ id }) => id))
  const all = listedInterventions(document, scenario)
  return all.map((intervention) => ({
    ...intervention,
    isPlanned: planned.has(intervention.id),
    isDisabled: isOff(intervention.id),
    title: titleFor(sim, intervention.do, all),
  }))
}
