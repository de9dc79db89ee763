// Broken code throws with the values; bad input never comes this far.

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) fail(message)
}

/** For hot paths: test first, so that the message is put together only when it is needed. */
export function fail(message: string): never {
  throw new Error(`assertion failed: ${message}`)
}

/** Closes a switch over a union. */
export function unreachable(value: never): never {
  throw new Error(`assertion failed: unreachable ${JSON.stringify(value)}`)
}
