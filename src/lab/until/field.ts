// A field of a node, reached by its path: what it is now, whether there can be such a field at all, and which fields
// a node has. Shared by the search and by the dialog that offers them.

import type { NodeView } from '../../sim/engineTypes.ts'
import { quoted } from '../../sim/result.ts'
import { type FieldUntil, type Path, type Plain, pathText } from './until.ts'

/** Parts of a node that can be asked about. */
const ROOTS = ['status', 'disk', 'memory', 'timers'] as const
/** Fields of a node are offered so deep, and of a list only its length. */
const DEEPEST = 3

/** The part of a value under a path; undefined where there is none. */
export function partAt(value: unknown, path: Path): unknown {
  let part = value
  for (const key of path) {
    if (part === null || part === undefined) return undefined
    part = (part as Record<string | number, unknown>)[key]
  }
  return part
}

/** Does the field stand as asked? What is not there is nothing. */
export function holds({ sign, value }: Pick<FieldUntil, 'sign' | 'value'>, part: unknown): boolean {
  const is = (part ?? null) as Plain
  if (sign === '=') return is === value
  if (sign === '≠') return is !== value
  if (typeof is !== 'number' || typeof value !== 'number') return false
  return sign === '>' ? is > value : is < value
}

/** Why a field cannot be waited for; null when it can. `nodes` are the nodes as they stand now. */
export function fieldProblem(
  until: FieldUntil,
  nodes: readonly Pick<NodeView, 'id' | 'process' | 'disk' | 'memory'>[],
): string | null {
  const { node: id, path, sign } = until
  const node = nodes.find((each) => each.id === id)
  if (node === undefined) return `unknown node: ${quoted(id)}; try ${nodes.map((each) => each.id).join(', ')}`
  const root = path[0]
  if (!ROOTS.some((each) => each === root))
    return `${id} has no ${quoted(root)}; try status, disk.… or memory.…`
  if (root === 'timers') return path.length === 2 && sign === 'changes' ? null : 'a timer can only change'
  if (root === 'status') return path.length === 1 ? null : `status has no ${quoted(path[1])}`
  // Its memory is gone while it is down: another of its kind shows what there is.
  const model =
    node[root as 'memory'] !== null
      ? node
      : nodes.find((each) => each.process === node.process && each.memory !== null)
  return model === undefined ? null : partProblem(until, model[root as 'memory'])
}

/** The state's own fields must be there; deeper down entries come and go. */
function partProblem({ node, path, sign, value }: FieldUntil, state: unknown): string | null {
  const first = path[1]
  const name = pathText(path)
  if (first === undefined)
    return sign === 'changes' ? null : `${name} of ${node} is a record: name a field of it`
  if (!(first in (state as object)))
    return `${node} has no ${pathText(path.slice(0, 2))}; try ${Object.keys(state as object).join(', ')}`
  for (let depth = 2; depth < path.length; depth++) {
    const whole = partAt(state, path.slice(1, depth))
    if (whole === null || whole === undefined) return null
    const isLength = path[depth] === 'length' && Array.isArray(whole)
    if (typeof whole !== 'object' || (Array.isArray(whole) && typeof path[depth] !== 'number' && !isLength))
      return `${pathText(path.slice(0, depth))} of ${node} is ${kindOf(whole)}: it has no ${quoted(path[depth])}`
  }
  return valueProblem(`${name} of ${node}`, partAt(state, path.slice(1)), sign, value)
}

function valueProblem(name: string, is: unknown, sign: FieldUntil['sign'], value: Plain): string | null {
  if (sign === 'changes' || is === null || is === undefined) return null
  if (typeof is === 'object') return `${name} is ${kindOf(is)}: name a part of it, or wait until it changes`
  if (value === null || typeof is === typeof value) return null
  return `${name} is ${kindOf(is)}, ${String(is)}: it cannot be ${quoted(value)}`
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a record'
  return { number: 'a number', boolean: 'a switch' }[typeof value as string] ?? 'a word'
}

/** Every field of a node that a person may ask for, as paths. */
export function fieldsOf({ disk, memory }: Pick<NodeView, 'disk' | 'memory'>): readonly Path[] {
  return [['status'], ...partsOf(disk, ['disk']), ...partsOf(memory, ['memory'])]
}

function partsOf(value: unknown, path: Path): readonly Path[] {
  if (Array.isArray(value)) return [[...path, 'length']]
  if (typeof value !== 'object' || value === null) return path.length > 1 ? [path] : []
  if (path.length > DEEPEST) return []
  return Object.entries(value).flatMap(([key, part]) => partsOf(part, [...path, key]))
}
