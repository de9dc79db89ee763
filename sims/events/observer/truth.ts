// What the observer knows and no node can: what is really in each model, which events clients were told of and when, and
// what reads should have shown.

import type { NodeId } from '../../../src/engine/process.ts'
import type { WrongAnswer } from '../../../src/sim/picture.ts'
import type { Balances } from '../log.ts'
import type { Stretch } from '../readModel.ts'

export interface ModelMemo {
  generation: number
  made: readonly Stretch[]
  /** What its events make, and what its balances should be. */
  expected: Balances
  offset: number
  step: string
  /** Events up to its offset that are missing, and applications too many. */
  lost: number
  twice: number
  /** What settings have said since the model was begun: the offset first, the offset last, events applied unlooked at. */
  sawBefore: boolean
  sawAfter: boolean
  sawBlind: boolean
  /** When it last came further, or had nothing to do. */
  movedUs: number
  /** When the rebuild under way began; -1 for none. How long the latest took; -1 for none. */
  rebuildSinceUs: number
  rebuildUs: number
}

export interface ClientMemo {
  bornUs: number
  operation: number
  finished: number
  /** The last event that it had been told of in this life: now, and when its operation began. */
  own: number
  floor: number
}

export interface Wrong extends WrongAnswer {
  readonly operation: number
}

export interface Truth {
  /** How many events the log has, what they make, and by "c1.5" which of them came of a command. */
  length: number
  balances: Balances
  commands: Record<string, number>
  /** By place in the log, from 0: when its client was told of the event; -1 if it was not. */
  told: number[]
  models: Record<NodeId, ModelMemo>
  clients: Record<NodeId, ClientMemo>
  /** Reads answered. */
  reads: number
  wrong: Wrong[]
  nextLookUs: number
}

export function freshModel(): ModelMemo {
  return {
    generation: 0,
    made: [],
    expected: {},
    offset: 0,
    step: '',
    lost: 0,
    twice: 0,
    sawBefore: false,
    sawAfter: false,
    sawBlind: false,
    movedUs: 0,
    rebuildSinceUs: -1,
    rebuildUs: -1,
  }
}
