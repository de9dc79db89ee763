// The one listener for keys. It stays out of text fields, open menus and dialogs, and of the widgets that own arrows.

import { useEffect } from 'react'
import type { Session } from '../hooks/session.ts'
import type { Action } from './action.ts'
import { belongsToWidget, isChord, isTyping, keyName } from './keys.ts'
import { actionFor, actionsNow, type Offers } from './registry.ts'

export function useKeys(session: Session, getOffers: () => Offers): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const name = keyName(event)
      if (event.defaultPrevented || !mayAct(session, name, event.target)) return
      const action = actionFor(name, actionsNow(session, getOffers()))
      if (action === null) return
      event.preventDefault()
      if (mayRun(action)) action.run()
      else void runWhenAnswered(session, name, getOffers)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [session, getOffers])
}

function mayRun({ id, why }: Action): boolean {
  return why === null || id.startsWith('need.')
}

/** Keys may come faster than the lab answers: what cannot be done yet may be possible when it has. */
async function runWhenAnswered(session: Session, name: string, getOffers: () => Offers): Promise<void> {
  await session.lab.fingerprint()
  const action = actionFor(name, actionsNow(session, getOffers()))
  if (action === null) return
  if (mayRun(action)) action.run()
  else session.view.set({ notice: `${action.title}: ${action.why}` })
}

function mayAct({ view, prefs }: Session, name: string, target: EventTarget | null): boolean {
  const { dialog, menu } = view.get()
  if (dialog !== null || menu !== null) return false
  if (target instanceof Element && target.closest('[role=dialog],[role=menu]') !== null) return false
  if (isTyping(target) || belongsToWidget(name, target)) return false
  return isChord(name) || prefs.get().keysOn
}
