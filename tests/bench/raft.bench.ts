// Raft on the engine against Raft by hand: how much the world around a protocol costs. The floor with a trace row is
// the one to compare a recorded run with. Each race has a process of its own: a run with invariants, or with a trace,
// teaches the compiler other types, and what follows it is slower for that.

import { handRaft } from './handRaft.ts'
import { atLeast, type Figure, race, told } from './measure.ts'
import { type RaftOptions, runRaft } from './raftWorld.ts'

const EVENTS = 300_000

function against(title: string, hasRows: boolean, options: RaftOptions): number {
  const floor = hasRows ? 'by hand with a row per delivery' : 'by hand'
  const [, ratio = 0] = race(title, [
    { name: floor, run: () => handRaft(EVENTS, { rows: hasRows }).events },
    { name: 'on the engine, with fingerprint', run: () => runRaft(EVENTS, options) },
  ])
  return ratio
}

export const headless = {
  measure: (): readonly Figure[] => {
    const ratio = against('Raft, five servers and a client', false, { trace: false, invariants: false })
    return [atLeast('Raft headless, to the floor', ratio, 1 / 3)]
  },
}

export const recorded = {
  measure: (): readonly Figure[] => {
    const ratio = against('Raft, recorded', true, { trace: true, invariants: false })
    return [atLeast('Raft recorded, to the floor with a row', ratio, 1 / 3)]
  },
}

export const checked = {
  measure: (): readonly Figure[] => {
    const ratio = against('Raft, every invariant on', false, { trace: false, invariants: true })
    return [told('Raft headless with invariants, to the floor', `× ${ratio.toFixed(2)}`)]
  },
}

export const recordedAndChecked = {
  measure: (): readonly Figure[] => {
    const ratio = against('Raft, recorded, every invariant on', true, { trace: true, invariants: true })
    return [told('Raft recorded with invariants, to the floor with a row', `× ${ratio.toFixed(2)}`)]
  },
}
