// Still figures for the stories about a payment provider: what was asked of it, what it did, and what was heard.

import { alive, diesAt, held, said, sent, still } from './lanes.ts'

const lost = (message: ReturnType<typeof sent>) => ({ ...message, lost: 0.55 })

/** Once the request is lost and once the answer: the upper line looks the same. */
export const lostEitherWay = still(
  [alive('shop'), alive('psp')],
  [],
  [
    lost(sent(0, 1, 30, 28, 'request', 2)),
    sent(0, 1, 150, 28, 'request', 2),
    lost(sent(1, 0, 184, 28, 'reply', 2)),
  ],
  [said(0, 70, '?'), said(0, 216, '?'), said(1, 212, '−40', 2)],
)

/** The money is taken, nobody hears of it, and the order is called off. */
export const takenForFailed = still(
  [alive('shop'), alive('psp')],
  [],
  [sent(0, 1, 30, 28, 'request', 2), lost(sent(1, 0, 64, 30, 'reply', 2))],
  [said(1, 94, '−40', 2), said(0, 166, 'failed?')],
)

/** The question overtakes what it asks about. */
export const noSuchCharge = still(
  [alive('shop'), alive('psp')],
  [],
  [sent(0, 1, 24, 184, 'request', 2), sent(0, 1, 84, 26, 'vote', 3), sent(1, 0, 114, 26, 'refusal', 3)],
  [said(0, 24, 'charge', 2), said(0, 142, 'none', 3), said(1, 208, '−40', 2)],
)

/** It dies while its record is on the way to disk. */
export const writesFirst = still(
  [diesAt('shop', 104, 176), alive('psp')],
  [held(0, 66, 104, 2)],
  [],
  [said(0, 40, 'charge', 2), said(0, 184, 'asked?')],
)

/** It is asked before the vote, and told after it. */
export const providerCannotVote = still(
  [alive('k'), alive('a'), alive('psp')],
  [held(1, 46, 226, 2), held(1, 128, 226, 2, 'doubts')],
  [
    sent(0, 1, 20, 24, 'vote', 2),
    sent(1, 2, 50, 28, 'request', 2),
    sent(2, 1, 96, 28, 'reply', 2),
    sent(1, 0, 132, 24, 'granted', 2),
    sent(0, 1, 196, 26, 'request', 2),
  ],
  [said(2, 134, 'held', 2)],
)
