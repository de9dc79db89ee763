// The sagas of the moment, as rows of steps with their compensations: from what stands on the logs, and from what is asked for
// now.

import type { PictureView } from '../../src/sim/define.ts'
import type { StepPicture, StepsPicture } from '../../src/sim/transactionsPicture.ts'
import { hueOfName } from './hue.ts'
import type { Op, Part } from './messages.ts'
import type { SagaFate, Truth } from './observer/truth.ts'
import { isSite, type Memory, settingsOf } from './state.ts'
import { stepName } from './steps.ts'

/** Sagas that are shown: those under way before those that are over. */
const MOST = 3

export function stepsOf(view: PictureView): readonly StepsPicture[] {
  const truth: Truth = view.truth
  const known = truth.sagaNames.map((tx) => truth.sagas[tx]!).filter(isTold)
  const open = known.filter(({ ended }) => ended === null)
  const over = known.filter(({ ended }) => ended !== null)
  return [...over.slice(-MOST), ...open].slice(-MOST).map((saga) => pictureOf(saga, view))
}

/** Reads change nothing that could be undone. */
function isTold({ parts }: SagaFate): boolean {
  return parts.some(({ ops }) => ops.some(({ kind }) => kind === 'add'))
}

function pictureOf(saga: SagaFate, view: PictureView): StepsPicture {
  const current = currentStep(saga, view)
  const hasPivot = settingsOf(view).pivot === 'card' && saga.parts.length > 2
  return {
    ...{ of: saga.tx, hue: hueOfName(saga.tx), says: saysOf(saga) },
    steps: saga.parts.map((part, i) => ({
      title: opsText(part, 1),
      node: part.site,
      state: stateOf(saga, i, current),
      undo: hasPivot && i >= 1 ? null : opsText(part, -1),
      isPivot: hasPivot && i === 1,
    })),
  }
}

function saysOf({ ended, isGoingBack }: SagaFate): string {
  if (ended === 'commit') return 'done'
  if (ended === 'abort') return 'undone'
  return isGoingBack ? 'going back' : 'under way'
}

/** The step that somebody asks for or carries out now; -1 for none. */
function currentStep({ tx, parts }: SagaFate, { nodes }: PictureView): number {
  for (const { memory } of nodes.filter(isSite)) {
    if (memory === null) continue
    const { sagas, errands }: Memory = memory
    if (sagas[tx] !== undefined) return sagas[tx].step
    const step = parts.findIndex(
      (_, i) => errands[stepName(tx, i)] !== undefined || errands[`${stepName(tx, i)} undo`] !== undefined,
    )
    if (step >= 0) return step
  }
  return -1
}

function stateOf(saga: SagaFate, place: number, current: number): StepPicture['state'] {
  const step = `s${place + 1}`
  const isNow = saga.ended === null && place === current
  if (saga.undone[step] === true) return 'undone'
  if (saga.refused === step) return 'failed'
  if ((saga.net[step] ?? 0) > 0) return isNow && saga.isGoingBack ? 'undoing' : 'done'
  return isNow ? 'running' : 'ahead'
}

/** "item −1, shop +40"; "a1 held", and later "a1 as read +10". */
function opsText({ ops }: Part, sign: 1 | -1): string {
  return ops
    .filter(({ kind }) => kind !== 'read')
    .map((op) => opText(op, sign))
    .join(', ')
}

function opText({ key, kind, add }: Op, sign: 1 | -1): string {
  if (kind === 'hold') return `${key} ${sign > 0 ? 'held' : 'let go'}`
  const change = `${sign * add < 0 ? '\u2212' : '+'}${Math.abs(add)}`
  return kind === 'set' && sign > 0 ? `${key} as read ${change}` : `${key} ${change}`
}
