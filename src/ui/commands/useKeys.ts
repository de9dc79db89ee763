// The one listener for keys. It stays out of text fields, open menus and dialogs, and of the widgets that own arrows.

import { useEffect } from 'react'
import type { Session } from '../hooks/session.ts'
import type { Action } from './action.ts'
import { createKeyQueue } from './keyQueue.ts'
import { belongsToWidget, isChord, isTyping, keyName } from './keys.ts'
import { askOffers, offersOf } from './offers.ts'
import { actionFor, actionsNow } from './registry.ts'

export function useKeys(session: Session): void {
  useEffect(() => {
    const keys = createKeyQueue({
      isSettled: () => !session.lab.isBusy() && session.offers.get().of === offersOf(session),
      async settle() {
        await session.lab.settled()
        return askOffers(session)
      },
      find: (name, offers) => actionFor(name, actionsNow(session, offers ?? session.offers.get())),
      run: (action) => run(session, action),
    })
    const onKey = (event: KeyboardEvent) => {
      const name = keyName(event)
      if (event.defaultPrevented || !mayAct(session, name, event.target)) return
      if (keys.press(name)) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [session])
}

function run(session: Session, { id, title, why, run }: Action): void {
  if (isFloating(session)) return
  if (why === null || id.startsWith('need.')) run()
  else session.view.set({ notice: `${title}: ${why}` })
}

function mayAct(session: Session, name: string, target: EventTarget | null): boolean {
  if (isFloating(session)) return false
  if (target instanceof Element && target.closest('[role=dialog],[role=menu]') !== null) return false
  if (isTyping(target) || belongsToWidget(name, target)) return false
  return isChord(name) || session.prefs.get().keysOn
}

/** A dialog or a menu is open, and has the keys. */
function isFloating({ view }: Session): boolean {
  const { dialog, menu } = view.get()
  return dialog !== null || menu !== null
}
