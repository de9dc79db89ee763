// Still figures for the stories about a log and what is made from it: a model that is behind, and a crash between two writes
// to one disk.

import type { LaneStill, Still } from './specs.ts'

/** Written here and read there: what is shown is made from the log a moment later. */
export const twoModels: Still = {
  kind: 'cluster',
  nodes: [
    { x: 28, y: 66, glyph: 'client', letter: 'c', hue: null },
    { x: 140, y: 24, glyph: 'leader', letter: 'W', hue: 1 },
    { x: 228, y: 108, glyph: 'follower', letter: 'R', hue: 2 },
  ],
  links: [
    [0, 1],
    [1, 2],
    [0, 2],
  ],
  messages: [
    { from: 0, to: 1, share: 0.6, mark: 'request', hue: null },
    { from: 1, to: 2, share: 0.45, mark: 'request', hue: 1 },
    { from: 2, to: 0, share: 0.5, mark: 'reply', hue: null },
  ],
  notes: [
    { x: 74, y: 30, text: 'x+50', anchor: 'middle' },
    { x: 120, y: 112, text: 'x is 0', anchor: 'middle' },
  ],
}

/** The log by the numbers of its events, and two models that have less of it. */
export const behindTheLog: Still = {
  kind: 'logs',
  rows: [
    { name: 'w', terms: [1, 2, 3, 4, 5, 6], committed: 6 },
    { name: 'r1', terms: [1, 2, 3], committed: 3 },
    { name: 'r2', terms: [1, 2, 3, 4, 5], committed: 5 },
  ],
  bracket: null,
}

/** One of two things is on disk, and the power fails. */
export const crashBetween: LaneStill = {
  kind: 'lanes',
  width: 270,
  rows: [
    { name: 'w', lanes: [{ from: 0, to: 250, style: 'leads', hue: 1 }] },
    {
      name: 'r',
      lanes: [
        { from: 0, to: 112, style: 'follows', hue: 2 },
        { from: 112, to: 166, style: 'down', hue: null },
        { from: 166, to: 250, style: 'follows', hue: 2 },
      ],
    },
  ],
  holds: [
    { row: 1, from: 56, to: 80, style: 'locks', hue: 2 },
    { row: 1, from: 88, to: 112, style: 'doubts', hue: 2 },
  ],
  messages: [
    { from: 0, to: 1, at: 26, takes: 26, mark: 'request', hue: 1 },
    { from: 1, to: 0, at: 176, takes: 26, mark: 'request', hue: 2 },
  ],
  marks: [],
  notes: [
    { row: 0, at: 12, text: '+100', hue: 1 },
    { row: 1, at: 206, text: '+100?', hue: 2 },
  ],
}
