// Hatching means: you did this. A pattern needs an id, and a page holds many figures, so each figure makes its own
// and hands it down.

import { createContext, type ReactNode, useContext, useId } from 'react'

const HatchContext = createContext('')

/** Wraps the drawing of one <svg>: defines its hatch pattern. */
export function Hatched({ children }: { readonly children: ReactNode }) {
  const id = `hatch${useId()}`
  return (
    <HatchContext value={id}>
      <defs>
        <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="1" y1="0" x2="1" y2="6" className="hatch-line" />
        </pattern>
      </defs>
      {children}
    </HatchContext>
  )
}

export function useHatch(): string {
  return `url(#${useContext(HatchContext)})`
}
