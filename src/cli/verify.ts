// Proves a run reproducible by going every way to its end and comparing fingerprints.

import { straight, WAYS } from '../lab/ways.ts'
import { startSettings, worldSpec } from '../sim/build.ts'
import { placeNamed, seedFrom } from './choices.ts'
import { reportOf } from './report.ts'

export interface VerifyOptions {
  readonly seed?: string
  readonly json?: boolean
}

export function verify(name: string, options: VerifyOptions): number {
  const { sim, scenario } = placeNamed(name)
  const seed = seedFrom(options.seed, scenario.seed)
  const settings = startSettings(sim, scenario, {})
  const spec = worldSpec(sim, scenario, seed, settings, scenario.rules, scenario.interventions)
  const first = straight(spec, scenario.durationUs)
  const fingerprint = first.fingerprint()
  const ways = Object.entries(WAYS).map(([way, go]) => ({
    way,
    fingerprint: go(spec, scenario.durationUs).fingerprint(),
  }))
  const isSame = ways.every((one) => one.fingerprint === fingerprint)
  if (options.json)
    console.log(JSON.stringify({ ...reportOf(sim, scenario, seed, first), same: isSame, ways }))
  else {
    console.log(`${scenario.id}, seed ${seed}: ${first.rows} events, fingerprint ${fingerprint}`)
    for (const one of ways)
      console.log(`  ${one.fingerprint === fingerprint ? 'same' : `DIFFERS ${one.fingerprint}`}  ${one.way}`)
  }
  return isSame ? 0 : 1
}
