// The runs that travel with the one a link opens: what it came from, by name, and what it is compared with. Each is
// written as its difference from the run on show, so a branch of a stock run costs a few characters.

import type { Intervention } from '../engine/intervention.ts'
import type { Json } from '../engine/json.ts'
import type { Settings } from '../engine/process.ts'
import type { Sim } from './define.ts'
import { type RunDocument, readDocument } from './document.ts'
import { packInterventions, unpackInterventions } from './pack.ts'
import { isSameJson } from './sameJson.ts'
import { LONGEST_US } from './schema.ts'

/** Of a branch; most are named after what was done first on it. */
const LONGEST_NAME = 200
/** A sitting keeps no more branches than this, and a link brings no more. */
export const MOST_BRANCHES = 50

export interface Relative {
  readonly name: string
  /** Its parent's place in the list; null for the main line. */
  readonly parent: number | null
  /** The moment at which it was made. */
  readonly madeUs: number
  readonly document: RunDocument
}

/** What a run is compared with: another one by its place in the list, or itself with something else at the start. */
export type Beside =
  | number
  | { readonly name: string; readonly settings: Settings; readonly broken: readonly string[] | null }

export interface Family {
  /** Parents stand before their children, the main line first. */
  readonly branches: readonly Relative[]
  /** The place of the one on show. */
  readonly shown: number
  readonly beside: Beside | null
}

/** Fields by number, because names would be the longest part of a link. */
export function packFamily({ branches, shown, beside }: Family, own: RunDocument): Json {
  const list = branches.map(({ name, parent, madeUs, document }) => [
    name.slice(0, LONGEST_NAME),
    parent ?? -1,
    madeUs,
    ...packDifference(document, own),
  ])
  if (beside === null) return [list, shown]
  return [list, shown, typeof beside === 'number' ? beside : [beside.name, beside.settings, beside.broken]]
}

/** The family that was packed beside `own`; null if any of it cannot be used. */
export function unpackFamily(packed: unknown, own: RunDocument, sims: readonly Sim[]): Family | null {
  if (!Array.isArray(packed) || !Array.isArray(packed[0]) || packed[0].length > MOST_BRANCHES) return null
  const branches = packed[0].map((entry, place) => unpackRelative(entry, place, own, sims))
  const [, shown, beside = null] = packed as unknown[]
  const isPlace = (value: unknown): value is number => typeof value === 'number' && value in branches
  if (!isPlace(shown) || !branches.every((one) => one !== null)) return null
  if (!isSameJson(branches[shown]?.document, own)) return null
  const other = beside === null || isPlace(beside) ? beside : unpackBeside(beside, own, sims)
  return beside !== null && other === null ? null : { branches, shown, beside: other }
}

function unpackRelative(
  entry: unknown,
  place: number,
  own: RunDocument,
  sims: readonly Sim[],
): Relative | null {
  if (!Array.isArray(entry)) return null
  const [name, parent, madeUs, ...difference] = entry as unknown[]
  const isNamed = typeof name === 'string' && name !== '' && name.length <= LONGEST_NAME
  const isKnown = place === 0 ? parent === -1 : isWhole(parent, place - 1)
  const document = unpackDifference(difference, own, sims)
  if (!isNamed || !isKnown || !isWhole(madeUs, LONGEST_US) || document === null) return null
  return { name, parent: place === 0 ? null : (parent as number), madeUs, document }
}

function isWhole(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most
}

/** What is compared with a place of its own settings is judged like any start. */
function unpackBeside(value: unknown, own: RunDocument, sims: readonly Sim[]): Beside | null {
  if (!Array.isArray(value)) return null
  const [name, settings, broken] = value as unknown[]
  if (typeof name !== 'string' || name.length > LONGEST_NAME) return null
  const judged = readDocument({ ...own, settings, broken: broken ?? [] }, sims)
  if (judged.problem !== null) return null
  return {
    name,
    settings: judged.document.settings,
    broken: broken === null ? null : judged.document.broken,
  }
}

/** How many of the interventions both begin with, the others in full, and what else is not the same. */
function packDifference(document: RunDocument, own: RunDocument): Json[] {
  const shared = document.added.findIndex((one, i) => !isSameJson(one, own.added[i]))
  const count = shared < 0 ? document.added.length : shared
  const isWholeList = count === own.added.length && count === document.added.length
  const different: Record<string, Json> = {}
  for (const key of ['seed', 'settings', 'broken', 'planned', 'disabled'] as const)
    if (!isSameJson(document[key], own[key])) different[key] = document[key] as Json
  const fields: Json[] = [isWholeList ? -1 : count, packInterventions(document.added.slice(count)), different]
  while (fields.length > 0 && isEmpty(fields.at(-1))) fields.pop()
  return fields.length === 1 && fields[0] === -1 ? [] : fields
}

function isEmpty(field: Json | undefined): boolean {
  return typeof field === 'object' && field !== null && Object.keys(field).length === 0
}

function unpackDifference(fields: readonly unknown[], own: RunDocument, sims: readonly Sim[]) {
  const [count = -1, rest = [], different = {}] = fields
  if (typeof count !== 'number' || !Array.isArray(rest) || typeof different !== 'object') return null
  const shared: readonly Intervention[] = count < 0 ? own.added : own.added.slice(0, count)
  const added = [...shared, ...unpackInterventions(rest)]
  const { seed, settings, broken, planned, disabled } = { ...own, ...(different as Partial<RunDocument>) }
  const start = { seed, settings, broken, planned, disabled }
  const { document, problem } = readDocument({ ...own, ...start, added }, sims)
  return problem === null ? document : null
}
