// The page: which route is open, the one keyboard, the dialogs and menus that float above it.

import { Suspense, useEffect } from 'react'
import { Dialogs } from '../commands/Dialogs.tsx'
import { ThingMenu } from '../commands/Menus.tsx'
import { useKeys } from '../commands/useKeys.ts'
import { useOffersKept } from '../commands/useOffersKept.ts'
import { fetchAtRest, later } from '../hooks/later.ts'
import { type Session, SessionContext, useLabPart, useSession, useViewPart } from '../hooks/session.ts'
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
  const status = useLabPart((state) => state.status)
  const title = useLabPart((state) => state.scenario.title)
  const route = useRoute(session, home)
  const isGallery = route.page === 'gallery'
  useKeys(session)
  useDroppedFiles(session)
  useEffect(fetchAtRest, [])
  useEffect(() => {
    document.title = isGallery ? 'Netsplit' : `${title} · Netsplit`
  }, [isGallery, title])
  return (
    <>
      <Suspense fallback={null}>
        {route.page === 'gallery' ? (
          <Gallery system={route.system} />
        ) : status === 'loading' ? (
          <Loading />
        ) : (
          <LabPage />
        )}
      </Suspense>
      <ThingMenu />
      <Dialogs />
      <Kept isLab={!isGallery} />
    </>
  )
}

/** What goes along with every step: apart, so that the page is not rendered for it. */
function Kept({ isLab }: { isLab: boolean }) {
  const session = useSession()
  useAddress(session, isLab)
  useOffersKept()
  useNoticeThatFades(session)
  return null
}

function useNoticeThatFades({ view }: Session): void {
  const notice = useViewPart((state) => state.notice)
  useEffect(() => {
    if (notice === '') return
    const timer = setTimeout(() => view.set({ notice: '' }), 3000 + 40 * notice.length)
    return () => clearTimeout(timer)
  }, [view, notice])
}
