// Random links to runs of every scenario as Node writes them: other seeds, settings, rules, faults by hand, branches,
// comparisons, moments and views. A generator of its own, so that a failure can be seen again.

import { SIMS } from '../../src/app/registry.ts'
import { createLocalLab } from '../../src/lab/local.ts'
import { chaos } from '../../src/sim/chaos.ts'
import type { Scenario } from '../../src/sim/scenario.ts'
import { dice } from './mangled.ts'

const TABS = ['feed', 'node', 'rules', 'outline']
const SPANS = ['25ms', '100ms', '200ms', '1600ms', '12800ms']

/** No two links in a row are of the same scenario, so that each begins a sitting of its own. */
export async function randomLinks(count: number, seed: number): Promise<readonly string[]> {
  const scenarios = SIMS.flatMap((sim) => sim.scenarios)
  const lab = createLocalLab(SIMS)
  const roll = dice(seed)
  const links: string[] = []
  for (let n = 0; n < count; n++) {
    const scenario = scenarios[n % scenarios.length]!
    const isOtherSeed = roll(2) === 0
    await lab.open(`#/${scenario.id}${isOtherSeed ? `?seed=${roll(1000)}` : ''}`)
    if (roll(2) === 0) await lab.setInterventions(faults(scenario, `${seed} ${n}`).slice(0, 1 + roll(12)))
    if (roll(4) === 0) await lab.setSeed(String(roll(1000)))
    if (roll(4) === 0) await lab.contrast(true)
    await lab.seek(roll(3) === 0 ? { row: roll(300) } : { us: roll(scenario.durationUs) })
    const { branches, frame } = lab.getState()
    if (branches.length > 1 && roll(3) === 0) await lab.compare({ branch: 'main' })
    const node = frame.cluster.nodes[roll(frame.cluster.nodes.length)]!.id
    const see = [
      ...(roll(2) === 0 ? [`select:node:${node}`] : []),
      ...(roll(2) === 0 ? [`tab:${TABS[roll(TABS.length)]}`] : []),
      ...(roll(3) === 0 ? [`span:${SPANS[roll(SPANS.length)]}`] : []),
    ]
    links.push(await lab.link({ see }))
  }
  return links
}

function faults({ topology }: Scenario, seed: string) {
  const everyone = topology.map(({ id }) => id)
  const servers = everyone.filter((id) => id.startsWith('n'))
  return chaos({ seed, servers, everyone, provocations: [], timer: null, fromUs: 1_000, untilUs: 2_000_000 })
}
