// The worker that holds the run, so that the page never waits for it. Under the name "futures" the same script runs
// one core's share of futures: what is loaded once need not be loaded again. A spare one holds the same run once more.

import { serveOdds } from '../lab/oddsWorker.ts'
import type { Wire } from '../lab/wire.ts'
import { serveLab } from '../lab/worker.ts'
import { SHELF } from './shelf.ts'

const serve = self.name === 'futures' ? serveOdds : serveLab
serve(SHELF, self as unknown as Wire)
