// The packed part of a link: interventions by hand, edits of the planned ones and the branches beside the run, as
// JSON, deflated, in the characters of a link. What comes out is not judged here.

import type { Json } from '../engine/json.ts'
import { bytesToText, fromBase64Url, pack, textToBytes, toBase64Url, unpack } from './codec.ts'
import type { RunDocument } from './document.ts'
import { type Family, packFamily } from './family.ts'
import { packInterventions } from './pack.ts'
import { quoted } from './result.ts'

interface Payload {
  readonly planned: unknown
  readonly added: readonly unknown[]
  readonly disabled: unknown
  readonly family: unknown
}

const NO_PAYLOAD: Payload = { planned: {}, added: [], disabled: [], family: null }

/** What has to be packed; null for a run that can be told without it. */
export function payloadOf(document: RunDocument, family: Family | null): readonly Json[] | null {
  const { added, planned, disabled } = document
  const parts: Json[] = [packInterventions(added), planned, disabled]
  if (family !== null) return [...parts, packFamily(family, document)]
  const last = parts.findLastIndex((part) => Object.keys(part as object).length > 0)
  return last < 0 ? null : parts.slice(0, last + 1)
}

/** "z" and deflated bytes, or "j" and plain ones where there is no compression. */
export async function writePayload(payload: readonly Json[]): Promise<string> {
  const bytes = textToBytes(JSON.stringify(payload))
  const packed = await pack(bytes)
  return packed === null ? `j${toBase64Url(bytes)}` : `z${toBase64Url(packed)}`
}

/** Says what it could not read. */
export async function readPayload(text: string | null, problems: string[]): Promise<Payload> {
  if (text === null) return NO_PAYLOAD
  const value = await decoded(text)
  if (Array.isArray(value) && Array.isArray(value[0])) return readParts(value as [unknown[], ...unknown[]])
  problems.push(`the interventions in x cannot be read: ${quoted(text)}`)
  return NO_PAYLOAD
}

/** Older links have fewer of them. */
function readParts([added, planned = {}, disabled = [], family = null]: [unknown[], ...unknown[]]): Payload {
  return { added, planned, disabled, family }
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
