// What stands on the stage, where a run says who keeps what: the cluster or a figure of its placement. One key goes on to
// the next, and each has its command.

import type { Session } from '../hooks/session.ts'
import { hasPlacement, type StageId, stageOf } from '../hooks/view.ts'
import { type Action, action } from './action.ts'

export const STAGES: readonly (readonly [StageId, string])[] = [
  ['cluster', 'Cluster'],
  ['ring', 'Ring'],
  ['loads', 'Loads'],
  ['table', 'Table'],
]

/** What the layout has anyway need not be said. */
export function showStage({ view, lab }: Session, stage: StageId): void {
  const isUsual = stageOf({ ...view.get(), stage: null }, hasPlacement(lab.getState())) === stage
  view.set({ stage: isUsual ? null : stage, phoneTab: 'cluster' })
}

export function stageActions(session: Session): readonly Action[] {
  if (!hasPlacement(session.lab.getState())) return []
  const now = stageOf(session.view.get(), true)
  const at = STAGES.findIndex(([id]) => id === now)
  const [next, title] = STAGES[(at + 1) % STAGES.length]!
  return [
    action({
      id: 'stage.next',
      title: `On the stage: ${title.toLowerCase()}`,
      keys: ['o'],
      group: 'Page',
      run: () => showStage(session, next),
    }),
    ...STAGES.map(([id, name]) =>
      action({
        id: `stage.${id}`,
        title: name,
        full: `Show the ${name.toLowerCase()}`,
        group: 'Page',
        isOn: id === now,
        run: () => showStage(session, id),
      }),
    ),
  ]
}
