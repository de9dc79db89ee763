// The ruler on two canvases, as the ring is.

import { useMemo, useRef } from 'react'
import { useLook } from '../shared/look.ts'
import { useBox } from '../shared/useBox.ts'
import { drawRuler, drawRulerKeys } from './drawRuler.ts'
import { litNode, type PlacementProps, Said } from './Ring.tsx'
import { rulerGeometry } from './rulerGeometry.ts'
import { rulerHit } from './rulerHit.ts'
import { useLayers } from './useLayers.ts'
import { usePointing } from './usePointing.ts'
import { Walk } from './Walk.tsx'

const FINE_PX = 6
const COARSE_PX = 16

export function Ruler(props: PlacementProps) {
  const { model, selected, nowUs, onMoment } = props
  const look = useLook()
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(box)
  const pointing = usePointing(props)
  const node = litNode(model, pointing, selected)
  const geometry = useMemo(
    () => rulerGeometry(model, { width, height }, look.sizes.small),
    [model, width, height, look],
  )
  const litKey = pointing.lit?.kind === 'key' ? pointing.lit.index : null
  const layers = useLayers({
    size: geometry.size,
    drawn: [model, geometry, look, node],
    base: (pen) => drawRuler(pen, model, geometry, look, node),
    over: (pen) => drawRulerKeys(pen, model, geometry, look, nowUs(), litKey),
    lit: litKey,
    onMoment,
    isMoving: model.picture.flights.length > 0,
  })
  return (
    <figure className="ruler">
      <div ref={box} className="ruler-box">
        <div className="figure-canvas" aria-hidden="true">
          <canvas ref={layers.base} />
          <canvas ref={layers.over} />
        </div>
        <Walk
          model={model}
          pointing={pointing}
          label={`Ruler: ${model.picture.scheme}, by hash and by key. Left and right walk, up and down choose between nodes, points and keys`}
          hit={(at, isFine) => rulerHit(model, geometry, at, isFine ? FINE_PX : COARSE_PX)}
        />
      </div>
      <Said
        model={model}
        pointing={pointing}
        hint="Above, keys where their hashes lie; below, in their own order. A row is a node."
      />
    </figure>
  )
}
