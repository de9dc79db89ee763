// One plain sentence for every event, with the reason. Notes speak first, because a protocol says there why it did
// what it did; without one, the arrival, the timer, the loss or the person's deed is told.

import type { Trace, TraceMessage } from '../engine/trace.ts'
import type { SettingValue } from '../sim/build.ts'
import type { SettingSpec, Sim } from '../sim/define.ts'
import type { Command, Intervention, Scalar } from '../sim/engineTypes.ts'
import type { Hue } from '../sim/picture.ts'
import { fill, milliseconds } from '../sim/words.ts'
import type { FeedLine, Landmark } from './frame.ts'
import { type Doer, deedSentence, disturbance, type Names } from './titles.ts'

/** What narration needs to know about a run. */
export interface Narrated {
  readonly sim: Sim
  readonly trace: Trace
  readonly interventionOf: (id: string) => { readonly intervention: Intervention; readonly doer: Doer } | null
  readonly landmarkOf: (row: number) => Landmark['kind'] | null
}

/** What narration asks of a run's interventions: each by its id, and whose it is. */
export function doersOf(
  interventions: readonly Intervention[],
  planned: readonly Intervention[],
): Narrated['interventionOf'] {
  const byId = new Map(interventions.map((intervention) => [intervention.id, intervention]))
  const isPlanned = new Set(planned.map(({ id }) => id))
  return (id) => {
    const intervention = byId.get(id)
    return intervention === undefined ? null : { intervention, doer: isPlanned.has(id) ? 'scenario' : 'you' }
  }
}

interface Note {
  readonly node: string
  readonly code: string
  readonly params: readonly Scalar[]
}

/** The line of the feed for one row. */
export function narrate(run: Narrated, row: number): FeedLine {
  const { sim, trace } = run
  const kind = trace.kind(row)
  const messageId = trace.message(row)
  const message = messageId < 0 ? null : trace.messageAt(messageId)
  const notes = inOrderOfWeight(sim, trace.notes(row))
  const said = notes.map((note) => sentence(sim, note))
  const plain = plainSentence(run, row, message)
  const isDeed = kind === 'intervention' || kind === 'lost'
  const [text = '', ...also] = isDeed || said.length === 0 ? [plain, ...said] : said
  const cause = trace.cause(row)
  return {
    row,
    atUs: trace.atUs(row),
    node: nodeOfRow(run, row),
    kind,
    text,
    also,
    rule: ruleOf(sim, notes),
    detail: message === null ? null : `${message.from}→${message.to} ${sim.describe(message.message)}`,
    hue: hueOfRow(sim, notes, message),
    landmark: run.landmarkOf(row),
    cause: cause < 0 ? null : cause,
  }
}

/** What is worth stopping at comes first, what only an observer can know last. */
function inOrderOfWeight(sim: Sim, notes: readonly Note[]): Note[] {
  const weight = ({ node, code }: Note) => (node === '' ? 2 : sim.landmarks[code] === undefined ? 1 : 0)
  return [...notes].sort((a, b) => weight(a) - weight(b))
}

/** Where it happened; nowhere in particular for a deed that is about no single node. */
function nodeOfRow({ trace, interventionOf }: Narrated, row: number): string {
  const found = trace.kind(row) === 'intervention' ? interventionOf(trace.label(row)) : null
  const isNowhere = found !== null && !('node' in found.intervention.do)
  return isNowhere ? '' : (trace.nodeIds[trace.node(row)] ?? '')
}

/** A note in English; a code without a template is printed as it stands. */
export function sentence(sim: Pick<Sim, 'words'>, { node, code, params }: Note): string {
  const template = sim.words.notes[code]
  return template === undefined
    ? [node, code, ...params].filter((part) => part !== '').join(' ')
    : fill(template, params, node, sim.words.reasons)
}

function plainSentence(run: Narrated, row: number, message: TraceMessage | null): string {
  const { sim, trace } = run
  const node = trace.nodeIds[trace.node(row)] ?? ''
  switch (trace.kind(row)) {
    case 'boot':
      return `${node} starts`
    case 'deliver':
      return message === null
        ? `${node} gets a message`
        : sim.arrival(message.message, message.from, message.to)
    case 'lost':
      return message === null ? `A message to ${node} is lost` : lossSentence(run, message)
    case 'timer':
      return timerSentence(sim, trace.label(row), node)
    case 'synced':
      return `What ${node} wrote is on disk now`
    case 'intervention':
      return deedOf(run, row, node)
  }
}

function timerSentence({ words }: Sim, timer: string, node: string): string {
  const template = words.timers?.[timer]
  return template === undefined
    ? `The ${timer} timer of ${node} runs out`
    : fill(template, [], node, words.reasons)
}

/** A deed has no cause in the run; a node that hears of one later, because it was paused, has. */
function deedOf(run: Narrated, row: number, node: string): string {
  const found = run.interventionOf(run.trace.label(row))
  return found === null || run.trace.cause(row) >= 0
    ? `${node} goes on, and carries out what it was told before`
    : deedSentence(found.intervention.do, found.doer, namesOf(run))
}

function namesOf({ sim, interventionOf }: Narrated): Names {
  return {
    setting: (key, value) => settingWords(sim, key, value),
    rule: (id) => sim.rules.find((rule) => rule.id === id)?.title ?? id,
    fault: (id) => interventionOf(id)?.intervention.do ?? null,
  }
}

/** "“PreVote” to on" */
function settingWords(sim: Sim, key: string, value: SettingValue): string {
  const spec = sim.settings.find((setting) => setting.key === key)
  return spec === undefined ? `${key} to ${value}` : `“${spec.title}” to ${valueWords(spec, value)}`
}

function valueWords(spec: SettingSpec, value: SettingValue): string {
  switch (spec.type) {
    case 'time':
      return `${milliseconds(Number(value))} ms`
    case 'switch':
      return value === true ? 'on' : 'off'
    case 'choice':
      return spec.choices.find((choice) => choice.value === value)?.title ?? String(value)
    default:
      return String(value)
  }
}

function lossSentence(run: Narrated, message: TraceMessage): string {
  const what = run.sim.look(message.message).label
  const reason = reasonLost(run, message)
  return `${what} from ${message.from} to ${message.to} is ${/^lost/.test(reason) ? reason : `lost: ${reason}`}`
}

/** Why a message of the trace died. */
export function reasonLost(run: Narrated, { reason, to, fault }: TraceMessage): string {
  const found = fault === null ? null : run.interventionOf(fault)
  if (reason === 'dropped') return found?.doer === 'scenario' ? 'the scenario dropped it' : 'you dropped it'
  return lossReason(reason ?? 'loss', to, found?.intervention.do ?? null)
}

/** Why a message died, beside its cross. `fault` is what killed it, if something a person did. */
export function lossReason(reason: string, to: string, fault: Command | null): string {
  switch (reason) {
    case 'cut':
      return 'lost at the cut'
    case 'loss':
      return fault?.kind === 'loss' ? `lost on the way (${disturbance(fault)})` : 'lost on the way'
    case 'down':
      return `${to} is down`
    case 'crashed':
      return `${to} crashed`
    default:
      return reason
  }
}

function ruleOf(sim: Sim, notes: readonly Note[]): string | null {
  for (const { code } of notes) {
    const rule = sim.words.rules[code]
    if (rule !== undefined) return rule
  }
  return null
}

function hueOfRow(sim: Sim, notes: readonly Note[], message: TraceMessage | null): Hue {
  for (const { code, params } of notes) {
    const lane = sim.lane(code, params)
    if (lane !== null) return lane.hue
  }
  return message === null ? null : sim.look(message.message).hue
}
