// Links that restore a run: `#/raft/two-leaders?seed=7&t=3400ms`. What a person changed by a setting or a rule is
// readable; interventions by hand travel in `x`, packed and compressed. Works in browsers and in Node; never throws.

import type { Json } from '../engine/json.ts'
import { readSetting, readTimeUs } from './build.ts'
import { bytesToText, fromBase64Url, pack, textToBytes, toBase64Url, unpack } from './codec.ts'
import type { Sim } from './define.ts'
import {
  defaultPlace,
  findPlace,
  type Place,
  type PlannedEdit,
  placeOf,
  type Reading,
  type RunDocument,
  readDocument,
  stockDocument,
  unknownScenario,
} from './document.ts'
import { packInterventions, unpackInterventions } from './pack.ts'
import { oneSentence, quoted } from './result.ts'
import { LONGEST_US } from './schema.ts'

/** The fragment of a link, `#` included. */
export async function writeLink(document: RunDocument, sims: readonly Sim[]): Promise<string> {
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
  if (document.fingerprint !== null) query.push(['f', document.fingerprint])
  const payload = payloadOf(document)
  if (payload !== null) query.push(['x', await writePayload(payload)])
  const text = query.map(([key, value]) => `${key}=${escaped(value)}`).join('&')
  return `#/${scenario.id}${text === '' ? '' : `?${text}`}`
}

/** Reads a link, a scenario id, or the text of a saved run. Whatever it is given, the answer can be run. */
export async function readRun(text: string, sims: readonly Sim[]): Promise<Reading> {
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

async function readFragment(fragment: string, sims: readonly Sim[]): Promise<Reading> {
  const [path = '', ...rest] = fragment.split('?')
  const id = unescaped(path).replace(/^\/+|\/+$/g, '')
  if (id === '') return { document: stockDocument(defaultPlace(sims)), problem: null }
  const place = findPlace(sims, id)
  if (place === null)
    return { document: stockDocument(defaultPlace(sims)), problem: unknownScenario(sims, id) }

  const query = new URLSearchParams(rest.join('?'))
  const problems: string[] = []
  const stock = stockDocument(place)
  const payload = await readPayload(query.get('x'), problems)
  const draft = {
    ...stock,
    seed: readSeed(query.get('seed'), problems) ?? stock.seed,
    settings: readSettings(place, query.getAll('set'), problems),
    broken: [...stock.broken.filter((rule) => !query.getAll('on').includes(rule)), ...query.getAll('off')],
    planned: payload.planned,
    added: unpackInterventions(payload.added),
    at: readPlayhead(query, problems),
    fingerprint: readFingerprint(query.get('f'), problems),
  }
  const reading = readDocument(draft, sims)
  const all = [...problems, ...(reading.problem === null ? [] : [reading.problem])]
  return { document: reading.document, problem: all.length === 0 ? null : oneSentence(all) }
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

interface Payload {
  readonly planned: Readonly<Record<string, PlannedEdit>>
  readonly added: readonly Json[]
}

function payloadOf(document: RunDocument): Payload | null {
  if (document.added.length === 0 && Object.keys(document.planned).length === 0) return null
  return { planned: document.planned, added: packInterventions(document.added) }
}

/** "z" and deflated bytes, or "j" and plain ones where there is no compression. */
async function writePayload({ planned, added }: Payload): Promise<string> {
  const bytes = textToBytes(JSON.stringify(Object.keys(planned).length === 0 ? [added] : [added, planned]))
  const packed = await pack(bytes)
  return packed === null ? `j${toBase64Url(bytes)}` : `z${toBase64Url(packed)}`
}

async function readPayload(
  text: string | null,
  problems: string[],
): Promise<{ planned: unknown; added: unknown[] }> {
  const nothing = { planned: {}, added: [] }
  if (text === null) return nothing
  const value = await decoded(text)
  if (Array.isArray(value) && Array.isArray(value[0])) return { planned: value[1] ?? {}, added: value[0] }
  problems.push(`the interventions in x cannot be read: ${quoted(text)}`)
  return nothing
}

async function decoded(text: string): Promise<unknown> {
  const bytes = fromBase64Url(text.slice(1))
  if (bytes === null) return null
  const plain = text[0] === 'z' ? await unpack(bytes) : text[0] === 'j' ? bytes : null
  const json = plain === null ? null : bytesToText(plain)
  try {
    return json === null ? null : JSON.parse(json)
  } catch {
    return null
  }
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
