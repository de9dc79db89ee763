// The only place that names the systems. What is listed here can be opened; nothing else knows what there is.

import { shelfOf } from '../sim/shelf.ts'

export const SHELF = shelfOf({
  raft: async () => (await import('../../sims/raft/sim.ts')).sim,
})
