// Keys may come faster than the lab answers. What a key does is decided by what is on the screen when its turn comes:
// it waits until everything before it is answered, so that Undo undoes the deed of the key before it.

import type { Offers } from '../hooks/offers.ts'
import type { Action } from './action.ts'

export interface KeyDesk {
  /** Nothing is waited for: what is known is what there is. */
  readonly isSettled: () => boolean
  /** When all is answered, with what is offered then. */
  readonly settle: () => Promise<Offers>
  /** What a key means now, with these offers or those at hand; null if nothing. */
  readonly find: (name: string, offers?: Offers) => Action | null
  readonly run: (action: Action) => void
}

/** Moves of the playhead wait for nothing: the lab takes them in their order anyway. */
function isMove({ id, why }: Action): boolean {
  return id.startsWith('move.') && why === null
}

/** `press` gives whether the key means anything. */
export function createKeyQueue(desk: KeyDesk): { readonly press: (name: string) => boolean } {
  const waiting: string[] = []

  async function work(): Promise<void> {
    for (;;) {
      const offers = await desk.settle()
      const action = desk.find(waiting[0] ?? '', offers)
      if (action !== null) desk.run(action)
      waiting.shift()
      if (waiting.length === 0) return
    }
  }

  return {
    press(name) {
      const action = desk.find(name)
      if (action === null) return false
      if (waiting.length === 0 && (isMove(action) || desk.isSettled())) desk.run(action)
      else if (waiting.push(name) === 1) void work()
      return true
    },
  }
}
