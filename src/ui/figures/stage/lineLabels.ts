// Words that belong to a line or a point on it: message names, reasons of loss, springs and walls. Their places do not
// depend on the moment, so that nothing jumps while messages fly; where there is no room, they are left out.

import type { Hue } from '../../../sim/picture.ts'
import { along, type Box, direction, distance, moved, type Point, type Segment } from '../shared/geometry.ts'
import { type Choice, cheapest, costOf, type Ground, UNFIT } from '../shared/ground.ts'
import { dataWidth, textWidth } from '../shared/textWidth.ts'
import type { FlightView } from './flights.ts'
import type { LinkView } from './links.ts'
import type { StageForm } from './places.ts'
import { type Bar, endsOf, type StandingWall, sideName, type WallEnd } from './walls.ts'

export interface LineLabel {
  readonly key: string
  readonly text: string
  readonly box: Box
  readonly anchor: 'start' | 'middle' | 'end'
  readonly hue: Hue
  /** Message names are data; reasons and names of faults are prose. */
  readonly isData: boolean
}

const SHARES = [0.5, 0.36, 0.64, 0.24, 0.76]
const MOST_NAMES = 8
/** The same name more often than this says nothing new. */
const MOST_ALIKE = 3
/** A name that would lie on the way of another message is left out. */
const CROWDED = 40
/** A spring swings this far to each side of its link. */
const SPRING_SWING = 4

function commit(ground: Ground, label: LineLabel): LineLabel {
  ground.boxes.push(label.box)
  return label
}

/** Both sides of a wall, named at its foot; or at its head, where the foot has no room. */
export function wallLabels(
  walls: readonly StandingWall[],
  nodes: number,
  form: StageForm,
  ground: Ground,
): readonly LineLabel[] {
  return walls.flatMap((wall) => {
    const [foot, head] = endsOf(wall).map((end) => sideLabels(wall, end, nodes, form))
    if (foot === undefined || head === undefined) return []
    const fits = (label: LineLabel) => costOf(ground, label.box) < UNFIT
    const end = foot.filter(fits).length >= head.filter(fits).length ? foot : head
    return end.filter(fits).map((label) => commit(ground, label))
  })
}

function sideLabels(wall: StandingWall, end: WallEnd, nodes: number, form: StageForm): readonly LineLabel[] {
  const [first, second] = wall.picture.sides
  const names = [sideName(first, second, nodes), sideName(second, first, nodes)]
  return names.map((text, i) => {
    const w = textWidth(text, form.sizes.small)
    const box = besideEnd(end, i === 0 ? -1 : 1, w, form)
    const isEnd = box.x + w / 2 < end.at.x
    return {
      key: `wall ${wall.picture.fault} ${i}`,
      text,
      box,
      anchor: isEnd ? 'end' : 'start',
      hue: null,
      isData: false,
    }
  })
}

/** Beside the end of a wall, clear of its face however it leans. */
function besideEnd({ at, inward, normal: n }: WallEnd, outwards: number, w: number, form: StageForm): Box {
  const h = form.sizes.small * 1.3
  const middle = moved(moved(at, inward, h * 0.6), n, outwards * (12 + beside(n, w, h)))
  const frame = form.size
  const x = Math.max(3, Math.min(frame.width - w - 3, middle.x - w / 2))
  const y = Math.max(2, Math.min(frame.height - h - 2, middle.y - h / 2))
  return { x, y, w, h }
}

/** Half of what a box takes up along a direction. */
function beside(v: Point, w: number, h: number): number {
  return (Math.abs(v.x) * w + Math.abs(v.y) * h) / 2
}

/** The reason stands beside the cross. */
export function lossLabels(
  views: readonly FlightView[],
  form: StageForm,
  ground: Ground,
): readonly LineLabel[] {
  const seen: { readonly text: string; readonly at: Point }[] = []
  return views.flatMap((view) => {
    const { lost, id } = view.flight
    if (!lost || view.state !== 'lost') return []
    // Crosses side by side with the same reason share one label.
    if (seen.some((other) => other.text === lost.reason && distance(other.at, view.way.to) < 70)) return []
    const label = atPoint(`lost ${id}`, lost.reason, view.way.to, 13, form, ground)
    if (!label) return []
    seen.push({ text: lost.reason, at: view.way.to })
    return [commit(ground, label)]
  })
}

export function heldLabels(
  views: readonly FlightView[],
  form: StageForm,
  ground: Ground,
): readonly LineLabel[] {
  return views.flatMap((view) => {
    if (view.state !== 'held') return []
    const label = atPoint(`held ${view.flight.id}`, 'held', view.at, 15, form, ground)
    return label ? [commit(ground, label)] : []
  })
}

function atPoint(
  key: string,
  text: string,
  at: Point,
  gap: number,
  form: StageForm,
  ground: Ground,
): LineLabel | null {
  const w = textWidth(text, form.sizes.small)
  const h = form.sizes.small * 1.3
  const choices: Choice<LineLabel['anchor']>[] = [
    { box: { x: at.x + gap, y: at.y - h - 2, w, h }, is: 'start' },
    { box: { x: at.x + gap, y: at.y + 2, w, h }, is: 'start' },
    { box: { x: at.x - gap - w, y: at.y - h - 2, w, h }, is: 'end' },
    { box: { x: at.x - gap - w, y: at.y + 2, w, h }, is: 'end' },
    { box: { x: at.x - w / 2, y: at.y - gap - h, w, h }, is: 'middle' },
    { box: { x: at.x - w / 2, y: at.y + gap, w, h }, is: 'middle' },
  ]
  const best = cheapest(ground, choices)
  if (!best || best.cost >= UNFIT) return null
  return { key, text, box: best.box, anchor: best.is, hue: null, isData: false }
}

/** Names of messages, each beside its own line. One name for several messages of a kind on the same way. */
export function messageLabels(
  views: readonly FlightView[],
  form: StageForm,
  ground: Ground,
): readonly LineLabel[] {
  if (form.isNarrow) return []
  const seen = new Set<string>()
  const labels: LineLabel[] = []
  for (const { flight, way } of views) {
    const key = `${flight.from} ${flight.to} ${flight.label}`
    const alike = labels.filter(({ text }) => text === flight.label).length
    if (
      flight.mark === 'heartbeat' ||
      flight.isQuiet ||
      flight.label === '' ||
      alike >= MOST_ALIKE ||
      seen.has(key) ||
      labels.length >= MOST_NAMES
    )
      continue
    const box = besideLine(way, dataWidth(flight.label, form.sizes.small), form.sizes.small * 1.3, ground)
    if (!box) continue
    seen.add(key)
    labels.push(
      commit(ground, {
        key: `name ${flight.id}`,
        text: flight.label,
        box,
        anchor: 'middle',
        hue: flight.hue,
        isData: true,
      }),
    )
  }
  return labels
}

function besideLine(way: Segment, w: number, h: number, ground: Ground, swing = 0): Box | null {
  const d = direction(way.from, way.to)
  const n = { x: -d.y, y: d.x }
  const gap = 5 + swing + beside(n, w, h)
  const choices = SHARES.flatMap((share) =>
    [1, -1].map((sign): Choice<null> => {
      const middle = moved(along(way.from, way.to, share), n, sign * gap)
      return { box: { x: middle.x - w / 2, y: middle.y - h / 2, w, h }, is: null }
    }),
  )
  const best = cheapest(ground, choices)
  return best && best.cost < CROWDED ? best.box : null
}

/** What a fault changed on a link, in words; the same words on many links are written once. */
export function linkLabels(
  views: readonly LinkView[],
  bars: readonly Bar[],
  form: StageForm,
  ground: Ground,
): readonly LineLabel[] {
  const said = new Set<string>()
  const wanted = [
    ...views.flatMap((view) => (view.spring ? [{ text: view.link.disturbed ?? '', way: view.spring }] : [])),
    ...bars.flatMap((bar) => (bar.fault ? [{ text: bar.fault, way: acrossBar(bar) }] : [])),
  ]
  return wanted.flatMap(({ text, way }) => {
    if (text === '' || said.has(text)) return []
    const box = besideLine(
      way,
      textWidth(text, form.sizes.small),
      form.sizes.small * 1.3,
      ground,
      SPRING_SWING,
    )
    if (!box) return []
    said.add(text)
    return [commit(ground, { key: `link ${text}`, text, box, anchor: 'middle', hue: null, isData: false })]
  })
}

/** A bar is short: its words stand off its ends, as if beside the link. */
function acrossBar(bar: Bar): Segment {
  const half = 18
  const end = (by: number) => moved(bar.at, bar.along, by)
  return {
    from: moved(end(-half), { x: -bar.along.y, y: bar.along.x }, 12),
    to: moved(end(half), { x: -bar.along.y, y: bar.along.x }, 12),
  }
}
