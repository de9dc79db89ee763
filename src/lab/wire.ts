// What goes over the wire between the page and the worker that holds the run. Of a state only the parts that changed
// are sent: a seek costs a frame, not the whole run.

import type { Call } from './host.ts'
import type { LabState } from './lab.ts'

/** What a worker, a worker's own scope and a message port have in common. */
export interface Wire {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  /** Message ports wait for this. */
  start?(): void
}

export interface Question {
  readonly number: number
  readonly call: Call
}

export type Reply =
  | { readonly number: number; readonly value: unknown; readonly changed: Partial<LabState> }
  | { readonly number: number; readonly error: string }
