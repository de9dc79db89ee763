// What is said of a history: verdicts on promises, in words, each with the operations that show it.

import type { World } from '../engine/world.ts'
import type { Sim } from '../sim/define.ts'
import { type LedgerLine, ledgerOf } from './ledger.ts'
import { verdictsOf } from './verdicts.ts'

/** An operation and what is said of it. */
export interface SaidOf {
  readonly id: number
  readonly say: string
}

export interface VerdictPicture {
  readonly id: string
  /** "Linearizable" */
  readonly title: string
  /** "As if there were one copy and every operation took effect at once" */
  readonly plain: string
  readonly verdict: 'holds' | 'broken' | 'unknown'
  /** What decided it, in one sentence. */
  readonly say: string
  /** Operations that together show that it is broken, in the order of their calls, with what each is there for. */
  readonly evidence: readonly SaidOf[]
  /** The longest order that works: how long it is, how it ends, and what cannot come next and why. */
  readonly longest: {
    readonly length: number
    readonly last: readonly SaidOf[]
    readonly stuck: readonly SaidOf[]
  } | null
}

export interface Judgement {
  readonly ledger: readonly LedgerLine[]
  readonly verdicts: readonly VerdictPicture[]
}

/** Judges what has happened so far; what is still open may yet take effect or never. */
export function judgementOf(sim: Sim, world: World): Judgement {
  const ledger = ledgerOf(sim, world)
  const { initial = null, meant } = sim.judged ?? {}
  const history = meant?.(world.history) ?? world.history
  return { ledger, verdicts: verdictsOf(history, ledger, initial) }
}
