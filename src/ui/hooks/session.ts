// Everything a component may reach: the lab, the player, the view and the preferences, handed down once.

import { createContext, use, useSyncExternalStore } from 'react'
import type { OddsWorker } from '../../lab/askOdds.ts'
import type { GallerySection, Lab, LabState } from '../../lab/lab.ts'
import { NO_OFFERS, type Offers } from './offers.ts'
import { createPlayer, type Player } from './player.ts'
import { createPrefs, type Prefs } from './prefs.ts'
import { shownOf } from './shown.ts'
import { createStore, type Store, useStore } from './store.ts'
import { createView, type View } from './view.ts'

export interface Session {
  readonly lab: Lab
  readonly player: Player
  readonly view: Store<View>
  readonly prefs: Store<Prefs>
  /** Everything that can be opened; empty until the lab has said so. */
  readonly shelves: Store<{ readonly list: readonly GallerySection[] }>
  readonly offers: Store<Offers>
  /** Starts one worker for each core, to run futures. */
  readonly startFutures: () => readonly OddsWorker[]
  /** A second lab, for what takes long and must not hold up the first. */
  readonly startSpare: () => SpareLab
}

export interface SpareLab {
  readonly lab: Lab
  /** Ends whatever it is at, at once. */
  readonly end: () => void
}

export function createSession(
  lab: Lab,
  startFutures: Session['startFutures'] = () => [],
  startSpare: Session['startSpare'] = () => ({ lab, end: () => {} }),
): Session {
  const shelves = createStore<{ readonly list: readonly GallerySection[] }>({ list: [] })
  const prefs = createPrefs()
  const view = createView(prefs.get().layout)
  const tell = (isHeld: boolean) =>
    view.set({ notice: isHeld ? 'What do you expect? Choose, or step again to skip' : '' })
  const stops = { get: () => prefs.get().stopsAtViolation, subscribe: prefs.subscribe }
  const player = createPlayer(lab, tell, stops)
  return { lab, player, view, prefs, shelves, offers: createStore(NO_OFFERS), startFutures, startSpare }
}

export const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = use(SessionContext)
  if (session === null) throw new Error('No session: wrap the page in <SessionContext>')
  return session
}

/** What is shown: while a node's view is on, only that. */
export function useLab(): LabState {
  const { lab } = useSession()
  return shownOf(useSyncExternalStore(lab.subscribe, lab.getState))
}

/** One part of it: what does not change it does not render the component again. It must be the same when it is equal. */
export function useLabPart<T>(part: (state: LabState) => T): T {
  const { lab } = useSession()
  return useSyncExternalStore(lab.subscribe, () => part(shownOf(lab.getState())))
}

export function useView(): View {
  return useStore(useSession().view)
}

/** As `useLabPart`. */
export function useViewPart<T>(part: (view: View) => T): T {
  const { view } = useSession()
  return useSyncExternalStore(view.subscribe, () => part(view.get()))
}

export function useOffers(): Offers {
  return useStore(useSession().offers)
}

export function usePrefs(): Prefs {
  return useStore(useSession().prefs)
}
