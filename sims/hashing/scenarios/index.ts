// The stories about placement, in the order in which they are best read.

import type { Scenario } from '../../../src/sim/scenario.ts'
import { nodeJoins } from './nodeJoins.ts'
import { sameHost } from './sameHost.ts'

export const scenarios: readonly Scenario[] = [nodeJoins, sameHost]
