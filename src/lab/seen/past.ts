// A node's past as lanes and lines: its own life, and of others the stretch from one word of theirs to the next. After
// the last word there is nothing: that is what silence looks like.

import type { Heard, OwnPast } from '../../sim/knowledge.ts'
import type { LanePicture, TrailPicture } from '../../sim/picture.ts'
import { claimOf, type Interpreter } from './knownBy.ts'

/** Lines in the lanes, the latest first to be kept. */
const MOST_TRAILS = 160

export function lanesKnown(past: OwnPast, sim: Interpreter): readonly LanePicture[] {
  const { self, nodes } = past
  if (!self.up) return []
  const others = nodes.filter(({ id, process }) => id !== self.id && sim.servers.includes(process))
  const own = sim.servers.includes(self.process) ? ownLane(past, sim) : []
  return [...own, ...others.flatMap(({ id }) => laneOfOther(past.heard, id, sim))]
}

function ownLane({ self, noted, startedUs }: OwnPast, sim: Interpreter): readonly LanePicture[] {
  const begins = [
    { fromUs: startedUs, style: 'follows' as LanePicture['style'], hue: null as LanePicture['hue'] },
  ]
  for (const { code, params, atUs } of noted) {
    const lane = sim.lane(code, params)
    const last = begins.at(-1)!
    if (lane === null || (lane.style === last.style && lane.hue === last.hue)) continue
    // One event may say several things; what it came to is what is drawn.
    if (last.fromUs === atUs) begins.pop()
    begins.push({ fromUs: atUs, ...lane })
  }
  return begins.map((begin, i) => ({ node: self.id, ...begin, untilUs: begins[i + 1]?.fromUs ?? null }))
}

function laneOfOther(heard: readonly Heard[], id: string, sim: Interpreter): readonly LanePicture[] {
  const lanes: { -readonly [K in keyof LanePicture]: LanePicture[K] }[] = []
  for (const { from, message, atUs } of heard) {
    if (from !== id) continue
    const { lane: style, hue } = claimOf(sim, message)
    const last = lanes.at(-1)
    if (last !== undefined) last.untilUs = atUs
    if (last?.style === style && last.hue === hue) continue
    lanes.push({ node: id, fromUs: atUs, untilUs: atUs, style, hue, isHearsay: true })
  }
  return lanes
}

/** When it heard, and when it spoke. How long anything was on its way it cannot know. */
export function trailsKnown({ self, heard, sent }: OwnPast, sim: Interpreter): readonly TrailPicture[] {
  const came = heard.map(({ from, message, atUs }) => {
    const { mark, hue } = sim.look(message)
    return { from, to: self.id, sentUs: atUs, endUs: atUs, mark, hue, lost: null }
  })
  const went = sent.map(({ to, message, atUs }) => {
    const { mark, hue } = sim.look(message)
    return { from: self.id, to, sentUs: atUs, endUs: atUs, mark, hue, lost: null, isOpen: true as const }
  })
  const latest = [...came, ...went].sort((a, b) => a.endUs - b.endUs).slice(-MOST_TRAILS)
  return latest.map((trail, id) => ({ id, ...trail }))
}
