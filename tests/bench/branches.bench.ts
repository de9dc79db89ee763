// A sitting with a run of 100,000 events and fifty branches of it: how long a fork takes and going from one branch to
// another, and what all of them hold in memory.

import { sim } from '../../sims/raft/sim.ts'
import { type Sitting, sittingWith } from '../../src/lab/sitting.ts'
import { findPlace } from '../../src/sim/document.ts'
import { below, type Figure, fractions, quantile, told, usedMb } from './measure.ts'

const EVENTS = 100_000
const BRANCHES = 49
/** Half of a second's frame budget is left to the page. */
const MOST_FORK_MS = 100
const MOST_MB = 400

export function measure(): readonly Figure[] {
  const before = usedMb()
  const sitting = longSitting()
  const { endUs } = sitting.state.run
  const nodes = ['n2', 'n3', 'n4', 'n5']
  const random = fractions()
  const forks: number[] = []
  for (let i = 0; i < BRANCHES; i++) {
    sitting.branch('main')
    sitting.seek({ us: Math.floor(random() * endUs) })
    void sitting.state
    forks.push(takenMs(() => sitting.inject({ kind: 'crash', node: nodes[i % nodes.length]! }), sitting))
    while (!sitting.state.run.isWhole) sitting.recordOn()
  }
  const mb = usedMb() - before
  const back: number[] = []
  for (const { id } of sitting.state.branches.slice(-20)) {
    sitting.branch('main')
    void sitting.state
    back.push(takenMs(() => sitting.branch(id), sitting))
  }
  if (sitting.state.branches.length !== BRANCHES + 1) throw new Error('a branch is missing')
  const events = EVENTS.toLocaleString('en')
  return [
    below(
      `A fork anywhere in a run of ${events} events, shown, p95`,
      quantile(forks, 0.95),
      MOST_FORK_MS,
      'ms',
    ),
    told('… median', `${quantile(forks, 0.5).toFixed(1)} ms`),
    below(`Another branch of it, shown, p95`, quantile(back, 0.95), MOST_FORK_MS, 'ms'),
    told('… median', `${quantile(back, 0.5).toFixed(1)} ms`),
    below(`${BRANCHES + 1} branches of it, recorded to the end`, mb, MOST_MB, 'MB'),
  ]
}

/** Until the branch can be sent to the page. */
function takenMs(act: () => void, sitting: Sitting): number {
  const begin = process.hrtime.bigint()
  act()
  void sitting.state
  return Number(process.hrtime.bigint() - begin) / 1e6
}

function longSitting(): Sitting {
  const sitting = sittingWith([sim], findPlace([sim], 'raft/first-election')!)
  sitting.open(
    [sim],
    {
      document: { ...sitting.document, settings: { workloadEveryUs: 20_000, workloadReads: 0 } },
      problem: null,
    },
    '',
  )
  for (let us = 0; sitting.state.run.rows < EVENTS; us += 2_000_000) sitting.seek({ us })
  return sitting
}
