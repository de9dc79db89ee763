// Runs what a link or a saved file describes, up to its playhead, and compares the fingerprint it carries. Where they
// are not the same, the marks on the way say from which event on.

import { SIMS } from '../app/registry.ts'
import { createWorld } from '../engine/world.ts'
import { placeOf } from '../sim/document.ts'
import { partingWords } from '../sim/marks.ts'
import { printReport, reportOf } from './report.ts'
import { documentFrom, runToPlayhead, specOf } from './source.ts'

export async function replay(source: string, options: { readonly json?: boolean }): Promise<number> {
  const document = await documentFrom(source)
  const { sim, scenario } = placeOf(SIMS, document)
  const world = createWorld(specOf(document))
  const marks = runToPlayhead(world, document)

  const report = reportOf(sim, scenario, document.seed, world)
  const expected = document.fingerprint
  const isSame = expected === null || expected === report.fingerprint
  if (options.json) console.log(JSON.stringify({ ...report, expected, same: isSame }))
  else {
    printReport(report)
    if (!isSame) console.log(`  differs: the link was made where the fingerprint was ${expected}`)
    if (!isSame && document.marks.length > 0)
      console.log(`  ${partingWords(document.marks, marks, report.events)}`)
  }
  return isSame && report.violations.length === 0 ? 0 : 1
}
