// The only place that names the systems and their tables. What is listed here can be opened; nothing else knows what
// there is.

import { shelfOf } from '../sim/shelf.ts'
import type { Table } from '../sim/table.ts'

export const SHELF = shelfOf({
  raft: async () => (await import('../../sims/raft/sim.ts')).sim,
  quorum: async () => (await import('../../sims/quorum/sim.ts')).sim,
  replication: async () => (await import('../../sims/replication/sim.ts')).sim,
  hashing: async () => (await import('../../sims/hashing/sim.ts')).sim,
  transactions: async () => (await import('../../sims/transactions/sim.ts')).sim,
  events: async () => (await import('../../sims/events/sim.ts')).sim,
  leases: async () => (await import('../../sims/leases/sim.ts')).sim,
})

/** Figures measured on runs, beside published ones: `netsplit table <id>`. */
export const TABLES: Readonly<Record<string, () => Promise<Table>>> = {
  chain: async () => (await import('../../sims/replication/tables/throughput.ts')).throughput,
  failover: async () => (await import('../../sims/replication/tables/lostWrites.ts')).lostWrites,
  pbs: async () => (await import('../../sims/quorum/tables/pbs.ts')).pbs,
  'k-staleness': async () => (await import('../../sims/quorum/tables/kStaleness.ts')).kStaleness,
  'transaction-odds': async () => (await import('../../sims/transactions/tables/odds.ts')).odds,
  'commit-costs': async () => (await import('../../sims/transactions/tables/commitCosts.ts')).commitCosts,
  balance: async () => (await import('../../sims/hashing/tables/balance.ts')).balance,
}
