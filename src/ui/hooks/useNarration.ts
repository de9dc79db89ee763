// The sentence under the stage. Stepping, it is the event's own; playing, the weightiest of what went by, at most one
// every second and a half, so that it can be read and heard.

import { useEffect, useRef, useState } from 'react'
import type { LabState } from '../../lab/lab.ts'
import { usePlaying } from './player.ts'
import { useLab, useSession } from './session.ts'

const APART_MS = 1500

interface Sentence {
  readonly text: string
  readonly weight: number
}

export function useNarration(): string {
  const state = useLab()
  const { isPlaying } = usePlaying(useSession().player)
  const now = sentenceOf(state)
  const best = useRef<Sentence | null>(null)
  const [shown, setShown] = useState(now.text)

  useEffect(() => {
    if (!isPlaying) return
    const every = setInterval(() => {
      if (best.current !== null) setShown(best.current.text)
      best.current = null
    }, APART_MS)
    return () => {
      clearInterval(every)
      best.current = null
    }
  }, [isPlaying])
  useEffect(() => {
    if (!isPlaying) setShown(now.text)
    else if (best.current === null || now.weight >= best.current.weight) best.current = now
  })
  return isPlaying ? shown : now.text
}

function sentenceOf({ frame, say, scenario }: LabState): Sentence {
  if (say !== null) return { text: say, weight: 3 }
  if (frame.now === null) return { text: scenario.blurb, weight: 0 }
  return { text: ended(frame.now.text), weight: frame.now.landmark === null ? 1 : 2 }
}

function ended(text: string): string {
  return /[.?…]$/.test(text) ? text : `${text}.`
}
