// Checks the promises after every event, looking only at the node that moved and only if something of it changed. Each
// check is sound: it compares what happened with what was seen, never with what is likely.

import type { Observer } from '../../../src/engine/observer.ts'
import { lookAtCalm } from './calm.ts'
import { watchClient } from './clients.ts'
import { watchReplica } from './copies.ts'
import type { Truth } from './truth.ts'

export const observer: Observer<Truth> = {
  start: (nodes) => ({
    replicas: nodes.map(({ process, disk }) =>
      process === 'replica' ? { isUp: false, data: disk.data, hints: disk.hints } : null,
    ),
    clients: nodes.map(({ process }) =>
      process === 'client' ? { finished: -1, put: -1, operation: -1, side: null } : null,
    ),
    puts: [],
    shown: [],
    live: [],
    duties: [],
    nextLookUs: 0,
    wrong: [],
    sides: { larger: { asked: 0, answered: 0 }, smaller: { asked: 0, answered: 0 } },
  }),

  after(truth, world, node, report) {
    const view = world.nodes[node]!
    const memo = truth.replicas[node]
    const clientMemo = truth.clients[node]
    if (memo) watchReplica(truth, world, view, memo, report)
    else if (clientMemo) watchClient(truth, world, view, clientMemo, report)
    lookAtCalm(truth, world, report)
  },
}
