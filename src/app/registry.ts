// All systems at once: for the command line and the tests, where nobody waits for a download.

import { SHELF } from './shelf.ts'

export const SIMS = await SHELF.all()
