// The tokens of the page's look as a canvas needs them: plain colours and fonts, read anew whenever the theme changes.

import { useMemo, useSyncExternalStore } from 'react'
import type { Look } from './pen.ts'
import { type FigureSizes, SIZES, useSizes } from './sizes.ts'

type Read = (token: string) => string

function lookFrom(read: Read, sizes: FigureSizes): Look {
  return {
    paper: read('--paper'),
    wash: read('--wash'),
    wash2: read('--wash-2'),
    ink: read('--ink'),
    ink2: read('--ink-2'),
    ink3: read('--ink-3'),
    line: read('--line'),
    edge: read('--edge'),
    onInk: read('--on-ink'),
    hatch: read('--hatch-ink'),
    broken: read('--verdict-broken'),
    hues: [read('--ink'), read('--hue-1'), read('--hue-2'), read('--hue-3'), read('--hue-4')],
    textFont: read('--font-text'),
    dataFont: read('--font-data'),
    sizes,
  }
}

/** The look of an element: of the page, or of one in another theme. */
export function lookOf(element: Element, sizes: FigureSizes): Look {
  const style = getComputedStyle(element)
  return lookFrom((token) => style.getPropertyValue(token).trim(), sizes)
}

/** Pictures to take away are light, whatever the page is. */
export function lightLook(): Look {
  const sample = document.createElement('div')
  sample.dataset.theme = 'projector'
  document.body.append(sample)
  const look = lookOf(sample, SIZES)
  sample.remove()
  return look
}

const MEDIA = ['(prefers-color-scheme: dark)', '(forced-colors: active)']

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-scale'],
  })
  const queries = MEDIA.map((query) => matchMedia(query))
  for (const query of queries) query.addEventListener('change', listener)
  return () => {
    observer.disconnect()
    for (const query of queries) query.removeEventListener('change', listener)
  }
}

/** Changes whenever a colour may have. */
function themeNow(): string {
  const { theme, scale } = document.documentElement.dataset
  return [theme, scale, ...MEDIA.map((query) => matchMedia(query).matches)].join()
}

export function useLook(): Look {
  const sizes = useSizes()
  const theme = useSyncExternalStore(subscribe, themeNow)
  // Runs again by more than it reads: another theme has other colours
  return useMemo(() => lookOf(document.documentElement, sizes), [sizes, theme])
}
