// The words beside a node: what they are, how large the block is, and on which side it stands. The side depends on
// what never moves (nodes, links, walls), so that labels stay put while messages fly.

import type { HeldPicture, NodePicture } from '../../../sim/picture.ts'
import type { Box } from '../shared/geometry.ts'
import { type Choice, cheapest, type Ground, UNFIT } from '../shared/ground.ts'
import { textWidth } from '../shared/textWidth.ts'
import { type Place, SILENCE_GAP, type StageForm } from './places.ts'

export interface LabelLine {
  readonly kind: 'name' | 'caption' | 'holds' | 'detail' | 'votes' | 'hand'
  readonly text: string
  readonly width: number
  readonly height: number
  readonly isBroken: boolean
}

/** What the disk owes, on the line of the name: it comes and goes, and moves nothing. */
export interface Owed {
  readonly text: string
  readonly box: Box
}

export interface NodeLabel {
  readonly box: Box
  readonly anchor: 'start' | 'middle' | 'end'
  readonly lines: readonly LabelLine[]
  readonly owed: Owed | null
}

export const VOTE_PITCH = 16
/** Room for the mark before words of what you did. */
export const MARK_LEAD = 18

export function nodeLines(node: NodePicture, form: StageForm): readonly LabelLine[] {
  const { sizes, isNarrow } = form
  const isClient = node.glyph === 'client'
  const name = isClient ? sizes.medium : sizes.name
  const lines = [line('name', node.id, name, name * 1.12)]
  if (isClient) {
    if (!isNarrow) lines.push(...clientLines(node, form))
    return lines
  }
  const caption = isNarrow || sizes.letter > 20 ? shortCaption(node) : fullCaption(node)
  if (caption !== '') lines.push(line('caption', caption, sizes.medium, sizes.medium * 1.35))
  lines.push(...holdsLines(node, form, caption === ''))
  if (isNarrow) return lines
  // In large type only what the story turns on: votes, and broken promises.
  if (sizes.letter <= 20 || node.votes || node.isBroken) lines.push(...detailLines(node, form))
  if (node.badges.length > 0) {
    const marks = node.badges.join(', ')
    const width = textWidth(marks, sizes.small) + MARK_LEAD
    lines.push({ ...line('hand', marks, sizes.small, sizes.small * 1.45), width })
  }
  return lines
}

/** What it shows of a few keys: in large type only if it is all that is said, or nodes differ. */
function holdsLines(node: NodePicture, { sizes }: StageForm, isAlone: boolean) {
  const { holds = [] } = node
  const isLeftOut = sizes.letter > 20 && !isAlone && !holds.some(({ differs }) => differs)
  if (holds.length === 0 || isLeftOut) return []
  const size = isAlone ? sizes.medium : sizes.small
  return [line('holds', holds.map(heldText).join(' '), size, size * 1.4)]
}

/** "x=7" */
export function heldText({ key, text }: HeldPicture): string {
  return `${key}=${text}`
}

/** A client has no role: its caption says what it waits for or was told. */
function clientLines(node: NodePicture, form: StageForm): readonly LabelLine[] {
  const { small } = form.sizes
  const text = node.caption === 'client' ? '' : node.caption
  const caption =
    text === '' ? [] : [{ ...line('detail', text, small, small * 1.4), isBroken: node.isBroken }]
  return [...caption, ...detailLines(node, form)]
}

function detailLines(node: NodePicture, { sizes }: StageForm): readonly LabelLine[] {
  const text = node.detail ?? ''
  if (node.votes) {
    const width = node.votes.length * VOTE_PITCH + 4 + textWidth(text, sizes.small)
    return [{ ...line('votes', text, sizes.small, sizes.small * 1.7), width }]
  }
  return text === ''
    ? []
    : [{ ...line('detail', text, sizes.small, sizes.small * 1.4), isBroken: node.isBroken }]
}

function line(kind: LabelLine['kind'], text: string, size: number, height: number): LabelLine {
  return { kind, text, width: textWidth(text, size), height, isBroken: false }
}

/** A paused node is what it was, but does not know it. */
function fullCaption({ status, caption }: NodePicture): string {
  return status === 'paused' && !caption.includes('paused') ? `paused, ${caption}` : caption
}

/** "follower, term 3" is "term 3" where room is short: the letter and the ring say the rest. */
function shortCaption(node: NodePicture): string {
  if (node.status !== 'up') return node.status
  const comma = node.caption.indexOf(', ')
  return comma < 0 ? node.caption : node.caption.slice(comma + 2)
}

/** Outside the name, seen from the node; a name above or below it has its words to the right. */
function owedOf(
  node: NodePicture,
  box: Box,
  anchor: Side,
  { sizes, isNarrow }: StageForm,
  first: LabelLine,
): Owed | null {
  if (node.unsyncedWrites === 0 || isNarrow) return null
  const text = `${node.unsyncedWrites} not on disk`
  const w = MARK_LEAD + textWidth(text, sizes.small)
  const name = first.width + 8
  const middle = box.x + box.w / 2 + name / 2
  const x = anchor === 'start' ? box.x + name : anchor === 'end' ? box.x + box.w - name - w : middle
  const h = sizes.small * 1.5
  return { text, box: { x, y: box.y + (first.height - h) / 2 + 1, w, h } }
}

type Side = NodeLabel['anchor']

/** Where all its words would cover something, details are left out: lanes and the outline have them. */
export function placeNodeLabel(node: NodePicture, place: Place, form: StageForm, ground: Ground): NodeLabel {
  const lines = nodeLines(node, form)
  const whole = placed(node, place, form, ground, lines)
  const short = lines.filter(({ kind, isBroken }) => kind !== 'detail' || isBroken)
  if (whole.cost < UNFIT || short.length === lines.length) return whole.label
  const terse = placed(node, place, form, ground, short)
  return terse.cost < whole.cost ? terse.label : whole.label
}

function placed(
  node: NodePicture,
  place: Place,
  form: StageForm,
  ground: Ground,
  lines: readonly LabelLine[],
): { readonly label: NodeLabel; readonly cost: number } {
  const actual = Math.max(...lines.map((each) => each.width))
  // Room for the longest caption, so that a change of role does not move the label to another side.
  const reserved = place.isClient || form.isNarrow ? actual : Math.max(actual, form.sizes.medium * 7.6)
  const height = lines.reduce((sum, each) => sum + each.height, 0)
  const choices = form.isNarrow
    ? narrowChoices(place, reserved, height, form)
    : wideChoices(place, reserved, height, lines, form)
  const best = cheapest(ground, choices)
  const box = best?.box ?? { x: place.at.x, y: place.at.y, w: reserved, h: height }
  const anchor = best?.is ?? 'start'
  const owed = owedOf(node, box, anchor, form, lines[0]!)
  return { label: { box, anchor, lines, owed }, cost: best?.cost ?? UNFIT }
}

function wideChoices(
  place: Place,
  w: number,
  h: number,
  lines: readonly LabelLine[],
  form: StageForm,
): readonly Choice<Side>[] {
  const { at } = place
  const gap = rim(place) + (place.isClient ? 3 : 9)
  const isRight = place.isClient || at.x >= form.size.width / 2
  const nameH = lines[0]?.height ?? 0
  const level = [at.y - 4 - nameH, at.y - h / 2, at.y + 2]
  const raised = [at.y - h + 8, at.y - h + nameH, at.y - h - 2]
  // Links of the node on top all lead down: its words stand a little higher.
  const tops =
    at.y < form.size.height * 0.3 && !place.isClient ? [...raised, ...level] : [...level, ...raised]
  const beside = (right: boolean) =>
    tops.map(
      (y): Choice<Side> =>
        right
          ? { box: { x: at.x + gap, y, w, h }, is: 'start' }
          : { box: { x: at.x - gap - w, y, w, h }, is: 'end' },
    )
  return [...beside(isRight), ...beside(!isRight), ...narrowChoices(place, w, h, form)]
}

function narrowChoices(place: Place, w: number, h: number, form: StageForm): readonly Choice<Side>[] {
  const { at } = place
  const gap = rim(place) + (place.isClient ? 0 : 3)
  const x = Math.max(2, Math.min(form.size.width - w - 2, at.x - w / 2))
  const isUpper = at.y < form.size.height / 2
  const below: Choice<Side> = { box: { x, y: at.y + gap, w, h }, is: 'middle' }
  const above: Choice<Side> = { box: { x, y: at.y - gap - h, w, h }, is: 'middle' }
  const beside = (y: number): readonly Choice<Side>[] => [
    { box: { x: at.x + gap + 4, y, w, h }, is: 'start' },
    { box: { x: at.x - gap - 4 - w, y, w, h }, is: 'end' },
  ]
  const raised = beside(at.y - h + 4)
  return isUpper
    ? [above, ...raised, below, ...beside(at.y - h / 2)]
    : [below, ...beside(at.y - h / 2), ...raised, above]
}

export function rim(place: Place): number {
  return place.radius + (place.isClient ? 5 : SILENCE_GAP + 4)
}
