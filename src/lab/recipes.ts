// Changes of the document that are more than a line: another list of interventions, another start.

import { startSettings } from '../sim/build.ts'
import type { Place, RunDocument } from '../sim/document.ts'
import type { Intervention } from '../sim/engineTypes.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { StartChange } from './checks.ts'
import { putContrast, withoutContrast } from './contrast.ts'
import type { Recipe } from './history.ts'

/** Those that are not planned are by hand; planned ones stand where the list has them, or are left out. */
export function listRecipe(
  { scenario }: Place,
  list: readonly Intervention[],
  without: readonly string[],
): Recipe {
  const planned = new Map(scenario.interventions.map((one) => [one.id, one]))
  return (draft) => {
    draft.added = structuredClone(list.filter(({ id }) => !planned.has(id))) as never
    draft.planned = {}
    for (const { id, atUs, after } of list) {
      const stock = planned.get(id)
      if (stock === undefined || (stock.atUs === atUs && stock.after === after)) continue
      draft.planned[id] = { atUs, ...(after === undefined ? {} : { after }) }
    }
    for (const id of without) if (planned.has(id)) draft.planned[id] = null
    draft.disabled = draft.disabled.filter((id) => draft.added.some((one) => one.id === id))
  }
}

/** The scenario's one thing changed, or taken back. */
export function contrastRecipe(document: RunDocument, scenario: Scenario, isOn: boolean): Recipe {
  if (!isOn) return () => structuredClone(withoutContrast(document, scenario)) as never
  return (draft) => {
    if (scenario.contrast !== undefined) putContrast(draft, scenario.contrast.change)
  }
}

/** Of settings only the difference from the scenario's is kept. */
export function startRecipe({ sim, scenario }: Place, { settings = {}, broken }: StartChange): Recipe {
  const stock = startSettings(sim, scenario, {})
  return (draft) => {
    for (const [key, value] of Object.entries(settings)) {
      if (stock[key] === value) delete (draft.settings as Record<string, unknown>)[key]
      else (draft.settings as Record<string, unknown>)[key] = value
    }
    if (broken !== undefined) draft.broken = [...broken]
  }
}
