// What did not happen, answered from the rules of the paper and the state of one moment.

import type { PictureView } from '../../../src/sim/define.ts'
import type { Question } from '../../../src/sim/question.ts'
import { answerQuestions } from './answer.ts'
import { behindQuestions } from './behind.ts'
import { sceneOf } from './scene.ts'
import { siblingQuestions } from './siblings.ts'

/** What matters most first: clients that wait, then copies that differ, and conflicts. */
export function whyNot(view: PictureView): readonly Question[] {
  const scene = sceneOf(view)
  return [...answerQuestions(scene), ...siblingQuestions(scene), ...behindQuestions(scene)]
}
