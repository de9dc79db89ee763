// Figure 4: server states and what moves a server between them, as a state machine. It is drawn beside the run with
// the live states lit, and the sweeps hold every change of role to it.

import { createMachine, getNextSnapshot, type StateFrom } from 'xstate'
import type { NodeView } from '../../src/engine/observer.ts'
import type { ChartPicture } from '../../src/sim/picture.ts'
import type { Role } from './state.ts'

/** Down is no role of the paper's; it is where a crashed server waits to start up as a follower. */
export type ChartRole = Role | 'down'

interface Move {
  readonly from: ChartRole
  readonly to: ChartRole
  readonly event: string
  readonly label: string
}

const MOVES: readonly Move[] = [
  { from: 'follower', to: 'candidate', event: 'TIMEOUT', label: 'times out, starts election' },
  { from: 'follower', to: 'preCandidate', event: 'ASK_FIRST', label: 'times out, asks first' },
  { from: 'preCandidate', to: 'candidate', event: 'ENCOURAGED', label: 'could win, starts election' },
  { from: 'preCandidate', to: 'follower', event: 'DISCOURAGED', label: 'discovers leader or new term' },
  { from: 'candidate', to: 'leader', event: 'WIN', label: 'receives votes from majority' },
  { from: 'candidate', to: 'follower', event: 'LOSE', label: 'discovers leader or new term' },
  { from: 'candidate', to: 'preCandidate', event: 'ASK_AGAIN', label: 'times out, asks again' },
  { from: 'leader', to: 'follower', event: 'DEPOSED', label: 'discovers higher term' },
]
const RESTART: Move = { from: 'down', to: 'follower', event: 'START', label: 'starts up' }

/** The chart without its drawing: states, and events that lead from one to another. */
export const roleMachine = createMachine({
  id: 'server',
  initial: 'down',
  states: {
    down: { on: { START: 'follower' } },
    follower: { on: { TIMEOUT: 'candidate', ASK_FIRST: 'preCandidate', CRASH: 'down', WIN_ALONE: 'leader' } },
    preCandidate: {
      on: { ENCOURAGED: 'candidate', DISCOURAGED: 'follower', CRASH: 'down', WIN_ALONE: 'leader' },
    },
    candidate: { on: { WIN: 'leader', LOSE: 'follower', ASK_AGAIN: 'preCandidate', CRASH: 'down' } },
    leader: { on: { DEPOSED: 'follower', CRASH: 'down' } },
  },
})

/** The event that takes a server from one role to another; null if the chart has none. WIN_ALONE: a cluster of one. */
export function moveBetween(from: ChartRole, to: ChartRole): string | null {
  const state: StateFrom<typeof roleMachine> = roleMachine.resolveState({ value: from })
  for (const event of roleMachine.events) {
    const next = getNextSnapshot(roleMachine, state, { type: event })
    if (next.value === to && from !== to) return event
  }
  return null
}

export function roleOf(node: NodeView): ChartRole {
  return node.memory === null ? 'down' : node.memory.role
}

const TITLES: Readonly<Record<ChartRole, string>> = {
  down: 'Down',
  follower: 'Follower',
  preCandidate: 'Asks first',
  candidate: 'Candidate',
  leader: 'Leader',
}

/** The chart with the live states lit. PreVote and crashes appear when they are there to be seen. */
export function chartOf(
  servers: readonly NodeView[],
  before: NodeView | null,
  hasPreVote: boolean,
): ChartPicture {
  const roles: ChartRole[] = hasPreVote
    ? ['follower', 'preCandidate', 'candidate', 'leader']
    : ['follower', 'candidate', 'leader']
  if (servers.some((node) => roleOf(node) === 'down')) roles.push('down')
  const now = before === null ? undefined : servers.find(({ id }) => id === before.id)
  const isLast = ({ from, to }: Move) =>
    before !== null && now !== undefined && roleOf(before) === from && roleOf(now) === to
  return {
    title: 'Roles (Figure 4)',
    states: roles.map((role) => ({
      id: role,
      title: TITLES[role],
      nodes: servers.filter((node) => roleOf(node) === role).map(({ id }) => id),
    })),
    arrows: [...MOVES, RESTART]
      .filter(({ from, to }) => roles.includes(from) && roles.includes(to))
      .filter(({ from, to }) => !hasPreVote || from !== 'follower' || to !== 'candidate')
      .map((move) => ({ from: move.from, to: move.to, label: move.label, isLast: isLast(move) })),
  }
}
