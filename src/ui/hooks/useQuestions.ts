// What did not happen and can be asked about here: of the selected node, or what matters most. Asked while time stands
// still; nothing is shown of a moment that has passed.

import { useEffect, useState } from 'react'
import type { Question } from '../../sim/question.ts'
import { usePlaying } from './player.ts'
import { useLab, useSession, useView } from './session.ts'

export function useQuestions(): readonly Question[] {
  const { lab, player } = useSession()
  const { frame } = useLab()
  const { selection } = useView()
  const { isPlaying } = usePlaying(player)
  const node = selection?.kind === 'node' ? selection.id : null
  const [questions, setQuestions] = useState<readonly Question[]>([])

  // Runs again by more than it reads: another moment has other questions
  useEffect(() => {
    if (isPlaying) return setQuestions([])
    let isStale = false
    void lab.whyNot(node).then((found) => {
      if (!isStale) setQuestions(found)
    })
    return () => {
      isStale = true
    }
  }, [lab, node, frame.fingerprint, frame.atUs, isPlaying])
  return questions
}
