// The layout for a room: the cluster as large as it goes and one sentence under it. The question comes where the story
// asks it; everything else is one key away.

import { useLab } from '../hooks/session.ts'
import { Question } from '../panels/Question.tsx'
import { Boundary } from './Boundary.tsx'
import { DiagramPlace, useDiagramOpen } from './DiagramPlace.tsx'
import { Clusters } from './Figures.tsx'
import { Narration } from './Narration.tsx'
import type { PanesProps } from './panes.ts'

export function PresentingPanes({ offers }: PanesProps) {
  const { compare } = useLab()
  return (
    <>
      {useDiagramOpen() ? (
        <DiagramPlace />
      ) : (
        <section className="area-stage" aria-label="Cluster">
          <Boundary what="the cluster">
            <Clusters />
          </Boundary>
        </section>
      )}
      <Narration offers={offers} />
      {compare === null && (
        <aside className="present-ask" aria-label="Question">
          <Question />
        </aside>
      )}
    </>
  )
}
