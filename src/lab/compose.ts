// All that the page is told of a sitting: the run, the moment, what stands beside it, and what can be done.

import type { Branches } from './branches.ts'
import type { cardsOf } from './cards.ts'
import type { Comparison } from './comparison.ts'
import { hasContrast } from './contrast.ts'
import type { LabState, Trouble } from './lab.ts'
import { type Prediction, predictionState } from './prediction.ts'
import { pressOf } from './press.ts'
import type { Recording } from './recording.ts'
import type { Standing } from './seek.ts'
import type { Eyes } from './seen/eyes.ts'

export interface Sat {
  readonly recording: Recording
  readonly branches: Branches
  readonly standing: Standing
  readonly comparison: Comparison | null
  readonly prediction: Prediction
  readonly trouble: Trouble | null
  readonly cards: ReturnType<typeof cardsOf>
  /** Of the node whose view is shown; null for everything. */
  readonly eyes: Eyes | null
}

export function compose(sat: Sat): LabState {
  const { recording, branches, standing, comparison, eyes } = sat
  const { document } = branches
  const { beats } = recording.telling
  branches.stood(standing)
  const frame = recording.frame(standing)
  return {
    status: 'ready',
    ...sat.cards,
    seed: document.seed,
    run: recording.info(),
    frame,
    seen: eyes?.look(recording, standing) ?? null,
    compare: comparison?.picture(recording, standing, frame, branches) ?? null,
    trouble: sat.trouble,
    press: pressOf(recording, document, standing.row, () => recording.world(standing).nodes),
    isContrast: hasContrast(document, recording.place.scenario),
    beat: beats.filter(({ row }) => row <= standing.row).length,
    say: beats.find(({ row }) => row === standing.row)?.say ?? null,
    canUndo: branches.canUndo,
    canRedo: branches.canRedo,
    lastAction: branches.lastTitle,
    branches: branches.pictures(),
    prediction: predictionState(sat.prediction, recording),
  }
}
