// The worker's end of the wire: a host that answers what the page asks.

import type { Shelf } from '../sim/shelf.ts'
import { Host } from './host.ts'
import type { LabState } from './lab.ts'
import { buffersOf, type Question, type Reply, type Wire } from './wire.ts'

/** `serveLab(shelf, self)` */
export function serveLab(shelf: Shelf, wire: Wire): void {
  const host = new Host(shelf)
  let sent: LabState | null = null
  wire.addEventListener('message', async ({ data }) => {
    const { number, call } = data as Question
    try {
      const { value, state } = await host.answer(call)
      const reply: Reply = { number, value, changed: changedParts(sent, state) }
      wire.postMessage(reply, { transfer: buffersOf(value) })
      sent = state
    } catch (error) {
      wire.postMessage({ number, error: String(error) } satisfies Reply)
    }
  })
  wire.start?.()
}

/** The parts that are other objects than before. */
function changedParts(before: LabState | null, after: LabState): Partial<LabState> {
  if (before === null) return after
  const parts = Object.entries(after).filter(([key, value]) => before[key as keyof LabState] !== value)
  return Object.fromEntries(parts) as Partial<LabState>
}
