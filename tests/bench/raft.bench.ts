// Raft on the engine against Raft by hand: how much the world around a protocol costs. The floor with a trace row is
// the one to compare a recorded run with.

import { handRaft } from './handRaft.ts'
import { atLeast, type Figure, race, told } from './measure.ts'
import { runRaft } from './raftWorld.ts'

const EVENTS = 300_000

export function measure(): readonly Figure[] {
  const [, headless = 0, checked = 0] = race('Raft, five servers and a client, nothing recorded', [
    { name: 'by hand', run: () => handRaft(EVENTS, { rows: false }).events },
    { name: 'engine with fingerprint', run: () => runRaft(EVENTS, { trace: false, invariants: false }) },
    {
      name: 'engine with every invariant on',
      run: () => runRaft(EVENTS, { trace: false, invariants: true }),
    },
  ])
  const [, recorded = 0, both = 0] = race('Raft, recorded', [
    { name: 'by hand with a row per delivery', run: () => handRaft(EVENTS, { rows: true }).events },
    { name: 'engine with trace', run: () => runRaft(EVENTS, { trace: true, invariants: false }) },
    {
      name: 'engine with trace and invariants',
      run: () => runRaft(EVENTS, { trace: true, invariants: true }),
    },
  ])
  return [
    atLeast('Raft headless, to the floor', headless, 1 / 3),
    atLeast('Raft recorded, to the floor with a row', recorded, 1 / 3),
    told('Raft headless with invariants, to the floor', `× ${checked.toFixed(2)}`),
    told('Raft recorded with invariants, to the floor with a row', `× ${both.toFixed(2)}`),
  ]
}
