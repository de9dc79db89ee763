// What stands on the stage: the cluster or, by what a run is about, a figure of its placement or of its transactions. One
// key goes on to the next, and each has its command.

import type { Measure } from '../figures/ring/model.ts'
import type { Session } from '../hooks/session.ts'
import { type StageId, stageOf, stagesOf } from '../hooks/view.ts'
import { type Action, action } from './action.ts'

export const STAGE_TITLES: Readonly<Record<StageId, string>> = {
  cluster: 'Cluster',
  ring: 'Ring',
  ruler: 'Ruler',
  loads: 'Loads',
  table: 'Table',
  schemes: 'Schemes',
  transactions: 'Transactions',
}

/** What the bars of the ring can be. */
export const BARS: readonly (readonly [Measure, string])[] = [
  ['keys', 'Keys'],
  ['held', 'Copies'],
  ['load', 'Requests'],
]

/** What the layout has anyway need not be said. */
export function showStage({ view, lab }: Session, stage: StageId): void {
  const isUsual = stageOf({ ...view.get(), stage: null }, stagesOf(lab.getState())) === stage
  view.set({ stage: isUsual ? null : stage, phoneTab: 'cluster' })
}

export function stageActions(session: Session): readonly Action[] {
  const stages = stagesOf(session.lab.getState())
  if (stages.length < 2) return []
  const now = stageOf(session.view.get(), stages)
  const next = stages[(stages.indexOf(now) + 1) % stages.length]!
  return [
    action({
      id: 'stage.next',
      title: `On the stage: ${STAGE_TITLES[next].toLowerCase()}`,
      keys: ['o'],
      group: 'Page',
      run: () => showStage(session, next),
    }),
    ...barActions(session, now),
    ...stages.map((id) =>
      action({
        id: `stage.${id}`,
        title: STAGE_TITLES[id],
        full: `Show the ${STAGE_TITLES[id].toLowerCase()}`,
        group: 'Page',
        isOn: id === now,
        run: () => showStage(session, id),
      }),
    ),
  ]
}

function barActions({ view }: Session, stage: StageId): readonly Action[] {
  if (stage !== 'ring') return []
  return BARS.map(([id, title]) =>
    action({
      id: `bars.${id}`,
      title: `Bars of the ring: ${title.toLowerCase()}`,
      group: 'Page',
      isOn: view.get().bars === id,
      run: () => view.set({ bars: id }),
    }),
  )
}
