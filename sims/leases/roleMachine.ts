// The parts of a worker as a state machine, made of the moves that the picture draws. The page has no need of it: the sweeps hold
// every change to it.

import { roleMoves } from '../../src/sim/roleMachine.ts'
import { MOVES, type Role, TITLES } from './roleChart.ts'

/** The event that takes a worker from one part to another; null if there is none. */
export const moveBetween: (from: Role, to: Role) => string | null = roleMoves(
  'worker',
  Object.keys(TITLES),
  MOVES,
)
