// A recorded run with its checkpoints: what it holds in memory, and how long it takes to stand at any of its events.

import { lastChange } from '../../src/lab/lastChange.ts'
import { Timeline } from '../../src/lab/timeline.ts'
import { below, type Figure, fractions, quantile, told, usedMb } from './measure.ts'
import { raftSpec } from './raftWorld.ts'

const RECORDED = 1_000_000
const SOUGHT = 100_000
const SEEKS = 300
const TRACES = 10

export function measure(): readonly Figure[] {
  return [...seeking(), ...tracing(), ...memory()]
}

function record(events: number): Timeline {
  const timeline = new Timeline(raftSpec({ invariants: true }))
  for (let us = 0; timeline.rows < events; us += 1_000_000) timeline.extendTo(us)
  return timeline
}

function seeking(): readonly Figure[] {
  const timeline = record(SOUGHT)
  const takenMs: number[] = []
  const random = fractions()
  for (let i = 0; i < SEEKS; i++) {
    const row = Math.floor(random() * SOUGHT)
    const begin = process.hrtime.bigint()
    const world = timeline.at(row)
    takenMs.push(Number(process.hrtime.bigint() - begin) / 1e6)
    if (world.rows !== row + 1) throw new Error(`stands at event ${world.rows - 1}, not at ${row}`)
  }
  return [
    below(`Seek to any of ${SOUGHT.toLocaleString('en')} events, p95`, quantile(takenMs, 0.95), 50, 'ms'),
    told('… median', `${quantile(takenMs, 0.5).toFixed(1)} ms`),
  ]
}

/** The vote of a server in a calm run changed last at the very beginning: the longest walk back. */
function tracing(): readonly Figure[] {
  const timeline = record(SOUGHT)
  const takenMs: number[] = []
  for (let i = 0; i < TRACES; i++) {
    const begin = process.hrtime.bigint()
    const row = lastChange(timeline, timeline.rows - 1, 1, ({ disk }) => disk.votedFor)
    takenMs.push(Number(process.hrtime.bigint() - begin) / 1e6)
    if (row === null || row > 1_000) throw new Error(`the vote changed last in event ${row}`)
  }
  const name = `The event that changed a field last, of ${SOUGHT.toLocaleString('en')}, median`
  return [below(name, quantile(takenMs, 0.5), 100, 'ms')]
}

function memory(): readonly Figure[] {
  const before = usedMb()
  const timeline = record(RECORDED)
  const mb = usedMb() - before
  const traceMb = timeline.trace.bytes() / 1e6
  const name = `A recorded run of ${RECORDED.toLocaleString('en')} events, checkpoints included`
  return [below(name, mb, 200, 'MB'), told('… of which the trace', `${traceMb.toFixed(1)} MB`)]
}
