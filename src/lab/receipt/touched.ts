// Everything that one fault touched, found by playing the run again from just before it with a witness. Runs pay
// nothing for it while nobody asks.

import type { Waiting } from '../../engine/node.ts'
import type { Witness } from '../../engine/receipts.ts'
import { createWorld } from '../../engine/world.ts'
import type { Horizon } from '../diagram/known.ts'
import type { Timeline } from '../timeline.ts'

export interface Touched {
  /** Numbers of messages; one that was touched more than once stands here once. */
  readonly messages: readonly number[]
  readonly unsent: readonly (Waiting & { readonly from: number })[]
  /** `row`: the first event after it was touched. */
  readonly timers: readonly { readonly node: number; readonly name: string; readonly row: number }[]
  readonly writes: readonly { readonly node: number; readonly amount: number; readonly row: number }[]
}

/** What the fault that began in `row` touched, as far as may be known. */
export function touchedBy(timeline: Timeline, fault: string, row: number, known: Horizon): Touched {
  const messages = new Set<number>()
  const unsent: (Waiting & { readonly from: number })[] = []
  const timers: { node: number; name: string; row: number }[] = []
  const writes: { node: number; amount: number; row: number }[] = []
  const isIts = (id: string) => id === fault
  const witness: Witness = {
    message: (by, id) => isIts(by) && messages.add(id),
    unsent: (by, from, waiting) => isIts(by) && unsent.push({ ...waiting, from: from.index }),
    timer: (by, node, name) => isIts(by) && timers.push({ node: node.index, name, row: world.rows }),
    writes: (by, node, amount) => isIts(by) && writes.push({ node: node.index, amount, row: world.row }),
  }
  const world = createWorld({ ...timeline.spec, observer: null }, { witness })
  world.restore(timeline.marks.findLast(({ rows }) => rows <= row)!.snapshot)
  while (world.rows < known.rows) world.step()
  // Behind the last event things may still have begun to wait.
  if (known.rows === timeline.rows) world.advanceTo(known.us)
  return { messages: [...messages], unsent, timers, writes }
}
