// What a projector does as a state machine, made of the moves that the picture draws. The page has no need of it: the sweeps
// hold every change to it.

import { roleMoves } from '../../src/sim/roleMachine.ts'
import { MOVES, type Role } from './roleChart.ts'

const ROLES: readonly Role[] = ['down', 'waits', 'applies', 'rebuilds', 'stands']

/** The event that takes a projector from one role to another; null if there is none. */
export const moveBetween: (from: Role, to: Role) => string | null = roleMoves('projector', ROLES, MOVES)
