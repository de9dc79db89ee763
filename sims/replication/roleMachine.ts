// The places of a replica as a state machine, made of the moves that the picture draws. The page has no need of it: the
// sweeps hold every change of place to it.

import { roleMoves } from '../../src/sim/roleMachine.ts'
import { MOVES, type Role } from './roleChart.ts'

const ROLES: readonly Role[] = ['down', 'waits', 'follows', 'takesOver', 'leads', 'spare']

/** The event that takes a replica from one place to another; null if there is none. */
export const moveBetween: (from: Role, to: Role) => string | null = roleMoves('replica', ROLES, MOVES)
