// Still figures for the stories in which two want the same row, or somebody sees what is only half done.

import { alive, diesAt, END, held, said, sent, still } from './lanes.ts'

/** Each has a row, and asks for the other's. */
export const crossed = still(
  [alive('a'), alive('b')],
  [held(0, 40, END, 2), held(1, 40, END, 3)],
  [sent(0, 1, 110, 34, 'request', 2), sent(1, 0, 110, 34, 'request', 3)],
  [said(0, 40, 't1', 2), said(1, 40, 't2', 3)],
)

/** Money that has left and not arrived, and a reader just then. */
export const onItsWay = still(
  [alive('c'), alive('a'), alive('b')],
  [held(1, 40, 58, 2), held(2, 206, 224, 2)],
  [sent(0, 1, 96, 24, 'request', null), sent(0, 2, 96, 48, 'request', null)],
  [said(1, 40, '−10', 2), said(2, 198, '+10', 2), said(0, 96, '290?')],
)

/** One seat, and two who ask for it while it is taken. */
export const oneSeat = still(
  [alive('c1'), alive('c2'), alive('s')],
  [held(2, 50, 170, 2)],
  [
    sent(0, 2, 10, 42, 'request', 2),
    sent(1, 2, 76, 22, 'request', 3),
    sent(2, 1, 106, 22, 'refusal', 3),
    sent(2, 0, 178, 42, 'refusal', 2),
  ],
  [said(2, 130, '0 left', 2)],
)

/** Two look at the same moment, and both see it free. */
export const bothLook = still(
  [alive('c1'), alive('s'), alive('c2')],
  [held(1, 196, 226, 2)],
  [
    sent(0, 1, 16, 24, 'request', 2),
    sent(2, 1, 24, 24, 'request', 3),
    sent(1, 0, 48, 24, 'reply', 2),
    sent(1, 2, 56, 24, 'reply', 3),
    sent(0, 1, 166, 28, 'request', 2),
    sent(2, 1, 182, 28, 'request', 3),
  ],
  [said(0, 84, 'free', 2), said(2, 84, 'free', 3)],
)

/** What was to undo it is there first. */
export const overtaken = still(
  [alive('k'), alive('a')],
  [held(1, 112, 128, 2), held(1, 206, 222, 2)],
  [sent(0, 1, 24, 178, 'request', 2), sent(0, 1, 84, 26, 'request', 3)],
  [said(0, 24, 'charge', 2), said(0, 84, 'refund', 3)],
)

/** Both add to what they read, and the later one wins. */
export const lostUpdate = still(
  [alive('k1'), alive('a'), alive('k2')],
  [held(1, 150, 168, 2), held(1, 200, 218, 3)],
  [
    sent(1, 0, 40, 26, 'reply', 2),
    sent(1, 2, 48, 26, 'reply', 3),
    sent(0, 1, 120, 28, 'request', 2),
    sent(2, 1, 170, 28, 'request', 3),
  ],
  [said(0, 76, '100', 2), said(2, 82, '100', 3), said(1, 216, '105')],
)

/** The first is not over when the second comes. */
export const underWay = still(
  [alive('c'), alive('a')],
  [held(1, 54, 156, 2), held(1, 160, END, 2)],
  [sent(0, 1, 24, 28, 'request', 2), sent(0, 1, 104, 28, 'request', 2)],
  [said(0, 24, 'o1', 2), said(0, 104, 'o1', 2)],
)

/** Asked again, and told that the name is taken. */
export const taken = still(
  [alive('c'), alive('a')],
  [held(1, 52, 76, 2)],
  [
    sent(0, 1, 24, 26, 'request', 2),
    { ...sent(1, 0, 78, 28, 'reply', 2), lost: 0.55 },
    sent(0, 1, 146, 26, 'request', 2),
    sent(1, 0, 178, 26, 'refusal', 2),
  ],
  [said(0, 24, 'o1', 2), said(0, 146, 'o1', 2)],
)

/** Nobody waits, and only one comes through. */
export const lookedAgain = still(
  [alive('k1'), alive('a'), alive('k2')],
  [],
  [
    sent(0, 1, 20, 26, 'request', 2),
    sent(2, 1, 28, 26, 'request', 3),
    sent(0, 1, 116, 26, 'vote', 2),
    sent(2, 1, 132, 26, 'vote', 3),
    sent(1, 0, 146, 26, 'granted', 2),
    sent(1, 2, 162, 26, 'refusal', 3),
  ],
  [said(0, 176, 'yes', 2), said(2, 192, 'changed', 3)],
)

/** Each tells the next, also after it was down. */
export const passedOn = still(
  [diesAt('a', 66, 140), alive('b'), alive('c')],
  [held(0, 30, 48, 2), held(1, 180, 196, 2), held(2, 226, 242, 2)],
  [sent(0, 1, 150, 26, 'request', 2), sent(1, 2, 198, 26, 'request', 2)],
  [],
)

/** Another finishes what the dead one began. */
export const finishedByAnother = still(
  [diesAt('k1', 96), alive('k2'), alive('a')],
  [held(2, 48, 180, 2), held(2, 76, 180, 2, 'doubts')],
  [
    sent(0, 2, 20, 28, 'vote', 2),
    { ...sent(2, 0, 66, 36, 'granted', 2), lost: 0.8 },
    sent(2, 1, 112, 22, 'request', 2),
    sent(1, 2, 154, 22, 'reply', 2),
  ],
  [],
)

/** The vote goes to two, and one of them can finish. */
export const keptByTwo = still(
  [diesAt('k1', 84), alive('k2'), alive('a')],
  [held(2, 34, 196, 2), held(2, 60, 196, 2, 'doubts')],
  [
    { ...sent(2, 0, 60, 44, 'granted', 2), lost: 0.8 },
    sent(2, 1, 60, 40, 'granted', 2),
    sent(2, 1, 130, 22, 'request', 2),
    sent(1, 2, 174, 22, 'reply', 2),
  ],
  [said(1, 116, 'kept', 2)],
)

/** One of three is there, and that is not enough. */
export const oneOfThree = still(
  [alive('k1'), diesAt('k2', 20), diesAt('k3', 20)],
  [],
  [
    { ...sent(0, 1, 90, 34, 'vote', 2), lost: 0.75 },
    { ...sent(0, 2, 90, 54, 'vote', 2), lost: 0.75 },
    { ...sent(0, 1, 176, 34, 'vote', 2), lost: 0.75 },
    { ...sent(0, 2, 176, 54, 'vote', 2), lost: 0.75 },
  ],
  [said(0, 46, 'all yes', 2)],
)

/** Each side ends it in its own way. */
export const endedBothWays = still(
  [alive('k'), alive('a'), alive('b')],
  [held(1, 36, 120, 2), held(2, 36, 170, 2)],
  [sent(0, 1, 72, 22, 'vote', 2), { ...sent(0, 2, 72, 44, 'vote', 2), lost: 0.75 }],
  [said(1, 126, 'commit', 2), said(2, 176, 'abort', 2)],
)
