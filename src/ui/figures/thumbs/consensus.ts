// Still figures for the stories about consensus, and a healthy cluster for those that have none of their own.

import type { Hue } from '../../../sim/picture.ts'
import type { Still, StillNode } from './specs.ts'

const follower = (x: number, y: number, hue: Hue): StillNode => ({
  x,
  y,
  glyph: 'follower',
  letter: 'F',
  hue,
})
const leader = (x: number, y: number, hue: Hue): StillNode => ({ x, y, glyph: 'leader', letter: 'L', hue })
const candidate = (x: number, y: number, hue: Hue): StillNode => ({
  x,
  y,
  glyph: 'candidate',
  letter: 'C',
  hue,
})
const crashed = (x: number, y: number): StillNode => ({ ...follower(x, y, null), status: 'crashed' })
const client = (x: number, y: number): StillNode => ({ x, y, glyph: 'client', letter: 'c', hue: null })

export const healthy: Still = {
  kind: 'cluster',
  nodes: [
    leader(110, 26, 3),
    follower(202, 60, 3),
    follower(164, 112, 3),
    follower(56, 112, 3),
    follower(18, 60, 3),
  ],
  links: [
    [0, 1],
    [0, 2],
    [0, 3],
    [0, 4],
  ],
  messages: [
    { from: 0, to: 1, share: 0.7, mark: 'request', hue: 3 },
    { from: 0, to: 4, share: 0.6, mark: 'request', hue: 3 },
  ],
  notes: [],
}

export const firstElection: Still = {
  kind: 'cluster',
  nodes: [
    candidate(110, 26, 1),
    follower(202, 60, 1),
    follower(164, 112, null),
    follower(56, 112, null),
    follower(18, 60, 1),
  ],
  links: [
    [0, 1],
    [0, 2],
    [0, 3],
    [0, 4],
  ],
  messages: [
    { from: 1, to: 0, share: 0.55, mark: 'granted', hue: 1 },
    { from: 4, to: 0, share: 0.4, mark: 'granted', hue: 1 },
    { from: 0, to: 2, share: 0.75, mark: 'vote', hue: 1 },
    { from: 0, to: 3, share: 0.6, mark: 'vote', hue: 1 },
  ],
  notes: [{ x: 134, y: 16, text: 'term 1', hue: 1 }],
}

export const leaderDies: Still = {
  kind: 'lanes',
  width: 270,
  rows: [
    {
      name: 'n1',
      lanes: [
        { from: 0, to: 110, style: 'leads', hue: 3 },
        { from: 110, to: 270, style: 'down', hue: null },
      ],
    },
    {
      name: 'n2',
      lanes: [
        { from: 0, to: 190, style: 'follows', hue: 3 },
        { from: 190, to: 270, style: 'leads', hue: 4 },
      ],
    },
    {
      name: 'n3',
      lanes: [
        { from: 0, to: 206, style: 'follows', hue: 3 },
        { from: 206, to: 270, style: 'follows', hue: 4 },
      ],
    },
  ],
  messages: [
    { from: 0, to: 1, at: 70, takes: 26, mark: 'request', hue: 3 },
    { from: 0, to: 2, at: 70, takes: 56, mark: 'request', hue: 3, lost: 0.6 },
    { from: 1, to: 2, at: 200, takes: 24, mark: 'request', hue: 4 },
  ],
  marks: [],
  notes: [
    { row: 0, at: 46, text: 'x=7', hue: 3 },
    { row: 1, at: 222, text: 'x=7?', hue: 4 },
  ],
}

export const splitVote: Still = {
  kind: 'cluster',
  nodes: [
    candidate(50, 30, 4),
    candidate(230, 30, 4),
    follower(20, 104, 4),
    follower(140, 108, 4),
    crashed(262, 104),
  ],
  links: [],
  messages: [
    { from: 0, to: 2, share: 0.7, mark: 'vote', hue: 4 },
    { from: 0, to: 3, share: 0.72, mark: 'vote', hue: 4 },
    { from: 1, to: 3, share: 0.6, mark: 'vote', hue: 4, isLost: true },
    { from: 1, to: 4, share: 0.7, mark: 'vote', hue: 4 },
  ],
  notes: [
    { x: 74, y: 26, text: '2 votes' },
    { x: 206, y: 26, text: '1 vote', anchor: 'end' },
  ],
}

export const twoLeaders: Still = {
  kind: 'cluster',
  nodes: [
    leader(20, 36, 3),
    follower(78, 88, 3),
    leader(186, 30, 4),
    follower(244, 70, 4),
    follower(188, 108, 4),
  ],
  links: [
    [0, 1],
    [2, 3],
    [2, 4],
    [3, 4],
  ],
  wall: 130,
  messages: [],
  notes: [
    { x: 20, y: 70, text: 'term 3', hue: 3, anchor: 'middle' },
    { x: 210, y: 20, text: 'term 4', hue: 4 },
  ],
}

export const figure8: Still = {
  kind: 'logs',
  rows: [
    { name: 'S1', terms: [1, 2, 4], committed: 1 },
    { name: 'S2', terms: [1, 2], committed: 1 },
    { name: 'S3', terms: [1, 2], committed: 1 },
    { name: 'S4', terms: [1], committed: 1 },
    { name: 'S5', terms: [1, 3], committed: 1 },
  ],
  bracket: { rows: 3, text: 'three of five' },
}

export const divergedLogs: Still = {
  kind: 'logs',
  rows: [
    { name: 'L', terms: [1, 1, 4, 4, 5], committed: 4 },
    { name: 'a', terms: [1, 1, 4, 4], committed: 4 },
    { name: 'b', terms: [1, 1], committed: 2 },
    { name: 'c', terms: [1, 1, 2, 2, 3, 3], committed: 2 },
    { name: 'd', terms: [1, 1, 4, 4, 5, 6], committed: 4 },
  ],
  bracket: null,
}

export const asymmetricCut: Still = {
  kind: 'cluster',
  nodes: [leader(40, 66, 3), follower(170, 22, 3), follower(170, 110, 3), candidate(246, 66, 4)],
  links: [
    [0, 1],
    [0, 2],
    [1, 3],
    [2, 3],
    [1, 2],
  ],
  oneWay: [0, 3],
  messages: [
    { from: 3, to: 1, share: 0.5, mark: 'vote', hue: 4 },
    { from: 3, to: 2, share: 0.5, mark: 'vote', hue: 4 },
  ],
  notes: [{ x: 246, y: 100, text: 'again', anchor: 'middle', hue: 4 }],
}

export const quorumLost: Still = {
  kind: 'cluster',
  nodes: [
    leader(88, 36, 3),
    follower(170, 60, 3),
    crashed(136, 110),
    crashed(46, 110),
    crashed(18, 56),
    client(250, 26),
  ],
  links: [[0, 1]],
  messages: [{ from: 5, to: 0, share: 0.6, mark: 'request', hue: null }],
  notes: [{ x: 190, y: 100, text: 'two of five' }],
}

/** By the name of the scenario, the part of its id after the sim's. */
