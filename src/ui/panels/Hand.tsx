// Everything that was done to the run by hand, as a list that can be edited: taken out, or moved in time. Planned
// faults belong to the scenario and are only listed.

import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import type { RunInfo } from '../../lab/frame.ts'
import type { Intervention } from '../../sim/engineTypes.ts'
import { useLab, useSession } from '../hooks/session.ts'
import { clock } from './words.ts'

const NUDGE_US = 10_000

export function Hand() {
  const { lab, player } = useSession()
  const { run } = useLab()
  const mine = run.interventions.filter((each) => !each.isPlanned)
  const replace = (list: readonly Intervention[]) => {
    player.pause()
    void lab.setInterventions(
      list.map(({ id, atUs, after, do: command }) => ({
        id,
        atUs,
        ...(after !== undefined && { after }),
        do: command,
      })),
    )
  }
  const nudge = (id: string, byUs: number) =>
    replace(
      mine.map((each) => (each.id === id ? { id, atUs: Math.max(0, each.atUs + byUs), do: each.do } : each)),
    )
  return (
    <section aria-labelledby="hand-title">
      <h3 id="hand-title">What was done</h3>
      {run.interventions.length === 0 ? (
        <p className="quiet">Nothing yet. Select a node and press X, or choose a fault.</p>
      ) : (
        <ol className="hand">
          {run.interventions.map((each) => (
            <Line
              key={each.id}
              each={each}
              onGo={() => player.seek({ us: each.atUs })}
              onNudge={(byUs) => nudge(each.id, byUs)}
              onRemove={() => replace(mine.filter(({ id }) => id !== each.id))}
            />
          ))}
        </ol>
      )}
    </section>
  )
}

function Line(props: {
  each: RunInfo['interventions'][number]
  onGo: () => void
  onNudge: (byUs: number) => void
  onRemove: () => void
}) {
  const { each, onGo, onNudge, onRemove } = props
  return (
    <li>
      <button type="button" className="plain" onClick={onGo}>
        {each.title}
      </button>
      <time className="data quiet">{clock(each.atUs)}</time>
      {each.isPlanned ? (
        <span className="quiet">planned</span>
      ) : (
        <span className="hand-tools">
          <button
            type="button"
            className="icon"
            aria-label={`Earlier by 10 ms: ${each.title}`}
            onClick={() => onNudge(-NUDGE_US)}
          >
            <ChevronLeft size={16} aria-hidden />
          </button>
          <button
            type="button"
            className="icon"
            aria-label={`Later by 10 ms: ${each.title}`}
            onClick={() => onNudge(NUDGE_US)}
          >
            <ChevronRight size={16} aria-hidden />
          </button>
          <button type="button" className="icon" aria-label={`Take out: ${each.title}`} onClick={onRemove}>
            <X size={16} aria-hidden />
          </button>
        </span>
      )}
    </li>
  )
}
