// The history up to the playhead and what is said of it. Asked while time stands still: judging may take a while.

import { useEffect, useState } from 'react'
import type { Judgement } from '../../lab/judgement.ts'
import { usePlaying } from './player.ts'
import { useLab, useSession } from './session.ts'

/** The latest judgement, and whether it is of this very moment. */
export function useJudgement(): { readonly judgement: Judgement | null; readonly isCurrent: boolean } {
  const { lab, player } = useSession()
  const { frame } = useLab()
  const { isPlaying } = usePlaying(player)
  const [found, setFound] = useState<{ readonly of: string; readonly judgement: Judgement } | null>(null)
  const moment = frame.fingerprint

  useEffect(() => {
    if (isPlaying) return
    let isStale = false
    void lab.judge().then((judgement) => {
      if (!isStale) setFound({ of: moment, judgement })
    })
    return () => {
      isStale = true
    }
  }, [lab, moment, isPlaying])
  return { judgement: found?.judgement ?? null, isCurrent: found?.of === moment }
}
