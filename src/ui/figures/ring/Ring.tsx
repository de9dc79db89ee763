// The ring on two canvases: what stands still between two changes, and over it the keys, which move with simulated time.
// Keys of the keyboard walk along nodes, points and keys; the one they have come to is said in words.

import { type ReactNode, useMemo, useRef } from 'react'
import { useLook } from '../shared/look.ts'
import { useBox } from '../shared/useBox.ts'
import { drawKeys } from './drawKeys.ts'
import { drawRing } from './drawRing.ts'
import { hitAt } from './hit.ts'
import type { Measure, RingModel } from './model.ts'
import { rimLabels } from './rimLabels.ts'
import { type RingGeometry, ringGeometry } from './ringGeometry.ts'
import { countOf, sentenceOf } from './things.ts'
import { useLayers } from './useLayers.ts'
import { type Pointing, usePointing } from './usePointing.ts'
import { Walk } from './Walk.tsx'

/** What all figures of a placement are given. */
export interface PlacementProps {
  readonly model: RingModel
  /** Id of the node that is selected. */
  readonly selected: string | null
  readonly onSelect: (id: string | null) => void
  readonly onMenu: (id: string, at: { readonly x: number; readonly y: number }) => void
  /** The key whose way is shown, wherever the pointer is. */
  readonly pinned: string | null
  readonly onPin: (key: string | null) => void
  /** The moment to draw, and when it is another one. */
  readonly nowUs: () => number
  readonly onMoment: (listener: () => void) => () => void
}

export interface RingProps extends PlacementProps {
  readonly measure: Measure
  /** What is printed in the middle. */
  readonly children?: (geometry: RingGeometry) => ReactNode
}

const HINT = 'Point at a key to see who keeps it, or walk along the ring by arrow keys.'
const NO_CIRCLE =
  'Nobody owns a part of this circle: keys lie at their hashes, and a key’s node is worked out otherwise.'
const FINE_PX = 9
const COARSE_PX = 20

export function Ring(props: RingProps) {
  const { model, measure, selected, children } = props
  const look = useLook()
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(box)
  const pointing = usePointing(props)
  const node = litNode(model, pointing, selected)
  const geometry = useMemo(
    () =>
      ringGeometry(model, { size: { width, height }, measure, selected: node, labelPx: look.sizes.small }),
    [model, width, height, measure, node, look],
  )
  const litKey = pointing.lit?.kind === 'key' ? pointing.lit.index : null
  const layers = useLayers({
    size: geometry.size,
    drawn: [model, geometry, look, node],
    base: (pen) => drawRing(pen, model, geometry, rimLabels(model, geometry, look.sizes.small), look, node),
    over: (pen) => drawKeys(pen, model, geometry, look, props.nowUs(), litKey),
    lit: litKey,
    onMoment: props.onMoment,
    isMoving: model.picture.flights.length > 0,
  })
  const isReady = width > 0 && height > 0
  return (
    <figure className="ring">
      <div ref={box} className="ring-box">
        <div className="figure-canvas" aria-hidden="true">
          <canvas ref={layers.base} />
          <canvas ref={layers.over} />
        </div>
        {isReady && children?.(geometry)}
        <Walk
          model={model}
          pointing={pointing}
          label={ringLabel(model)}
          hit={(at, isFine) => hitAt(model, geometry, at, isFine ? FINE_PX : COARSE_PX)}
        />
      </div>
      <Said model={model} pointing={pointing} hint={model.picture.arcs === null ? NO_CIRCLE : HINT} />
    </figure>
  )
}

interface SaidProps {
  readonly model: RingModel
  readonly pointing: Pointing
  /** While nothing is pointed at. */
  readonly hint: string
}

/** One sentence under the figure: rooms and thumbs cannot hover. */
export function Said({ model, pointing: { lit }, hint }: SaidProps) {
  return (
    <figcaption className="said">
      {lit === null ? <span className="quiet">{hint}</span> : sentenceOf(model, lit)}
    </figcaption>
  )
}

function ringLabel(model: RingModel): string {
  const { scheme, nodes } = model.picture
  const members = nodes.filter(({ isMember }) => isMember).length
  const points = countOf(model, 'token')
  const circle = points === 0 ? 'no circle' : `${points} points`
  return `${scheme}: ${members} members, ${circle}, ${countOf(model, 'key')} keys. Left and right walk, up and down choose between nodes, points and keys`
}

/** Index of the node that is pointed at, else of the one that is selected. */
export function litNode(model: RingModel, { lit }: Pointing, selected: string | null): number | null {
  if (lit?.kind === 'node') return lit.index
  if (lit?.kind === 'token') return model.picture.arcs?.owner[lit.index] ?? null
  const index = model.picture.nodes.findIndex(({ id }) => id === selected)
  return index < 0 ? null : index
}
