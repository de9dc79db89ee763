// Hatching means: you did this. Stippling means: it gave its word and may not move. A pattern needs an id, and a page holds many figures, so each figure makes its own
// and hands it down.

import { createContext, type ReactNode, useContext, useId } from 'react'
import type { Hue } from '../../../sim/picture.ts'

const HatchContext = createContext('')

/** Wraps the drawing of one <svg>: defines its patterns. */
export function Hatched({ children }: { readonly children: ReactNode }) {
  const id = `hatch${useId()}`
  return (
    <HatchContext value={id}>
      <defs>
        <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="1" y1="0" x2="1" y2="6" className="hatch-line" />
        </pattern>
        {HUES.map((hue) => (
          <pattern
            key={hue}
            id={`${id}-${hue}`}
            data-hue={hue === 0 ? undefined : hue}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
          >
            <circle cx="1.5" cy="1.5" r="1" className="stipple-dot" />
            <circle cx="4.5" cy="4.5" r="1" className="stipple-dot" />
          </pattern>
        ))}
      </defs>
      {children}
    </HatchContext>
  )
}

/** A pattern takes its colour from where it is defined, not from where it is used. */
const HUES = [0, 1, 2, 3, 4] as const

export function useStipple(hue: Hue): string {
  return `url(#${useContext(HatchContext)}-${hue ?? 0})`
}

export function useHatch(): string {
  return `url(#${useContext(HatchContext)})`
}
