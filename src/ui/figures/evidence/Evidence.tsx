// The operations that show that a promise broke, drawn over the time they took.

import { useRef } from 'react'
import { Hatched, useHatch } from '../glyphs/Hatch.tsx'
import { Axis } from '../shared/Axis.tsx'
import { px } from '../shared/geometry.ts'
import { useSizes } from '../shared/sizes.ts'
import { dataWidth } from '../shared/textWidth.ts'
import { useBox } from '../shared/useBox.ts'
import {
  DISC,
  type EvidenceGeometry,
  type EvidenceInput,
  type EvidenceRow,
  evidenceGeometry,
} from './evidence.ts'

const GUTTER = 30

export function Evidence(input: EvidenceInput) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useBox(box)
  const g = evidenceGeometry(input, width - GUTTER, useSizes())
  return (
    <div ref={box} className="evidence" style={{ height: g.height }}>
      {width > GUTTER && (
        // The list beside it says the same in words.
        <svg className="fig" width={width} height={g.height} aria-hidden="true">
          <Hatched>
            <g transform={`translate(${GUTTER} 0)`}>
              <Bands geometry={g} />
              {g.rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
              <Axis width={g.width} y={g.axisY} ticks={g.ticks} />
            </g>
          </Hatched>
        </svg>
      )}
    </div>
  )
}

function Bands({ geometry: { bands } }: { readonly geometry: EvidenceGeometry }) {
  const { small } = useSizes()
  const hatch = useHatch()
  return bands.map(({ x1, x2, title }) => (
    <g key={`${title} ${x1}`}>
      <rect x={px(x1)} y={0} width={px(x2 - x1)} height={small * 1.1} fill={hatch} />
      {x2 - x1 > dataWidth(title, small) + small && (
        <>
          <rect
            x={px(x1 + small / 2)}
            y={0}
            width={dataWidth(title, small)}
            height={small * 1.1}
            className="ground"
          />
          <text x={px(x1 + small * 0.8)} y={small * 0.55} dy=".35em" className="soft">
            {title}
          </text>
        </>
      )}
    </g>
  ))
}

function Row({ row }: { readonly row: EvidenceRow }) {
  const { small } = useSizes()
  const { x1, x2, y, isMisfit, isOpen, text, textX, anchor, place, placeX, client } = row
  const style = isMisfit ? 'op bad' : isOpen ? 'op open' : 'op'
  const width = dataWidth(text, small)
  return (
    <>
      <text x={-8} y={y} dy=".35em" className="f2 soft end">
        {client}
      </text>
      <path d={`M${px(x1)} ${y}H${px(x2)}`} className={style} />
      <path d={`M${px(x1)} ${y - 5}v10${isOpen ? '' : `M${px(x2)} ${y - 5}v10`}`} className={style} />
      {place !== null && <Place number={place} x={placeX} y={y} />}
      <rect
        x={px(anchor === 'start' ? textX - 2 : textX - width - 2)}
        y={y - small * 0.7}
        width={px(width + 4)}
        height={small * 1.4}
        className="ground"
      />
      <text
        x={px(textX)}
        y={y}
        dy=".35em"
        className={`mono${isMisfit ? ' broken' : ''}${anchor === 'end' ? ' end' : ''}`}
      >
        {text}
      </text>
    </>
  )
}

/** Where it stands in the order. */
function Place({ number, x, y }: { readonly number: number; readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${px(x)} ${y})`}>
      <circle r={DISC} className="knock" />
      <circle r={DISC} className="ring small" />
      <text dy=".35em" className="middle">
        {number}
      </text>
    </g>
  )
}
