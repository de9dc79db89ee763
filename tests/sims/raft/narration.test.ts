// What people read: over all scenarios, chaos, every rule left out, and a run broken by hand, each event has one
// short, whole sentence with its reason and a cause, and there is no sentence that is never said.

import { describe, expect, test } from 'vitest'
import { sim } from '../../../sims/raft/sim.ts'
import { words } from '../../../sims/raft/words.ts'
import type { Intervention } from '../../../src/engine/intervention.ts'
import type { Settings } from '../../../src/engine/process.ts'
import { Trace, type TraceNote } from '../../../src/engine/trace.ts'
import { createWorld, type WorldSpec } from '../../../src/engine/world.ts'
import { type Narrated, narrate, sentence } from '../../../src/lab/narrate.ts'
import type { Doer } from '../../../src/lab/titles.ts'
import { trialSpec } from '../../../src/lab/trial.ts'
import { specOf } from '../running.ts'
import { isolate, plan, tell } from './cluster.ts'

const SEEDS = 20
const END_US = 6_000_000
const MOST_WORDS = 25

interface Told extends Narrated {
  readonly name: string
}

function run(name: string, spec: WorldSpec, endUs: number, doer: Doer): Told {
  const trace = new Trace(spec.nodes.map(({ id }) => id))
  createWorld(spec, { trace }).advanceTo(endUs)
  const byId = new Map(spec.interventions.map((intervention) => [intervention.id, intervention]))
  const interventionOf = (id: string) => {
    const intervention = byId.get(id)
    return intervention === undefined ? null : { intervention, doer }
  }
  return { name, sim, trace, interventionOf, landmarkOf: () => null }
}

const first = sim.scenarios[0]!

/** Some reads, retries and elections happen only with settings that chaos does not draw. */
const CHOSEN: readonly Settings[] = [
  {},
  { reads: 'lease', checkQuorum: true },
  { reads: 'local', clientRetries: 1 },
  { preVote: true, checkQuorum: true },
]

function chaotic(seed: number, settings: Settings, broken: readonly string[]): Told {
  const options = { settings, broken, isChaotic: true, endUs: END_US }
  const spec = trialSpec(sim, first, String(seed), false, options)
  return run(`chaos seed ${seed} ${JSON.stringify(settings)} ${broken}`, spec, END_US, 'scenario')
}

const touch = (act: 'drop' | 'hold' | 'deliver' | 'duplicate', from: string, to: string, nth: number) =>
  ({ kind: 'message', act, message: { from, to, nth } }) as const

/** What only a person does. n1 leads soon after 40 ms. */
const BY_HAND: readonly Intervention[] = plan(
  [10, tell('n1', 'timeout')],
  [11, touch('duplicate', 'n1', 'n2', 0)],
  [60, touch('drop', 'n1', 'n2', 1)],
  [100, tell('n1', 'timeout')],
  [100, tell('n1', 'dance')],
  [110, tell('c1', 'write', { key: 'x', value: 1 })],
  [110, tell('c1', 'cas', { key: 'x', expect: 1, value: 2 })],
  [110, tell('c1', 'cas', { key: 'x', expect: 1, value: 3 })],
  [110, tell('c1', 'append', { key: 'l', value: 4 })],
  [110, tell('c1', 'read', { key: 'y' })],
  // A copy of the first write comes when later ones are done.
  [111, touch('duplicate', 'c1', 'n1', 0)],
  [111, touch('hold', 'c1', 'n1', 0)],
  [290, touch('deliver', 'c1', 'n1', 0)],
  [300, { kind: 'pause', node: 'c1' }],
  [310, tell('c1', 'read', { key: 'x' })],
  [400, { kind: 'resume', node: 'c1' }],
  [500, isolate('n3', ['n1', 'n2', 'c1'])],
  [600, { kind: 'lyingDisk', node: 'n2' }],
  [600, { kind: 'clock', node: 'n2', offsetUs: 5_000, driftPpm: 10_000 }],
  [700, { kind: 'set', key: 'preVote', value: true }],
  [700, { kind: 'set', key: 'diskSyncUs', value: 2_000 }],
  [700, { kind: 'set', key: 'reads', value: 'lease' }],
  [700, { kind: 'rule', rule: 'votesTwice', broken: true }],
  [800, { kind: 'rule', rule: 'votesTwice', broken: false }],
  [900, { kind: 'heal', fault: 'i17' }],
  [1_000, { kind: 'heal' }],
)

function byHand(): Told {
  const three = first.topology.filter(({ id }) => ['n1', 'n2', 'n3', 'c1'].includes(id))
  const spec = specOf(sim, { ...first, topology: three, interventions: BY_HAND }, '1')
  return run('by hand', spec, 2_000_000, 'you')
}

const runs: readonly Told[] = [
  ...sim.scenarios.map((one) => run(one.id, specOf(sim, one, one.seed), one.durationUs, 'scenario')),
  ...Array.from({ length: SEEDS }, (_, i) => chaotic(i + 1, CHOSEN[i % CHOSEN.length]!, [])),
  ...sim.rules.flatMap(({ id }) => [1, 2, 3].map((seed) => chaotic(seed, {}, [id]))),
  byHand(),
]

/** A sentence and where it was said: each is judged once, however often it is said. */
const said = new Map<string, string>()
/** By their code and the codes of their reasons, an example of each note. */
const notes = new Map<string, TraceNote>()
const reasons = new Set<string>()
const losses = new Set<string>()
const rootless: string[] = []

for (const told of runs) {
  const { trace, name } = told
  const isRooted: boolean[] = []
  for (let row = 0; row < trace.rows; row++) {
    const { text, also, cause } = narrate(told, row)
    for (const one of [text, ...also]) if (!said.has(shapeOf(one))) said.set(shapeOf(one), `${one} (${name})`)
    isRooted[row] = cause === null ? isRoot(trace, row) : cause < row && isRooted[cause]!
    if (!isRooted[row]) rootless.push(`${name}, row ${row}: ${text}`)
    for (const note of trace.notes(row)) keep(note)
  }
  for (let id = 0; id < trace.messages; id++) {
    const { fate, endRow } = trace.messageAt(id)
    if (fate === 'lost' && trace.kind(endRow) === 'lost') losses.add(narrate(told, endRow).text)
  }
}

/** The same sentence about other nodes and numbers is the same sentence. */
function shapeOf(text: string): string {
  return text.replace(/\b[nc]\d\b/g, 'n').replace(/\d[\d,.]*/g, '0')
}

function isRoot(trace: Trace, row: number): boolean {
  return trace.kind(row) === 'boot' || trace.kind(row) === 'intervention'
}

function keep(note: TraceNote): void {
  const codes = reasonsOf(note)
  for (const code of codes) reasons.add(code)
  const kind = [note.code, ...codes].join(' ')
  if (!notes.has(kind)) notes.set(kind, note)
}

/** The codes that stand in the places where its template wants a reason. */
function reasonsOf({ code, params }: TraceNote): string[] {
  const places = [...(words.notes[code] ?? '').matchAll(/\{(\d):reason\}/g)]
  return places.map(([, i]) => String(params[Number(i)])).filter((value) => !/^n\d$/.test(value))
}

const texts = [...said.values()].map((one) => one.replace(/ \([^()]*\)$/, ''))
const examples = [...notes.values()].map((note) => [note.code, sentence(sim, note)] as const)

describe('every sentence', () => {
  test('is there', () => {
    expect(said.has('')).toBe(false)
    expect(said.size).toBeGreaterThan(100)
  })

  test(`has at most ${MOST_WORDS} words`, () => {
    expect(texts.filter((text) => text.split(/\s+/).length > MOST_WORDS)).toEqual([])
  })

  test('is whole: no hole, no code, no full stop', () => {
    expect(texts.filter((text) => /[{}]|undefined|null|NaN|\[object|[.!]$/.test(text))).toEqual([])
    expect(texts.filter((text) => /\b[a-z]+[A-Z]\w*/.test(text))).toEqual([])
  })

  test('says “you” only of what a person did', () => {
    const byScenario = [...said.values()].filter((one) => /\byou\b/i.test(one) && !one.endsWith('(by hand)'))
    expect(byScenario).toEqual([])
    for (const template of [...Object.values(words.notes), ...Object.values(words.reasons)])
      expect(template).not.toMatch(/\byour?\b/i)
  })

  test('of a refusal gives the reason', () => {
    const isRefusal =
      /Refused$|Ignored$|^notCommitted$|^redirected$|^turnedAway$|^backsOff$|Skipped$|^readWaits$/
    const refusals = examples.filter(([code]) => isRefusal.test(code))
    expect(refusals.length).toBeGreaterThan(12)
    expect(refusals.filter(([, text]) => !/: | so |because|does not lead|neither/.test(text))).toEqual([])
  })
})

describe('words', () => {
  test('there are some for every note and for every reason', () => {
    expect(examples.filter(([code]) => words.notes[code] === undefined)).toEqual([])
    expect([...reasons].filter((code) => words.reasons[code] === undefined)).toEqual([])
  })

  test('there are none that are never said', () => {
    const made = new Set(examples.map(([code]) => code))
    expect(Object.keys(words.notes).filter((code) => !made.has(code))).toEqual([])
    expect(Object.keys(words.reasons).filter((code) => !reasons.has(code))).toEqual([])
    const unheard = Object.values(words.timers!).filter(
      (one) => !said.has(shapeOf(one.replace('{node}', 'n1'))),
    )
    expect(unheard).toEqual([])
  })
})

test('the causes of every row end at a start or at a deed', () => {
  expect(rootless).toEqual([])
})

test('every lost message says why, in plain words', () => {
  const why =
    /is (lost at the cut|lost on the way( \(loss [\d.]+ %\))?|lost: [nc]\d is down|lost: [nc]\d crashed)$/
  expect(losses.size).toBeGreaterThan(20)
  expect([...losses].filter((text) => !why.test(text))).toEqual([])
})
