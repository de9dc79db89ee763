// The stories about placement, in the order in which they are best read. Sweeps take the first one's cluster.

import type { Scenario } from '../../../src/sim/scenario.ts'
import { cacheDies } from './cacheDies.ts'
import { celebrity } from './celebrity.ts'
import { joinAtPeak } from './joinAtPeak.ts'
import { latestPosts } from './latestPosts.ts'
import { nodeJoins } from './nodeJoins.ts'
import { sameHost } from './sameHost.ts'
import { twoViews } from './twoViews.ts'
import { unevenRing } from './unevenRing.ts'

export const scenarios: readonly Scenario[] = [
  nodeJoins,
  unevenRing,
  joinAtPeak,
  celebrity,
  sameHost,
  latestPosts,
  cacheDies,
  twoViews,
]
