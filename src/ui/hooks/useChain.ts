// The chain of causes behind the current event, read from the lab's feed one link at a time.

import { useEffect, useState } from 'react'
import type { FeedLine } from '../../lab/frame.ts'
import type { Lab } from '../../lab/lab.ts'
import { usePlaying } from './player.ts'
import { useLab, useSession } from './session.ts'

const LONGEST = 12

export function useChain(): readonly FeedLine[] {
  const { lab, player } = useSession()
  const { frame } = useLab()
  const { isPlaying } = usePlaying(player)
  const { now, fingerprint } = frame
  const [chain, setChain] = useState<readonly FeedLine[]>([])

  // Runs again by more than it reads: a run with another past has another fingerprint
  useEffect(() => {
    if (now === null || isPlaying) return
    let isStale = false
    void causes(lab, now).then((lines) => {
      if (!isStale) setChain(lines)
    })
    return () => {
      isStale = true
    }
  }, [lab, now?.row, fingerprint, isPlaying])

  if (now === null) return []
  return chain[0]?.row === now.row ? [now, ...chain.slice(1)] : [now]
}

async function causes(lab: Lab, from: FeedLine): Promise<readonly FeedLine[]> {
  const lines = [from]
  let line = from
  while (line.cause !== null && lines.length < LONGEST) {
    const [next] = await lab.feed(line.cause, line.cause + 1)
    if (next === undefined) break
    lines.push(next)
    line = next
  }
  return lines
}
