// The lab on a wide page, in the layout that was chosen.

import { type CSSProperties, useRef } from 'react'
import { useSizes } from '../figures/shared/sizes.ts'
import { useBox } from '../figures/shared/useBox.ts'
import { later } from '../hooks/later.ts'
import type { LayoutId, Sizes } from '../hooks/layout.ts'
import { useLabPart, usePrefs, useViewPart } from '../hooks/session.ts'
import { isPlacement } from '../hooks/view.ts'
import { Side } from '../panels/Side.tsx'
import { Bar } from './Bar.tsx'
import { Boundary } from './Boundary.tsx'
import { DiagramButton, DiagramPlace, useDiagramOpen } from './DiagramPlace.tsx'
import { Faults } from './Faults.tsx'
import { BranchView, LogView, ScrubView, TimeView } from './Figures.tsx'
import { Metrics } from './Metrics.tsx'
import { Narration } from './Narration.tsx'
import type { PanesProps } from './panes.ts'
import { SideSplitter } from './SideSplitter.tsx'
import { Splitter } from './Splitter.tsx'
import { StagePlace, useStage } from './StagePlace.tsx'
import { Clock, Transport } from './Transport.tsx'
import { Trouble } from './Trouble.tsx'
import { useDress } from './useDress.ts'

const DebuggingPanes = later(() =>
  import('./DebuggingPanes.tsx').then((m) => ({ default: m.DebuggingPanes })),
)
const PresentingPanes = later(() =>
  import('./PresentingPanes.tsx').then((m) => ({ default: m.PresentingPanes })),
)

const PANES: Readonly<Record<LayoutId, React.ComponentType<PanesProps>>> = {
  learning: LearningPanes,
  debugging: DebuggingPanes,
  presenting: PresentingPanes,
}

export function WideLab() {
  const main = useRef<HTMLElement>(null)
  const { width } = useBox(main)
  const layout = useViewPart((view) => view.layout)
  const sizes = usePrefs().sizes[layout] ?? {}
  useDress(layout, sizes.rows ?? null)
  const Panes = PANES[layout]
  return (
    <div className="lab wide" data-layout={layout} style={styleOf(sizes)}>
      <Bar />
      <main ref={main}>
        <Trouble />
        <Faults />
        <Panes width={width} />
      </main>
      <footer>
        <div className="area-scrub">
          <ScrubView />
        </div>
        <Transport />
        <Clock />
        <BranchView />
        <Metrics />
      </footer>
    </div>
  )
}

/** A window may have become smaller since: the stylesheet holds each size to what there is. */
function styleOf({ side, cluster, details }: Sizes): CSSProperties {
  const named = { '--side-wish': side, '--cluster-wish': cluster, '--details-wish': details }
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, px]) => (px === undefined ? [] : [[name, `${px}px`]])),
  )
}

/** Bar, faults, the least of a stage, and the sentence under it. */
const LEAST_ABOVE_PX = 300
const ROWS = { least: 18, most: 64 }

function LearningPanes({ width }: PanesProps) {
  const isDiagramOpen = useDiagramOpen()
  const hasLanes = !isPlacement(useStage()) && !isDiagramOpen
  const right = useRef<HTMLDivElement>(null)
  const side = useBox(right)
  return (
    <>
      {isDiagramOpen ? <DiagramPlace /> : <StagePlace />}
      <Narration />
      {hasLanes && <Lanes />}
      <div className="right" id="pane-side" ref={right}>
        <SideSplitter width={width} side={side.width} />
        <Side />
        {hasLanes && (
          <Boundary what="the log">
            <LogView />
          </Boundary>
        )}
      </div>
    </>
  )
}

/** As high as its rows, which the log beside it shares; the stage has what they leave. */
function Lanes() {
  const lanes = useLabPart(({ frame }) =>
    Math.max(1, frame.cluster.nodes.filter(({ glyph }) => glyph !== 'client').length),
  )
  const { row } = useSizes()
  const pane = useRef<HTMLElement>(null)
  // Measured again whenever its height changes.
  useBox(pane)
  const above = (pane.current?.offsetTop ?? 0) - LEAST_ABOVE_PX
  return (
    <section className="area-time" aria-label="Time" id="pane-time" ref={pane}>
      <Splitter
        label="Height of the lanes"
        split="rows"
        controls="pane-time"
        size={row}
        range={{ least: ROWS.least, most: Math.min(ROWS.most, row + above / lanes) }}
        grows="up"
        step={2}
        pxPerUnit={lanes}
      />
      <Boundary what="the time pane">
        <TimeView />
      </Boundary>
      <DiagramButton />
    </section>
  )
}
