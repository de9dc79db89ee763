// The chain of causes on show: of what was asked about, as long as the playhead walks along it, and otherwise of the
// current event. The lab decides; this only keeps its answer.

import { useEffect, useState } from 'react'
import type { FeedLine } from '../../lab/frame.ts'
import type { LabState } from '../../lab/lab.ts'
import { usePlaying } from './player.ts'
import { useLab, useSession, useView } from './session.ts'
import type { AskedChain } from './view.ts'

export interface ShownChain {
  readonly lines: readonly FeedLine[]
  /** What was asked about, when that is not the current event. */
  readonly asked: AskedChain | null
}

export function useChain(): ShownChain {
  const { lab, player } = useSession()
  const state = useLab()
  const { asked } = useView()
  const { isPlaying } = usePlaying(player)
  const { now, fingerprint } = state.frame
  const [chain, setChain] = useState<readonly FeedLine[]>([])

  // Runs again by more than it reads: a run with another past has another fingerprint
  useEffect(() => {
    if (now === null || isPlaying) return
    let isStale = false
    void lab.why({ row: now.row }).then(({ lines }) => {
      if (!isStale) setChain(lines)
    })
    return () => {
      isStale = true
    }
  }, [lab, now?.row, fingerprint, isPlaying])

  if (asked !== null && isAlong(asked, state)) return { lines: asked.lines, asked }
  if (now === null) return { lines: [], asked: null }
  return { lines: chain[0]?.row === now.row ? [now, ...chain.slice(1)] : [now], asked: null }
}

/** The playhead stands where it was asked, or on the chain, and what was done to the run is the same. */
export function isAlong(asked: AskedChain, { frame, run }: LabState): boolean {
  const isOnIt = frame.row === asked.fromRow || asked.lines.some(({ row }) => row === frame.row)
  return isOnIt && asked.past === pastOf(run)
}

/** Tells runs apart by what was done to them. */
export function pastOf({ interventions }: LabState['run']): string {
  return interventions.map(({ id, atUs, isDisabled }) => `${id} ${atUs} ${isDisabled}`).join()
}
