// The stories about the store, in the order in which they are best read.

import type { Scenario } from '../../../src/sim/scenario.ts'
import { answerOrRefuse } from './answerOrRefuse.ts'
import { antiEntropy } from './antiEntropy.ts'
import { conflictAtHeal } from './conflictAtHeal.ts'
import { conflictByRule } from './conflictByRule.ts'
import { effectBeforeCause } from './effectBeforeCause.ts'
import { newThenOld } from './newThenOld.ts'
import { notUptime } from './notUptime.ts'
import { olderWins } from './olderWins.ts'
import { quickOrFresh } from './quickOrFresh.ts'
import { readRepair } from './readRepair.ts'
import { sloppyQuorum } from './sloppyQuorum.ts'
import { twoOperations } from './twoOperations.ts'

export const scenarios: readonly Scenario[] = [
  twoOperations,
  answerOrRefuse,
  notUptime,
  quickOrFresh,
  newThenOld,
  olderWins,
  effectBeforeCause,
  conflictAtHeal,
  conflictByRule,
  sloppyQuorum,
  readRepair,
  antiEntropy,
]
