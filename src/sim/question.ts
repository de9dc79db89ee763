// Questions about what did not happen. A sim answers them from its own rules and the state of one moment: in a
// sentence, with the facts that decide it. Nothing here was written for a particular run.

import type { Operation } from '../engine/observer.ts'
import type { NodeId } from '../engine/process.ts'

/** Something that is so. `holds`: it speaks for what is asked about; otherwise it stands in the way. */
export interface Fact {
  readonly text: string
  readonly holds: boolean
}

export interface Question {
  /** The same as long as the same thing is asked. */
  readonly id: string
  /** "Why is entry 4 not committed?" */
  readonly ask: string
  readonly about: { readonly node?: NodeId; readonly operation?: number; readonly index?: number }
  readonly answer: {
    /** One sentence of at most 25 words, without a full stop. */
    readonly say: string
    readonly facts: readonly Fact[]
    /** "§5.4.2" */
    readonly rule: string | null
  }
}

/** One for each operation that nobody has answered yet, in the order in which they were asked. */
export function noAnswerQuestions(
  history: readonly Operation[],
  answer: (operation: Operation) => Question['answer'],
): readonly Question[] {
  return history
    .filter(({ outcome }) => outcome === 'pending')
    .map((operation) => ({
      id: `answer ${operation.id}`,
      ask: `Why has ${operation.client} no answer?`,
      about: { node: operation.client, operation: operation.id },
      answer: answer(operation),
    }))
}
