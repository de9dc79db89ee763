// The stage: the cluster or, where a run says who keeps what, a figure of that, with the switch between them in its
// corner. The figures are loaded apart.

import { Suspense } from 'react'
import { later } from '../hooks/later.ts'
import { useLabPart, useViewPart } from '../hooks/session.ts'
import { hasPlacement, type StageId, stageOf } from '../hooks/view.ts'
import { Boundary } from './Boundary.tsx'
import { Clusters } from './Figures.tsx'

const Placement = later(() => import('./Placement.tsx').then((m) => ({ default: m.Placement })))
const StageSwitch = later(() => import('./StageSwitch.tsx').then((m) => ({ default: m.StageSwitch })))

export function useStage(): StageId {
  const layout = useViewPart((view) => view.layout)
  const stage = useViewPart((view) => view.stage)
  return stageOf({ layout, stage }, useLabPart(hasPlacement))
}

/** A figure of the placement takes the room of the lanes as well. */
export function StagePlace() {
  const isCluster = useStage() === 'cluster'
  return (
    <section
      className={isCluster ? 'area-stage' : 'area-stage area-placement'}
      aria-label={isCluster ? 'Cluster' : 'Placement'}
    >
      <StageInside />
    </section>
  )
}

export function StageInside() {
  const stage = useStage()
  const hasSwitch = useLabPart(hasPlacement)
  if (stage !== 'cluster')
    return (
      <Boundary what="the placement">
        <Suspense fallback={null}>
          <Placement stage={stage} />
        </Suspense>
      </Boundary>
    )
  return (
    <Boundary what="the cluster">
      <Clusters />
      {hasSwitch && (
        <Suspense fallback={null}>
          <StageSwitch />
        </Suspense>
      )}
    </Boundary>
  )
}
