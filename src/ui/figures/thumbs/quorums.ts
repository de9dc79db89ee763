// Still figures for the stories about stores without a leader: three copies in the hues of what they hold, and who asks
// how many of them.

import type { Hue } from '../../../sim/picture.ts'
import type { Still, StillNode } from './specs.ts'

const copy = (x: number, y: number, hue: Hue): StillNode => ({ x, y, glyph: 'follower', letter: 'R', hue })
const client = (x: number, y: number): StillNode => ({ x, y, glyph: 'client', letter: 'c', hue: null })

/** Copies in a triangle; a client on each side. */
const asked = (hues: readonly [Hue, Hue, Hue]): readonly StillNode[] => [
  client(26, 66),
  copy(118, 66, hues[0]),
  copy(186, 26, hues[1]),
  copy(186, 106, hues[2]),
  client(274, 66),
]

const LINKS = [
  [0, 1],
  [1, 2],
  [1, 3],
  [2, 3],
] as const

/** Each side of a wall has a copy, a client, and another answer. */
export const twoSides: Still = {
  kind: 'cluster',
  nodes: [client(26, 66), copy(96, 66, 2), copy(196, 30, 3), copy(196, 104, 3), client(270, 66)],
  links: [
    [0, 1],
    [2, 3],
    [2, 4],
    [3, 4],
  ],
  wall: 146,
  messages: [
    { from: 0, to: 1, share: 0.6, mark: 'request', hue: null },
    { from: 4, to: 2, share: 0.55, mark: 'request', hue: null },
  ],
  notes: [
    { x: 96, y: 104, text: 'x=1', hue: 2, anchor: 'middle' },
    { x: 224, y: 22, text: 'x=2', hue: 3 },
  ],
}

/** Two of three have the write, and the third is among those who are asked. */
export const overlap: Still = {
  kind: 'cluster',
  nodes: asked([2, 2, 1]),
  links: [...LINKS, [2, 4], [3, 4]],
  messages: [
    { from: 1, to: 3, share: 0.45, mark: 'request', hue: 2 },
    { from: 4, to: 2, share: 0.5, mark: 'request', hue: null },
    { from: 4, to: 3, share: 0.5, mark: 'request', hue: null },
  ],
  notes: [
    { x: 66, y: 48, text: 'W=2', anchor: 'middle' },
    { x: 250, y: 28, text: 'R=2', anchor: 'middle' },
  ],
}

/** Two writers, and clocks that do not agree on who was later. */
export const twoClocks: Still = {
  kind: 'cluster',
  nodes: asked([4, 4, 2]),
  links: [...LINKS, [3, 4]],
  messages: [
    { from: 0, to: 1, share: 0.55, mark: 'request', hue: null },
    { from: 4, to: 3, share: 0.55, mark: 'request', hue: null },
  ],
  notes: [
    { x: 118, y: 30, text: '12:05', anchor: 'middle' },
    { x: 232, y: 122, text: '12:00', anchor: 'middle' },
  ],
}

/** Who stands in keeps the write, with a note whose it is. */
export const standIn: Still = {
  kind: 'cluster',
  nodes: [
    client(26, 66),
    copy(104, 66, 2),
    { ...copy(196, 26, null), status: 'crashed' },
    copy(196, 106, null),
  ],
  links: [
    [0, 1],
    [1, 2],
    [1, 3],
  ],
  messages: [
    { from: 1, to: 2, share: 0.5, mark: 'request', hue: 2, isLost: true },
    { from: 1, to: 3, share: 0.6, mark: 'request', hue: 2 },
  ],
  notes: [{ x: 222, y: 110, text: 'x=2 for n3', hue: 2 }],
}

/** One copy is old, and another tells it. */
export const mended: Still = {
  kind: 'cluster',
  nodes: asked([2, 2, 1]).slice(0, 4),
  links: LINKS,
  messages: [
    { from: 1, to: 0, share: 0.5, mark: 'reply', hue: 2 },
    { from: 1, to: 3, share: 0.55, mark: 'request', hue: 2 },
  ],
  notes: [
    { x: 214, y: 30, text: 'x=2', hue: 2 },
    { x: 214, y: 110, text: 'x=1', hue: 1 },
  ],
}
