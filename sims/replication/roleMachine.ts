// The places of a replica as a state machine, made of the moves that the picture draws. The page has no need of it: the
// sweeps hold every change of place to it.

import { type AnyMachineSnapshot, createMachine, getNextSnapshot } from 'xstate'
import { MOVES, type Role } from './roleChart.ts'

const ROLES: readonly Role[] = ['down', 'waits', 'follows', 'takesOver', 'leads', 'spare']

export const roleMachine = createMachine({
  id: 'replica',
  initial: 'down',
  states: Object.fromEntries(
    ROLES.map((role) => {
      const moves = MOVES.filter(({ from }) => from === role)
      return [role, { on: Object.fromEntries(moves.map(({ event, to }) => [event, to])) }]
    }),
  ),
})

/** The event that takes a replica from one place to another; null if there is none. */
export function moveBetween(from: Role, to: Role): string | null {
  const state: AnyMachineSnapshot = roleMachine.resolveState({ value: from })
  const leads = (event: string) =>
    state.can({ type: event }) && getNextSnapshot(roleMachine, state as never, { type: event }).value === to
  return roleMachine.events.find(leads) ?? null
}
