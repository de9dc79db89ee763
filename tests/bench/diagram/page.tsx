// The page of the diagram's benchmark: a real run of Raft under faults, drawn by the component that the lab draws with,
// panned and zoomed by wheel events as fast as frames come.

import { createRoot } from 'react-dom/client'
import { sim } from '../../../sims/raft/sim.ts'
import { RunColumns } from '../../../src/lab/diagram/columns.ts'
import { diagramPart } from '../../../src/lab/diagram/diagramPart.ts'
import { Recording } from '../../../src/lab/recording.ts'
import { stockDocument } from '../../../src/sim/document.ts'
import type { Intervention } from '../../../src/sim/engineTypes.ts'
import { LONGEST_US } from '../../../src/sim/schema.ts'
import { Diagram } from '../../../src/ui/figures/diagram/Diagram.tsx'
import { modelOf } from '../../../src/ui/figures/diagram/model.ts'
import type { Mode } from '../../../src/ui/figures/diagram/scale.ts'
import '../../../src/ui/look/tokens.css'

export interface DiagramBench {
  /** Records a run of so many events and shows all of it. Gives the milliseconds that reading it took. */
  load(events: number): Promise<number>
  /** Milliseconds of each frame of a pan, or of a zoom in and out again. */
  pan(mode: Mode, share: number): Promise<readonly number[]>
  zoom(mode: Mode): Promise<readonly number[]>
}

const GUTTER = 88
const FRAMES = 120
const PER_ZOOM = 1.12

const root = createRoot(document.getElementById('root')!)
let recording: Recording | null = null
let columns = new RunColumns()

function faults(): readonly Intervention[] {
  return Array.from({ length: 45 }, (_, i): Intervention[] => {
    const atUs = 2_000_000 + i * 9_000_000
    const node = `n${(i % 5) + 1}`
    return [
      { id: `crash${i}`, atUs, do: { kind: 'crash', node } },
      { id: `back${i}`, atUs: atUs + 2_000_000, do: { kind: 'restart', node } },
      {
        id: `cut${i}`,
        atUs: atUs + 4_000_000,
        do: { kind: 'cut', name: `${node} cut off`, links: cutOff(node) },
      },
      { id: `heal${i}`, atUs: atUs + 6_000_000, do: { kind: 'heal', fault: `cut${i}` } },
    ]
  }).flat()
}

function cutOff(node: string): readonly (readonly [string, string])[] {
  const others = ['n1', 'n2', 'n3', 'n4', 'n5'].filter((id) => id !== node)
  return others.flatMap((other) => [
    [node, other],
    [other, node],
  ])
}

function record(events: number): Recording {
  const scenario = sim.scenarios[0]!
  const place = { sim, scenario }
  const stock = stockDocument(place)
  const settings = {
    workloadEveryUs: 2_000,
    lossProbability: 0.01,
    latencyMinUs: 1_000,
    latencyMaxUs: 4_000,
    heartbeatUs: 25_000,
  }
  const run = recording ?? new Recording(place, { ...stock, settings, added: [...faults()] })
  recording = run
  for (let us = run.timeline.endUs; run.timeline.rows < events && us < LONGEST_US; us += 10_000_000)
    run.extendTo(us)
  if (run.timeline.rows < events) throw new Error(`the longest run has ${run.timeline.rows} events`)
  return run
}

function show(mode: Mode, span: { from: number; to: number } | null): Promise<void> {
  const model = modelOf(columns, recording!.info().landmarks, {
    hiddenMarks: new Set(),
    hiddenLanes: new Set(),
    isCollapsed: true,
  })
  root.render(
    <Diagram
      model={model}
      mode={mode}
      span={span}
      onSpan={() => {}}
      playhead={() => ({ row: columns.rowCount - 1, atUs: columns.knownUs })}
      onMoment={() => () => {}}
      isPlaying={false}
      isFutureHidden={false}
      chain={[]}
      selected={null}
      pointed={null}
      onPoint={() => {}}
      onPick={() => {}}
      onAsk={() => {}}
      gutter={GUTTER}
      margin={0}
    />,
  )
  return new Promise((shown) => setTimeout(shown, 300))
}

/** Wheel events as a hand would make them, one a frame; the times between frames. */
function frames(eventAt: (frame: number) => WheelEventInit): Promise<readonly number[]> {
  const target = document.querySelector('.diagram-over')!
  const box = target.getBoundingClientRect()
  const middle = {
    clientX: box.left + GUTTER + (box.width - GUTTER) * 0.5,
    clientY: box.top + box.height / 2,
  }
  const times: number[] = []
  return new Promise((done) => {
    let last = 0
    let frame = 0
    const next = (now: number) => {
      const at = performance.now()
      if (frame > 1) times.push(at - last)
      last = at
      if (frame === FRAMES) return done(times)
      target.dispatchEvent(new WheelEvent('wheel', { ...eventAt(frame), ...middle, cancelable: true }))
      frame++
      void now
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
}

const bench: DiagramBench = {
  async load(events) {
    const run = record(events)
    const begin = performance.now()
    columns = new RunColumns()
    const horizon = { rows: events, us: run.timeline.trace.atUs(events - 1) }
    do columns.add(diagramPart(run.known(horizon), columns.have))
    while (!columns.isWhole)
    return performance.now() - begin
  },
  async pan(mode, share) {
    const whole = mode === 'time' ? columns.knownUs : columns.rowCount
    await show(mode, { from: whole * 0.3, to: whole * (0.3 + share) })
    return frames((frame) => ({ deltaX: frame < FRAMES / 2 ? 9 : -9 }))
  },
  async zoom(mode) {
    await show(mode, null)
    const deltaY = Math.log(PER_ZOOM) / 0.0022
    return frames((frame) => ({ deltaY: frame < FRAMES / 2 ? -deltaY : deltaY }))
  },
}
Object.assign(window, { bench })
