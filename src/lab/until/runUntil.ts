// Asks for one look after another until something is found, nothing will be, or it is called off.

import type { LabState } from '../lab.ts'
import { asSentence } from '../trouble.ts'
import type { Looked, Search } from './search.ts'

export interface UntilOptions {
  /** 1 looks on, -1 back. On when left out. */
  readonly step?: 1 | -1
  /** On the way past a question that was not asked yet, the playhead stops there. */
  readonly asksFirst?: boolean
  /** Stops it: the playhead stays where it was. */
  readonly signal?: AbortSignal
  /** After each look: events looked through so far, and how far that is, in simulated µs. */
  readonly onProgress?: (progress: { readonly events: number; readonly us: number }) => void
}

/** How it ended, in a sentence. Only what is found moves the playhead. */
export interface Reached {
  readonly kind: 'found' | 'nothing' | 'problem' | 'stopped'
  readonly says: string
  readonly state: LabState
}

export interface Searcher {
  readonly look: (search: Search) => Promise<Looked>
  readonly goTo: (row: number) => Promise<LabState>
  readonly state: () => LabState
  /** Something else was asked of the lab meanwhile. */
  readonly isOvertaken: () => boolean
}

export async function runUntil(
  { look, goTo, state, isOvertaken }: Searcher,
  until: Search['until'],
  { step = 1, signal, onProgress }: UntilOptions,
): Promise<Reached> {
  let begun: Search['begun'] = null
  for (;;) {
    const looked: Looked = await look({ until, step, begun })
    const isOff = isOvertaken()
    if (isOff || signal?.aborted === true) {
      // After another move the run is another's: only one that still stands is given back as it was.
      if (!isOff && looked.kind === 'further')
        await look({ until, step, begun: looked.begun, isGivenUp: true })
      return { kind: 'stopped', says: 'Stopped looking', state: state() }
    }
    if (looked.kind === 'found') {
      const { row, says } = looked
      return { kind: 'found', says, state: await goTo(row) }
    }
    if (looked.kind === 'problem') return { kind: 'problem', says: asSentence(looked.says), state: state() }
    if (looked.kind === 'nothing') return { ...looked, state: state() }
    begun = looked.begun
    onProgress?.({ events: Math.abs(begun.at - begun.from), us: looked.us })
  }
}
