// What a person asks for is judged before it becomes part of the document: a sentence about what is wrong, or null.

import type { World } from '../engine/world.ts'
import { commandProblem, type Place, type RunDocument } from '../sim/document.ts'
import type { Command, Intervention } from '../sim/engineTypes.ts'
import { handId } from '../sim/pack.ts'
import type { Scenario } from '../sim/scenario.ts'
import { complaint, parseIntervention } from '../sim/schema.ts'

export interface StartChange {
  readonly settings?: Readonly<Record<string, number | boolean | string>>
  readonly broken?: readonly string[]
}

export function problemWith(place: Place, intervention: Intervention): string | null {
  const parsed = parseIntervention(intervention)
  if (!parsed.success) return complaint(parsed.issues, 'the intervention')
  return commandProblem(place, intervention.do)
}

export function problemWithStart(
  place: Place,
  settings: NonNullable<StartChange['settings']>,
  broken: readonly string[],
): string | null {
  const commands: Command[] = [
    ...Object.entries(settings).map(([key, value]) => ({ kind: 'set' as const, key, value })),
    ...broken.map((rule) => ({ kind: 'rule' as const, rule, broken: true })),
  ]
  return commands.map((command) => commandProblem(place, command)).find((problem) => problem !== null) ?? null
}

/** The moment of what is done here: after all that has happened at this microsecond. */
export function placeHere(world: World): Pick<Intervention, 'atUs' | 'after'> {
  const { nowUs, eventsAtNow, interventions, nextIntervention } = world
  const here = interventions.slice(0, nextIntervention).filter(({ atUs }) => atUs === nowUs)
  const after = Math.max(eventsAtNow, ...here.map((one) => one.after ?? 0))
  return { atUs: nowUs, ...(after === 0 ? {} : { after }) }
}

/** An id for the next intervention by hand that nothing in the run has yet. */
export function freshId({ added }: RunDocument, { interventions }: Scenario): string {
  const taken = new Set([...added, ...interventions].map(({ id }) => id))
  let number = added.length + 1
  while (taken.has(handId(number))) number++
  return handId(number)
}
