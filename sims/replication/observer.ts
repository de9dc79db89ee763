// Checks the promises after every event, looking only at the node that moved. What replicas do is compared with what
// was seen of them before (logChecks.ts), what clients are told with what took effect (clientChecks.ts).

import type { Observer } from '../../src/engine/observer.ts'
import { watchClient } from './clientChecks.ts'
import { watchReplica } from './logChecks.ts'
import { freshClientMemo, freshReplicaMemo, freshTruth, type Truth } from './truth.ts'

export const observer: Observer<Truth> = {
  start: (nodes) => ({
    ...freshTruth(),
    replicas: nodes.map(({ process }) => (process === 'replica' ? freshReplicaMemo() : null)),
    clients: nodes.map(({ process }) => (process === 'client' ? freshClientMemo() : null)),
  }),

  after(truth, world, node, report) {
    const view = world.nodes[node]!
    const replica = truth.replicas[node]
    if (replica) watchReplica(truth, world, view, replica, report)
    const client = truth.clients[node]
    if (client) watchClient(truth, world, view, client, report)
  },
}
