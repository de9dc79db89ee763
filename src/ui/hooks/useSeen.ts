// How far into this run a person has looked. What lies ahead of that is not painted, so that a question asked of the
// future is not answered by the scrub bar.

import { useRef } from 'react'
import { useLab } from './session.ts'
import { pastOf } from './useChain.ts'

export function useSeen(): number {
  const { frame, run } = useLab()
  const seen = useRef({ past: '', us: 0 })
  // Another list of interventions is another future; playing on only makes the same one longer.
  const past = pastOf(run)
  const before = seen.current.past === past ? seen.current.us : 0
  seen.current = { past, us: Math.max(before, frame.atUs) }
  return seen.current.us
}
