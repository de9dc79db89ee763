// Still figures for the stories about transactions: locks that nobody may let go of, steps that are taken back, and a
// request that comes twice.

import { alive } from './lanes.ts'
import type { LaneStill } from './specs.ts'

/** All have promised, and the one that knows is gone. */
export const inDoubt: LaneStill = {
  kind: 'lanes',
  width: 270,
  rows: [
    {
      name: 'k',
      lanes: [
        { from: 0, to: 96, style: 'follows', hue: null },
        { from: 96, to: 250, style: 'down', hue: null },
      ],
    },
    alive('a'),
    alive('b'),
  ],
  holds: [
    { row: 1, from: 46, to: 250, style: 'locks', hue: 2 },
    { row: 1, from: 70, to: 250, style: 'doubts', hue: 2 },
    { row: 2, from: 62, to: 250, style: 'locks', hue: 2 },
    { row: 2, from: 86, to: 250, style: 'doubts', hue: 2 },
  ],
  messages: [
    { from: 0, to: 1, at: 20, takes: 24, mark: 'vote', hue: 2 },
    { from: 0, to: 2, at: 20, takes: 40, mark: 'vote', hue: 2 },
    { from: 1, to: 0, at: 64, takes: 22, mark: 'granted', hue: 2 },
    { from: 2, to: 0, at: 80, takes: 36, mark: 'granted', hue: 2, lost: 0.8 },
  ],
  marks: [],
  notes: [],
}

/** One says no, and the other lets go of what it had promised. */
export const oneNo: LaneStill = {
  kind: 'lanes',
  width: 270,
  rows: [alive('k'), alive('a'), alive('b')],
  holds: [{ row: 1, from: 40, to: 206, style: 'locks', hue: 2 }],
  messages: [
    { from: 0, to: 1, at: 18, takes: 22, mark: 'vote', hue: 2 },
    { from: 0, to: 2, at: 18, takes: 44, mark: 'vote', hue: 2 },
    { from: 1, to: 0, at: 62, takes: 22, mark: 'granted', hue: 2 },
    { from: 2, to: 0, at: 80, takes: 44, mark: 'refusal', hue: 2 },
    { from: 0, to: 1, at: 182, takes: 22, mark: 'request', hue: 2 },
  ],
  marks: [],
  notes: [
    { row: 1, at: 44, text: 'yes', hue: 2 },
    { row: 2, at: 60, text: 'no', hue: 2 },
    { row: 1, at: 208, text: 'abort', hue: 2 },
  ],
}

/** Step by step, and back again where a later one fails. */
export const takenBack: LaneStill = {
  kind: 'lanes',
  width: 270,
  rows: [alive('k'), alive('a'), alive('b')],
  holds: [
    { row: 1, from: 34, to: 52, style: 'locks', hue: 2 },
    { row: 1, from: 210, to: 230, style: 'locks', hue: 2 },
    { row: 2, from: 116, to: 134, style: 'locks', hue: 2 },
  ],
  messages: [
    { from: 0, to: 1, at: 12, takes: 20, mark: 'request', hue: 2 },
    { from: 1, to: 0, at: 52, takes: 20, mark: 'reply', hue: 2 },
    { from: 0, to: 2, at: 80, takes: 34, mark: 'request', hue: 2 },
    { from: 2, to: 0, at: 134, takes: 34, mark: 'refusal', hue: 2 },
    { from: 0, to: 1, at: 186, takes: 22, mark: 'request', hue: 2 },
  ],
  marks: [],
  notes: [
    { row: 1, at: 34, text: 'paid', hue: 2 },
    { row: 1, at: 196, text: 'refund', hue: 2 },
  ],
}

/** The answer is lost, so it is asked again. */
export const askedTwice: LaneStill = {
  kind: 'lanes',
  width: 270,
  rows: [alive('c'), alive('a')],
  holds: [
    { row: 1, from: 60, to: 78, style: 'locks', hue: 2 },
    { row: 1, from: 182, to: 200, style: 'locks', hue: 2 },
  ],
  messages: [
    { from: 0, to: 1, at: 30, takes: 28, mark: 'request', hue: 2 },
    { from: 1, to: 0, at: 80, takes: 30, mark: 'reply', hue: 2, lost: 0.6 },
    { from: 0, to: 1, at: 152, takes: 28, mark: 'request', hue: 2 },
  ],
  marks: [],
  notes: [
    { row: 1, at: 60, text: '−40', hue: 2 },
    { row: 1, at: 188, text: '−40?', hue: 2 },
  ],
}
