// What did not happen, answered from the rules of the paper and the state of one moment.

import type { PictureView } from '../../../src/sim/define.ts'
import type { Question } from '../../../src/sim/question.ts'
import { answerQuestions } from './answer.ts'
import { commitQuestions } from './committed.ts'
import { heardQuestions } from './heard.ts'
import { noLeaderQuestions, notLeaderQuestions } from './leader.ts'
import { sceneOf } from './scene.ts'

/** What matters most first: no leader, then clients that wait, entries, and who else might lead. */
export function whyNot(view: PictureView): readonly Question[] {
  const scene = sceneOf(view)
  return [
    ...noLeaderQuestions(scene),
    ...answerQuestions(scene),
    ...commitQuestions(scene),
    ...notLeaderQuestions(scene),
    ...heardQuestions(scene),
  ]
}
