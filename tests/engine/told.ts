// Everything a trace tells, as text: what two traces of one run must have in common.

import type { Trace } from '../../src/engine/trace.ts'

export function told(trace: Trace): string[] {
  const lines: string[] = []
  for (let row = 0; row < trace.rows; row++) {
    const head = [
      trace.atUs(row),
      trace.kind(row),
      trace.node(row),
      trace.cause(row),
      trace.message(row),
      trace.label(row),
    ]
    lines.push(`${head.join(' ')} ${JSON.stringify(trace.notes(row))}`)
  }
  for (let id = 0; id < trace.messages; id++) lines.push(JSON.stringify(trace.messageAt(id)))
  return lines
}
