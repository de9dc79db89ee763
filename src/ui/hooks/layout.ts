// Which panes stand where, and how large they are: three layouts, each with sizes of its own. Pure: what a size may be
// is decided here, measuring and drawing are the page's.

export type LayoutId = 'learning' | 'debugging' | 'presenting'

export const LAYOUTS: readonly (readonly [LayoutId, string])[] = [
  ['learning', 'Learning'],
  ['debugging', 'Debugging'],
  ['presenting', 'Presenting'],
]

/** What can be resized: the reasoning column, the rows of lanes and log, the small cluster, the details under the feed. */
export const SPLITS = ['side', 'rows', 'cluster', 'details'] as const
export type SplitId = (typeof SPLITS)[number]

/** CSS pixels. What is missing is as the stylesheet has it. */
export type Sizes = Readonly<Partial<Record<SplitId, number>>>
export type LayoutSizes = Readonly<Partial<Record<LayoutId, Sizes>>>

export interface Range {
  readonly least: number
  readonly most: number
}

export function isLayout(value: unknown): value is LayoutId {
  return LAYOUTS.some(([id]) => id === value)
}

/** A size that fits; where nothing does, the least. */
export function within(size: number, { least, most }: Range): number {
  return Math.max(least, Math.min(most, size))
}

/** Where a separator goes when what it resizes grows. */
export type Grows = 'left' | 'up' | 'down'

const KEYS: Readonly<Record<Grows, readonly [more: string, less: string]>> = {
  left: ['ArrowLeft', 'ArrowRight'],
  up: ['ArrowUp', 'ArrowDown'],
  down: ['ArrowDown', 'ArrowUp'],
}

/** The size after a key on the separator: arrows move it, Home and End are the ends. Null for any other key. */
export function sizeAfterKey(
  key: string,
  size: number,
  range: Range,
  step: number,
  grows: Grows,
): number | null {
  const [more, less] = KEYS[grows]
  const wanted = new Map([
    [more, size + step],
    [less, size - step],
    ['Home', range.least],
    ['End', range.most],
  ]).get(key)
  return wanted === undefined ? null : within(wanted, range)
}

/** The size after the pointer has gone so many pixels from where it took hold at `size`. */
export function sizeAfterDrag(
  size: number,
  moved: { readonly x: number; readonly y: number },
  range: Range,
  grows: Grows,
  pxPerUnit: number,
): number {
  const px = grows === 'left' ? -moved.x : grows === 'up' ? -moved.y : moved.y
  return within(Math.round(size + px / pxPerUnit), range)
}

/** Stored sizes, of which only what is sound is kept. */
export function readSizes(value: unknown): LayoutSizes {
  const sound = ([, size]: [string, unknown]) => typeof size === 'number' && size >= 8 && size <= 8_000
  return Object.fromEntries(
    LAYOUTS.flatMap(([id]) => {
      const own = isRecord(value) ? value[id] : undefined
      const sizes = isRecord(own)
        ? Object.entries(own).filter((one) => SPLITS.some((split) => split === one[0]) && sound(one))
        : []
      return sizes.length === 0 ? [] : [[id, Object.fromEntries(sizes)]]
    }),
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
