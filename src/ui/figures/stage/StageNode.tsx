// A node on the stage, with the words beside it.

import type { NodePicture } from '../../../sim/picture.ts'
import { useHatch } from '../glyphs/Hatch.tsx'
import { NodeGlyph } from '../glyphs/NodeGlyph.tsx'
import { arc, halfDisc } from '../glyphs/paths.ts'
import { grown, px } from '../shared/geometry.ts'
import type { LineLabel } from './lineLabels.ts'
import { heldText, type LabelLine, MARK_LEAD, type NodeLabel, type Owed, VOTE_PITCH } from './nodeLabels.ts'
import { SILENCE_GAP, type StageForm } from './places.ts'
import type { NodeView } from './stage.ts'
import type { ThingProps } from './useStageHands.ts'
import { nodeWords } from './words.ts'

export function StageNode({
  view,
  form,
  hands,
  isSelected,
}: {
  readonly view: NodeView
  readonly form: StageForm
  readonly hands: ThingProps
  readonly isSelected: boolean
}) {
  const { node, place, silence } = view
  const arcR = form.radius + SILENCE_GAP
  const focusR = place.radius + 14
  return (
    // biome-ignore lint/a11y/useSemanticElements: a mark in a drawing cannot be a <button>
    <g
      className="thing"
      transform={`translate(${px(place.at.x)} ${px(place.at.y)})`}
      role="button"
      aria-pressed={isSelected}
      aria-label={nodeWords(node)}
      {...hands}
    >
      {isSelected && <circle r={place.radius + 17} className="sel" />}
      <circle r={Math.max(18, place.radius + 8)} className="hit" />
      {silence !== null && (
        <>
          <circle r={arcR} className="timer-track" />
          <path d={arc(arcR, silence)} className="timer" />
        </>
      )}
      <NodeGlyph
        glyph={node.glyph}
        letter={node.letter}
        hue={node.hue}
        status={node.status}
        radius={form.radius}
        isHearsay={node.isHearsay === true}
        isInDoubt={node.isInDoubt === true}
        {...(form.radius < 22 && { letterPx: Math.min(form.sizes.letter, 15) })}
      />
      <Focus radius={focusR} />
    </g>
  )
}

/** Two rings, so that the focus shows on every ground. */
export function Focus({ radius }: { readonly radius: number }) {
  return (
    <g className="focus">
      <circle r={radius} className="focus-in" />
      <circle r={radius} className="focus-out" />
    </g>
  )
}

export function StageNodeLabel({ view }: { readonly view: NodeView }) {
  const { node, label } = view
  const x = edgeOf(label)
  let y = label.box.y
  return (
    <g data-hue={node.hue ?? undefined}>
      {label.owed && <OwedWrites {...label.owed} />}
      {label.lines.map((line, i) => {
        const top = y
        y += line.height
        return <Line key={`${line.kind} ${i}`} line={line} node={node} label={label} x={x} top={top} />
      })}
    </g>
  )
}

function edgeOf(label: NodeLabel): number {
  if (label.anchor === 'start') return label.box.x
  return label.anchor === 'end' ? label.box.x + label.box.w : label.box.x + label.box.w / 2
}

const CLASSES: Readonly<Record<LabelLine['kind'], string>> = {
  name: 'f3',
  caption: 'f2 mid its',
  holds: 'soft',
  detail: 'soft',
  votes: 'soft',
  hand: 'soft',
}

interface LineProps {
  readonly line: LabelLine
  readonly node: NodePicture
  readonly label: NodeLabel
  readonly x: number
  readonly top: number
}

function Line({ line, node, label, x, top }: LineProps) {
  const { anchor } = label
  const left = anchor === 'start' ? x : anchor === 'end' ? x - line.width : x - line.width / 2
  const lead =
    line.kind === 'votes' ? (node.votes?.length ?? 0) * VOTE_PITCH + 4 : line.kind === 'hand' ? MARK_LEAD : 0
  const middle = top + line.height / 2
  const isClient = node.glyph === 'client'
  const classes =
    line.kind === 'name' && isClient ? 'f2 strong' : line.isBroken ? 'broken' : CLASSES[line.kind]
  const isMuted = line.kind === 'caption' && node.status !== 'up'
  // Text alone is set by its anchor, so that a width guessed wrong does not push it off its edge.
  const textX = lead > 0 ? left + lead : x
  const align = lead > 0 || anchor === 'start' ? '' : anchor === 'end' ? ' end' : ' middle'
  return (
    <>
      <rect x={left - 3} y={top} width={line.width + 6} height={line.height} className="ground" />
      {line.kind === 'votes' && <Votes votes={node.votes ?? []} x={left} y={middle} />}
      {line.kind === 'hand' && <HandSquare x={left} y={middle} />}
      <text x={textX} y={middle} dy=".35em" className={`${isMuted ? 'f2 mid soft' : classes}${align}`}>
        {line.kind === 'holds' ? <Holds node={node} /> : line.text}
      </text>
    </>
  )
}

/** Each key in the hue of what is shown of it, strong where other nodes show something else. */
function Holds({ node: { holds = [], caption } }: { readonly node: NodePicture }) {
  const isAll = caption === ''
  return holds.map((held, i) => (
    <tspan
      key={held.key}
      data-hue={held.hue ?? undefined}
      className={`${isAll ? 'f2 ' : ''}${isAll || held.differs ? 'mid ' : ''}${isAll || held.hue !== null ? 'its' : ''}`}
    >
      {i > 0 && ' '}
      {heldText(held)}
    </tspan>
  ))
}

/** A small box without a floor, as in the log: written, but not on disk yet. */
function OwedWrites({ text, box: { x, y, w, h } }: Owed) {
  const middle = y + h / 2
  return (
    <>
      <rect x={x - 3} y={y} width={w + 6} height={h} className="ground" />
      <path d={`M${px(x)} ${px(middle + 5)}v-10h12v10`} className="owed" />
      <text x={x + MARK_LEAD} y={middle} dy=".35em" className="soft">
        {text}
      </text>
    </>
  )
}

function HandSquare({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <>
      <rect x={x} y={y - 5} width="12" height="10" fill={useHatch()} />
      <rect x={x} y={y - 5} width="12" height="10" className="op" />
    </>
  )
}

/** One dot per vote needed: full has it, half is on its way, open is missing; a struck one was refused. */
function Votes({
  votes,
  x,
  y,
}: {
  readonly votes: NonNullable<NodePicture['votes']>
  readonly x: number
  readonly y: number
}) {
  const r = 5
  return votes.map((vote, i) => (
    <g key={i} transform={`translate(${px(x + r + 1 + i * VOTE_PITCH)} ${px(y)})`}>
      <circle r={r} className={vote === 'has' || vote === 'way' ? 'vote-ring' : 'vote-ring open'} />
      {vote === 'has' && <circle r={r} className="vote-has" />}
      {vote === 'way' && <path d={halfDisc(r)} className="vote-has" />}
      {vote === 'refused' && <path d="M-3.5 3.5L3.5 -3.5" className="op" />}
    </g>
  ))
}

export function LineLabelText({ label }: { readonly label: LineLabel }) {
  const { box } = grownLabel(label)
  const inner = label.box
  const x =
    label.anchor === 'start' ? inner.x : label.anchor === 'end' ? inner.x + inner.w : inner.x + inner.w / 2
  const align = label.anchor === 'start' ? '' : ` ${label.anchor}`
  return (
    <g data-hue={label.hue ?? undefined}>
      <rect x={px(box.x)} y={px(box.y)} width={px(box.w)} height={px(box.h)} className="ground" />
      <text
        x={px(x)}
        y={px(inner.y + inner.h / 2)}
        dy=".35em"
        className={`${label.isData ? 'mono its' : 'soft'}${align}`}
      >
        {label.text}
      </text>
    </g>
  )
}

function grownLabel(label: LineLabel): Pick<LineLabel, 'box'> {
  return { box: { ...grown(label.box, 0), x: label.box.x - 3, w: label.box.w + 6 } }
}
