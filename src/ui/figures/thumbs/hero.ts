// The gallery's one large figure as data: what the whole laboratory is about, in a single line of time.

import type { Hue } from '../../../sim/picture.ts'
import type { LaneStill } from './specs.ts'

const STRETCH = { from: 0, to: 770 }

/** The gallery's one large figure: a leader dies, silence, an election, a new leader. */
export const heroStill: LaneStill = {
  kind: 'lanes',
  width: STRETCH.to,
  rows: [
    {
      name: 'n1',
      lanes: [
        { from: 0, to: 256, style: 'leads', hue: 3 },
        { from: 256, to: STRETCH.to, style: 'down', hue: null },
      ],
    },
    {
      name: 'n2',
      lanes: [
        { from: 0, to: 480, style: 'follows', hue: 3 },
        { from: 480, to: 560, style: 'stands', hue: 4 },
        { from: 560, to: STRETCH.to, style: 'leads', hue: 4 },
      ],
    },
    ...[512, 534, 526].map((at, i) => ({
      name: `n${i + 3}`,
      lanes: [
        { from: 0, to: at, style: 'follows' as const, hue: 3 as const },
        { from: at, to: STRETCH.to, style: 'follows' as const, hue: 4 as const },
      ],
    })),
  ],
  messages: [
    ...round(0, 30, 3, [32, 50, 40, 56]),
    ...answers(
      0,
      [
        [1, 66, 30],
        [2, 84, 32],
        [3, 74, 46],
        [4, 92, 52],
      ],
      3,
    ),
    ...round(0, 158, 3, [30, 48, 38, 60]).map((m) => (m.to === 3 ? { ...m, lost: 0.7 } : m)),
    ...answers(
      0,
      [
        [1, 192, 30],
        [2, 210, 34],
        [4, 222, 50],
      ],
      3,
    ),
    ...round(0, 236, 3, [34, 46, 40, 52]).map((m) => (m.to % 2 === 1 ? { ...m, lost: 0.62 } : m)),
    ...[0, 2, 3, 4].map((to, i) => ({
      from: 1,
      to,
      at: 480,
      takes: [30, 32, 54, 46][i] ?? 40,
      mark: 'vote' as const,
      hue: 4 as const,
      ...(to === 0 && { lost: 0.86 }),
    })),
    { from: 2, to: 1, at: 516, takes: 30, mark: 'granted', hue: 4 },
    { from: 4, to: 1, at: 528, takes: 32, mark: 'granted', hue: 4 },
    ...[2, 3, 4].map((to, i) => ({
      from: 1,
      to,
      at: 566,
      takes: [26, 38, 50][i] ?? 40,
      mark: 'request' as const,
      hue: 4 as const,
    })),
    ...answers(
      1,
      [
        [2, 600, 26],
        [3, 612, 36],
        [4, 624, 44],
      ],
      4,
    ),
    ...[2, 3, 4].map((to, i) => ({
      from: 1,
      to,
      at: 690,
      takes: [26, 38, 50][i] ?? 40,
      mark: 'request' as const,
      hue: 4 as const,
    })),
  ],
  marks: [
    { row: 1, at: 480, glyph: 'candidate', letter: 'C', hue: 4 },
    { row: 1, at: 560, glyph: 'leader', letter: 'L', hue: 4 },
  ],
  notes: [
    { row: 0, at: 4, text: 'term 3', hue: 3 },
    { row: 0, at: 272, text: 'the leader dies' },
    { row: 1, at: 466, text: 'silence', anchor: 'end' },
    { row: 1, at: 580, text: 'term 4', hue: 4 },
  ],
}

/** A leader in the first row tells everyone below. */
function round(from: number, at: number, hue: Hue, takes: readonly number[]): LaneStill['messages'] {
  return takes.map((each, i) => ({ from, to: i + 1, at, takes: each, mark: 'request' as const, hue }))
}

function answers(
  to: number,
  list: readonly (readonly [number, number, number])[],
  hue: Hue,
): LaneStill['messages'] {
  return list.map(([from, at, takes]) => ({ from, to, at, takes, mark: 'reply' as const, hue }))
}
