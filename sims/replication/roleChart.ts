// The places of a replica and what moves it from one to another, as data: drawn beside the run with the live ones lit.
// Every way into another place leads through a fence, except out of it: who was not heard when the others were fenced is
// left out, and learns so from the next configuration. The sweeps hold every change of place to this.

import type { NodeView } from '../../src/engine/observer.ts'
import type { ChartPicture } from '../../src/sim/picture.ts'
import { configurationOf, isFirst } from './state.ts'
import { placeIn } from './views.ts'

export type Role = 'down' | 'waits' | 'follows' | 'takesOver' | 'leads' | 'spare'

export interface Move {
  readonly from: Role
  readonly to: Role
  readonly event: string
  /** null: it happens and is not drawn, because an arrow from everywhere says nothing. */
  readonly label: string | null
}

const FENCED = 'is fenced'
const LEFT_OUT = 'was not heard, and is left out'

export const MOVES: readonly Move[] = [
  { from: 'waits', to: 'follows', event: 'PLACED', label: 'is placed behind the first' },
  { from: 'waits', to: 'takesOver', event: 'CHOSEN', label: 'is made the first' },
  { from: 'takesOver', to: 'leads', event: 'READY', label: 'enough have what it began with' },
  { from: 'follows', to: 'waits', event: 'FENCED', label: FENCED },
  { from: 'takesOver', to: 'waits', event: 'FENCED', label: FENCED },
  { from: 'leads', to: 'waits', event: 'FENCED', label: FENCED },
  { from: 'waits', to: 'spare', event: 'LEFT_OUT', label: 'is given no place' },
  { from: 'spare', to: 'waits', event: 'FENCED', label: FENCED },
  { from: 'follows', to: 'spare', event: 'LEFT_OUT', label: LEFT_OUT },
  { from: 'takesOver', to: 'spare', event: 'LEFT_OUT', label: LEFT_OUT },
  { from: 'leads', to: 'spare', event: 'LEFT_OUT', label: LEFT_OUT },
  { from: 'down', to: 'waits', event: 'START', label: 'starts up' },
  { from: 'waits', to: 'down', event: 'CRASH', label: null },
  { from: 'follows', to: 'down', event: 'CRASH', label: null },
  { from: 'takesOver', to: 'down', event: 'CRASH', label: null },
  { from: 'leads', to: 'down', event: 'CRASH', label: null },
  { from: 'spare', to: 'down', event: 'CRASH', label: null },
]

export function roleOf({ disk, memory, id }: NodeView): Role {
  if (memory === null) return 'down'
  const state = { disk, memory }
  if (configurationOf(state) === null) return 'waits'
  if (placeIn(state, { id }) === 'spare') return 'spare'
  if (!isFirst(state, id)) return 'follows'
  return memory.isActive ? 'leads' : 'takesOver'
}

const TITLES: Readonly<Record<Role, string>> = {
  follows: 'Follows',
  waits: 'Waits',
  takesOver: 'Takes over',
  leads: 'Leads',
  spare: 'Spare',
  down: 'Down',
}

/** Spares and crashes appear when they are there to be seen. */
export function chartOf(replicas: readonly NodeView[], before: NodeView | null): ChartPicture {
  const isSeen = (role: Role) => replicas.some((node) => roleOf(node) === role)
  const roles = (['follows', 'waits', 'takesOver', 'leads'] as Role[]).concat(
    (['spare', 'down'] as const).filter(isSeen),
  )
  const now = before === null ? undefined : replicas.find(({ id }) => id === before.id)
  const isLast = ({ from, to }: Move) =>
    before !== null && now !== undefined && roleOf(before) === from && roleOf(now) === to
  return {
    title: 'Places of a replica',
    states: roles.map((role) => ({
      id: role,
      title: TITLES[role],
      nodes: replicas.filter((node) => roleOf(node) === role).map(({ id }) => id),
    })),
    arrows: MOVES.flatMap((move) => {
      const { from, to, label } = move
      if (label === null || !roles.includes(from) || !roles.includes(to)) return []
      return [{ from, to, label, isLast: isLast(move) }]
    }),
  }
}
