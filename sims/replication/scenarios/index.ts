// The stories about replication, in the order in which they are best read.

import type { Scenario } from '../../../src/sim/scenario.ts'
import { ackedAndLost } from './ackedAndLost.ts'

export const scenarios: readonly Scenario[] = [ackedAndLost]
