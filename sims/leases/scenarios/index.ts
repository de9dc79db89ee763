// The stories, in the order in which they are best met.

import type { Scenario } from '../../../src/sim/scenario.ts'
import { anothersLock } from './anothersLock.ts'
import { clockIsSet, lookAtTheClock } from './clocks.ts'
import { holderDies } from './holderDies.ts'
import { fencingToken, twoHolders } from './pause.ts'
import { serverRestarts } from './serverRestarts.ts'
import { storageRestarts } from './storageRestarts.ts'

export const scenarios: readonly Scenario[] = [
  twoHolders,
  fencingToken,
  lookAtTheClock,
  clockIsSet,
  holderDies,
  anothersLock,
  serverRestarts,
  storageRestarts,
]
