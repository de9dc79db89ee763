// The shape of everything that comes from outside: links, saved runs, the scripting handle, the command line.
// A schema judges shapes and bounds; whether a node or a rule exists is judged against the sim in document.ts.

import * as v from 'valibot'
import type { Distribution } from '../engine/distribution.ts'
import type { Command, Intervention } from '../engine/intervention.ts'
import type { Json } from '../engine/json.ts'
import type { Order } from '../engine/process.ts'
import { MOST_MARKS } from './marks.ts'

/** No run is simulated further than ten minutes: a mangled time must not run for an hour. */
export const LONGEST_US = 600_000_000
export const MOST_INTERVENTIONS = 10_000

const timeUs = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LONGEST_US))
const signedUs = v.pipe(v.number(), v.integer(), v.minValue(-LONGEST_US), v.maxValue(LONGEST_US))
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000))
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
const text = v.pipe(v.string(), v.maxLength(1_000))
const link = v.strictTuple([name, name])
const someLinks = v.pipe(v.array(link), v.maxLength(1_000))
const links = v.union([v.literal('all'), someLinks])
const settingValue = v.union([v.pipe(v.number(), v.finite()), v.boolean(), text])

/** Plain JSON of bounded depth. */
function isJson(value: unknown, depth = 0): value is Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth > 6) return false
  return Object.values(value).every((part) => isJson(part, depth + 1))
}

function isOrder(value: unknown): boolean {
  const name =
    isJson(value) && typeof value === 'object' && value !== null && 'name' in value ? value.name : null
  return typeof name === 'string' && name.length <= 100
}

const order = v.custom<Order>(isOrder, 'an order with a name and plain values')

const plainDistribution = v.variant('kind', [
  v.strictObject({ kind: v.literal('constant'), us: timeUs }),
  v.strictObject({ kind: v.literal('uniform'), minUs: timeUs, maxUs: timeUs }),
  v.strictObject({ kind: v.literal('exponential'), minUs: timeUs, meanUs: timeUs }),
  v.strictObject({
    kind: v.literal('lognormal'),
    medianUs: timeUs,
    sigma: v.pipe(v.number(), v.minValue(0), v.maxValue(4)),
  }),
  v.strictObject({ kind: v.literal('bimodal'), fastUs: timeUs, slowUs: timeUs, slowShare: share }),
  v.strictObject({
    kind: v.literal('pareto'),
    minUs: timeUs,
    shape: v.pipe(v.number(), v.minValue(0.1), v.maxValue(100)),
    plusUs: v.exactOptional(timeUs),
  }),
])
const distribution: v.GenericSchema<unknown, Distribution> = v.variant('kind', [
  plainDistribution,
  v.strictObject({
    kind: v.literal('mixture'),
    share,
    first: plainDistribution,
    second: plainDistribution,
  }),
])

const onNode = { node: name }
const kind = <K extends string>(value: K) => v.literal(value)

export const commandSchema = v.variant('kind', [
  v.strictObject({ kind: kind('crash'), ...onNode, loseDisk: v.exactOptional(v.literal(true)) }),
  v.strictObject({ kind: kind('restart'), ...onNode }),
  v.strictObject({ kind: kind('pause'), ...onNode }),
  v.strictObject({ kind: kind('resume'), ...onNode }),
  v.strictObject({ kind: kind('slow'), ...onNode, serviceUs: timeUs }),
  v.strictObject({ kind: kind('slowDisk'), ...onNode, syncUs: timeUs }),
  v.strictObject({ kind: kind('lyingDisk'), ...onNode }),
  v.strictObject({
    kind: kind('clock'),
    ...onNode,
    offsetUs: signedUs,
    driftPpm: v.pipe(v.number(), v.integer(), v.minValue(-500_000), v.maxValue(500_000)),
  }),
  v.strictObject({ kind: kind('cut'), name: text, links: someLinks }),
  v.strictObject({ kind: kind('latency'), links, latency: distribution }),
  v.strictObject({ kind: kind('loss'), links, probability: share }),
  v.strictObject({ kind: kind('duplicate'), links, probability: share }),
  v.strictObject({ kind: kind('reorder'), links, probability: share, extraUs: timeUs }),
  v.strictObject({ kind: kind('hold'), links: someLinks }),
  v.strictObject({
    kind: kind('message'),
    act: v.picklist(['drop', 'hold', 'deliver', 'duplicate']),
    message: v.strictObject({ from: name, to: name, nth: count }),
  }),
  v.strictObject({ kind: kind('tell'), ...onNode, order }),
  v.strictObject({
    kind: kind('align'),
    timer: name,
    nodes: v.pipe(v.array(name), v.maxLength(100)),
    inUs: timeUs,
  }),
  v.strictObject({ kind: kind('set'), key: name, value: settingValue }),
  v.strictObject({ kind: kind('rule'), rule: name, broken: v.boolean() }),
  v.strictObject({ kind: kind('dice'), salt: name }),
  v.strictObject({ kind: kind('heal'), fault: v.exactOptional(name) }),
])

export const interventionSchema = v.strictObject({
  id: name,
  atUs: timeUs,
  after: v.exactOptional(count),
  do: commandSchema,
})

const mark = v.pipe(v.string(), v.regex(/^[\w-]{3}$/, 'expected 3 characters'))
const moved = v.strictObject({ atUs: timeUs, after: v.exactOptional(count) })

export const documentSchema = v.object({
  v: v.literal(1),
  sim: name,
  scenario: name,
  seed: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  settings: v.record(name, settingValue),
  broken: v.pipe(v.array(name), v.maxLength(100)),
  planned: v.record(name, v.nullable(moved)),
  added: v.pipe(v.array(v.unknown()), v.maxLength(MOST_INTERVENTIONS)),
  // Runs saved before anything could be disabled do not have it.
  disabled: v.optional(v.pipe(v.array(name), v.maxLength(MOST_INTERVENTIONS)), []),
  at: v.nullable(
    v.strictObject({ us: timeUs, row: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(-1))) }),
  ),
  fingerprint: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, 'expected 16 hex digits'))),
  marks: v.optional(v.pipe(v.array(mark), v.maxLength(MOST_MARKS)), []),
})

/** The first complaint of a failed parse: "do.probability is 7: expected …". */
export function complaint(issues: readonly v.BaseIssue<unknown>[], noun: string): string {
  const issue = issues[0]
  if (issue === undefined) return `${noun} is not understood`
  const path = v.getDotPath(issue)
  const where = path === null ? noun : `${noun}: ${path}`
  return `${where} is ${issue.received}: expected ${issue.expected ?? issue.message}`
}

export function parseIntervention(value: unknown): v.SafeParseResult<typeof interventionSchema> {
  return v.safeParse(interventionSchema, value)
}

// What the schema lets through is what the engine takes: checked here, at compile time.
type Accepts<Output extends Expected, Expected> = Output
export type SchemaMatchesCommand = Accepts<v.InferOutput<typeof commandSchema>, Command>
export type SchemaMatchesIntervention = Accepts<v.InferOutput<typeof interventionSchema>, Intervention>
