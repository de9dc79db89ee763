// What a person typed cannot be used: a sentence that names the thing and the value. Caught in one place.

import type { Result } from '../sim/result.ts'

export class BadInput extends Error {}

/** The value, or the sentence thrown. */
export function need<T>(result: Result<T>): T {
  if (!result.ok) throw new BadInput(result.error)
  return result.value
}
