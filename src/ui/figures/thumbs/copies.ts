// Still figures for the stories about copies of data: a primary with its backups, two sides of a cut, a chain, and a read
// that goes elsewhere than the write.

import type { Hue } from '../../../sim/picture.ts'
import type { Still, StillNode } from './specs.ts'

const place = (x: number, y: number, letter: string, hue: Hue): StillNode => {
  return { x, y, glyph: letter === 'P' || letter === 'H' ? 'leader' : 'follower', letter, hue }
}
const client = (x: number, y: number): StillNode => ({ x, y, glyph: 'client', letter: 'c', hue: null })

/** The client has its OK, and nobody else has the write. */
export const acknowledged: Still = {
  kind: 'cluster',
  nodes: [client(28, 66), place(116, 66, 'P', 1), place(228, 28, 'B', 1), place(228, 104, 'B', 1)],
  links: [
    [0, 1],
    [1, 2],
    [1, 3],
  ],
  messages: [
    { from: 1, to: 0, share: 0.55, mark: 'reply', hue: null },
    { from: 1, to: 2, share: 0.4, mark: 'request', hue: 1, isLost: true },
    { from: 1, to: 3, share: 0.35, mark: 'request', hue: 1 },
  ],
  notes: [
    { x: 70, y: 48, text: 'OK', anchor: 'middle' },
    { x: 116, y: 102, text: 'x=7', hue: 1, anchor: 'middle' },
  ],
}

/** Two believe that they are primary, and both are asked. */
export const twoPrimaries: Still = {
  kind: 'cluster',
  nodes: [
    client(22, 30),
    place(78, 78, 'P', 1),
    place(186, 30, 'P', 2),
    place(236, 84, 'B', 2),
    client(168, 104),
  ],
  links: [
    [0, 1],
    [2, 3],
    [2, 4],
  ],
  messages: [
    { from: 0, to: 1, share: 0.6, mark: 'request', hue: null },
    { from: 4, to: 2, share: 0.5, mark: 'request', hue: null },
  ],
  notes: [
    { x: 78, y: 116, text: 'x=1?', anchor: 'middle' },
    { x: 214, y: 18, text: 'x=2', hue: 2 },
  ],
}

/** And there is a wall between them. */
export const cutOff: Still = { ...twoPrimaries, wall: 130 }

/** In at the head, out at the tail. */
export const chained: Still = {
  kind: 'cluster',
  nodes: [
    client(22, 100),
    place(66, 44, 'H', 1),
    place(140, 44, 'M', 1),
    place(214, 44, 'T', 1),
    client(258, 100),
  ],
  links: [
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
  ],
  messages: [
    { from: 0, to: 1, share: 0.5, mark: 'request', hue: null },
    { from: 1, to: 2, share: 0.6, mark: 'request', hue: 1 },
    { from: 3, to: 4, share: 0.5, mark: 'reply', hue: null },
  ],
  notes: [],
}

/** Written here, read there. */
export const readElsewhere: Still = {
  kind: 'cluster',
  nodes: [client(28, 66), place(140, 24, 'P', 1), place(140, 108, 'B', 1), place(240, 66, 'B', 1)],
  links: [
    [0, 1],
    [0, 2],
    [1, 2],
    [1, 3],
  ],
  messages: [
    { from: 0, to: 1, share: 0.6, mark: 'request', hue: null },
    { from: 2, to: 0, share: 0.5, mark: 'reply', hue: null },
  ],
  notes: [
    { x: 76, y: 30, text: 'x=7', anchor: 'middle' },
    { x: 76, y: 112, text: 'x is 5', anchor: 'middle' },
  ],
}
