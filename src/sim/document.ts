// The run document: everything that is needed to compute a run again, and nothing else. Links, saved files and
// undo all work on it. Reading one never throws: what cannot be used is named and left out, the rest is kept.

import * as v from 'valibot'
import { type Command, type Intervention, inOrder } from '../engine/intervention.ts'
import type { NodeId, Settings } from '../engine/process.ts'
import { checkRule, checkSetting } from './build.ts'
import type { Sim } from './define.ts'
import { nearest } from './nearest.ts'
import { grouped, oneSentence, quoted } from './result.ts'
import type { Scenario } from './scenario.ts'
import { complaint, documentSchema, parseIntervention } from './schema.ts'

/** A planned intervention was left out (null) or moved. */
export type PlannedEdit = null | { readonly atUs: number; readonly after?: number }

/** Where the playhead stands. Without a row: after every event up to that time. */
export interface Playhead {
  readonly us: number
  readonly row: number | null
}

export interface RunDocument {
  readonly v: 1
  readonly sim: string
  readonly scenario: string
  readonly seed: string
  /** Only what differs from the scenario's settings. */
  readonly settings: Settings
  /** All rules left out from the start. */
  readonly broken: readonly string[]
  /** Edits of the scenario's own interventions, by their ids. */
  readonly planned: Readonly<Record<string, PlannedEdit>>
  /** Interventions by hand, in full. */
  readonly added: readonly Intervention[]
  /** Ids of those that are kept, but do not take place. */
  readonly disabled: readonly string[]
  readonly at: Playhead | null
  /** Of the run at the playhead, so that another version of the engine is noticed. */
  readonly fingerprint: string | null
  /** Along the way there, so that it can be said from where on the other version differs (see marks.ts). */
  readonly marks: readonly string[]
}

/** What was read. `document` can always be run; `problem` is a sentence when it is not what was asked for. */
export interface Reading {
  readonly document: RunDocument
  readonly problem: string | null
}

export interface Place {
  readonly sim: Sim
  readonly scenario: Scenario
}

/** The scenario as it stands, nothing changed. */
export function stockDocument({ sim, scenario }: Place): RunDocument {
  return {
    v: 1,
    sim: sim.id,
    scenario: scenario.id,
    seed: scenario.seed,
    settings: {},
    broken: scenario.rules,
    planned: {},
    added: [],
    disabled: [],
    at: null,
    fingerprint: null,
    marks: [],
  }
}

/** The run alone, wherever one stands in it. */
export function withoutPlayhead(document: RunDocument): RunDocument {
  return { ...document, at: null, fingerprint: null, marks: [] }
}

/** The first scenario there is: what a person gets who asked for nothing, or for something unknown. */
export function defaultPlace(sims: readonly Sim[]): Place {
  const sim = sims.find((candidate) => candidate.scenarios.length > 0)
  const scenario = sim?.scenarios[0]
  if (sim === undefined || scenario === undefined)
    throw new Error('assertion failed: there is at least one scenario')
  return { sim, scenario }
}

/** Finds "raft/leader-dies", or the first scenario of "raft". */
export function findPlace(sims: readonly Sim[], id: string): Place | null {
  for (const sim of sims) {
    const first = sim.scenarios[0]
    if (id === sim.id && first !== undefined) return { sim, scenario: first }
    const scenario = sim.scenarios.find((candidate) => candidate.id === id)
    if (scenario !== undefined) return { sim, scenario }
  }
  return null
}

/** So many names of scenarios are offered for one that is not known. */
const MOST_TO_TRY = 5

export function unknownScenario(sims: readonly Sim[], id: string): string {
  const known = sims.flatMap((sim) => [sim.id, ...sim.scenarios.map((scenario) => scenario.id)])
  return `unknown scenario: ${quoted(id)}; try ${nearest(id, known, MOST_TO_TRY).join(', ')}`
}

/** The place a document names; it was checked when the document was read. */
export function placeOf(sims: readonly Sim[], document: RunDocument): Place {
  const place = findPlace(sims, document.scenario)
  if (place === null) throw new Error(`assertion failed: ${document.scenario} is a known scenario`)
  return place
}

/** Judges a parsed JSON value as a run document. */
export function readDocument(value: unknown, sims: readonly Sim[]): Reading {
  const parsed = v.safeParse(documentSchema, value)
  if (!parsed.success) {
    return { document: stockDocument(defaultPlace(sims)), problem: complaint(parsed.issues, 'the run') }
  }
  const { output } = parsed
  const place = findPlace(sims, output.scenario)
  if (place === null) {
    return { document: stockDocument(defaultPlace(sims)), problem: unknownScenario(sims, output.scenario) }
  }
  const problems: string[] = []
  const added = goodInterventions(place, output.added, problems)
  const document: RunDocument = {
    ...output,
    sim: place.sim.id,
    scenario: place.scenario.id,
    settings: goodSettings(place.sim, output.settings, problems),
    broken: goodRules(place.sim, output.broken, problems),
    planned: goodEdits(place.scenario, output.planned, problems),
    added,
    disabled: goodDisabled([...place.scenario.interventions, ...added], output.disabled, problems),
  }
  return { document, problem: problems.length === 0 ? null : oneSentence(problems) }
}

function goodSettings(sim: Sim, settings: Settings, problems: string[]): Settings {
  const good: Record<string, number | boolean | string> = {}
  for (const [key, value] of Object.entries(settings)) {
    const checked = checkSetting(sim, key, value)
    if (checked.ok) good[key] = checked.value
    else problems.push(checked.error)
  }
  return good
}

function goodRules(sim: Sim, rules: readonly string[], problems: string[]): string[] {
  return [...new Set(rules)].filter((id) => {
    const checked = checkRule(sim, id)
    if (!checked.ok) problems.push(checked.error)
    return checked.ok
  })
}

function goodEdits(
  scenario: Scenario,
  edits: RunDocument['planned'],
  problems: string[],
): Record<string, PlannedEdit> {
  const known = new Set(scenario.interventions.map(({ id }) => id))
  const good = Object.entries(edits).filter(([id]) => {
    if (known.has(id)) return true
    problems.push(
      `unknown planned intervention: ${quoted(id)}; ${scenario.id} has ${[...known].join(', ') || 'none'}`,
    )
    return false
  })
  return Object.fromEntries(good)
}

function goodInterventions(place: Place, list: readonly unknown[], problems: string[]): Intervention[] {
  const taken = new Set(place.scenario.interventions.map(({ id }) => id))
  const good: Intervention[] = []
  list.forEach((value, index) => {
    const noun = `intervention ${index + 1}`
    const parsed = parseIntervention(value)
    const problem = parsed.success
      ? (commandProblem(place, parsed.output.do) ??
        (taken.has(parsed.output.id) ? `${parsed.output.id} is used twice` : null))
      : complaint(parsed.issues, noun)
    if (problem !== null) problems.push(parsed.success ? `${noun}: ${problem}` : problem)
    else if (parsed.success) {
      taken.add(parsed.output.id)
      good.push(parsed.output)
    }
  })
  return good
}

/** Of one that could not be read, nothing more is said. */
function goodDisabled(list: readonly Intervention[], ids: readonly string[], problems: string[]): string[] {
  const known = new Set(list.map(({ id }) => id))
  const stranger = ids.find((id) => !known.has(id))
  if (stranger !== undefined && problems.length === 0)
    problems.push(`disabled names ${quoted(stranger)}, which is no intervention of this run`)
  return [...new Set(ids)].filter((id) => known.has(id))
}

/** What is wrong with a command in this place; null when it can be carried out. */
export function commandProblem({ sim, scenario }: Place, command: Command): string | null {
  if (command.kind === 'set') return errorOf(checkSetting(sim, command.key, command.value))
  if (command.kind === 'rule') return errorOf(checkRule(sim, command.rule))
  if (command.kind === 'tell') return orderProblem(scenario, command)
  const known = new Set(scenario.topology.map(({ id }) => id))
  const stranger = nodesOf(command).find((node) => !known.has(node))
  if (stranger !== undefined) return unknownNode(stranger, scenario)
  return command.kind === 'latency' ? latencyProblem(command.latency) : null
}

function orderProblem(
  scenario: Scenario,
  { node, order }: Extract<Command, { kind: 'tell' }>,
): string | null {
  // A record with this key is no plain record any more.
  if (JSON.stringify(order).includes('"__proto__"')) return 'the order names __proto__, which is no key'
  return nodeProblem(scenario, node)
}

function latencyProblem(latency: Extract<Command, { kind: 'latency' }>['latency']): string | null {
  const isBackwards =
    (latency.kind === 'uniform' && latency.minUs > latency.maxUs) ||
    (latency.kind === 'exponential' && latency.minUs > latency.meanUs)
  if (!isBackwards) return null
  const [key, limit] = latency.kind === 'uniform' ? ['maxUs', latency.maxUs] : ['meanUs', latency.meanUs]
  return `minUs is ${grouped(latency.minUs)}: it must be at most ${key}, ${grouped(limit)}`
}

/** What is wrong with a name of a node; null for one of the scenario's. */
export function nodeProblem(scenario: Scenario, node: string): string | null {
  return scenario.topology.some(({ id }) => id === node) ? null : unknownNode(node, scenario)
}

function unknownNode(node: string, scenario: Scenario): string {
  return `unknown node: ${quoted(node)}; try ${scenario.topology.map(({ id }) => id).join(', ')}`
}

function errorOf(
  result: { readonly ok: true } | { readonly ok: false; readonly error: string },
): string | null {
  return result.ok ? null : result.error
}

/** Every node a command names. */
export function nodesOf(command: Command): readonly NodeId[] {
  if ('node' in command) return [command.node]
  if ('nodes' in command) return command.nodes
  if ('links' in command) return command.links === 'all' ? [] : command.links.flat()
  if (command.kind === 'message') return [command.message.from, command.message.to]
  return []
}

/** All interventions of the run, in the order in which they take place. */
export function interventionsOf(document: RunDocument, scenario: Scenario): Intervention[] {
  const isOff = offIn(document)
  return listedInterventions(document, scenario).filter(({ id }) => !isOff(id))
}

/** In their order also those that do not take place: they were disabled, or are planned and were left out. */
export function listedInterventions(document: RunDocument, scenario: Scenario): Intervention[] {
  const planned = scenario.interventions.map((intervention) => {
    const edit = document.planned[intervention.id] ?? null
    return edit === null ? intervention : { id: intervention.id, do: intervention.do, ...edit }
  })
  return [...inOrder([...planned, ...document.added])]
}

/** Tells by its id whether an intervention does not take place. */
export function offIn({ disabled, planned }: RunDocument): (id: string) => boolean {
  const off = new Set(disabled)
  return (id) => off.has(id) || (Object.hasOwn(planned, id) && planned[id] === null)
}
