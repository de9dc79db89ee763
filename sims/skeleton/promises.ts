// What the register promises, the rule that can be left out, and the observer that checks after every event. An
// observer sees the whole world, and keeps what no node could know.

import type { Observer } from '../../src/engine/observer.ts'
import type { InvariantSpec, RuleSwitch } from '../../src/sim/define.ts'
import type { ClientMemory } from './client.ts'
import type { Disk } from './register.ts'

/** SKELETON: the promises, under the names of the paper. */
export const invariants: readonly InvariantSpec[] = [
  {
    id: 'noLostWrite',
    title: 'No acknowledged write is lost',
    formal: 'Durability',
    paper: 'Gray and Reuter, ch. 1',
    broken: '{0} is back at version {1}, although version {2} had been acknowledged',
  },
]

/** SKELETON: the rules that can be left out, each with the promise that it breaks. */
export const rules: readonly RuleSwitch[] = [
  {
    id: 'answersBeforeSync',
    title: 'Answers before the disk has it',
    help: 'The answer leaves at once; a power cut in the next moment makes it untrue.',
    breaks: 'noLostWrite',
    paper: 'Gray and Reuter, ch. 1',
  },
]

/** SKELETON: what the observer remembers. JSON: it is part of every checkpoint. */
export interface Truth {
  /** The newest version that a client was told of. */
  acknowledged: number
  value: number
}

export const observer: Observer<Truth> = {
  start: () => ({ acknowledged: 0, value: 0 }),

  after(truth, world, node, report) {
    const view = world.nodes[node]!
    if (view.process === 'client') {
      const memory: ClientMemory | null = view.memory
      if (memory !== null) truth.acknowledged = Math.max(truth.acknowledged, memory.toldVersion)
      return
    }
    const disk: Disk = view.disk
    if (disk.version < truth.acknowledged)
      report.violate('noLostWrite', view.id, disk.version, truth.acknowledged)
    if (disk.value !== truth.value) {
      truth.value = disk.value
      report.note('truth', disk.value)
    }
  },
}
