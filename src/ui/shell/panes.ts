// What every layout of the wide page is given.

import type { Offers } from '../commands/registry.ts'

export interface PanesProps {
  readonly offers: Offers | null
  /** Of all panes together, margins among it, in CSS pixels. */
  readonly width: number
}
