// The stage: the cluster at one moment. It draws the picture it is given and reports what was pointed at; it knows
// no protocol and keeps nothing but the focus.

import { useMemo, useRef } from 'react'
import type { ClusterPicture } from '../../../sim/picture.ts'
import { Hatched } from '../glyphs/Hatch.tsx'
import { Plate } from '../glyphs/Plate.tsx'
import { useSizes } from '../shared/sizes.ts'
import { useBox } from '../shared/useBox.ts'
import { isSame, type MenuPlace, type Thing, thingKey } from '../thing.ts'
import { stopsOf } from './roving.ts'
import { FlightHead, FlightWay } from './StageFlight.tsx'
import { StageLink, StageWall, WallBar } from './StageLink.tsx'
import { LineLabelText, StageNode, StageNodeLabel } from './StageNode.tsx'
import { type StageGeometry, stageGeometry } from './stage.ts'
import { useStageHands } from './useStageHands.ts'
import { clusterWords } from './words.ts'

export interface StageProps {
  readonly cluster: ClusterPicture
  readonly atUs: number
  readonly selected?: Thing | null
  /** Pressed: a thing, or null for the ground between things. */
  readonly onSelect?: (thing: Thing | null) => void
  /** Right click, long press, Shift+F10 or the menu key on a thing. */
  readonly onMenu?: (thing: Thing, at: MenuPlace) => void
  /** Titles of the rules left out; a plate says so. */
  readonly brokenRules?: readonly string[]
}

const NO_RULES: readonly string[] = []

/** Fills the box it is put in. */
export function Stage({
  cluster,
  atUs,
  selected = null,
  onSelect,
  onMenu,
  brokenRules = NO_RULES,
}: StageProps) {
  const box = useRef<HTMLDivElement>(null)
  const size = useBox(box)
  const sizes = useSizes()
  const isUnsafe = brokenRules.length > 0
  const geometry = useMemo(
    () => stageGeometry({ cluster, atUs, size, sizes, isUnsafe }),
    [cluster, atUs, size, sizes, isUnsafe],
  )
  return (
    <div ref={box} className="figure-box">
      {size.width > 0 && size.height > 0 && (
        <Drawing
          box={box}
          geometry={geometry}
          words={clusterWords(cluster)}
          selected={selected}
          brokenRules={brokenRules}
          hands={{ onSelect, onMenu }}
        />
      )}
    </div>
  )
}

interface DrawingProps {
  readonly box: React.RefObject<HTMLDivElement | null>
  readonly geometry: StageGeometry
  readonly words: string
  readonly selected: Thing | null
  readonly brokenRules: readonly string[]
  readonly hands: Parameters<typeof useStageHands>[2]
}

function Drawing({ box, geometry: g, words, selected, brokenRules, hands }: DrawingProps) {
  const stops = useMemo(() => stopsOf(g), [g])
  const handsOf = useStageHands(box, stops, hands)
  const { width, height } = g.form.size
  const of = (thing: Thing) => ({ hands: handsOf(thingKey(thing)), isSelected: isSame(thing, selected) })
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: pressing the ground only lets go of the selection; Escape does it by key
    // biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a <fieldset>
    <svg
      className="fig stage"
      width={width}
      height={height}
      role="group"
      aria-label={words}
      aria-roledescription="diagram; arrow keys go from node to node, with Shift to messages and links too"
      onClick={() => hands.onSelect?.(null)}
    >
      <Hatched>
        {g.links.map((view) => (
          <StageLink
            key={`${view.link.a} ${view.link.b}`}
            view={view}
            {...of({ kind: 'link', a: view.link.a, b: view.link.b })}
          />
        ))}
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in here takes the focus */}
        <g aria-hidden="true">
          {g.walls.map((wall) => (
            <StageWall key={wall.picture.fault} wall={wall} />
          ))}
          {g.bars.map((bar) => (
            <WallBar key={`${bar.a} ${bar.b}`} bar={bar} />
          ))}
          {g.flights.map((view) => (
            <FlightWay key={view.flight.id} view={view} />
          ))}
          {g.labels.map((label) => (
            <LineLabelText key={label.key} label={label} />
          ))}
          {g.nodes.map((view) => (
            <StageNodeLabel key={view.node.id} view={view} />
          ))}
        </g>
        {g.nodes.map((view) => (
          <StageNode
            key={view.node.id}
            view={view}
            form={g.form}
            {...of({ kind: 'node', id: view.node.id })}
          />
        ))}
        {g.flights.map((view) => (
          <FlightHead
            key={view.flight.id}
            view={view}
            form={g.form}
            {...of({ kind: 'message', id: view.flight.id })}
          />
        ))}
        {g.plate && (
          <g transform={`translate(${g.plate.x} ${g.plate.y})`}>
            <Plate sizes={g.form.sizes} says={`unsafe variant: ${brokenRules.join(', ')}`} />
          </g>
        )}
      </Hatched>
    </svg>
  )
}
