// What did not happen, and why: the facts are read off the state, and the rule is the one that decides.

import type { PictureView } from '../../../src/sim/define.ts'
import type { Question } from '../../../src/sim/question.ts'

export function whyNot(_view: PictureView): readonly Question[] {
  return []
}
