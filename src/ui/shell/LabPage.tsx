// The lab in one of its three shapes. Regions stand where the picture of the page puts them; what they hold is theirs.

import { useOffers } from '../commands/useOffers.ts'
import { useView } from '../hooks/session.ts'
import { useShape } from '../hooks/useShape.ts'
import { Side } from '../panels/Side.tsx'
import { Bar } from './Bar.tsx'
import { Boundary } from './Boundary.tsx'
import { DiagramButton, DiagramPlace, useDiagramOpen } from './DiagramPlace.tsx'
import { Faults } from './Faults.tsx'
import { BranchView, Clusters, LogView, ScrubView, TimeView } from './Figures.tsx'
import { Metrics } from './Metrics.tsx'
import { Narration } from './Narration.tsx'
import { NarrowLab } from './NarrowLab.tsx'
import { PhoneLab } from './PhoneLab.tsx'
import { Clock, Transport } from './Transport.tsx'
import { Trouble } from './Trouble.tsx'

export function LabPage() {
  const shape = useShape()
  const { notice } = useView()
  return (
    <>
      {shape === 'wide' ? <WideLab /> : shape === 'narrow' ? <NarrowLab /> : <PhoneLab />}
      <output className="notice" data-empty={notice === '' || undefined}>
        {notice}
      </output>
    </>
  )
}

function WideLab() {
  const offers = useOffers()
  const isDiagramOpen = useDiagramOpen()
  return (
    <div className="lab wide">
      <Bar />
      <main>
        <Trouble />
        <Faults offers={offers} />
        {isDiagramOpen ? (
          <DiagramPlace />
        ) : (
          <section className="area-stage" aria-label="Cluster">
            <Boundary what="the cluster">
              <Clusters />
            </Boundary>
          </section>
        )}
        <Narration offers={offers} />
        {!isDiagramOpen && (
          <section className="area-time" aria-label="Time">
            <Boundary what="the time pane">
              <TimeView />
            </Boundary>
            <DiagramButton />
          </section>
        )}
        <div className="right">
          <Side />
          {!isDiagramOpen && (
            <Boundary what="the log">
              <LogView />
            </Boundary>
          )}
        </div>
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
