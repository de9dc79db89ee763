// The size of the plate that marks an unsafe variant, for layouts that must leave room for it.

import type { FigureSizes } from '../shared/sizes.ts'
import { textWidth } from '../shared/textWidth.ts'

export const PLATE_WORDS = 'unsafe variant'

export function plateSize(sizes: FigureSizes): { readonly w: number; readonly h: number } {
  return { w: textWidth(PLATE_WORDS, sizes.small) + 24, h: sizes.small * 1.9 }
}
