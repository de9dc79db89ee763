// Everything that was done to the run by hand, as a list that can be edited: taken out, or moved in time. Planned
// faults belong to the scenario and are only listed.

import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RunInfo } from '../../lab/frame.ts'
import type { Intervention } from '../../sim/engineTypes.ts'
import { useLab, useSession } from '../hooks/session.ts'
import { clock } from './words.ts'

const NUDGE_US = 10_000

export function Hand() {
  const { lab, player } = useSession()
  const { run } = useLab()
  const mine = run.interventions.filter((each) => !each.isPlanned)
  const planned = run.interventions.filter((each) => each.isPlanned)
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
      <h3 id="hand-title">What you did</h3>
      {mine.length === 0 ? (
        <p className="quiet">Nothing yet. Select a node and press X, or choose a fault.</p>
      ) : (
        <ol className="hand">
          {mine.map((each) => (
            <Line
              key={each.id}
              each={each}
              onGo={() => player.seek({ us: each.atUs })}
              tools={{
                onNudge: (byUs) => nudge(each.id, byUs),
                onRemove: () => replace(mine.filter(({ id }) => id !== each.id)),
              }}
            />
          ))}
        </ol>
      )}
      {planned.length > 0 && (
        <details className="sheet">
          <summary>Planned by the scenario: {planned.length}</summary>
          <ol className="hand">
            {planned.map((each) => (
              <Line key={each.id} each={each} onGo={() => player.seek({ us: each.atUs })} />
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

interface LineProps {
  readonly each: RunInfo['interventions'][number]
  readonly onGo: () => void
  readonly tools?: { readonly onNudge: (byUs: number) => void; readonly onRemove: () => void }
}

function Line({ each, onGo, tools }: LineProps) {
  return (
    <li>
      <button type="button" className="plain" onClick={onGo}>
        {each.title}
      </button>
      <time className="data quiet">{clock(each.atUs)}</time>
      {tools !== undefined && (
        <span className="hand-tools">
          <Tool label={`Earlier by 10 ms: ${each.title}`} onPress={() => tools.onNudge(-NUDGE_US)}>
            <ChevronLeft size={16} aria-hidden />
          </Tool>
          <Tool label={`Later by 10 ms: ${each.title}`} onPress={() => tools.onNudge(NUDGE_US)}>
            <ChevronRight size={16} aria-hidden />
          </Tool>
          <Tool label={`Take out: ${each.title}`} onPress={tools.onRemove}>
            <X size={16} aria-hidden />
          </Tool>
        </span>
      )}
    </li>
  )
}

function Tool({ label, onPress, children }: { label: string; onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className="icon" aria-label={label} onClick={onPress}>
      {children}
    </button>
  )
}
