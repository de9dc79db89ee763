// Figure 4: server states and what moves a server between them, as data. It is drawn beside the run with the live
// states lit; roleMachine.ts makes a state machine of the same moves, and the sweeps hold every change of role to it.

import type { NodeView } from '../../src/engine/observer.ts'
import type { Settings } from '../../src/engine/process.ts'
import type { ChartPicture } from '../../src/sim/picture.ts'
import type { Role } from './state.ts'

/** Down is no role of the paper's; it is where a crashed server waits to start up as a follower. */
export type ChartRole = Role | 'down'

export interface Move {
  readonly from: ChartRole
  readonly to: ChartRole
  readonly event: string
  /** null: it happens and is not drawn, because an arrow from everywhere says nothing. */
  readonly label: string | null
  /** Drawn only if the settings are so. */
  readonly only?: 'noPreVote' | 'checkQuorum'
}

export const MOVES: readonly Move[] = [
  {
    from: 'follower',
    to: 'candidate',
    event: 'TIMEOUT',
    label: 'times out, starts election',
    only: 'noPreVote',
  },
  { from: 'follower', to: 'preCandidate', event: 'ASK_FIRST', label: 'times out, asks first' },
  { from: 'preCandidate', to: 'candidate', event: 'ENCOURAGED', label: 'could win, starts election' },
  { from: 'preCandidate', to: 'follower', event: 'DISCOURAGED', label: 'discovers leader or new term' },
  { from: 'candidate', to: 'leader', event: 'WIN', label: 'receives votes from majority' },
  { from: 'candidate', to: 'follower', event: 'LOSE', label: 'discovers leader or new term' },
  {
    from: 'candidate',
    to: 'candidate',
    event: 'TIMEOUT',
    label: 'times out, new election',
    only: 'noPreVote',
  },
  { from: 'candidate', to: 'preCandidate', event: 'ASK_AGAIN', label: 'times out, asks again' },
  { from: 'leader', to: 'follower', event: 'DEPOSED', label: 'discovers higher term' },
  { from: 'leader', to: 'follower', event: 'RESIGN', label: 'hears no majority', only: 'checkQuorum' },
  { from: 'down', to: 'follower', event: 'START', label: 'starts up' },
  { from: 'follower', to: 'down', event: 'CRASH', label: null },
  { from: 'preCandidate', to: 'down', event: 'CRASH', label: null },
  { from: 'candidate', to: 'down', event: 'CRASH', label: null },
  { from: 'leader', to: 'down', event: 'CRASH', label: null },
]

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
  settings: Settings,
): ChartPicture {
  const isSeen = (role: ChartRole) => servers.some((node) => roleOf(node) === role)
  const roles: ChartRole[] = ['follower', 'candidate', 'leader']
  if (settings.preVote === true || isSeen('preCandidate')) roles.splice(1, 0, 'preCandidate')
  if (isSeen('down')) roles.push('down')
  const now = before === null ? undefined : servers.find(({ id }) => id === before.id)
  const last = before === null || now === undefined ? null : moveMade(before, now)
  return {
    title: 'Roles (Figure 4)',
    states: roles.map((role) => ({
      id: role,
      title: TITLES[role],
      nodes: servers.filter((node) => roleOf(node) === role).map(({ id }) => id),
    })),
    arrows: arrowsBetween(roles, settings).map((arrow) => ({
      ...arrow,
      isLast: last?.from === arrow.from && last.to === arrow.to,
    })),
  }
}

/** From where to where an event moved a server; null if it stayed. A candidate that stands again moves too. */
export function moveMade(
  before: NodeView,
  after: NodeView,
): { readonly from: ChartRole; readonly to: ChartRole } | null {
  const [from, to] = [roleOf(before), roleOf(after)]
  const standsAgain = from === 'candidate' && to === from && after.disk.currentTerm > before.disk.currentTerm
  return from === to && !standsAgain ? null : { from, to }
}

/** Moves with the same ends share one arrow. */
function arrowsBetween(roles: readonly ChartRole[], settings: Settings) {
  const isOn = { noPreVote: settings.preVote !== true, checkQuorum: settings.checkQuorum === true }
  const arrows: { from: ChartRole; to: ChartRole; label: string }[] = []
  for (const { from, to, label, only } of MOVES) {
    const isDrawn = only === undefined || isOn[only]
    if (label === null || !isDrawn || !roles.includes(from) || !roles.includes(to)) continue
    const same = arrows.find((arrow) => arrow.from === from && arrow.to === to)
    if (same === undefined) arrows.push({ from, to, label })
    else same.label += `, or ${label}`
  }
  return arrows
}
