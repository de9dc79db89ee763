// Who keeps what, over the lab's state: as a ring, unrolled as a ruler, as bars and as a table. Two runs that are
// compared stand beside each other.

import { useMemo, useState } from 'react'
import type { RingPicture } from '../../sim/picture.ts'
import { BARS } from '../commands/stages.ts'
import { Loads } from '../figures/ring/Loads.tsx'
import { type Measure, type RingModel, ringModel } from '../figures/ring/model.ts'
import { type PlacementProps, Ring } from '../figures/ring/Ring.tsx'
import { Ruler } from '../figures/ring/Ruler.tsx'
import { useLook } from '../figures/shared/look.ts'
import { useLab, useSession, useView } from '../hooks/session.ts'
import { type Shape, useShape } from '../hooks/useShape.ts'
import type { StageId } from '../hooks/view.ts'
import { PlacementNumbers } from '../panels/PlacementNumbers.tsx'
import { PlacementTable } from '../panels/PlacementTable.tsx'
import { Schemes } from '../panels/Schemes.tsx'
import { StageSwitch } from './StageSwitch.tsx'

type FigureId = Exclude<StageId, 'cluster' | 'transactions'>

export function Placement({ stage }: { stage: FigureId }) {
  const { frame, compare, branches } = useLab()
  const shape = useShape()
  const here = useModel(frame.ring)
  const there = useModel(compare?.frame.ring ?? null)
  if (here === null) return null
  const name = branches.find(({ isCurrent }) => isCurrent)?.name ?? 'this run'
  const isTable = stage === 'table'
  const hasNumbers = !isTable && stage !== 'schemes' && !(stage === 'ring' && shape === 'wide')
  return (
    <div className="placement" data-shape={shape}>
      <header className="placement-tools">
        <StageSwitch />
        {stage === 'ring' && <BarsSwitch />}
        {hasNumbers && <PlacementNumbers model={here} isInMiddle={false} />}
      </header>
      {stage === 'schemes' ? (
        <Schemes ring={here.picture} draw={(ring) => <Beside ring={ring} />} />
      ) : isTable ? (
        <PlacementTable here={here} there={there} names={[name, compare?.name ?? '']} />
      ) : there === null || shape === 'phone' ? (
        <Figure stage={stage} model={here} shape={shape} isAlone />
      ) : (
        <div className="two-stages">
          <section aria-label={`Here: ${name}`}>
            <h2>
              {name} <span className="soft parted">{here.picture.scheme}</span>
            </h2>
            <Figure stage={stage} model={here} shape={shape} isAlone={false} />
          </section>
          <section aria-label={`Beside it: ${compare?.name}`}>
            <h2>
              {compare?.name} <span className="soft parted">{there.picture.scheme}</span>
            </h2>
            <Figure stage={stage} model={there} shape={shape} isAlone={false} />
          </section>
        </div>
      )}
    </div>
  )
}

/** A frame is a new object at every event; what follows from it is worked out once for each. */
function useModel(ring: RingPicture): RingModel
function useModel(ring: RingPicture | null): RingModel | null
function useModel(ring: RingPicture | null): RingModel | null {
  return useMemo(() => (ring === null ? null : ringModel(ring)), [ring])
}

interface FigureProps {
  readonly stage: Exclude<FigureId, 'table' | 'schemes'>
  readonly model: RingModel
  readonly shape: Shape
  readonly isAlone: boolean
}

function Figure({ stage, model, shape, isAlone }: FigureProps) {
  const props = usePlacementProps(model)
  const { bars } = useView()
  if (stage === 'loads') return <Loads {...props} />
  if (stage === 'ruler') return <Ruler {...props} />
  const isRoomy = isAlone && shape === 'wide'
  return (
    <div className="ring-and-loads">
      <RingWithNumbers {...props} measure={bars} />
      {isRoomy && <Loads {...props} isSaid={false} />}
    </div>
  )
}

/** A placement that is no run's: it can be looked at, and nothing is done to its nodes. */
function Beside({ ring }: { ring: RingPicture }) {
  const model = useModel(ring)
  const [node, setNode] = useState<string | null>(null)
  const props = usePlacementProps(model)
  return <RingWithNumbers {...props} measure="keys" selected={node} onSelect={setNode} onMenu={() => {}} />
}

function RingWithNumbers({ measure, ...props }: PlacementProps & { readonly measure: Measure }) {
  const letterPx = useLook().sizes.small
  return (
    <Ring {...props} measure={measure}>
      {({ radii }) => (
        <div
          className="ring-middle"
          style={{ width: radii.free * 2 }}
          data-room={roomIn(radii.free, letterPx)}
        >
          <PlacementNumbers model={props.model} isInMiddle />
        </div>
      )}
    </Ring>
  )
}

/** How many numbers the middle has room for, by the size of letters: all, three, or one. */
function roomIn(free: number, letterPx: number): 'least' | 'less' | undefined {
  const heights = free / letterPx
  return heights < 5.2 ? 'least' : heights < 7.3 ? 'less' : undefined
}

/** Where nothing is copied, copies are no measure. */
function BarsSwitch() {
  const { view } = useSession()
  const { bars } = useView()
  const { ring } = useLab().frame
  return (
    <fieldset className="choices stage-switch" aria-label="Bars in the middle">
      {BARS.filter(([id]) => id !== 'held' || ring?.keyBytes !== null).map(([id, title]) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === bars}
          data-selected={id === bars || undefined}
          onClick={() => view.set({ bars: id })}
        >
          {title}
        </button>
      ))}
    </fieldset>
  )
}

function usePlacementProps(model: RingModel): PlacementProps {
  const { player, view } = useSession()
  const { selection, key } = useView()
  const isPhone = useShape() === 'phone'
  return {
    model,
    selected: selection?.kind === 'node' ? selection.id : null,
    onSelect: (id) => {
      const selection = id === null ? null : ({ kind: 'node', id } as const)
      view.set({ selection })
      // On a phone what can be done stands in a sheet.
      if (isPhone && selection !== null) view.set({ dialog: { kind: 'sheet', target: selection } })
    },
    onMenu: (id, { x, y }) => {
      const target = { kind: 'node', id } as const
      view.set({ selection: target, menu: { target, x, y } })
    },
    pinned: key,
    onPin: (pinned) => view.set({ key: pinned }),
    nowUs: player.nowUs,
    onMoment: player.onMoment,
  }
}
