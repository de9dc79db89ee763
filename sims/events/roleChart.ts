// What a projector is about, and what moves it from one to another, as data: drawn beside the run with the live ones lit.
// The sweeps hold every change to it.

import type { NodeView } from '../../src/engine/observer.ts'
import type { ChartPicture } from '../../src/sim/picture.ts'
import { isAtStop, type ProjectorDisk, type ProjectorMemory } from './state.ts'

export type Role = 'down' | 'waits' | 'applies' | 'rebuilds' | 'stands'

export interface Move {
  readonly from: Role
  readonly to: Role
  readonly event: string
  /** null: it happens and is not drawn, because an arrow from everywhere says nothing. */
  readonly label: string | null
}

export const MOVES: readonly Move[] = [
  { from: 'waits', to: 'applies', event: 'EVENTS', label: 'events come' },
  { from: 'applies', to: 'waits', event: 'ON_DISK', label: 'they are on disk' },
  { from: 'waits', to: 'rebuilds', event: 'DROP', label: 'its model is dropped' },
  { from: 'applies', to: 'rebuilds', event: 'DROP', label: 'its model is dropped' },
  { from: 'rebuilds', to: 'waits', event: 'REBUILT', label: 'it has what the log had' },
  { from: 'rebuilds', to: 'stands', event: 'AT_EVENT', label: 'it is to go no further' },
  { from: 'waits', to: 'stands', event: 'STOP', label: 'is told to stop' },
  { from: 'applies', to: 'stands', event: 'STOP', label: 'is told to stop' },
  { from: 'stands', to: 'rebuilds', event: 'DROP', label: 'its model is dropped' },
  { from: 'stands', to: 'waits', event: 'FOLLOW', label: 'is to follow again' },
  { from: 'down', to: 'waits', event: 'START', label: 'starts up' },
  { from: 'down', to: 'rebuilds', event: 'START_AGAIN', label: null },
  { from: 'down', to: 'stands', event: 'START_THERE', label: null },
  { from: 'waits', to: 'down', event: 'CRASH', label: null },
  { from: 'applies', to: 'down', event: 'CRASH', label: null },
  { from: 'rebuilds', to: 'down', event: 'CRASH', label: null },
  { from: 'stands', to: 'down', event: 'CRASH', label: null },
]

type Seen = Pick<NodeView, 'disk' | 'memory'>

export function roleOf(node: Seen): Role {
  const disk: ProjectorDisk = node.disk
  const memory: ProjectorMemory | null = node.memory
  if (memory === null) return 'down'
  if (disk.isRebuilding) return 'rebuilds'
  if (isAtStop(disk)) return 'stands'
  return memory.pending.length > 0 ? 'applies' : 'waits'
}

const TITLES: Readonly<Record<Role, string>> = {
  waits: 'Waits',
  applies: 'Applies',
  rebuilds: 'Rebuilds',
  stands: 'Stands',
  down: 'Down',
}

/** Standing still and being down appear when they are there to be seen. */
export function chartOf(projectors: readonly NodeView[], before: NodeView | null): ChartPicture {
  const isSeen = (role: Role) => projectors.some((node) => roleOf(node) === role)
  const roles: readonly Role[] = [
    'waits',
    'applies',
    'rebuilds',
    ...(['stands', 'down'] as const).filter(isSeen),
  ]
  const now = before === null ? undefined : projectors.find(({ id }) => id === before.id)
  const isLast = ({ from, to }: Move) =>
    before !== null && now !== undefined && roleOf(before) === from && roleOf(now) === to
  return {
    title: 'What a projector does',
    states: roles.map((role) => ({
      id: role,
      title: TITLES[role],
      nodes: projectors.filter((node) => roleOf(node) === role).map(({ id }) => id),
    })),
    arrows: MOVES.flatMap((move) => {
      const { from, to, label } = move
      if (label === null || !roles.includes(from) || !roles.includes(to)) return []
      return [{ from, to, label, isLast: isLast(move) }]
    }),
  }
}
