// Why something is as it is: the event that is asked about, found from an event, a message or a field of a node, and
// its chain of causes as lines of the feed.

import { type CausalRun, chainOf, effectOf } from './causes.ts'
import { statusOf } from './clusterOf.ts'
import type { FeedLine } from './frame.ts'
import { type Field, lastChange } from './lastChange.ts'
import { type Narrated, narrate } from './narrate.ts'
import type { Timeline } from './timeline.ts'

/** What can be asked about. A path without names is the node as a whole. */
export type Asked =
  | { readonly row: number }
  | { readonly message: number }
  | { readonly node: string; readonly path: readonly (string | number)[] }

export interface Chain {
  /** From the event that is asked about back to its root. */
  readonly lines: readonly FeedLine[]
  /** Row of the first event that the one asked about brought about. */
  readonly effect: number | null
}

const NOTHING: Chain = { lines: [], effect: null }

/** The chain behind what is asked, as it was at the playhead. */
export function whyOf(
  narrated: Narrated,
  causal: CausalRun,
  timeline: Timeline,
  asked: Asked,
  now: number,
): Chain {
  const row = rowOf(timeline, asked, now)
  if (row === null) return NOTHING
  return {
    lines: chainOf(causal, row).map((each) => narrate(narrated, each)),
    effect: effectOf(causal, row),
  }
}

/** The last event up to the playhead that decided what is asked about; null if there was none yet. */
function rowOf(timeline: Timeline, asked: Asked, now: number): number | null {
  if ('row' in asked) return asked.row >= 0 && asked.row < timeline.rows ? asked.row : null
  if ('message' in asked) return rowOfMessage(timeline, asked.message, now)
  return rowOfField(timeline, asked.node, asked.path, now)
}

/** What became of it; while it is on its way, what sent it. */
function rowOfMessage({ trace }: Timeline, id: number, now: number): number | null {
  if (id < 0 || id >= trace.messages) return null
  const { endRow, sentRow } = trace.messageAt(id)
  if (endRow >= 0 && endRow <= now) return endRow
  // A disk may have kept it waiting: who sent it is known by its end, if that is recorded.
  return endRow >= 0 && trace.message(endRow) === id ? trace.cause(endRow) : sentRow
}

function rowOfField(
  timeline: Timeline,
  id: string,
  path: readonly (string | number)[],
  now: number,
): number | null {
  const { trace } = timeline
  const index = trace.nodeIds.indexOf(id)
  if (index < 0 || now < 0) return null
  const isOfNode = (row: number) => trace.node(row) === index && trace.kind(row) !== 'lost'
  const found = path.length === 0 ? lastRow(now, isOfNode) : lastChange(timeline, now, index, fieldOf(path))
  // What never changed has been so from the start.
  return found ?? firstRow(now, isOfNode)
}

/** What a node has under a path: of its state, its status, or, of a timer, the event that set it. */
export function fieldOf([first, ...rest]: readonly (string | number)[]): Field {
  return (node) => {
    if (first === 'status') return statusOf(node)
    if (first === 'timers') return node.timers.find(({ name }) => name === rest[0])?.cause ?? null
    let value: unknown = first === 'memory' ? node.memory : node.disk
    for (const key of rest) value = (value as Record<string | number, unknown> | null | undefined)?.[key]
    return value ?? null
  }
}

function lastRow(now: number, isMeant: (row: number) => boolean): number | null {
  for (let row = now; row >= 0; row--) if (isMeant(row)) return row
  return null
}

function firstRow(now: number, isMeant: (row: number) => boolean): number | null {
  for (let row = 0; row <= now; row++) if (isMeant(row)) return row
  return null
}
