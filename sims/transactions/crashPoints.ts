// The moments at which two-phase commit can be hurt, in one table: scenarios and tests are made from it. Times are from the
// moment a client asks, in a world where a message takes 10 ms, a forced write 1 ms, and each send of the outcome 4 ms.

import type { Settings } from '../../src/engine/process.ts'
import type { Outcome } from './state.ts'

export interface CrashPoint {
  readonly id: string
  /** "after its yes" */
  readonly title: string
  /** The participant that dies is the second. */
  readonly who: 'coordinator' | 'participant'
  readonly afterUs: number
  /** How the transaction ends, under presumed abort, when the dead one comes back. */
  readonly outcome: Outcome
  /** Who stands in doubt while it is away: the one that died, the others, or all. */
  readonly inDoubt: 'nobody' | 'itself' | 'others' | 'all'
}

const MS = 1000

export const CALM: Settings = {
  latencyMinUs: 10 * MS,
  latencyMaxUs: 10 * MS,
  diskSyncUs: 1 * MS,
  sendGapUs: 4 * MS,
}

export const CRASH_POINTS: readonly CrashPoint[] = [
  {
    ...{ id: 'before-vote', title: 'before the vote', who: 'participant' },
    ...{ afterUs: 41_500, outcome: 'abort', inDoubt: 'nobody' },
  },
  {
    ...{ id: 'after-yes', title: 'after yes', who: 'participant' },
    ...{ afterUs: 42_500, outcome: 'commit', inDoubt: 'itself' },
  },
  {
    ...{ id: 'before-decision', title: 'before the decision is logged', who: 'coordinator' },
    ...{ afterUs: 52_500, outcome: 'abort', inDoubt: 'all' },
  },
  {
    ...{ id: 'after-decision', title: 'after it is logged', who: 'coordinator' },
    ...{ afterUs: 55_000, outcome: 'commit', inDoubt: 'all' },
  },
  {
    ...{ id: 'between-sends', title: 'between two sends', who: 'coordinator' },
    ...{ afterUs: 59_000, outcome: 'commit', inDoubt: 'others' },
  },
  {
    ...{ id: 'before-ack', title: 'before an ack', who: 'participant' },
    ...{ afterUs: 71_500, outcome: 'commit', inDoubt: 'itself' },
  },
]
