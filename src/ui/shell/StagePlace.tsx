// The stage: the cluster or, by what a run is about, another figure of it, with the switch between them in its corner. The
// figures are loaded apart.

import { Suspense } from 'react'
import { later } from '../hooks/later.ts'
import { useLabPart, useViewPart } from '../hooks/session.ts'
import { isPlacement, type StageId, stageOf, stagesOf } from '../hooks/view.ts'
import { Boundary } from './Boundary.tsx'
import { Clusters } from './Figures.tsx'

const Placement = later(() => import('./Placement.tsx').then((m) => ({ default: m.Placement })))
const TransactionsPlace = later(() =>
  import('./TransactionsPlace.tsx').then((m) => ({ default: m.TransactionsPlace })),
)
const StageSwitch = later(() => import('./StageSwitch.tsx').then((m) => ({ default: m.StageSwitch })))

export const STAGE_NAMES: Readonly<Record<StageId, string>> = {
  cluster: 'Cluster',
  ring: 'Placement',
  ruler: 'Placement',
  loads: 'Placement',
  table: 'Placement',
  schemes: 'Placement',
  transactions: 'Transactions',
}

export function useStage(): StageId {
  const layout = useViewPart((view) => view.layout)
  const stage = useViewPart((view) => view.stage)
  return stageOf({ layout, stage }, useLabPart(stagesOf))
}

export function StagePlace() {
  const stage = useStage()
  return (
    <section
      className={isPlacement(stage) ? 'area-stage area-placement' : 'area-stage'}
      aria-label={STAGE_NAMES[stage]}
    >
      <StageInside />
    </section>
  )
}

export function StageInside() {
  const stage = useStage()
  const hasSwitch = useLabPart(stagesOf).length > 1
  return (
    <Boundary what={`the ${STAGE_NAMES[stage].toLowerCase()}`}>
      {stage === 'cluster' && <Clusters />}
      <Suspense fallback={null}>
        {isPlacement(stage) && <Placement stage={stage} />}
        {stage === 'transactions' && <TransactionsPlace />}
        {stage === 'cluster' && hasSwitch && <StageSwitch />}
      </Suspense>
    </Boundary>
  )
}
