// Links that restore a run: `#/raft/two-leaders?seed=7&t=3400ms`. What a person changed by a setting or a rule is
// readable; interventions by hand and other branches travel in `x`, packed and compressed. Works in browsers and in
// Node; never throws. Links of every earlier version are read: tests/lab/testdata holds some.

import { readSetting, readTimeUs } from './build.ts'
import type { Sim } from './define.ts'
import {
  defaultPlace,
  findPlace,
  type Place,
  placeOf,
  type Reading,
  type RunDocument,
  readDocument,
  stockDocument,
  unknownScenario,
  withoutPlayhead,
} from './document.ts'
import { type Family, unpackFamily } from './family.ts'
import { readMarks } from './marks.ts'
import { unpackInterventions } from './pack.ts'
import { payloadOf, readPayload, writePayload } from './payload.ts'
import { oneSentence, quoted } from './result.ts'
import { LONGEST_US } from './schema.ts'

/** What may stand in a link. Links without `v` are of version 1, which had no `see`, no `w`, and in `x` no branches. */
const KEYS = ['seed', 'set', 'off', 'on', 't', 'e', 'see', 'f', 'w', 'x', 'v']
const VERSION = 2

/** What was read, with the runs that came with it; without them it stands alone. */
export interface LinkReading extends Reading {
  readonly family?: Family
}

/** What a link carries beside the run. */
export interface Company {
  readonly family?: Family | null
  /** What the page shows, as `see.ts` reads it. */
  readonly see?: readonly string[]
}

/** The fragment of a link, `#` included. */
export async function writeLink(
  document: RunDocument,
  sims: readonly Sim[],
  { family = null, see = [] }: Company = {},
): Promise<string> {
  const { scenario } = placeOf(sims, document)
  const query: [string, string][] = []
  if (document.seed !== scenario.seed) query.push(['seed', document.seed])
  for (const [key, value] of Object.entries(document.settings)) query.push(['set', `${key}:${value}`])
  for (const rule of document.broken) if (!scenario.rules.includes(rule)) query.push(['off', rule])
  for (const rule of scenario.rules) if (!document.broken.includes(rule)) query.push(['on', rule])
  if (document.at !== null) {
    query.push(['t', writeTime(document.at.us)])
    if (document.at.row !== null) query.push(['e', String(document.at.row)])
  }
  for (const part of see) query.push(['see', part])
  if (document.fingerprint !== null) query.push(['f', document.fingerprint])
  const payload = payloadOf(document, family)
  const isMarked = document.marks.length > 0 && (document.fingerprint !== null || payload !== null)
  if (isMarked) query.push(['w', document.marks.join('')])
  if (payload !== null) query.push(['x', await writePayload(payload)])
  if (see.length > 0 || isMarked || family !== null) query.push(['v', String(VERSION)])
  const text = query.map(([key, value]) => `${key}=${escaped(value)}`).join('&')
  return `#/${scenario.id}${text === '' ? '' : `?${text}`}`
}

/** Reads a link, a scenario id, or the text of a saved run. Whatever it is given, the answer can be run. */
export async function readRun(text: string, sims: readonly Sim[]): Promise<LinkReading> {
  const trimmed = text.trim()
  if (trimmed.startsWith('{')) return readFile(trimmed, sims)
  const hash = trimmed.indexOf('#')
  return readFragment(hash < 0 ? trimmed : trimmed.slice(hash + 1), sims)
}

/** The text of a saved run. */
export function writeFile(document: RunDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`
}

function readFile(text: string, sims: readonly Sim[]): Reading {
  try {
    return readDocument(JSON.parse(text), sims)
  } catch {
    const problem = `the saved run is not complete JSON: it ends in ${quoted(text.slice(-40))}`
    return { document: stockDocument(defaultPlace(sims)), problem }
  }
}

/** What a scenario could be called, typing errors and all; anything else is text of another kind. */
const ADDRESS = /^[\w/.:~-]+$/

async function readFragment(fragment: string, sims: readonly Sim[]): Promise<LinkReading> {
  const [path = '', ...rest] = fragment.split('?')
  const id = unescaped(path).replace(/^\/+|\/+$/g, '')
  if (id === '') return { document: stockDocument(defaultPlace(sims)), problem: null }
  const place = findPlace(sims, id)
  if (place === null) {
    const problem = ADDRESS.test(id)
      ? unknownScenario(sims, id)
      : `this is neither a link nor a saved run: ${quoted(id)}`
    return { document: stockDocument(defaultPlace(sims)), problem }
  }

  const query = new URLSearchParams(rest.join('?'))
  const problems = strangeParts(query)
  const stock = stockDocument(place)
  const payload = await readPayload(query.get('x'), problems)
  const draft = {
    ...stock,
    seed: readSeed(query.get('seed'), problems) ?? stock.seed,
    settings: readSettings(place, query.getAll('set'), problems),
    broken: [...stock.broken.filter((rule) => !query.getAll('on').includes(rule)), ...query.getAll('off')],
    planned: payload.planned,
    added: unpackInterventions(payload.added),
    disabled: payload.disabled,
    at: readPlayhead(query, problems),
    fingerprint: readFingerprint(query.get('f'), problems),
    marks: readWay(query.get('w'), problems),
  }
  const { document, problem } = readDocument(draft, sims)
  if (problem !== null) problems.push(problem)
  const family = readFamily(payload.family, document, problem, sims, problems)
  return {
    document,
    problem: problems.length === 0 ? null : oneSentence(problems),
    ...(family !== null && { family }),
  }
}

/** A newer version may say more than is understood here; nothing that is there is passed over in silence. */
function strangeParts(query: URLSearchParams): string[] {
  const version = query.get('v')
  const isNewer = version !== null && !(/^\d{1,6}$/.test(version) && Number(version) <= VERSION)
  const newer = isNewer ? [`v is ${quoted(version)}: links up to version ${VERSION} are understood`] : []
  const strange = [...new Set(query.keys())].filter((key) => !KEYS.includes(key))
  return [...newer, ...strange.map((key) => `unknown part of the link: ${quoted(key)}; it was left out`)]
}

/** Branches are spelled by what they share with the run: if any of that could not be read, they are left out. */
function readFamily(
  packed: unknown,
  document: RunDocument,
  problem: string | null,
  sims: readonly Sim[],
  problems: string[],
): Family | null {
  if (packed === null) return null
  const family = problem === null ? unpackFamily(packed, withoutPlayhead(document), sims) : null
  if (family === null) problems.push('the branches in x cannot be read: they were left out')
  return family
}

function readWay(text: string | null, problems: string[]): readonly string[] {
  const marks = readMarks(text ?? '')
  if (marks === null) problems.push(`w is ${quoted(text)}: it must be marks of 3 characters each`)
  return marks ?? []
}

function readSeed(text: string | null, problems: string[]): string | null {
  if (text === null) return null
  if (text.length > 0 && text.length <= 100) return text
  problems.push(
    text === ''
      ? 'seed is empty: it must have 1 to 100 characters'
      : `seed is ${quoted(text)}: it must have 1 to 100 characters`,
  )
  return null
}

function readSettings({ sim }: Place, pairs: readonly string[], problems: string[]): RunDocument['settings'] {
  const settings: Record<string, number | boolean | string> = {}
  for (const pair of pairs) {
    const colon = pair.indexOf(':')
    const key = colon < 0 ? pair : pair.slice(0, colon)
    const read = readSetting(sim, key, colon < 0 ? '' : pair.slice(colon + 1))
    if (read.ok) settings[key] = read.value
    else problems.push(read.error)
  }
  return settings
}

function readPlayhead(query: URLSearchParams, problems: string[]): RunDocument['at'] {
  const [time, event] = [query.get('t'), query.get('e')]
  if (time === null) return null
  const us = readTimeUs(time, 'ms')
  if (us === null || us > LONGEST_US) {
    problems.push(`t is ${quoted(time)}: it must be a time up to 600s, like 3400ms`)
    return null
  }
  if (event === null) return { us, row: null }
  if (/^(-1|\d{1,8})$/.test(event)) return { us, row: Number(event) }
  problems.push(`e is ${quoted(event)}: it must be the number of an event`)
  return { us, row: null }
}

function readFingerprint(text: string | null, problems: string[]): string | null {
  if (text === null || /^[0-9a-f]{16}$/.test(text)) return text
  problems.push(`f is ${quoted(text)}: it must be a fingerprint of 16 hex digits`)
  return null
}

/** Whole milliseconds where possible: "3400ms", "12.345ms". */
function writeTime(us: number): string {
  return `${Math.floor(us / 1000)}${
    us % 1000 === 0
      ? ''
      : `.${String(us % 1000)
          .padStart(3, '0')
          .replace(/0+$/, '')}`
  }ms`
}

/** Percent-encoding that leaves readable what a fragment may hold. */
function escaped(text: string): string {
  // A lone surrogate cannot be encoded; it is replaced, as in every other text on the web.
  const wellFormed = text.replace(
    /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
    '\uFFFD',
  )
  return encodeURIComponent(wellFormed).replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%2F/g, '/')
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
