// Checks the promises after every event, looking only at the node that moved.

import type { NodeView, Observer, WorldView } from '../../../src/engine/observer.ts'
import type { ClientDisk, ClientMemory } from '../client.ts'
import type { LockDisk } from '../lockServer.ts'
import type { WorkerMemory } from '../worker.ts'
import { lookAtCalm } from './calm.ts'
import { jobName, watchFile } from './file.ts'
import { watchServer } from './server.ts'
import { grantOf, type Truth, type WorkerMemo } from './truth.ts'
import { watchBelief, watchWorker } from './workers.ts'

const MOST_JOBS = 400

export const observer: Observer<Truth> = {
  start: (nodes) => ({
    workers: nodes.map(({ process }) =>
      process === 'worker' ? { phase: 'down', token: 0, asksSinceUs: -1 } : null,
    ),
    ...{
      inForce: [],
      heard: -1,
      newestToken: firstToken(nodes),
      grantedUs: 0,
      grants: [],
      open: [],
      past: [],
    },
    overlap: { count: 0, us: 0, sinceUs: -1 },
    idle: { deaths: 0, us: 0, sinceUs: -1 },
    ...{ waits: [], refused: 0, lost: 0, toldVersion: 0, written: 0, value: 0 },
    ...{ jobs: {}, wrong: [], nextLookUs: 0 },
  }),

  after(truth, world, node, report) {
    const view = world.nodes[node]!
    const memo = truth.workers[node] ?? null
    if (memo !== null) onWorker(truth, world, view, memo)
    else if (view.process === 'lock') watchServer(truth, world, view, report)
    else if (view.process === 'storage') watchFile(truth, world, view, report)
    else if (view.process === 'client') watchClient(truth, view)
    watchBelief(truth, world.nowUs)
    lookAtCalm(truth, world, report)
  },
}

/** A run may begin with tokens that were given before it. */
function firstToken(nodes: readonly NodeView[]): number {
  const tokens = nodes.filter(({ process }) => process === 'lock').map(({ disk }) => (disk as LockDisk).token)
  return Math.max(0, ...tokens)
}

function onWorker(truth: Truth, world: WorldView, view: NodeView, memo: WorkerMemo): void {
  const memory: WorkerMemory | null = view.memory
  const { token: before } = memo
  watchWorker(truth, world, view, memo)
  if (memory === null) return
  truth.toldVersion = Math.max(truth.toldVersion, memory.version)
  const { refusal } = memory
  // By this event it gave up the token that was refused.
  if (refusal === null || refusal.token !== before || memory.held !== null) return
  truth.refused++
  const grant = grantOf(truth, refusal.token)
  if (grant !== undefined) grant.refused++
}

function watchClient(truth: Truth, { id, disk, memory }: NodeView): void {
  const asked: ClientMemory | null = memory
  if (asked === null || asked.count === 0) return
  const name = jobName(id, (disk as ClientDisk).n)
  if (truth.jobs[name] === asked.operation) return
  truth.jobs[name] = asked.operation
  const [oldest, ...rest] = Object.keys(truth.jobs)
  if (rest.length >= MOST_JOBS) delete truth.jobs[oldest!]
}
