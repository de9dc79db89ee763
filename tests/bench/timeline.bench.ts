// A recorded run with its checkpoints: what it holds in memory, and how long it takes to stand at any of its events.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Timeline } from '../../src/lab/timeline.ts'
import { below, type Figure, quantile, told } from './measure.ts'
import { raftSpec } from './raftWorld.ts'

const RECORDED = 1_000_000
const SOUGHT = 100_000
const SEEKS = 300

export function measure(): readonly Figure[] {
  return [...seeking(), ...memory()]
}

function record(events: number): Timeline {
  const timeline = new Timeline(raftSpec({ invariants: true }))
  for (let us = 0; timeline.rows < events; us += 1_000_000) timeline.extendTo(us)
  return timeline
}

function seeking(): readonly Figure[] {
  const timeline = record(SOUGHT)
  const takenMs: number[] = []
  let state = 1
  for (let i = 0; i < SEEKS; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const row = Math.floor((state / 2 ** 32) * SOUGHT)
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

function memory(): readonly Figure[] {
  const before = usedMb()
  const timeline = record(RECORDED)
  const mb = usedMb() - before
  const traceMb = timeline.trace.bytes() / 1e6
  const name = `A recorded run of ${RECORDED.toLocaleString('en')} events, checkpoints included`
  return [below(name, mb, 200, 'MB'), told('… of which the trace', `${traceMb.toFixed(1)} MB`)]
}

/** What is reachable: on the heap and in typed arrays. */
function usedMb(): number {
  setFlagsFromString('--expose_gc')
  const gc = runInNewContext('gc') as () => void
  gc()
  gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}
