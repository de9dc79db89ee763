// The frame of every dialog: a modal with its title and a way out. Closing gives the focus back to where it was.

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useSession } from '../hooks/session.ts'

interface Props {
  readonly title: string
  readonly kind: 'small' | 'wide' | 'sheet' | 'palette'
  readonly children: ReactNode
}

export function DialogFrame({ title, kind, children }: Props) {
  const { view } = useSession()
  const close = () => view.set({ dialog: null })
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && close()}
      className="curtain"
      data-kind={kind}
    >
      <Modal className="modal" data-kind={kind}>
        <Dialog className="dialog" {...(kind === 'palette' && { 'aria-label': title })}>
          {kind !== 'palette' && (
            <header className="dialog-head">
              <Heading slot="title">{title}</Heading>
              <Button className="icon" aria-label="Close" onPress={close}>
                <X size={18} aria-hidden />
              </Button>
            </header>
          )}
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
