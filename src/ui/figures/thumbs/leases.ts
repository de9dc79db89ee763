// Still figures for the stories about a lock that runs out: two that believe they have it, and what of it each story is about;
// one that waits until the lease of the dead is over, and a lock server that has forgotten who has it.

import { alive } from './lanes.ts'
import type { LaneStill } from './specs.ts'

/** The first stands still; when it goes on, its write comes too late. */
export const twoBelieve: LaneStill = {
  kind: 'lanes',
  width: 270,
  rows: [
    {
      name: 'a',
      lanes: [
        { from: 0, to: 66, style: 'follows', hue: null },
        { from: 66, to: 190, style: 'paused', hue: null },
        { from: 190, to: 250, style: 'follows', hue: null },
      ],
    },
    alive('b'),
    alive('f'),
  ],
  holds: [
    { row: 0, from: 24, to: 230, style: 'locks', hue: 1 },
    { row: 0, from: 112, to: 230, style: 'doubts', hue: 1 },
    { row: 1, from: 124, to: 186, style: 'locks', hue: 2 },
  ],
  messages: [
    { from: 1, to: 2, at: 158, takes: 20, mark: 'request', hue: 2 },
    { from: 0, to: 2, at: 196, takes: 32, mark: 'request', hue: 1 },
  ],
  marks: [],
  notes: [
    { row: 0, at: 26, text: '33', hue: 1 },
    { row: 1, at: 126, text: '34', hue: 2 },
  ],
}

/** The late write is sent back. */
export const sentBack: LaneStill = {
  ...twoBelieve,
  holds: twoBelieve.holds!.map((hold) => (hold.to === 230 ? { ...hold, to: 250 } : hold)),
  messages: [...twoBelieve.messages, { from: 2, to: 0, at: 230, takes: 18, mark: 'refusal', hue: 1 }],
}

/** It has looked, and found that all is well. */
export const looked: LaneStill = {
  ...twoBelieve,
  notes: [
    { row: 0, at: 26, text: 'still good', hue: 1 },
    { row: 1, at: 126, text: 'still good', hue: 2 },
  ],
}

/** What should know the larger number has been away. */
export const storageBack: LaneStill = {
  ...twoBelieve,
  rows: [
    ...twoBelieve.rows.slice(0, 2),
    {
      name: 'f',
      lanes: [
        { from: 0, to: 188, style: 'follows', hue: null },
        { from: 188, to: 212, style: 'down', hue: null },
        { from: 212, to: 250, style: 'follows', hue: null },
      ],
    },
  ],
}

/** One clock is set, and a lease is over for the one and not for the other. */
export const clockSet: LaneStill = {
  kind: 'lanes',
  width: 270,
  rows: [alive('k'), alive('a'), alive('b')],
  holds: [
    { row: 0, from: 16, to: 110, style: 'locks', hue: 1 },
    { row: 0, from: 116, to: 250, style: 'locks', hue: 2 },
    { row: 1, from: 24, to: 222, style: 'locks', hue: 1 },
    { row: 1, from: 110, to: 222, style: 'doubts', hue: 1 },
    { row: 2, from: 128, to: 250, style: 'locks', hue: 2 },
  ],
  messages: [],
  marks: [],
  notes: [{ row: 0, at: 88, text: '+1 s' }],
}

/** The first comes late, and lets go of what is the second's. */
export const takenAway: LaneStill = {
  kind: 'lanes',
  width: 270,
  rows: [alive('a'), alive('k'), alive('b')],
  holds: [
    { row: 0, from: 24, to: 182, style: 'locks', hue: 1 },
    { row: 0, from: 108, to: 182, style: 'doubts', hue: 1 },
    { row: 1, from: 16, to: 108, style: 'locks', hue: 1 },
    { row: 1, from: 116, to: 200, style: 'locks', hue: 2 },
    { row: 2, from: 124, to: 250, style: 'locks', hue: 2 },
    { row: 2, from: 200, to: 250, style: 'doubts', hue: 2 },
  ],
  messages: [{ from: 0, to: 1, at: 182, takes: 16, mark: 'reply', hue: 1 }],
  marks: [],
  notes: [
    { row: 0, at: 26, text: '33', hue: 1 },
    { row: 2, at: 126, text: '34', hue: 2 },
  ],
}

/** The one is gone, and the other gets the lock when its time is over. */
export const leaseOver: LaneStill = {
  kind: 'lanes',
  width: 270,
  rows: [
    {
      name: 'a',
      lanes: [
        { from: 0, to: 70, style: 'follows', hue: null },
        { from: 70, to: 250, style: 'down', hue: null },
      ],
    },
    alive('k'),
    alive('b'),
  ],
  holds: [
    { row: 0, from: 34, to: 70, style: 'locks', hue: 1 },
    { row: 1, from: 24, to: 164, style: 'locks', hue: 1 },
    { row: 1, from: 184, to: 250, style: 'locks', hue: 2 },
    { row: 2, from: 84, to: 196, style: 'waits', hue: null },
    { row: 2, from: 196, to: 250, style: 'locks', hue: 2 },
  ],
  messages: [
    { from: 2, to: 1, at: 92, takes: 14, mark: 'vote', hue: null },
    { from: 1, to: 2, at: 112, takes: 14, mark: 'refusal', hue: null },
    { from: 2, to: 1, at: 170, takes: 14, mark: 'vote', hue: null },
  ],
  marks: [],
  notes: [],
}

/** The lock server was away, and gives the lock to nobody until its holder lets go. */
export const forgotten: LaneStill = {
  kind: 'lanes',
  width: 270,
  rows: [
    alive('a'),
    {
      name: 'k',
      lanes: [
        { from: 0, to: 60, style: 'follows', hue: null },
        { from: 60, to: 104, style: 'down', hue: null },
        { from: 104, to: 250, style: 'follows', hue: null },
      ],
    },
    alive('b'),
  ],
  holds: [
    { row: 0, from: 30, to: 178, style: 'locks', hue: 1 },
    { row: 1, from: 20, to: 60, style: 'locks', hue: 1 },
    { row: 1, from: 204, to: 250, style: 'locks', hue: 2 },
    { row: 2, from: 108, to: 218, style: 'waits', hue: null },
    { row: 2, from: 218, to: 250, style: 'locks', hue: 2 },
  ],
  messages: [
    { from: 2, to: 1, at: 112, takes: 14, mark: 'vote', hue: null },
    { from: 1, to: 2, at: 130, takes: 14, mark: 'refusal', hue: null },
    { from: 0, to: 1, at: 180, takes: 14, mark: 'reply', hue: 1 },
  ],
  marks: [],
  notes: [],
}
