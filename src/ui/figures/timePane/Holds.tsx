// Locks as bars on the lanes, stippled while their node is in doubt; records of the log under them, solid where nobody
// was told before they were on disk.

import { useStipple } from '../glyphs/Hatch.tsx'
import { Lock } from '../glyphs/Lock.tsx'
import { px } from '../shared/geometry.ts'
import type { HoldView, RecordView } from './holds.ts'
import { OnGround } from './Lanes.tsx'

export function Hold({ view: { style, hue, x1, x2, y, h, hasLock, text } }: { readonly view: HoldView }) {
  const bar = { x: px(x1), y: px(y - h / 2), width: px(x2 - x1), height: px(h) }
  const stipple = useStipple(hue)
  return (
    <g data-hue={hue ?? undefined}>
      {style === 'doubts' ? (
        <rect {...bar} fill={stipple} />
      ) : (
        <rect {...bar} className={style === 'locks' ? 'held' : 'held waits'} />
      )}
      {hasLock && (
        <g transform={`translate(${px(x1 + 9)} ${px(y)})`}>
          <Lock size={5} />
        </g>
      )}
      {text && <OnGround text={text.text} x={text.x} y={y} classes="" />}
    </g>
  )
}

export function LogRecord({ view: { x, y, hue, isForced } }: { readonly view: RecordView }) {
  return (
    <path
      d={`M${px(x)} ${px(y - 3.5)}l3.5 6h-7Z`}
      data-hue={hue ?? undefined}
      className={isForced ? 'record' : 'record lazy'}
    />
  )
}
