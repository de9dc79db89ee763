// Keeps what the lab offers true to the moment and the selection; not while playing, when nobody can press that fast.

import { useEffect } from 'react'
import { usePlaying } from '../hooks/player.ts'
import { useLab, useSession, useView } from '../hooks/session.ts'
import { askOffers, offersOf } from './offers.ts'

export function useOffersKept(): void {
  const session = useSession()
  const { status } = useLab()
  useView()
  const { isPlaying } = usePlaying(session.player)
  const of = offersOf(session)

  // Runs again by more than it reads: another moment or selection has other offers.
  useEffect(() => {
    if (isPlaying || status === 'loading') return
    let isStale = false
    void askOffers(session).then((found) => {
      if (!isStale) session.offers.set(found)
    })
    return () => {
      isStale = true
    }
  }, [session, of, isPlaying, status])
}
