// Writes a whole run in a format that others read: to the standard output, or to a file.

import { writeFileSync } from 'node:fs'
import { SIMS } from '../app/registry.ts'
import { Trace } from '../engine/trace.ts'
import { createWorld } from '../engine/world.ts'
import { exportRun } from '../lab/export/exportRun.ts'
import { formatNamed } from '../lab/export/format.ts'
import type { Recorded } from '../lab/export/recorded.ts'
import { doersOf } from '../lab/narrate.ts'
import { interventionsOf, placeOf, type RunDocument } from '../sim/document.ts'
import { quoted } from '../sim/result.ts'
import { LONGEST_US } from '../sim/schema.ts'
import { BadInput, need } from './badInput.ts'
import { changesFrom, seedFrom, untilUs } from './choices.ts'
import { documentFrom, runToPlayhead, specOf } from './source.ts'

export interface ExportOptions {
  readonly as: string
  readonly seed?: string
  readonly until?: string
  readonly set: readonly string[]
  readonly switch: readonly string[]
  readonly out?: string
}

export async function exportTo(source: string, options: ExportOptions): Promise<number> {
  const format = need(formatNamed(options.as))
  const given = await documentFrom(source)
  const document = standing(changed(given, options))
  const { text } = exportRun(recorded(document, options), format)
  if (options.out === undefined) process.stdout.write(text)
  else write(options.out, text)
  if (!hasParted(given, document, options)) return 0
  process.stderr.write(`differs: the link was made where the fingerprint was ${given.fingerprint}\n`)
  return 1
}

/** The document with what was asked for on the command line. A length moves the playhead to the end. */
function changed(document: RunDocument, { seed, until, set, switch: rules }: ExportOptions): RunDocument {
  const { settings, broken } = changesFrom(placeOf(SIMS, document), set, rules)
  return {
    ...document,
    seed: seedFrom(seed, document.seed),
    settings: { ...document.settings, ...settings },
    broken: [...new Set([...document.broken, ...broken])],
    at: until === undefined ? document.at : { us: endUsOf(document, until), row: null },
  }
}

/** The whole run as on the page: to the end of the scenario, or to a playhead that stands later. */
function endUsOf(document: RunDocument, until: string | undefined): number {
  const { durationUs } = placeOf(SIMS, document).scenario
  const endUs = untilUs(until, Math.max(durationUs, document.at?.us ?? 0))
  if (endUs > LONGEST_US) throw new BadInput(`--until ${quoted(until)}: it must be at most 600s`)
  return endUs
}

/** With the fingerprint at its playhead, and the marks on the way there. */
function standing(document: RunDocument): RunDocument {
  if (document.at === null) return { ...document, fingerprint: null, marks: [] }
  const world = createWorld(specOf(document))
  const marks = runToPlayhead(world, document)
  return { ...document, fingerprint: world.fingerprint(), marks }
}

function recorded(document: RunDocument, { until }: ExportOptions): Recorded {
  const { sim, scenario } = placeOf(SIMS, document)
  const interventions = interventionsOf(document, scenario)
  const endUs = endUsOf(document, until)
  const trace = new Trace(scenario.topology.map(({ id }) => id))
  const world = createWorld(specOf(document), { trace })
  world.advanceTo(endUs)
  const interventionOf = doersOf(interventions, scenario.interventions)
  const narrated = { sim, trace, interventionOf, landmarkOf: () => null }
  return { document, narrated, history: world.history, interventions, endUs }
}

/** The same run as the link's, and yet another: it was made with another version. */
function hasParted(given: RunDocument, document: RunDocument, options: ExportOptions): boolean {
  const { seed, until, set, switch: rules } = options
  const isAsGiven = seed === undefined && until === undefined && set.length === 0 && rules.length === 0
  return isAsGiven && given.fingerprint !== null && given.fingerprint !== document.fingerprint
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new BadInput(`--out ${quoted(file)}: it cannot be written: ${reason}`)
  }
}
