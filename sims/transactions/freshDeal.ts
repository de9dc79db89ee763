// A transaction at its coordinator as it begins, whichever protocol brings it to its end, and also after a crash.

import type { Deal } from './state.ts'

/** Of which nothing has been done yet. In one piece, for every transaction begins with it. */
export function freshDeal(
  {
    tx,
    request,
    client,
    presumption,
    parts,
  }: Pick<Deal, 'tx' | 'request' | 'client' | 'presumption' | 'parts'>,
  sinceUs: number,
): Deal {
  return {
    tx,
    request,
    client,
    presumption,
    parts,
    phase: 'works',
    worked: {},
    votes: {},
    values: [],
    outcome: null,
    why: '',
    tell: [],
    queue: [],
    acks: {},
    sinceUs,
    dueUs: -1,
  }
}
