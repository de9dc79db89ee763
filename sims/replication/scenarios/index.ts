// The stories about replication, in the order in which they are best read.

import type { Scenario } from '../../../src/sim/scenario.ts'
import { ackedAndLost } from './ackedAndLost.ts'
import { cap } from './cap.ts'
import { chainMiddle } from './chainMiddle.ts'
import { chainReads } from './chainReads.ts'
import { clocks } from './clocks.ts'
import { conflict } from './conflict.ts'
import { consistentAndAvailable } from './consistentAndAvailable.ts'
import { fallback } from './fallback.ts'
import { latency } from './latency.ts'
import { mineAndYours } from './mineAndYours.ts'
import { mistake } from './mistake.ts'
import { oldPrimary } from './oldPrimary.ts'
import { partialCut } from './partialCut.ts'
import { perOperation } from './perOperation.ts'
import { readReplicas } from './readReplicas.ts'
import { readYourWrites } from './readYourWrites.ts'
import { semiSync } from './semiSync.ts'
import { slowReplica } from './slowReplica.ts'
import { uptime } from './uptime.ts'

export const scenarios: readonly Scenario[] = [
  ackedAndLost,
  slowReplica,
  semiSync,
  fallback,
  oldPrimary,
  partialCut,
  cap,
  consistentAndAvailable,
  uptime,
  perOperation,
  conflict,
  clocks,
  latency,
  readYourWrites,
  mineAndYours,
  readReplicas,
  chainMiddle,
  chainReads,
  mistake,
]
