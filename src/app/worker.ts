// The worker that holds the run, so that the page never waits for it.

import type { Wire } from '../lab/wire.ts'
import { serveLab } from '../lab/worker.ts'
import { SIMS } from './registry.ts'

serveLab(SIMS, self as unknown as Wire)
