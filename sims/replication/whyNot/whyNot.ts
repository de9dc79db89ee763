// What did not happen, answered from the rules and the state of one moment.

import type { PictureView } from '../../../src/sim/define.ts'
import type { Question } from '../../../src/sim/question.ts'
import { answerQuestions } from './answer.ts'
import { chargeQuestions } from './charge.ts'
import { doneQuestions, shownQuestions } from './entries.ts'
import { sceneOf } from './scene.ts'

/** What matters most first: nobody in charge, then clients that wait, entries, and what replicas do not show. */
export function whyNot(view: PictureView): readonly Question[] {
  const scene = sceneOf(view)
  return [
    ...chargeQuestions(scene),
    ...answerQuestions(scene),
    ...doneQuestions(scene),
    ...shownQuestions(scene),
  ]
}
