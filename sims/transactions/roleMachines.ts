// The roles of coordinators, participants, sagas and steps as state machines, made of the moves that the pictures draw. The
// page has no need of them: the sweeps hold every change of role to them.

import { roleMoves } from '../../src/sim/roleMachine.ts'
import { CHARTS, type ChartName } from './roleChart.ts'

function machineOf(name: ChartName) {
  const { roles, moves } = CHARTS[name]
  return roleMoves(name, Object.keys(roles), moves)
}

/** By chart: the event that takes a party from one role to another; null if there is none. */
export const moveBetween: Readonly<Record<ChartName, ReturnType<typeof roleMoves>>> = {
  coordinator: machineOf('coordinator'),
  participant: machineOf('participant'),
  leader: machineOf('leader'),
  acceptor: machineOf('acceptor'),
  saga: machineOf('saga'),
  step: machineOf('step'),
}
