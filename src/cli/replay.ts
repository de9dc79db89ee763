// Runs what a link or a saved file describes, up to its playhead, and compares the fingerprint it carries.

import { existsSync, readFileSync } from 'node:fs'
import { SIMS } from '../app/registry.ts'
import { createWorld } from '../engine/world.ts'
import { startSettings, worldSpec } from '../sim/build.ts'
import { interventionsOf, placeOf } from '../sim/document.ts'
import { readRun } from '../sim/link.ts'
import { BadInput } from './badInput.ts'
import { printReport, reportOf } from './report.ts'

export async function replay(source: string, options: { readonly json?: boolean }): Promise<number> {
  const text = existsSync(source) ? readFileSync(source, 'utf8') : source
  const { document, problem } = await readRun(text, SIMS)
  if (problem !== null) throw new BadInput(problem)
  const { sim, scenario } = placeOf(SIMS, document)
  const settings = startSettings(sim, scenario, document.settings)
  const spec = worldSpec(
    sim,
    scenario,
    document.seed,
    settings,
    document.broken,
    interventionsOf(document, scenario),
  )
  const world = createWorld(spec)
  const row = document.at?.row ?? null
  if (row === null) world.advanceTo(document.at?.us ?? scenario.durationUs)
  else while (world.row < row && world.step());

  const report = reportOf(sim, scenario, document.seed, world)
  const expected = document.fingerprint
  const isSame = expected === null || expected === report.fingerprint
  if (options.json) console.log(JSON.stringify({ ...report, expected, same: isSame }))
  else {
    printReport(report)
    if (!isSame) console.log(`  differs: the link was made where the fingerprint was ${expected}`)
  }
  return isSame && report.violations.length === 0 ? 0 : 1
}
