// A worker that computes futures; there is one for each core while the question is open.

import { serveOdds } from '../lab/oddsWorker.ts'
import type { Wire } from '../lab/wire.ts'
import { SIMS } from './registry.ts'

serveOdds(SIMS, self as unknown as Wire)
