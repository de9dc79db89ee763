// Who waits for whom, drawn; and the same as a list, which also says for what.

import { useRef } from 'react'
import type { WaitPicture } from '../../../sim/transactionsPicture.ts'
import { angleDeg, pathOf, px } from '../shared/geometry.ts'
import { useBox } from '../shared/useBox.ts'
import { roundOf, waitGraphGeometry } from './waitGraph.ts'

const HEAD = 'M0 0L-8 3.6V-3.6Z'

export function WaitGraph({ waits }: { readonly waits: readonly WaitPicture[] }) {
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(box)
  const { nodes, arrows, radius } = waitGraphGeometry(waits, { width, height })
  const isStuck = nodes.some(({ isInCycle }) => isInCycle)
  return (
    <figure className="wait-graph">
      <figcaption>
        <h3>Who waits for whom</h3>
        <p className={isStuck ? 'broken' : 'soft'}>
          {isStuck
            ? `Deadlock: ${roundOf(waits).join(' waits for ')}.`
            : waits.length === 0
              ? 'Nobody waits for a row.'
              : 'Every wait ends when the last in line is done.'}
        </p>
      </figcaption>
      <div ref={box} className="wait-graph-box">
        {width > 0 && nodes.length > 0 && (
          <svg className="fig" width={width} height={height} aria-hidden="true">
            {arrows.map(({ key, from, to, isInCycle }) => (
              <g key={key} className={isInCycle ? 'wait stuck' : 'wait'}>
                <path d={pathOf(from, to)} className="wait-way" />
                <path
                  d={HEAD}
                  className="wait-head"
                  transform={`translate(${px(to.x)} ${px(to.y)}) rotate(${px(angleDeg(from, to))})`}
                />
              </g>
            ))}
            {nodes.map(({ id, at, hue }) => (
              <g key={id} data-hue={hue ?? undefined} transform={`translate(${px(at.x)} ${px(at.y)})`}>
                <circle r={radius} className="ring small" />
                <text className="middle strong" dy=".36em">
                  {id}
                </text>
              </g>
            ))}
          </svg>
        )}
      </div>
      {waits.length > 0 && (
        <ul className="wait-list">
          {waits.map(({ from, to, node, what, isInCycle }) => (
            <li key={`${from} ${to} ${node} ${what}`} className={isInCycle ? 'broken' : undefined}>
              {from} waits for {to}: <span className="data">{what}</span> at {node}
            </li>
          ))}
        </ul>
      )}
    </figure>
  )
}
