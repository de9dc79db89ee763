// The reasoning column: the question stays put, what is below it is one of six tabs and scrolls.

import { Suspense } from 'react'
import { later } from '../hooks/later.ts'
import { usePrefs, useSession, useViewPart } from '../hooks/session.ts'
import { Question } from './Question.tsx'

const SideTabs = later(() => import('./SideTabs.tsx').then((m) => ({ default: m.SideTabs })))

export function Side() {
  const { view } = useSession()
  const isSideOpen = useViewPart((state) => state.isSideOpen)
  const { theme } = usePrefs()
  const isQuiet = theme === 'projector' && !isSideOpen
  return (
    <aside className="side" aria-label="Reasons">
      <Question />
      {isQuiet ? (
        <p className="row-of-buttons">
          <button type="button" className="btn" onClick={() => view.set({ isSideOpen: true })}>
            Show the reasons <kbd>V</kbd>
          </button>
        </p>
      ) : (
        <Suspense fallback={null}>
          <SideTabs />
        </Suspense>
      )}
    </aside>
  )
}
