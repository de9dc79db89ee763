// The only place that names the systems. What is listed here can be opened; nothing else knows what there is.

import { sim as raft } from '../../sims/raft/sim.ts'
import type { Sim } from '../sim/define.ts'

export const SIMS: readonly Sim[] = [raft]
