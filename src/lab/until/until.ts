// What a run can be asked to go on to, and how it is typed: "commit", or a field of a node taking a value,
// "n3 memory.role = leader". Marks of the run mean the same in every system; fields are looked up in its state.

import { quoted, type Result } from '../../sim/result.ts'

/** What the run itself is known for: the sims name them, the observer and the comparison find them. */
export const MARKS = ['leader change', 'commit', 'client error', 'violation', 'divergence'] as const
export type MarkUntil = (typeof MARKS)[number]

export const SIGNS = ['=', '≠', '>', '<', 'changes'] as const
export type Sign = (typeof SIGNS)[number]

/** A value that a field can be compared with. */
export type Plain = number | boolean | string | null

/** Keys and indexes from a node's state on: disk, log, 3, term; memory, role; status. */
export type Path = readonly (string | number)[]

export interface FieldUntil {
  readonly kind: 'field'
  readonly node: string
  readonly path: Path
  readonly sign: Sign
  /** Of no matter for `changes`. */
  readonly value: Plain
}

export type Until = { readonly kind: MarkUntil } | FieldUntil

/** "n3 memory.role = leader" */
export function untilText(until: Until): string {
  if (until.kind !== 'field') return until.kind
  const { node, path, sign, value } = until
  const what = `${node} ${pathText(path)} ${sign}`
  return sign === 'changes' ? what : `${what} ${valueText(value)}`
}

/** "disk.log[3].term" */
export function pathText(path: Path): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('')
}

export function valueText(value: Plain): string {
  return value === null ? 'none' : String(value)
}

/** Reads what was typed. Whether there is such a node or field is asked of the run, not here. */
export function readUntil(text: string): Result<Until> {
  const trimmed = text.trim()
  const mark = MARKS.find((each) => each === trimmed.toLowerCase())
  if (mark !== undefined) return { ok: true, value: { kind: mark } }
  const parts = /^(\S+)\s+(\S+?)\s*(=|==|≠|!=|>|<|\bchanges)\s*(.*)$/.exec(trimmed)
  if (parts === null) return { ok: false, error: `cannot read ${quoted(text)}: try ${EXAMPLES}` }
  const [, node = '', typed = '', sign = '', value = ''] = parts
  const path = readPath(typed)
  if (path === null) return { ok: false, error: `cannot read the field ${quoted(typed)}: try memory.role` }
  return fieldUntil(node, path, SIGN_AS_TYPED[sign] ?? (sign as Sign), value)
}

const EXAMPLES = `${MARKS.join(', ')}, “n1 memory.role = leader” or “n1 disk.log.length changes”`
const SIGN_AS_TYPED: Readonly<Record<string, Sign>> = { '==': '=', '!=': '≠' }

/** "disk.log[3].term" or "disk.log.3.term"; null when it is no path. */
export function readPath(text: string): Path | null {
  const steps = text
    .trim()
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
  if (steps.some((step) => step === '')) return null
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}

/** A field compared with a value as it was typed. */
export function fieldUntil(node: string, path: Path, sign: Sign, typed: string): Result<FieldUntil> {
  if (sign === 'changes') return { ok: true, value: { kind: 'field', node, path, sign, value: null } }
  const value = readValue(typed)
  const field = pathText(path)
  if (value === undefined) return { ok: false, error: `${field} ${sign} what? Give a value to wait for` }
  const isOrder = sign === '>' || sign === '<'
  if (isOrder && typeof value !== 'number')
    return { ok: false, error: `${quoted(typed)} is not a number: ${field} ${sign} needs one` }
  return { ok: true, value: { kind: 'field', node, path, sign, value } }
}

/** "none" is nothing, digits are a number, and quotes keep a word a word; undefined for an empty text. */
function readValue(typed: string): Plain | undefined {
  const text = typed.trim()
  if (text === '') return undefined
  if (text === 'none' || text === 'null') return null
  if (text === 'true' || text === 'false') return text === 'true'
  if (/^[-−]?\d[\d,]*(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', '').replace('−', '-'))
  return /^(["“'])(.*)["”']$/.exec(text)?.[2] ?? text
}
