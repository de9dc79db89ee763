// Messages of the past, for the lanes: what was sent between servers and has ended, the latest first to be kept.
// Heartbeats and the answers to them are quiet: they look alike, and give way when there are too many.

import type { Trace, TraceMessage } from '../engine/trace.ts'
import type { World } from '../engine/world.ts'
import type { Sim } from '../sim/define.ts'
import type { TrailPicture } from '../sim/picture.ts'
import { type Narrated, reasonLost } from './narrate.ts'

const MOST_LOUD = 90
const MOST_QUIET = 90
/** Of long runs this many messages are looked back for. */
const MOST_LOOKED_BACK = 500

export function trailsOf(
  narrated: Narrated,
  world: World,
  row: number,
  isServer: ReadonlySet<string>,
): readonly TrailPicture[] {
  const loud: TrailPicture[] = []
  const quiet: TrailPicture[] = []
  const last = Math.max(0, world.messages - MOST_LOOKED_BACK)
  for (let id = world.messages - 1; id >= last && loud.length < MOST_LOUD; id--) {
    const message = narrated.trace.messageAt(id)
    const { from, to, endRow } = message
    if (endRow < 0 || endRow > row || !isServer.has(from) || !isServer.has(to)) continue
    const trail = trailOf(narrated, id, message)
    if (trail.mark !== 'heartbeat') loud.push(trail)
    else if (quiet.length < MOST_QUIET) quiet.push(trail)
  }
  return [...loud, ...quiet]
}

function trailOf(narrated: Narrated, id: number, message: TraceMessage): TrailPicture {
  const { sim, trace } = narrated
  const { from, to, sentUs, arrivesUs, endRow, fate } = message
  const look = sim.look(message.message)
  const mark = isQuietMessage(sim, trace, message) ? 'heartbeat' : look.mark
  const trail = { id, from, to, sentUs, endUs: trace.atUs(endRow), mark, hue: look.hue }
  if (fate !== 'lost') return { ...trail, lost: null }
  const share = arrivesUs > sentUs ? Math.min(1, (trail.endUs - sentUs) / (arrivesUs - sentUs)) : 1
  return { ...trail, lost: { share, reason: reasonLost(narrated, message) } }
}

/** A heartbeat, or what answers one at once. */
export function isQuietMessage(
  sim: Sim,
  trace: Trace,
  { message, sentRow }: Pick<TraceMessage, 'message' | 'sentRow'>,
): boolean {
  const { mark } = sim.look(message)
  if (mark === 'heartbeat') return true
  if (mark !== 'reply') return false
  const asked = trace.message(sentRow)
  return asked >= 0 && sim.look(trace.messageAt(asked).message).mark === 'heartbeat'
}
