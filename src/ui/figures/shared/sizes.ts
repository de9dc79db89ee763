// The token sizes that geometry needs as numbers. The stylesheet decides; this reads what it decided, again whenever
// the theme, the scale or the layout on <html> changes, and when the window does.

import { useSyncExternalStore } from 'react'

export interface FigureSizes {
  /** Message labels, ticks. */
  readonly small: number
  /** Role and term beside a node. */
  readonly medium: number
  /** Node names. */
  readonly name: number
  /** The role letter in a node. */
  readonly letter: number
  readonly row: number
  readonly clientRow: number
  /** Least height of what can be hit: more under a thumb. */
  readonly hit: number
  /** Weight of a line, the unit of marks that must grow with it. */
  readonly line: number
}

export const SIZES: FigureSizes = {
  small: 12,
  medium: 13,
  name: 17,
  letter: 19,
  row: 28,
  clientRow: 22,
  hit: 32,
  line: 1.5,
}

export const LARGE_SIZES: FigureSizes = {
  small: 17,
  medium: 18,
  name: 24,
  letter: 24,
  row: 32,
  clientRow: 27,
  hit: 44,
  line: 3,
}

const TOKENS: Readonly<Record<keyof FigureSizes, string>> = {
  small: '--fig-1',
  medium: '--fig-2',
  name: '--fig-3',
  letter: '--fig-letter',
  row: '--row',
  clientRow: '--row-client',
  hit: '--hit',
  line: '--w-line',
}

const listeners = new Set<() => void>()
let current: FigureSizes = SIZES
/** Asking the browser for a style makes it work out all styles: only when one of these can have changed. */
let isStale = true

function read(): FigureSizes {
  if (!isStale) return current
  isStale = false
  const style = getComputedStyle(document.documentElement)
  const next = { ...SIZES } as Record<keyof FigureSizes, number>
  for (const key of Object.keys(TOKENS) as (keyof FigureSizes)[]) {
    const value = Number.parseFloat(style.getPropertyValue(TOKENS[key]))
    if (Number.isFinite(value)) next[key] = value
  }
  const isSame = (Object.keys(TOKENS) as (keyof FigureSizes)[]).every((key) => next[key] === current[key])
  if (!isSame) current = next
  return current
}

function watch(): void {
  const changed = () => {
    isStale = true
    for (const listener of listeners) listener()
  }
  new MutationObserver(changed).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-scale', 'data-layout', 'style'],
  })
  addEventListener('resize', changed)
  matchMedia('(pointer: coarse)').addEventListener('change', changed)
}

let isWatching = false

function subscribe(listener: () => void): () => void {
  if (!isWatching) watch()
  isWatching = true
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSizes(): FigureSizes {
  return useSyncExternalStore(subscribe, read, () => SIZES)
}
