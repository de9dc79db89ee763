// The layout for a room: the cluster as large as it goes and one sentence under it. The question comes where the story
// asks it; everything else is one key away.

import { useLabPart } from '../hooks/session.ts'
import { Question } from '../panels/Question.tsx'
import { Boundary } from './Boundary.tsx'
import { DiagramPlace, useDiagramOpen } from './DiagramPlace.tsx'
import { Clusters } from './Figures.tsx'
import { Narration } from './Narration.tsx'

export function PresentingPanes() {
  const isComparing = useLabPart(({ compare }) => compare !== null)
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
      <Narration />
      {!isComparing && (
        <aside className="present-ask" aria-label="Question">
          <Question />
        </aside>
      )}
    </>
  )
}
