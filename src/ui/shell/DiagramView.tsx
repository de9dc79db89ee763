// The space-time diagram over the lab's state: all of the run, its tools, the names of its lanes, what is said of the
// event that is pointed at, and the list that says the same in words.

import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { MARKS } from '../../lab/diagram/part.ts'
import { ask } from '../commands/why.ts'
import { Diagram, type DiagramHandle, type Pointed } from '../figures/diagram/Diagram.tsx'
import type { DiagramGeometry } from '../figures/diagram/geometry.ts'
import { type Model, modelOf } from '../figures/diagram/model.ts'
import { isAsked, usePlaying } from '../hooks/player.ts'
import { useLab, useSession, useView } from '../hooks/session.ts'
import { useChain } from '../hooks/useChain.ts'
import { useRunColumns } from '../hooks/useRunColumns.ts'
import { type Shape, useShape } from '../hooks/useShape.ts'
import type { DiagramSettings } from '../hooks/view.ts'
import { DiagramList } from './DiagramList.tsx'
import { DiagramLogs } from './DiagramLogs.tsx'
import { DiagramNames } from './DiagramNames.tsx'
import { DiagramTip } from './DiagramTip.tsx'
import { DiagramTools } from './DiagramTools.tsx'
import './diagram.css'

/** Room left of the axis for names, and right of it for logs. */
const GUTTER: Readonly<Record<Shape, number>> = { wide: 88, narrow: 60, phone: 40 }
const LOGS = 250

/** Fills the place it is given. */
export function DiagramView() {
  const session = useSession()
  const { lab, player, view } = session
  const state = useLab()
  const { selection, diagram: settings } = useView()
  const { isPlaying } = usePlaying(player)
  const { asked } = useChain()
  const shape = useShape()
  const model = useModel(settings)
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const handle = useRef<DiagramHandle>(null)
  const set = (change: Partial<DiagramSettings>) =>
    view.set({ diagram: { ...view.get().diagram, ...change } })
  const chain = useMemo(() => asked?.lines.map(({ row }) => row) ?? [], [asked])
  const playhead = useCallback(() => ({ row: lab.getState().frame.row, atUs: player.nowUs() }), [lab, player])
  const { table } = state.frame
  useFramed(handle, model, settings, set)
  const hasLogs = shape === 'wide' && table !== null && !settings.hasList
  return (
    <section className="diagram" aria-label="Space-time diagram" data-shape={shape}>
      <DiagramTools model={model} handle={handle} set={set} />
      <div className="diagram-body">
        <Diagram
          model={model}
          mode={settings.mode}
          span={settings.span}
          onSpan={(span) => set({ span })}
          playhead={playhead}
          onMoment={player.onMoment}
          isPlaying={isPlaying}
          isFutureHidden={isAsked(state)}
          chain={chain}
          selected={selection?.kind === 'node' ? selection.id : null}
          pointed={pointed}
          onPoint={setPointed}
          onPick={(target) => player.seek(target)}
          onAsk={(row) => void ask(session, { row }, null)}
          gutter={GUTTER[shape]}
          margin={hasLogs ? LOGS : 0}
          handle={handle}
        >
          {(geometry: DiagramGeometry) => (
            <>
              <DiagramNames geometry={geometry} />
              {hasLogs && <DiagramLogs table={table} geometry={geometry} />}
              {pointed !== null && (
                <DiagramTip model={model} geometry={geometry} pointed={pointed} gutter={GUTTER[shape]} />
              )}
            </>
          )}
        </Diagram>
        <DiagramList rows={model.columns.rowCount} isShown={settings.hasList} onPoint={setPointed} />
      </div>
    </section>
  )
}

/** The scrub bar frames what the diagram shows, unless that is all. */
function useFramed(
  handle: RefObject<DiagramHandle | null>,
  model: Model,
  { span, mode, windowUs }: DiagramSettings,
  set: (change: Partial<DiagramSettings>) => void,
): void {
  // Runs again by more than it reads: in another run or mode the same stretch is another time
  useEffect(() => {
    const scale = handle.current?.geometry().scale
    const next =
      span === null || scale === undefined
        ? null
        : { fromUs: Math.max(0, Math.round(scale.usAt(0))), untilUs: Math.round(scale.usAt(scale.width)) }
    if (next?.fromUs !== windowUs?.fromUs || next?.untilUs !== windowUs?.untilUs) set({ windowUs: next })
  }, [handle, model, span, mode, windowUs, set])
}

function useModel({ hiddenMarks, hiddenNodes, isCollapsed }: DiagramSettings): Model {
  const { columns, version } = useRunColumns()
  const { landmarks } = useLab().run
  // Runs again by more than it reads: the columns grow in place
  return useMemo(
    () =>
      modelOf(columns, landmarks, {
        hiddenMarks: new Set(hiddenMarks.map((mark) => MARKS.indexOf(mark))),
        hiddenLanes: new Set(
          columns.nodes.flatMap(({ id }, lane) => (hiddenNodes.includes(id) ? [lane] : [])),
        ),
        isCollapsed,
      }),
    [columns, version, landmarks, hiddenMarks, hiddenNodes, isCollapsed],
  )
}
