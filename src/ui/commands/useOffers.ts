// What the lab offers for the selection and for nothing in particular, asked for again whenever the moment or the
// selection changes; not while playing, when nobody can press that fast.

import { useEffect, useState } from 'react'
import { usePlaying } from '../hooks/player.ts'
import { useLab, useSession, useView } from '../hooks/session.ts'
import { askOffers, offersOf } from './offers.ts'
import type { Offers } from './registry.ts'

export function useOffers(): Offers | null {
  const session = useSession()
  const { status } = useLab()
  useView()
  const { isPlaying } = usePlaying(session.player)
  const [offers, setOffers] = useState<Offers | null>(null)
  const of = offersOf(session)

  // Runs again by more than it reads: another moment or selection has other offers.
  useEffect(() => {
    if (isPlaying || status === 'loading') return
    let isStale = false
    void askOffers(session).then((found) => {
      if (!isStale) setOffers(found)
    })
    return () => {
      isStale = true
    }
  }, [session, of, isPlaying, status])
  return offers
}
