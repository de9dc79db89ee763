// The fingerprint of every stock scenario, pinned. A changed line is a reviewed event: the commit says which rule of
// the engine or of the protocol changed. npm run rewrite writes the file anew.

import { expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { told } from './running.ts'

test('every scenario runs as it always did', async () => {
  const lines = SIMS.flatMap((sim) =>
    sim.scenarios.map((scenario) => {
      const { world } = told(sim, scenario, scenario.seed)
      return `${scenario.id} seed=${scenario.seed} events=${world.rows} fingerprint=${world.fingerprint()}`
    }),
  )
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../golden/fingerprints.txt')
})
