// Messages on the stage: those on their way, and those lost a moment ago, with the reason at the cross.

import type { World } from '../engine/world.ts'
import type { Sim } from '../sim/define.ts'
import type { Command, Message } from '../sim/engineTypes.ts'
import type { FlightPicture } from '../sim/picture.ts'
import { lossReason, type Narrated, reasonLost } from './narrate.ts'
import { isQuietMessage } from './trails.ts'

/** A lost message stays on the stage for this long, so that its cross can be read. */
const LINGER_US = 15_000
/** Rows and messages looked back for lost ones, at most. */
const MOST_LOOKED_BACK = 400

export function flying({ sim, trace }: Narrated, world: World): FlightPicture[] {
  return world.inFlight().map(({ id, ref, from, to, message, sentUs, arrivesUs, isHeld, doom }) => {
    const lost =
      doom === null ? null : { atUs: doom.atUs, reason: lossReason(doom.why, to, lossOn(world, from, to)) }
    const isQuiet = isQuietMessage(sim, trace, trace.messageAt(id))
    const look = messageLook(sim, from, to, message)
    return { id, ref, from, to, sentUs, arrivesUs, isHeld, isQuiet, ...look, lost }
  })
}

/** The loss in force on a link, if a person made it. */
function lossOn(world: World, from: string, to: string): Command | null {
  const isHere = ({ command }: { readonly command: Command }) =>
    command.kind === 'loss' &&
    (command.links === 'all' || command.links.some(([a, b]) => a === from && b === to))
  return world.faults.findLast(isHere)?.command ?? null
}

export function lostLately(narrated: Narrated, world: World): FlightPicture[] {
  const { trace, sim } = narrated
  return lostIds(narrated, world).map((id) => {
    const message = trace.messageAt(id)
    const { ref, from, to, sentUs, arrivesUs, endRow } = message
    const look = messageLook(sim, from, to, message.message)
    const lost = { atUs: trace.atUs(endRow), reason: reasonLost(narrated, message) }
    const isQuiet = isQuietMessage(sim, trace, message)
    return { id, ref, from, to, sentUs, arrivesUs, isHeld: false, isQuiet, ...look, lost }
  })
}

function lostIds({ trace }: Narrated, world: World): number[] {
  const ids: number[] = []
  const deeds = new Set<number>()
  for (let row = world.rows - 1; row >= 0 && row > world.rows - MOST_LOOKED_BACK; row--) {
    if (trace.atUs(row) < world.nowUs - LINGER_US) break
    if (trace.kind(row) === 'lost') ids.push(trace.message(row))
    if (trace.kind(row) === 'intervention') deeds.add(row)
  }
  return deeds.size === 0 ? ids : [...ids, ...lostByDeeds(trace, world, deeds)]
}

/** Messages that a person's deed ended: dropped by hand, or waiting at a node that was crashed. */
function lostByDeeds(trace: Narrated['trace'], world: World, deeds: ReadonlySet<number>): number[] {
  const ids: number[] = []
  for (let id = world.messages - 1; id >= 0 && id > world.messages - MOST_LOOKED_BACK; id--) {
    const { fate, endRow } = trace.messageAt(id)
    if (fate === 'lost' && deeds.has(endRow)) ids.push(id)
  }
  return ids
}

function messageLook(sim: Sim, from: string, to: string, message: Message) {
  const { mark, hue, label } = sim.look(message)
  return { type: message.type, mark, hue, label, line: `${from}→${to} ${sim.describe(message)}` }
}
