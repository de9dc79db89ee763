// The stories about the store, in the order in which they are best read.

import type { Scenario } from '../../../src/sim/scenario.ts'
import { antiEntropy } from './antiEntropy.ts'
import { twoOperations } from './twoOperations.ts'

export const scenarios: readonly Scenario[] = [twoOperations, antiEntropy]
