// The layout on <html>, where the stylesheet finds the sizes of type that go with it, and the height of rows where a
// person chose one. Gone again with the page that asked for them.

import { useLayoutEffect } from 'react'
import type { LayoutId } from '../hooks/layout.ts'

export function useDress(layout: LayoutId, rowPx: number | null): void {
  useLayoutEffect(() => {
    const root = document.documentElement
    root.dataset.layout = layout
    if (rowPx !== null) root.style.setProperty('--row', `${rowPx}px`)
    return () => {
      delete root.dataset.layout
      root.style.removeProperty('--row')
    }
  }, [layout, rowPx])
}
