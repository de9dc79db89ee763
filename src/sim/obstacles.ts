// What stands between a node and what it waits for, as far as a person brought it about: halted nodes and cut links.
// Every sim's answers to "why not?" begin here.

import type { Message, NodeId } from '../engine/process.ts'
import type { PictureView } from './define.ts'
import { milliseconds } from './words.ts'

/** "has crashed", "is paused"; null if it goes on. */
export function haltOf(view: PictureView, id: NodeId): string | null {
  const node = view.nodes.find((each) => each.id === id)
  if (node === undefined || (node.up && !node.paused)) return null
  if (node.up) return 'is paused'
  const isCrashed = view.faults.some(({ command }) => command.kind === 'crash' && command.node === id)
  return isCrashed ? 'has crashed' : 'has not started yet'
}

export function isCut(view: Pick<PictureView, 'faults'>, from: NodeId, to: NodeId): boolean {
  return view.faults.some(
    ({ command }) => command.kind === 'cut' && command.links.some(([a, b]) => a === from && b === to),
  )
}

/** Cut in either direction: whoever asks hears nothing. */
export function isApart(view: Pick<PictureView, 'faults'>, a: NodeId, b: NodeId): boolean {
  return isCut(view, a, b) || isCut(view, b, a)
}

export function isOnTheWay(
  view: PictureView,
  from: NodeId,
  to: NodeId,
  isMeant: (message: Message) => boolean,
): boolean {
  return view.inFlight.some((flight) => flight.from === from && flight.to === to && isMeant(flight.message))
}

/** "in 80 ms"; null when no such timer runs. */
export function timerIn(view: PictureView, id: NodeId, name: string): string | null {
  const timer = view.nodes.find((node) => node.id === id)?.timers[name]
  return timer === undefined ? null : `in ${milliseconds(Math.max(0, timer.dueUs - view.nowUs))} ms`
}

/** "n1, n2 and n3" */
export function listed(ids: readonly string[]): string {
  return ids.length < 2 ? ids.join('') : `${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}`
}
