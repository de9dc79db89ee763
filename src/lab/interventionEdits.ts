// Editing the list of interventions: disabled ones stay in it, others are moved, copied, put in another order or taken
// out. Pure: a document and an edit give the next document, or a sentence on why it cannot be.

import { listedInterventions, type Place, type PlannedEdit, type RunDocument } from '../sim/document.ts'
import type { Command, Intervention } from '../sim/engineTypes.ts'
import { grouped } from '../sim/result.ts'
import { LONGEST_US, MOST_INTERVENTIONS } from '../sim/schema.ts'
import { milliseconds } from '../sim/words.ts'
import { freshId } from './checks.ts'
import type { ListedIntervention } from './frame.ts'
import { listOf } from './listed.ts'

/** How far in time a copy stands behind what it is a copy of. */
const COPY_LATER_US = 10_000

export type InterventionEdit =
  /** Planned ones are never deleted: they are disabled. A copy stands 10 ms behind its original. */
  | { readonly kind: 'disable' | 'enable' | 'delete' | 'duplicate'; readonly ids: readonly string[] }
  | { readonly kind: 'move'; readonly ids: readonly string[]; readonly byUs: number }
  | { readonly kind: 'time'; readonly id: string; readonly atUs: number }
  /** Changes places with its neighbour in the list: their order within a moment, or their moments. */
  | { readonly kind: 'earlier' | 'later'; readonly id: string }

export interface Edited {
  readonly document: RunDocument
  /** "Disable: Crash n1" */
  readonly title: string
}

type List = readonly ListedIntervention[]

const VERBS: Readonly<Record<InterventionEdit['kind'], string>> = {
  disable: 'Disable',
  enable: 'Enable',
  delete: 'Delete',
  duplicate: 'Duplicate',
  move: 'Move',
  time: 'Move',
  earlier: 'Move up',
  later: 'Move down',
}

/** What the edit makes of the document, or a sentence on why it cannot. */
export function editInterventions(
  document: RunDocument,
  place: Place,
  edit: InterventionEdit,
): Edited | string {
  const list = listOf(place, document)
  const ids = 'ids' in edit ? edit.ids : [edit.id]
  const stranger = ids.find((id) => !list.some((each) => each.id === id))
  if (stranger !== undefined) return `there is no intervention ${stranger} in this run`
  const next = edited(document, place, list, edit)
  if (typeof next === 'string') return next
  const meant = list.filter(({ id }) => ids.includes(id))
  const what = meant.length === 1 ? meant[0]!.title : `${meant.length} interventions`
  return { document: written(document, place, next), title: `${VERBS[edit.kind]}: ${what}` }
}

function edited(document: RunDocument, place: Place, list: List, edit: InterventionEdit): List | string {
  switch (edit.kind) {
    case 'disable':
    case 'enable':
      return list.map((each) => withState(each, edit.ids, edit.kind === 'disable'))
    case 'delete':
      return list
        .filter(({ id, isPlanned }) => isPlanned || !edit.ids.includes(id))
        .map((each) => withState(each, edit.ids, true))
    case 'duplicate':
      return withCopies(document, place, list, edit.ids)
    case 'move':
      return moved(list, edit.ids, (atUs) => atUs + edit.byUs)
    case 'time':
      return moved(list, [edit.id], () => edit.atUs)
    case 'earlier':
      return swapped(list, edit.id, -1)
    case 'later':
      return swapped(list, edit.id, 1)
  }
}

function withState(
  each: ListedIntervention,
  ids: readonly string[],
  isDisabled: boolean,
): ListedIntervention {
  return ids.includes(each.id) ? { ...each, isDisabled } : each
}

/** To another microsecond, before all that happens there; those that come together keep their order. */
function moved(list: List, ids: readonly string[], timeOf: (atUs: number) => number): List | string {
  const met = new Map<number, number>()
  let problem: string | null = null
  const next = list.map((each) => {
    const to = timeOf(each.atUs)
    if (!ids.includes(each.id) || to === each.atUs) return each
    problem ??= timeProblem(to, each.title)
    const before = met.get(to) ?? 0
    met.set(to, before + 1)
    return { ...each, atUs: to, after: before }
  })
  return problem ?? next.sort((x, y) => x.atUs - y.atUs || (x.after ?? 0) - (y.after ?? 0))
}

function timeProblem(us: number, title: string): string | null {
  if (!Number.isInteger(us)) return `${title} cannot be at ${us} µs: it must be a whole number`
  if (us >= 0 && us <= LONGEST_US) return null
  const range = `between 0 and ${milliseconds(LONGEST_US)} ms`
  return `${title} cannot be at ${milliseconds(us)} ms: it must be ${range}`
}

function swapped(list: List, id: string, step: -1 | 1): List | string {
  const from = list.findIndex((each) => each.id === id)
  const [each, other] = [list[from]!, list[from + step]]
  if (other === undefined) return `${each.title} is already the ${step < 0 ? 'first' : 'last'} of the list`
  const next = [...list]
  next[from + step] = { ...each, atUs: other.atUs, after: other.after ?? 0 }
  next[from] = { ...other, atUs: each.atUs, after: each.after ?? 0 }
  return next
}

/** Copies heal the copies of what their originals heal. */
function withCopies(
  document: RunDocument,
  { scenario }: Place,
  list: List,
  ids: readonly string[],
): List | string {
  if (document.added.length + ids.length > MOST_INTERVENTIONS)
    return `a run has at most ${grouped(MOST_INTERVENTIONS)} interventions by hand`
  const names = new Map<string, string>()
  let taken = document
  for (const { id } of list.filter((each) => ids.includes(each.id))) {
    const name = freshId(taken, scenario)
    names.set(id, name)
    taken = { ...taken, added: [...taken.added, { id: name, atUs: 0, do: { kind: 'heal' } }] }
  }
  const copies = list.flatMap((each) => {
    const id = names.get(each.id)
    return id === undefined ? [] : [{ ...each, id, isPlanned: false, do: renamed(each.do, names) }]
  })
  return moved([...list, ...copies], [...names.values()], (atUs) => atUs + COPY_LATER_US)
}

function renamed(command: Command, names: ReadonlyMap<string, string>): Command {
  if (command.kind !== 'heal' || command.fault === undefined) return command
  return { ...command, fault: names.get(command.fault) ?? command.fault }
}

/** The document with this list, in this order: places within a microsecond are counted up where they must be. */
function written(document: RunDocument, place: Place, list: List): RunDocument {
  const plain = withList(document, place, list)
  const order = listedInterventions(plain, place.scenario)
  const isInOrder = list.every(({ id }, i) => id === order[i]?.id)
  return isInOrder ? plain : withList(document, place, counted(list))
}

/** Where one would not stand behind the one before it, it takes place after that. */
function counted(list: List): List {
  let last: Pick<Intervention, 'atUs' | 'after'> | null = null
  return list.map((each) => {
    const least: number = last?.atUs === each.atUs ? (last.after ?? 0) + 1 : 0
    last = { atUs: each.atUs, after: Math.max(each.after ?? 0, least) }
    return { ...each, ...last }
  })
}

function withList(document: RunDocument, { scenario }: Place, list: List): RunDocument {
  const stock = new Map(scenario.interventions.map((one) => [one.id, one]))
  const planned: Record<string, PlannedEdit> = {}
  const disabled: string[] = []
  for (const each of list) {
    const own = stock.get(each.id)
    const isMoved = own !== undefined && (own.atUs !== each.atUs || (own.after ?? 0) !== (each.after ?? 0))
    if (isMoved) planned[each.id] = placeOf(each)
    else if (own !== undefined && each.isDisabled) planned[each.id] = null
    if (each.isDisabled && (isMoved || own === undefined)) disabled.push(each.id)
  }
  const added = list
    .filter(({ isPlanned }) => !isPlanned)
    .map((each): Intervention => ({ id: each.id, ...placeOf(each), do: each.do }))
  return { ...document, planned, added, disabled }
}

function placeOf({ atUs, after = 0 }: ListedIntervention): {
  readonly atUs: number
  readonly after?: number
} {
  return { atUs, ...(after === 0 ? {} : { after }) }
}
