// A file dragged onto the page is a saved run to open. Anything else that is dragged is none of the page's business.

import { useEffect } from 'react'
import { openFile } from '../commands/files.ts'
import type { Session } from './session.ts'

const ASKS = 'Let go to open the saved run'

export function useDroppedFiles(session: Session): void {
  useEffect(() => {
    const { view } = session
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      view.set({ notice: ASKS })
    }
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null && view.get().notice === ASKS) view.set({ notice: '' })
    }
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      view.set({ notice: '' })
      void openFile(session, event.dataTransfer?.files[0])
    }
    addEventListener('dragover', onOver)
    addEventListener('dragleave', onLeave)
    addEventListener('drop', onDrop)
    return () => {
      removeEventListener('dragover', onOver)
      removeEventListener('dragleave', onLeave)
      removeEventListener('drop', onDrop)
    }
  }, [session])
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false
}
