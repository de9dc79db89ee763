// What the latest change of a placement comes to, in numbers: keys moved beside the least that had to move.

import { maxOverMean, type RingModel } from '../figures/ring/model.ts'
import { counted, partText, percent, times } from '../figures/ring/numbers.ts'

export function PlacementNumbers({ model, isInMiddle }: { model: RingModel; isInMiddle: boolean }) {
  const rows = numbersOf(model)
  return (
    <dl className={isInMiddle ? 'placement-numbers in-middle' : 'placement-numbers'}>
      {rows.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd className="data">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The first is the one to read. */
export function numbersOf({ picture, totals }: RingModel): readonly (readonly [string, string])[] {
  const { moved, ideal, change, nodes } = picture
  if (moved === null || ideal === null || change === null) {
    const members = nodes.filter(({ isMember }) => isMember).length
    const fullest = maxOverMean(picture, 'keys')
    return [
      [`keys on ${members} nodes`, counted(totals.keys)],
      ['fullest over its fair share', fullest === null ? 'none' : times(fullest)],
    ]
  }
  const { bytes } = totals
  return [
    [`of keys move when ${change}`, percent(moved)],
    ['at best', percent(ideal)],
    ['keys moved', `${counted(totals.moved)} of ${counted(totals.keys)}`],
    ...(bytes === null ? [] : [['bytes moved', partText(bytes.made, bytes.all)] as const]),
  ]
}
