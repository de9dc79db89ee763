// The stories about Raft, in the order in which they are best read. The first is what the page opens with.

import type { Scenario } from '../../../src/sim/scenario.ts'
import { asymmetricCut } from './asymmetricCut.ts'
import { divergedLogs } from './divergedLogs.ts'
import { figure8 } from './figure8.ts'
import { firstElection } from './firstElection.ts'
import { leaderDies } from './leaderDies.ts'
import { quorumLost } from './quorumLost.ts'
import { splitVote } from './splitVote.ts'
import { twoLeaders } from './twoLeaders.ts'

export const scenarios: readonly Scenario[] = [
  leaderDies,
  firstElection,
  splitVote,
  twoLeaders,
  quorumLost,
  divergedLogs,
  figure8,
  asymmetricCut,
]
