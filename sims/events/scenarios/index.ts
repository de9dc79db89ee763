// The stories about the log and what is made from it, in the order in which they are best read.

import type { Scenario } from '../../../src/sim/scenario.ts'
import { asOf } from './asOf.ts'
import { burst } from './burst.ts'
import { offsetAfter, offsetFirst, oneRecord } from './crashBetween.ts'
import { exactlyOnce } from './exactlyOnce.ts'
import { ownWrite } from './ownWrite.ts'
import { projectorStops } from './projectorStops.ts'
import { rebuild } from './rebuild.ts'
import { staleDecision } from './staleDecision.ts'

export const scenarios: readonly Scenario[] = [
  projectorStops,
  ownWrite,
  staleDecision,
  burst,
  offsetFirst,
  offsetAfter,
  oneRecord,
  exactlyOnce,
  rebuild,
  asOf,
]
