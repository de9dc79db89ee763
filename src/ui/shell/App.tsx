// The page: which route is open, the one keyboard, the dialogs and menus that float above it.

import { Suspense, useCallback, useEffect, useRef } from 'react'
import { Dialogs } from '../commands/Dialogs.tsx'
import { ThingMenu } from '../commands/Menus.tsx'
import { NO_OFFERS, type Offers } from '../commands/registry.ts'
import { useKeys } from '../commands/useKeys.ts'
import { useOffers } from '../commands/useOffers.ts'
import { fetchAtRest, later } from '../hooks/later.ts'
import { type Session, SessionContext, useLab, useSession, useView } from '../hooks/session.ts'
import { useDroppedFiles } from '../hooks/useDroppedFiles.ts'
import { useAddress, useRoute } from '../hooks/useRoute.ts'
import { Boundary } from './Boundary.tsx'
import { LabPage } from './LabPage.tsx'
import { Loading } from './Loading.tsx'
import './controls.css'
import './compare.css'
import './shell.css'
import './fit.css'
import './layout.css'
import './small.css'
import '../panels/panels.css'
import '../panels/lists.css'
import '../panels/why.css'
import '../commands/commands.css'

const Gallery = later(() => import('./Gallery.tsx').then((m) => ({ default: m.Gallery })))

export function App({ session, home }: { session: Session; home: string }) {
  return (
    <SessionContext value={session}>
      <Boundary what="the page">
        <Page home={home} />
      </Boundary>
    </SessionContext>
  )
}

function Page({ home }: { home: string }) {
  const session = useSession()
  const { status, scenario } = useLab()
  const route = useRoute(session, home)
  const isGallery = route.page === 'gallery'
  useAddress(session, !isGallery)
  useKeyboard(session)
  useNoticeThatFades(session)
  useDroppedFiles(session)
  useEffect(fetchAtRest, [])
  useEffect(() => {
    document.title = isGallery ? 'Netsplit' : `${scenario.title} · Netsplit`
  }, [isGallery, scenario.title])
  return (
    <>
      <Suspense fallback={null}>
        {isGallery ? <Gallery /> : status === 'loading' ? <Loading /> : <LabPage />}
      </Suspense>
      <ThingMenu />
      <Dialogs />
    </>
  )
}

function useKeyboard(session: Session): void {
  const offers = useOffers()
  const latest = useRef<Offers>(NO_OFFERS)
  latest.current = offers ?? NO_OFFERS
  useKeys(
    session,
    useCallback(() => latest.current, []),
  )
}

function useNoticeThatFades({ view }: Session): void {
  const { notice } = useView()
  useEffect(() => {
    if (notice === '') return
    const timer = setTimeout(() => view.set({ notice: '' }), 3000 + 40 * notice.length)
    return () => clearTimeout(timer)
  }, [view, notice])
}
