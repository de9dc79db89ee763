// Where the space-time diagram goes when it is open, and the button that opens it. The diagram itself is loaded apart.

import { Maximize2 } from 'lucide-react'
import { Suspense } from 'react'
import { openDiagram } from '../commands/diagram.ts'
import { later } from '../hooks/later.ts'
import { useLabPart, useSession, useViewPart } from '../hooks/session.ts'
import { isDiagramOpen } from '../hooks/view.ts'
import { Boundary } from './Boundary.tsx'

const DiagramView = later(() => import('./DiagramView.tsx').then((m) => ({ default: m.DiagramView })))
const DiagramSheet = later(() => import('./DiagramSheet.tsx').then((m) => ({ default: m.DiagramSheet })))

/** It shows all of a run, so it is put away while one node's view is shown. */
export function useDiagramOpen(): boolean {
  const isSeen = useLabPart(({ seen }) => seen !== null)
  return useViewPart(isDiagramOpen) && !isSeen
}

/** In the place of the stage and the time pane. */
export function DiagramPlace() {
  return (
    <div className="area-stage area-diagram">
      <Boundary what="the space-time diagram">
        <Suspense fallback={null}>
          <DiagramView />
        </Suspense>
      </Boundary>
    </div>
  )
}

/** Over all of a phone. */
export function DiagramOnPhone() {
  // There it lies over all else, so it waits until it is asked for.
  if (!useViewPart(({ diagram }) => diagram.isOpen === true)) return null
  return (
    <Suspense fallback={null}>
      <DiagramSheet />
    </Suspense>
  )
}

export function DiagramButton() {
  const session = useSession()
  const isSeen = useLabPart(({ seen }) => seen !== null)
  if (isSeen) return null
  return (
    <button type="button" className="btn diagram-button" title="S" onClick={() => openDiagram(session)}>
      <Maximize2 size={13} aria-hidden /> Diagram
    </button>
  )
}
