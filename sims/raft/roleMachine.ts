// Figure 4 as a state machine, made of the moves that the picture draws. The page has no need of it: the sweeps hold
// every change of role to it.

import { type AnyMachineSnapshot, createMachine, getNextSnapshot } from 'xstate'
import { type ChartRole, MOVES } from './roleChart.ts'

const ROLES: readonly ChartRole[] = ['down', 'follower', 'preCandidate', 'candidate', 'leader']

export const roleMachine = createMachine({
  id: 'server',
  initial: 'down',
  states: Object.fromEntries(ROLES.map((role) => [role, { on: movesFrom(role) }])),
})

function movesFrom(role: ChartRole): Record<string, string> {
  return Object.fromEntries(MOVES.filter(({ from }) => from === role).map(({ event, to }) => [event, to]))
}

/** The event that takes a server from one role to another; null if the chart has none. */
export function moveBetween(from: ChartRole, to: ChartRole): string | null {
  const state: AnyMachineSnapshot = roleMachine.resolveState({ value: from })
  const leads = (event: string) =>
    state.can({ type: event }) && getNextSnapshot(roleMachine, state as never, { type: event }).value === to
  return roleMachine.events.find(leads) ?? null
}
