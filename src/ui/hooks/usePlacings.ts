// All schemes on the same keys and the same change: asked of a second lab that stands at the same moment, one scheme after
// the other, so that the run on show can be played meanwhile. Another question ends the one before at once.

import { useEffect, useState } from 'react'
import type { RingPicture } from '../../sim/picture.ts'
import type { PlacingAsk, PlacingPicture } from '../../sim/placing.ts'
import { type SpareLab, useSession } from './session.ts'

/** Without a change that was chosen: the run's latest or, where it has none of nodes, one more node. */
export type PlacingChoice = Omit<PlacingAsk, 'scheme' | 'change'> & {
  readonly change: PlacingAsk['change'] | null
}

export interface Placings {
  /** By scheme, as they come. */
  readonly found: ReadonlyMap<string, PlacingPicture>
  readonly isDone: boolean
  /** How long all of them took; null until all are here. */
  readonly tookMs: number | null
  readonly change: PlacingAsk['change']
  /** The run has no such change. */
  readonly isImpossible: boolean
}

const NONE: Placings = {
  found: new Map(),
  isDone: false,
  tookMs: null,
  change: 'latest',
  isImpossible: false,
}

export function usePlacings(ring: RingPicture, choice: PlacingChoice): Placings {
  const { lab, startSpare } = useSession()
  const [placings, setPlacings] = useState(NONE)
  const [problem, setProblem] = useState<unknown>(null)
  const asked = JSON.stringify([choice, placedLike(ring)])

  // Runs again by more than it reads: another choice, or another layout of the run, has other answers
  useEffect(() => {
    let spare: SpareLab | null = null
    let isStale = false
    const ask = async () => {
      const document = await lab.moment()
      if (isStale) return
      spare = startSpare()
      await spare.lab.open(JSON.stringify(document))
      const begin = performance.now()
      const found = new Map<string, PlacingPicture>()
      let change = choice.change ?? 'latest'
      for (const { id } of schemesFirst(ring)) {
        let placing = await spare.lab.placing({ ...choice, change, scheme: id })
        if (placing === null && choice.change === null) {
          change = 'join'
          placing = await spare.lab.placing({ ...choice, change, scheme: id })
        }
        if (isStale) return
        if (placing === null) return setPlacings({ ...NONE, change, isDone: true, isImpossible: true })
        found.set(id, placing)
        setPlacings({ ...NONE, change, found: new Map(found) })
      }
      setPlacings({ ...NONE, change, found, isDone: true, tookMs: performance.now() - begin })
      spare.end()
    }
    setPlacings(NONE)
    ask().catch((error) => isStale || setProblem(error))
    return () => {
      isStale = true
      spare?.end()
    }
  }, [lab, startSpare, asked])
  if (problem !== null) throw problem
  return placings
}

/** The run's own scheme first: it is what one looks at. */
function schemesFirst({ schemes }: RingPicture): RingPicture['schemes'] {
  return [...schemes].sort((a, b) => Number(b.isChosen) - Number(a.isChosen))
}

/** What of a run's placement its answers depend on. */
function placedLike({ scheme, schemeBefore, change, nodes, arcs }: RingPicture): unknown {
  const members = nodes.map(({ id, weight, isMember }) => [id, weight, isMember])
  return [scheme, schemeBefore, change, members, arcs?.until.length]
}
