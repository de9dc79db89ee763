// The layout for a room: the cluster as large as it goes and one sentence under it. The question comes where the story
// asks it; everything else is one key away.

import { useLabPart } from '../hooks/session.ts'
import { Question } from '../panels/Question.tsx'
import { DiagramPlace, useDiagramOpen } from './DiagramPlace.tsx'
import { Narration } from './Narration.tsx'
import { StagePlace } from './StagePlace.tsx'

export function PresentingPanes() {
  const isComparing = useLabPart(({ compare }) => compare !== null)
  return (
    <>
      {useDiagramOpen() ? <DiagramPlace /> : <StagePlace />}
      <Narration />
      {!isComparing && (
        <aside className="present-ask" aria-label="Question">
          <Question />
        </aside>
      )}
    </>
  )
}
