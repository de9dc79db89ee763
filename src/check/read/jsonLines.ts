// JSON Lines: one value a line, empty lines between them as one likes.

import type { Json } from '../../engine/json.ts'
import { BadHistory, shown } from './badHistory.ts'
import type { Form } from './edn.ts'

/** All values of a text. Throws `BadHistory`. */
export function* readJsonLines(text: string): Generator<Form> {
  for (const [index, each] of text.split('\n').entries()) {
    if (each.trim() === '') continue
    yield { line: index + 1, value: parsed(each, index + 1) }
  }
}

function parsed(text: string, line: number): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new BadHistory(line, `${shown(text.trim())} is not JSON`)
  }
}
