// The stories about placement, in the order in which they are best read. Sweeps take the first one's cluster.

import type { Scenario } from '../../../src/sim/scenario.ts'
import { cacheDies } from './cacheDies.ts'
import { celebrity } from './celebrity.ts'
import { celebrityHelped } from './celebrityHelped.ts'
import { deadNode } from './deadNode.ts'
import { directoryDown } from './directoryDown.ts'
import { hotRange } from './hotRange.ts'
import { joinAtPeak } from './joinAtPeak.ts'
import { latestPosts } from './latestPosts.ts'
import { nodeAway } from './nodeAway.ts'
import { nodeJoins } from './nodeJoins.ts'
import { onItsWay } from './onItsWay.ts'
import { partitionKey } from './partitionKey.ts'
import { sameHost } from './sameHost.ts'
import { slowShard } from './slowShard.ts'
import { twoPosts } from './twoPosts.ts'
import { twoViews } from './twoViews.ts'
import { unevenRing } from './unevenRing.ts'
import { weights } from './weights.ts'
import { zoneDies } from './zoneDies.ts'

export const scenarios: readonly Scenario[] = [
  nodeJoins,
  unevenRing,
  deadNode,
  weights,
  onItsWay,
  joinAtPeak,
  celebrity,
  celebrityHelped,
  sameHost,
  zoneDies,
  nodeAway,
  latestPosts,
  hotRange,
  partitionKey,
  slowShard,
  twoPosts,
  cacheDies,
  directoryDown,
  twoViews,
]
