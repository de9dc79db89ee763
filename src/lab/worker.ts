// Both ends of the wire between the page and the worker that holds the run. Of a state only the parts that changed
// are sent: a seek costs a frame, not the whole run.

import type { Sim } from '../sim/define.ts'
import { createLab } from './client.ts'
import { emptyState } from './emptyState.ts'
import { type Answer, type Call, Host } from './host.ts'
import type { Lab, LabState } from './lab.ts'

/** What a worker, a worker's own scope and a message port have in common. */
export interface Wire {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  /** Message ports wait for this. */
  start?(): void
}

interface Question {
  readonly number: number
  readonly call: Call
}

type Reply =
  | { readonly number: number; readonly value: unknown; readonly changed: Partial<LabState> }
  | { readonly number: number; readonly error: string }

/** The worker's end: `serveLab(sims, self)`. */
export function serveLab(sims: readonly Sim[], wire: Wire): void {
  const host = new Host(sims)
  let sent: LabState | null = null
  wire.addEventListener('message', async ({ data }) => {
    const { number, call } = data as Question
    try {
      const { value, state } = await host.answer(call)
      wire.postMessage({ number, value, changed: changedParts(sent, state) } satisfies Reply)
      sent = state
    } catch (error) {
      wire.postMessage({ number, error: String(error) } satisfies Reply)
    }
  })
  wire.start?.()
}

/** The page's end: `connectLab(new Worker(…))`. */
export function connectLab(wire: Wire): Lab {
  const waiting = new Map<number, { settle: (answer: Answer) => void; fail: (error: Error) => void }>()
  let state = emptyState()
  let number = 0
  wire.addEventListener('message', ({ data }) => {
    const reply = data as Reply
    const asked = waiting.get(reply.number)
    waiting.delete(reply.number)
    if ('error' in reply) {
      asked?.fail(new Error(reply.error))
      return
    }
    if (Object.keys(reply.changed).length > 0) state = { ...state, ...reply.changed }
    asked?.settle({ value: reply.value, state })
  })
  wire.start?.()
  return createLab(
    (call) =>
      new Promise((settle, fail) => {
        waiting.set(++number, { settle, fail })
        wire.postMessage({ number, call } satisfies Question)
      }),
  )
}

/** The parts that are other objects than before. */
function changedParts(before: LabState | null, after: LabState): Partial<LabState> {
  if (before === null) return after
  const parts = Object.entries(after).filter(([key, value]) => before[key as keyof LabState] !== value)
  return Object.fromEntries(parts) as Partial<LabState>
}
