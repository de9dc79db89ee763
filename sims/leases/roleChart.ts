// The parts that a worker plays and what moves it from one to another, as data: drawn beside the run with the live ones lit. It
// loses the lock from everywhere, and never without hearing of it: until then it stays where it is. The sweeps hold
// every change to this.

import type { NodeView } from '../../src/engine/observer.ts'
import type { ChartPicture } from '../../src/sim/picture.ts'
import type { Phase, WorkerMemory } from './worker.ts'

export type Role = Phase | 'down'

export interface Move {
  readonly from: Role
  readonly to: Role
  readonly event: string
  /** null: it happens and is not drawn, because an arrow from everywhere says nothing. */
  readonly label: string | null
}

const HEARS = 'hears that it lost the lock'

export const MOVES: readonly Move[] = [
  { from: 'idle', to: 'asks', event: 'JOB', label: 'has a job' },
  { from: 'asks', to: 'reads', event: 'GRANTED', label: 'is given the lock' },
  { from: 'reads', to: 'works', event: 'KNOWS', label: 'knows what the file holds' },
  { from: 'works', to: 'poised', event: 'LOOKED', label: 'looks at its clock' },
  { from: 'poised', to: 'writes', event: 'SENT', label: 'sends its write' },
  { from: 'writes', to: 'works', event: 'MORE', label: 'has more to write' },
  { from: 'writes', to: 'idle', event: 'DONE', label: 'is done, and lets go' },
  { from: 'writes', to: 'asks', event: 'LOST', label: 'is refused' },
  { from: 'works', to: 'asks', event: 'LOST', label: 'sees that its time is over' },
  { from: 'reads', to: 'asks', event: 'LOST', label: HEARS },
  { from: 'poised', to: 'asks', event: 'LOST', label: HEARS },
  { from: 'down', to: 'idle', event: 'START', label: 'starts up' },
  ...(['idle', 'asks', 'reads', 'works', 'poised', 'writes'] as const).map(
    (from): Move => ({ from, to: 'down', event: 'CRASH', label: null }),
  ),
]

export const TITLES: Readonly<Record<Role, string>> = {
  idle: 'Idle',
  asks: 'Asks',
  reads: 'Reads',
  works: 'Works',
  poised: 'About to write',
  writes: 'Writes',
  down: 'Down',
}

export function roleOf({ memory }: NodeView): Role {
  return (memory as WorkerMemory | null)?.phase ?? 'down'
}

/** Crashes appear when they are there to be seen. */
export function chartOf(workers: readonly NodeView[], before: NodeView | null): ChartPicture {
  const roles = (Object.keys(TITLES) as Role[]).filter(
    (role) => role !== 'down' || workers.some((node) => roleOf(node) === role),
  )
  const now = before === null ? undefined : workers.find(({ id }) => id === before.id)
  const isLast = ({ from, to }: Move) =>
    before !== null && now !== undefined && roleOf(before) === from && roleOf(now) === to
  return {
    title: 'What a worker does',
    states: roles.map((role) => ({
      id: role,
      title: TITLES[role],
      nodes: workers.filter((node) => roleOf(node) === role).map(({ id }) => id),
    })),
    arrows: MOVES.flatMap((move) => {
      const { from, to, label } = move
      if (label === null || !roles.includes(from) || !roles.includes(to)) return []
      return [{ from, to, label, isLast: isLast(move) }]
    }),
  }
}
