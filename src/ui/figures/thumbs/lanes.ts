// What stills of lanes are put together from: lives of nodes, what they hold, what they send, and what is said of it.

import type { Hue, Mark } from '../../../sim/picture.ts'
import type { LaneStill } from './specs.ts'

type Row = LaneStill['rows'][number]
type Message = LaneStill['messages'][number]
type Hold = NonNullable<LaneStill['holds']>[number]
type Note = LaneStill['notes'][number]

/** Where lanes end. */
export const END = 250

export const alive = (name: string): Row => ({
  name,
  lanes: [{ from: 0, to: END, style: 'follows', hue: null }],
})
export const diesAt = (name: string, at: number, back = END): Row => ({
  name,
  lanes: [
    { from: 0, to: at, style: 'follows', hue: null },
    { from: at, to: back, style: 'down', hue: null },
    ...(back === END ? [] : [{ from: back, to: END, style: 'follows', hue: null } as const]),
  ],
})
export const sent = (from: number, to: number, at: number, takes: number, mark: Mark, hue: Hue): Message => ({
  ...{ from, to, at, takes, mark, hue },
})
export const held = (
  row: number,
  from: number,
  to: number,
  hue: Hue,
  style: Hold['style'] = 'locks',
): Hold => ({
  ...{ row, from, to, hue, style },
})
export const said = (row: number, at: number, text: string, hue: Hue = null): Note => ({ row, at, text, hue })

export function still(
  rows: readonly Row[],
  holds: readonly Hold[],
  messages: readonly Message[],
  notes: readonly Note[],
): LaneStill {
  return { kind: 'lanes', width: 270, rows, holds, messages, marks: [], notes }
}
