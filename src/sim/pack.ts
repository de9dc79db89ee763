// A short spelling of interventions for links: times as differences, fields in a fixed order without their names,
// links grouped by sender. Unpacking promises nothing: what comes out is judged by the schema like anything else.

import type { CommandKind, Intervention } from '../engine/intervention.ts'
import type { Json } from '../engine/json.ts'

/** Fields of each command in the order in which they are packed. Append only: old links count on it. */
const FIELDS: Readonly<Record<CommandKind, readonly string[]>> & Readonly<Record<string, readonly string[]>> =
  {
    crash: ['node', 'loseDisk'],
    restart: ['node'],
    pause: ['node'],
    resume: ['node'],
    slow: ['node', 'serviceUs'],
    slowDisk: ['node', 'syncUs'],
    lyingDisk: ['node'],
    clock: ['node', 'offsetUs', 'driftPpm'],
    cut: ['name', 'links'],
    latency: ['links', 'latency'],
    loss: ['links', 'probability'],
    duplicate: ['links', 'probability'],
    reorder: ['links', 'probability', 'extraUs'],
    hold: ['links'],
    message: ['act', 'message'],
    tell: ['node', 'order'],
    align: ['timer', 'nodes', 'inUs'],
    set: ['key', 'value'],
    rule: ['rule', 'broken'],
    heal: ['fault'],
    dice: ['salt'],
  }
const KINDS = Object.keys(FIELDS)

/** Ids that the lab gives out, in order; they need not be spelled. */
export function handId(number: number): string {
  return `h${number}`
}

/** [id, time since the one before, after, kind, fields …]; an id of 0 is the next number. */
export function packInterventions(list: readonly Intervention[]): Json[] {
  let atUs = 0
  let number = 0
  return list.map((intervention) => {
    const isNext = intervention.id === handId(number + 1)
    number = isNext ? number + 1 : (numberOf(intervention.id) ?? number)
    const sinceUs = intervention.atUs - atUs
    atUs = intervention.atUs
    const command = intervention.do as unknown as Record<string, Json | undefined>
    const kind = String(command.kind)
    const fields = (FIELDS[kind] ?? []).map((field) => packField(field, command[field]))
    while (fields.at(-1) === null) fields.pop()
    return [isNext ? 0 : intervention.id, sinceUs, intervention.after ?? 0, KINDS.indexOf(kind), ...fields]
  })
}

/** Something like a list of interventions, not yet judged. */
export function unpackInterventions(packed: readonly unknown[]): unknown[] {
  let atUs = 0
  let number = 0
  return packed.map((entry) => {
    if (!Array.isArray(entry)) return entry
    const [id, sinceUs, after, kindIndex, ...fields] = entry as unknown[]
    const fullId = id === 0 ? handId(number + 1) : id
    number = numberOf(fullId) ?? number
    atUs += typeof sinceUs === 'number' ? sinceUs : Number.NaN
    const kind = typeof kindIndex === 'number' ? (KINDS[kindIndex] ?? 'unknown') : 'unknown'
    const command: Record<string, unknown> = { kind }
    ;(FIELDS[kind] ?? []).forEach((field, i) => {
      const value = fields[i] ?? null
      if (value !== null) command[field] = unpackField(field, value)
    })
    return { id: fullId, atUs, ...(after === 0 ? {} : { after }), do: command }
  })
}

function numberOf(id: unknown): number | null {
  const match = typeof id === 'string' ? /^h([1-9]\d{0,6})$/.exec(id) : null
  return match === null ? null : Number(match[1])
}

function packField(field: string, value: Json | undefined): Json {
  if (value === undefined) return null
  if (field === 'links' && value !== 'all') return packLinks(value as readonly (readonly [string, string])[])
  if (field === 'message') {
    const { from, to, nth } = value as { from: string; to: string; nth: number }
    return [from, to, nth]
  }
  return value
}

function unpackField(field: string, value: unknown): unknown {
  if (field === 'links' && typeof value === 'string' && value !== 'all') return unpackLinks(value)
  if (field === 'message' && Array.isArray(value)) return { from: value[0], to: value[1], nth: value[2] }
  return value
}

/** "n1>n2,n3 n2>n1": runs of links from the same node. */
function packLinks(links: readonly (readonly [string, string])[]): string {
  const runs: { from: string; to: string[] }[] = []
  for (const [from, to] of links) {
    const last = runs.at(-1)
    if (last?.from === from) last.to.push(to)
    else runs.push({ from, to: [to] })
  }
  return runs.map(({ from, to }) => `${from}>${to.join(',')}`).join(' ')
}

function unpackLinks(text: string): unknown {
  if (text === '') return []
  return text.split(' ').flatMap((run) => {
    const [from = '', to = ''] = run.split('>')
    return to.split(',').map((node) => [from, node])
  })
}
