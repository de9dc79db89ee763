// A list of moves between roles as a state machine. The page has no need of it: tests hold every change of role in a run to
// it, and a picture is drawn from the same list.

import { type AnyMachineSnapshot, createMachine, getNextSnapshot } from 'xstate'

export interface RoleMove {
  readonly from: string
  readonly to: string
  readonly event: string
}

/** The event that takes a machine of these moves from one role to another; null if there is none. */
export function roleMoves(id: string, roles: readonly string[], moves: readonly RoleMove[]) {
  const movesFrom = (role: string) =>
    Object.fromEntries(moves.filter(({ from }) => from === role).map(({ event, to }) => [event, to]))
  const machine = createMachine({
    id,
    initial: roles[0]!,
    states: Object.fromEntries(roles.map((role) => [role, { on: movesFrom(role) }])),
  })
  return (from: string, to: string): string | null => {
    const state: AnyMachineSnapshot = machine.resolveState({ value: from })
    const leads = (event: string) =>
      state.can({ type: event }) && getNextSnapshot(machine, state as never, { type: event }).value === to
    return machine.events.find(leads) ?? null
  }
}
