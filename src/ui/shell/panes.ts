// What every layout of the wide page is given.

export interface PanesProps {
  /** Of all panes together, margins among it, in CSS pixels. */
  readonly width: number
}
