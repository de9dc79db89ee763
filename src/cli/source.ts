// What a person named: a scenario, a link, or a saved file. Read into a document that can be run.

import { readFileSync, statSync } from 'node:fs'
import { SIMS } from '../app/registry.ts'
import type { World } from '../engine/world.ts'
import { startSettings, worldSpec } from '../sim/build.ts'
import { interventionsOf, placeOf, type RunDocument } from '../sim/document.ts'
import { readRun } from '../sim/link.ts'
import { markedAt, markOf } from '../sim/marks.ts'
import { BadInput } from './badInput.ts'

/** "run.json": with an ending, as no scenario has one, and nothing of a link. */
const FILE_NAME = /^[^#?]*\.\w+$/

export async function documentFrom(source: string): Promise<RunDocument> {
  const isFile = statSync(source, { throwIfNoEntry: false })?.isFile() ?? false
  if (!isFile && FILE_NAME.test(source)) throw new BadInput(`${source}: there is no such file`)
  const { document, problem } = await readRun(isFile ? readFileSync(source, 'utf8') : source, SIMS)
  if (problem !== null) throw new BadInput(problem)
  return document
}

export function specOf(document: RunDocument) {
  const { sim, scenario } = placeOf(SIMS, document)
  const settings = startSettings(sim, scenario, document.settings)
  const interventions = interventionsOf(document, scenario)
  return worldSpec(sim, scenario, document.seed, settings, document.broken, interventions)
}

/**
 * Brings a fresh world to the document's playhead, or without one to the end of the scenario. Gives the marks of the
 * way there.
 */
export function runToPlayhead(world: World, document: RunDocument): readonly string[] {
  const row = document.at?.row ?? null
  const untilUs = document.at?.us ?? placeOf(SIMS, document).scenario.durationUs
  const marks: string[] = []
  while ((row === null || world.row < row) && world.step(row === null ? untilUs : undefined))
    if (world.rows === markedAt(marks.length)) marks.push(markOf(world.fingerprint()))
  if (row === null) world.advanceTo(untilUs)
  return marks
}
