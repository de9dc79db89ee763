// The client history as JSON Lines: the operations of the EDN file with the same names and values.

import { jepsenOps } from './operations.ts'
import type { Recorded } from './recorded.ts'

export function* historyLines(run: Recorded): Generator<string> {
  for (const { type, f, value, answer, process, time, index, client } of jepsenOps(run))
    yield JSON.stringify({ type, f, value, answer, process, time, index, client })
}
