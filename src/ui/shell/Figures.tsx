// The figures over the lab's state: each gets the moment, the selection, and what pointing does.

import { type CSSProperties, Suspense, useMemo } from 'react'
import type { FeedLine } from '../../lab/frame.ts'
import type { LabState } from '../../lab/lab.ts'
import { LogTable } from '../figures/logTable/LogTable.tsx'
import { ScrubBar } from '../figures/scrubBar/ScrubBar.tsx'
import { milliseconds } from '../figures/shared/time.ts'
import { folded } from '../figures/stage/folded.ts'
import { Stage } from '../figures/stage/Stage.tsx'
import type { MenuPlace, Thing } from '../figures/thing.ts'
import { TimePane } from '../figures/timePane/TimePane.tsx'
import { later } from '../hooks/later.ts'
import { isAsked, useMoment } from '../hooks/player.ts'
import { useLab, useSession, useView } from '../hooks/session.ts'
import { useChain } from '../hooks/useChain.ts'
import { useSeen } from '../hooks/useSeen.ts'
import { useShape } from '../hooks/useShape.ts'
import { isDiagramOpen, isPlacement, stageOf, stagesOf } from '../hooks/view.ts'
import { count } from '../panels/words.ts'

const KeysLine = later(() => import('../figures/keys/KeysLine.tsx').then((m) => ({ default: m.KeysLine })))
const BranchTree = later(() =>
  import('../figures/branchTree/BranchTree.tsx').then((m) => ({ default: m.BranchTree })),
)

export function StageView() {
  const { player, view } = useSession()
  const { frame, sim, compare } = useLab()
  const { selection, isFolded } = useView()
  const atUs = useMoment(player)
  const isPhone = useShape() === 'phone'
  const isTwo = compare !== null && (isFolded || isPhone)
  const cluster = useMemo(
    () => (isTwo ? folded(frame.cluster, compare.frame.cluster, compare.name) : frame.cluster),
    [isTwo, frame.cluster, compare],
  )
  const select = (thing: Thing | null) => {
    view.set({ selection: thing })
    if (isPhone && thing !== null) view.set({ dialog: { kind: 'sheet', target: thing } })
  }
  const menu = (target: Thing, { x, y }: MenuPlace) => view.set({ selection: target, menu: { target, x, y } })
  return (
    <Stage
      cluster={cluster}
      atUs={atUs}
      selected={selection}
      onSelect={select}
      onMenu={menu}
      brokenRules={sim.rules.filter(({ id }) => frame.brokenRules.includes(id)).map(({ title }) => title)}
    />
  )
}

/** The other run, at the same moment. It is to be looked at: what is done is done to the run on show. */
function OtherStage({ compare: { frame } }: { compare: NonNullable<LabState['compare']> }) {
  const { player } = useSession()
  const { sim } = useLab()
  const atUs = useMoment(player)
  return (
    <Stage
      cluster={frame.cluster}
      atUs={Math.max(frame.rowAtUs, atUs)}
      brokenRules={sim.rules.filter(({ id }) => frame.brokenRules.includes(id)).map(({ title }) => title)}
    />
  )
}

/** The cluster, or two of them, side by side or in one picture. Each is headed by the event at which they part. */
export function Clusters() {
  const { compare, branches } = useLab()
  const { isFolded } = useView()
  const isPhone = useShape() === 'phone'
  if (compare === null || isFolded || isPhone) return <StageView />
  const name = branches.find(({ isCurrent }) => isCurrent)?.name ?? 'this run'
  const { parting } = compare
  return (
    <div className="two-stages">
      <section aria-label={`Here: ${name}`}>
        <h2>
          {name} <Parted line={parting?.here ?? null} />
        </h2>
        <StageView />
      </section>
      <section aria-label={`Beside it: ${compare.name}`}>
        <h2>
          {compare.name} <Parted line={parting?.there ?? null} />
        </h2>
        <OtherStage compare={compare} />
      </section>
    </div>
  )
}

function Parted({ line }: { line: FeedLine | null }) {
  if (line === null) return null
  return (
    <span className="soft parted">
      from {milliseconds(line.atUs)}: {line.text}
    </span>
  )
}

/** Every run of the sitting, once there are several. */
export function BranchView() {
  const { lab, player } = useSession()
  const { branches, run } = useLab()
  if (branches.length < 2) return null
  const show = (id: string) => {
    player.pause()
    void lab.branch(id)
  }
  return (
    <div className="area-branches">
      <span className="quiet branches-name" aria-hidden>
        branches
      </span>
      <Suspense fallback={null}>
        <BranchTree branches={branches} endUs={run.endUs} onShow={show} />
      </Suspense>
    </div>
  )
}

/** The stretch of time the lanes show: the needle keeps its place in it once there is enough past. */
function windowAt(atUs: number, spanUs: number): { readonly fromUs: number; readonly untilUs: number } {
  const fromUs = Math.max(0, atUs - spanUs * 0.88)
  return { fromUs, untilUs: fromUs + spanUs }
}

export function TimeView() {
  const { player, view } = useSession()
  const state = useLab()
  const { frame, run } = state
  const { selection, spanUs } = useView()
  const { asked } = useChain()
  const atUs = useMoment(player)
  const { nodes, flights } = frame.cluster
  const { fromUs, untilUs } = windowAt(atUs, spanUs)
  const isClient = (id: string) => nodes.some((node) => node.id === id && node.glyph === 'client')
  const ids = nodes.map(({ id }) => id)
  return (
    <TimePane
      nodes={ids.filter((id) => !isClient(id))}
      clients={ids.filter(isClient)}
      lanes={frame.lanes}
      operations={frame.operations}
      truth={frame.truth}
      flights={flights}
      trails={frame.trails}
      holds={frame.transactions?.holds ?? frame.holds}
      records={frame.transactions?.records ?? []}
      faultSpans={run.faultSpans}
      fromUs={fromUs}
      toUs={untilUs}
      atUs={atUs}
      selected={selection?.kind === 'node' ? selection.id : null}
      onSelect={(id) => view.set({ selection: { kind: 'node', id } })}
      onSeek={(us) => player.seek({ us })}
      isFutureHidden={isAsked(state)}
      chain={asked?.lines ?? []}
    />
  )
}

export function LogView() {
  const { view } = useSession()
  const { frame } = useLab()
  const { selection } = useView()
  if (frame.table === null) return null
  const selectedRow = frame.table.rows.findIndex(
    ({ node }) => selection?.kind === 'node' && node === selection.id,
  )
  return (
    <div className="log-place" style={{ '--rows': frame.table.rows.length } as CSSProperties}>
      <LogTable
        table={frame.table}
        selected={selection?.kind === 'node' ? selection.id : null}
        onSelect={(id) => view.set({ selection: { kind: 'node', id } })}
      />
      {frame.keys.length > 0 && (
        <Suspense fallback={null}>
          <KeysLine keys={frame.keys} />
        </Suspense>
      )}
      {selectedRow >= 0 && <i className="row-bridge" style={{ '--row-at': selectedRow } as CSSProperties} />}
    </div>
  )
}

export function ScrubView() {
  const { player } = useSession()
  const state = useLab()
  const { frame, run, compare } = state
  const view = useView()
  const { spanUs, diagram, layout } = view
  const seenUs = useSeen()
  const atUs = useMoment(player)
  const shape = useShape()
  const isOpen = isDiagramOpen(view)
  const isCovered =
    isOpen || (shape === 'wide' && layout === 'learning' && isPlacement(stageOf(view, stagesOf(state))))
  const hasLanes = !isCovered && shape !== 'phone' && layout !== 'presenting'
  const lanes = hasLanes ? windowAt(atUs, spanUs) : null
  return (
    <ScrubBar
      isUnderLanes={hasLanes && shape === 'wide' && layout === 'learning'}
      endUs={run.endUs}
      seenUs={Math.max(seenUs, atUs)}
      atUs={atUs}
      window={isOpen ? diagram.windowUs : lanes}
      bands={run.bands}
      landmarks={run.landmarks}
      partsUs={compare?.parting?.atUs ?? null}
      faultSpans={run.faultSpans}
      wrongUs={frame.operations.flatMap(({ broken, completedUs }) =>
        broken === null ? [] : (completedUs ?? []),
      )}
      answersUs={frame.operations.flatMap(({ completedUs }) => completedUs ?? [])}
      valueText={`event ${count(frame.row + 1)} of ${count(frame.rows)}`}
      onSeek={(us) => player.seek({ us })}
    />
  )
}
