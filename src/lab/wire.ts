// What goes over the wire between the page and the worker that holds the run. Of a state only the parts that changed
// are sent: a seek costs a frame, not the whole run.

import type { Call } from './host.ts'
import type { LabState } from './lab.ts'

/** What a worker, a worker's own scope and a message port have in common. */
export interface Wire {
  /** What is named in `transfer` goes over as it is, and is no longer here. */
  postMessage(message: unknown, options?: { transfer?: ArrayBuffer[] }): void
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

/** The typed arrays in an answer: they were made for it and are given away with it. */
export function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.values(value).flatMap(buffersOf)
}
