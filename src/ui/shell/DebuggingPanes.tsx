// The layout for finding out: the past takes the page, the cluster is small above the feed, and under it one node from
// inside, or the logs. While a question is open they make room for it: what they show is a tab of the reasons as well.

import { type ReactNode, Suspense, useRef } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useBox } from '../figures/shared/useBox.ts'
import { isAsked } from '../hooks/player.ts'
import { useLabPart } from '../hooks/session.ts'
import { Question } from '../panels/Question.tsx'
import { NodePanel, SideTabs } from '../panels/SideTabs.tsx'
import { Boundary } from './Boundary.tsx'
import { DiagramButton, DiagramPlace, useDiagramOpen } from './DiagramPlace.tsx'
import { LogView, TimeView } from './Figures.tsx'
import { Narration } from './Narration.tsx'
import type { PanesProps } from './panes.ts'
import { SideSplitter } from './SideSplitter.tsx'
import { Splitter } from './Splitter.tsx'
import { STAGE_NAMES, StageInside, useStage } from './StagePlace.tsx'

const LEAST_PANE = 110

export function DebuggingPanes({ width }: PanesProps) {
  const isOpen = useLabPart(isAsked)
  const isCompared = useLabPart((state) => state.compare !== null)
  const isDiagramOpen = useDiagramOpen()
  const right = useRef<HTMLDivElement>(null)
  const cluster = useRef<HTMLElement>(null)
  const reasons = useRef<HTMLElement>(null)
  const [rightBox, clusterBox, reasonsBox] = [useBox(right), useBox(cluster), useBox(reasons)]
  const spare = Math.max(0, reasonsBox.height - LEAST_PANE)
  return (
    <>
      <section className="area-past" aria-label="Time">
        {isDiagramOpen ? (
          <DiagramPlace />
        ) : (
          <>
            <Boundary what="the time pane">
              <TimeView />
            </Boundary>
            <DiagramButton />
          </>
        )}
      </section>
      <Narration />
      <div className="right" id="pane-side" ref={right}>
        <SideSplitter width={width} side={rightBox.width} />
        <section
          className="area-cluster"
          aria-label={STAGE_NAMES[useStage()]}
          id="pane-cluster"
          ref={cluster}
        >
          <StageInside />
        </section>
        <aside className="side" aria-label="Reasons" ref={reasons}>
          <Splitter
            label="Height of the cluster"
            split="cluster"
            controls="pane-cluster"
            size={clusterBox.height}
            range={{ least: LEAST_PANE, most: clusterBox.height + spare }}
            grows="down"
          />
          {(isOpen || isCompared) && <Question />}
          <SideTabs />
        </aside>
        {!isOpen && <DetailsPane spare={spare}>{isDiagramOpen ? <Inside /> : <Details />}</DetailsPane>}
      </div>
    </>
  )
}

interface DetailsPaneProps {
  /** px that the pane above it can do without. */
  readonly spare: number
  readonly children: ReactNode
}

function DetailsPane({ spare, children }: DetailsPaneProps) {
  const details = useRef<HTMLElement>(null)
  const { height } = useBox(details)
  return (
    <section className="details" aria-label="Details" id="pane-details" ref={details}>
      <Splitter
        label="Height of the details"
        split="details"
        controls="pane-details"
        size={height}
        range={{ least: LEAST_PANE, most: height + spare }}
        grows="up"
      />
      {children}
    </section>
  )
}

function LoadedNode() {
  return (
    <Boundary what="this panel">
      <Suspense fallback={null}>
        <NodePanel />
      </Suspense>
    </Boundary>
  )
}

function Inside() {
  return (
    <div className="side-panel">
      <LoadedNode />
    </div>
  )
}

/** The diagram has the logs beside its lanes; without it they are a tab here. */
function Details() {
  return (
    <Tabs className="side-tabs">
      <TabList className="tabs" aria-label="Details">
        <Tab id="node" className="tab">
          Inside
        </Tab>
        <Tab id="log" className="tab">
          Logs
        </Tab>
      </TabList>
      <TabPanel id="node" className="side-panel">
        <LoadedNode />
      </TabPanel>
      <TabPanel id="log" className="side-panel">
        <Boundary what="the log">
          <LogView />
        </Boundary>
      </TabPanel>
    </Tabs>
  )
}
