// The diagram of the whole run: opened, closed, and saved as a picture. What makes pictures is loaded when one is asked for.

import type { Session } from '../hooks/session.ts'
import { isDiagramOpen } from '../hooks/view.ts'
import { type Action, action } from './action.ts'

const KEY = 's'

/** Pictures it can be saved as, with their types. */
export const FORMAT_OF = { svg: 'image/svg+xml', png: 'image/png' } as const
export type PictureFormat = keyof typeof FORMAT_OF

export function openDiagram(session: Session): void {
  show(session, true)
}

export function closeDiagram(session: Session): void {
  show(session, false)
}

/** What the layout has anyway need not be said. */
function show({ view }: Session, isWanted: boolean): void {
  const { diagram, layout } = view.get()
  const isUsual = isDiagramOpen({ layout, diagram: { ...diagram, isOpen: null } }) === isWanted
  view.set({ diagram: { ...diagram, isOpen: isUsual ? null : isWanted } })
}

export function diagramActions(session: Session): readonly Action[] {
  const view = session.view.get()
  const isOpen = isDiagramOpen(view)
  // Where it is at home, Escape leads elsewhere.
  const isGuest = isOpen && view.layout !== 'debugging'
  return [
    action({
      id: 'page.diagram',
      title: isOpen ? 'Close the space-time diagram' : 'Open the space-time diagram',
      keys: isGuest ? [KEY, 'Escape'] : [KEY],
      group: 'Page',
      run: () => (isOpen ? closeDiagram(session) : openDiagram(session)),
    }),
  ]
}

export function diagramSaveActions(session: Session): readonly Action[] {
  return (Object.keys(FORMAT_OF) as PictureFormat[]).map((format) =>
    action({
      id: `page.save.diagram.${format}`,
      title: `Diagram (${format.toUpperCase()})`,
      full: `Save as: Diagram (${format.toUpperCase()})`,
      group: 'Page',
      run: () => void save(session, format),
    }),
  )
}

async function save(session: Session, format: PictureFormat): Promise<void> {
  try {
    const { saveDiagram } = await import('./diagramFiles.ts')
    await saveDiagram(session, format)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    session.view.set({ notice: `The diagram could not be saved: ${reason}` })
  }
}
