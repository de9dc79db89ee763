// What the lab offers for the selection and for nothing in particular, asked for again whenever the moment or the
// selection changes; not while playing, when nobody can press that fast.

import { useEffect, useState } from 'react'
import { usePlaying } from '../hooks/player.ts'
import { useLab, useSession, useView } from '../hooks/session.ts'
import type { Offers } from './registry.ts'

export function useOffers(): Offers | null {
  const { lab, player } = useSession()
  const { frame, status } = useLab()
  const { selection } = useView()
  const { isPlaying } = usePlaying(player)
  const [offers, setOffers] = useState<Offers | null>(null)
  const node = selection?.kind === 'node' ? selection.id : null
  const client = frame.cluster.nodes.find(({ glyph }) => glyph === 'client')?.id ?? null

  // Runs again by more than it reads: another moment has other offers
  useEffect(() => {
    if (isPlaying || status === 'loading') return
    let isStale = false
    const menuOf = (id: string | null) => (id === null ? Promise.resolve([]) : lab.menu(id))
    void Promise.all([menuOf(node), menuOf(client), lab.menu(null)]).then(
      ([onSelection, items, onAnything]) => {
        if (!isStale)
          setOffers({ onSelection, onClient: client === null ? null : { id: client, items }, onAnything })
      },
    )
    return () => {
      isStale = true
    }
  }, [lab, node, client, frame.row, frame.fingerprint, isPlaying, status])
  return offers
}
