// The stories about transactions, in the order in which they are best read.

import type { Scenario } from '../../../src/sim/scenario.ts'
import { coordinatorDies } from './coordinatorDies.ts'

export const scenarios: readonly Scenario[] = [coordinatorDies]
