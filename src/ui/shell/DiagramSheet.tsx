// The space-time diagram on a phone: all of the screen, with the sentence of the moment under it.

import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { closeDiagram } from '../commands/diagram.ts'
import { useSession } from '../hooks/session.ts'
import { Boundary } from './Boundary.tsx'
import { DiagramView } from './DiagramView.tsx'
import { Sentence } from './Narration.tsx'

export function DiagramSheet() {
  const session = useSession()
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(isOpen) => !isOpen && closeDiagram(session)}
      className="diagram-sheet"
    >
      <Modal className="diagram-modal">
        <Dialog className="diagram-dialog" aria-label="Space-time diagram">
          <Boundary what="the space-time diagram">
            <DiagramView />
          </Boundary>
          <div className="say">
            <Sentence />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
