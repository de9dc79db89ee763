// What is told: English for notes, one line for a message, a mark for its picture, and how an operation reads.

import type { Scalar } from '../../src/engine/json.ts'
import type { Operation } from '../../src/engine/observer.ts'
import type { Message, NodeId } from '../../src/engine/process.ts'
import type { Hue, LanePicture, Mark } from '../../src/sim/picture.ts'
import type { Words } from '../../src/sim/words.ts'
import type { RegisterMessage } from './register.ts'

/** SKELETON: a sentence for every note, cause before effect, at most 25 words, without a full stop. */
export const words: Words = {
  notes: {
    restarted: '{node} starts again from its disk: value {0}, version {1}',
    stored: '{2} wants the value {0}, so {node} writes it as version {1} and answers when it is on disk',
    repeated: '{node} has executed number {1} of {0} before, so it only answers again',
    oldCopy: '{node} ignores number {1} of {0}: it is an old copy, {0} is at number {2}',
    writes: '{node} asks to write {0}',
    reads: '{node} asks for the value',
    retries: '{node} got no answer in time, so it asks again, with the same number {0}',
    answered: '{node} is told: {0}',
    answerIgnored: '{node} ignores an answer to number {0}, which it is not waiting for',
    busy: '{node} still waits for the answer to number {0}',
    orderUnknown: '{node} does not know the order {0}',
    truth: 'The register holds {0}',
  },
  reasons: {},
  /** SKELETON: the sections that notes stand on. */
  rules: { stored: 'write ahead, then answer' },
}

/** "Write #2 value=7" */
export function describe(message: Message): string {
  const m = message as RegisterMessage
  if (m.type === 'Read') return `Read #${m.n}`
  return `${m.type} #${m.n} value=${m.value}${m.type === 'Answer' ? ` version=${m.version}` : ''}`
}

export function look(message: Message): { readonly mark: Mark; readonly hue: Hue; readonly label: string } {
  return { mark: message.type === 'Answer' ? 'reply' : 'request', hue: null, label: message.type }
}

export function arrival(message: Message, from: NodeId, to: NodeId): string {
  const m = message as RegisterMessage
  if (m.type === 'Answer') return `${to} hears from ${from} that the value is ${m.value}`
  return `${to} hears from ${from}, which ${m.type === 'Write' ? `writes ${m.value}` : 'reads'}`
}

/** SKELETON: which notes begin another stretch of a node's lane. */
export function lane(code: string): Pick<LanePicture, 'style' | 'hue'> | null {
  return code === 'stored' || code === 'restarted' ? { style: 'leads', hue: 1 } : null
}

export function operation({ f, value, outcome, result }: Operation): {
  readonly label: string
  readonly answer: string
} {
  if (f === 'write') return { label: `x=${value}`, answer: outcome === 'ok' ? 'OK' : 'no answer yet' }
  return { label: 'read x', answer: outcome === 'ok' ? String(result) : 'no answer yet' }
}

/** The observer's notes that say what is really so. */
export function truth(code: string, params: readonly Scalar[]): { key: string; text: string } | null {
  return code === 'truth' ? { key: 'x', text: `x=${params[0]}` } : null
}
