// A lab without a worker: for tests, for Node, and for pages that cannot have one.

import type { Sim } from '../sim/define.ts'
import { shelfWith } from '../sim/shelf.ts'
import { createLab } from './client.ts'
import { Host } from './host.ts'
import type { Lab } from './lab.ts'

export function createLocalLab(sims: readonly Sim[]): Lab {
  const host = new Host(shelfWith(sims))
  return createLab((call) => host.answer(call))
}
