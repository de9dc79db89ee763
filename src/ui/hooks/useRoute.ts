// The address: which page is open, and the link of the run written back as the playhead moves. Moving replaces the
// address at most once a second; another scenario is a new entry, so that Back goes there and not to every stop.

import { useEffect, useState } from 'react'
import { linkHere, openLink } from './openLink.ts'
import { usePlaying } from './player.ts'
import { type Session, useLab, useView } from './session.ts'
import { writeView } from './viewParts.ts'

export type Route =
  | { readonly page: 'lab'; readonly text: string | null }
  /** `system`: the one to begin at; null for the top. */
  | { readonly page: 'gallery'; readonly system: string | null }

export function routeOf(hash: string): Route {
  const gallery = /^#\/gallery(?:\/(.*))?$/.exec(hash)
  if (gallery !== null) return { page: 'gallery', system: gallery[1] || null }
  return { page: 'lab', text: hash === '' || hash === '#' || hash === '#/' ? null : hash }
}

/** The address as this page last wrote it: going back to it opens nothing anew. */
let written = ''

/** Shows the lab with the run that is open in it; `link` is that run's. */
export function goToLab(link: string): void {
  written = link
  location.hash = link
}

/** Opens in the lab whatever the address names, now and whenever it changes by hand. */
export function useRoute(session: Session, home: string): Route {
  const { lab, shelves } = session
  const [route, setRoute] = useState(() => routeOf(location.hash))
  useEffect(() => {
    const onHash = () => setRoute(routeOf(location.hash))
    addEventListener('hashchange', onHash)
    return () => removeEventListener('hashchange', onHash)
  }, [])
  const text = route.page === 'lab' ? (route.text ?? home) : null
  useEffect(() => {
    if (text === null || text === written) return
    void openLink(session, text)
  }, [session, text])
  useEffect(() => {
    void lab.gallery().then((list) => shelves.set({ list }))
  }, [lab, shelves])
  return route
}

const APART_MS = 1000

/** Keeps the address true to the run, so that what is copied from there is what is on the screen. */
export function useAddress(session: Session, isLab: boolean): void {
  const state = useLab()
  const { frame, run, trouble, status } = state
  const { isPlaying } = usePlaying(session.player)
  const see = writeView(useView(), state).join('&')
  const beside = JSON.stringify([state.compare?.against, state.branches.map(({ name }) => name)])
  const isTrue = isLab && trouble === null && status === 'ready' && !isPlaying
  // Runs again by more than it reads: the link changes with the moment, the run and the view
  useEffect(() => {
    if (!isTrue) return
    let isStale = false
    const timer = setTimeout(() => {
      const before = location.hash
      void linkHere(session).then((link) => {
        const at = link.indexOf('#')
        // Who changed the address in the meantime means to go there.
        if (isStale || at < 0 || location.hash !== before) return
        written = link.slice(at)
        const isSamePlace = location.hash.split('?')[0] === written.split('?')[0] || location.hash.length < 3
        if (isSamePlace) history.replaceState(history.state, '', written)
        else history.pushState(null, '', written)
      })
    }, APART_MS)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [session, isTrue, frame.row, frame.atUs, run, see, beside])
}
