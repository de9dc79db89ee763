// Figure 4 as a state machine, made of the moves that the picture draws. The page has no need of it: the sweeps hold
// every change of role to it.

import { roleMoves } from '../../src/sim/roleMachine.ts'
import { type ChartRole, MOVES } from './roleChart.ts'

const ROLES: readonly ChartRole[] = ['down', 'follower', 'preCandidate', 'candidate', 'leader']

/** The event that takes a server from one role to another; null if the chart has none. */
export const moveBetween: (from: ChartRole, to: ChartRole) => string | null = roleMoves(
  'server',
  ROLES,
  MOVES,
)
