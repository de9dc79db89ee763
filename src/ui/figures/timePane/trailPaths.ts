// Many messages as few paths: all lines of one hue are one path, and so are all marks of one kind. Playing draws the
// past anew sixty times a second, and an element a message would cost more than the rest of the page.

import type { Hue } from '../../../sim/picture.ts'
import { direction, type Point, px } from '../shared/geometry.ts'
import type { LaneFlightView } from './messages.ts'

export interface TrailPaths {
  readonly key: string
  readonly hue: Hue
  /** Heartbeats: drawn thinner. */
  readonly isQuiet: boolean
  readonly lines: string
  /** Ways that are known to have begun, and no more. */
  readonly open: string
  readonly solid: string
  readonly hollow: string
  readonly bars: string
  readonly crosses: string
}

type Kind = 'solid' | 'hollow' | 'bars' | 'crosses'

const RADIUS = 4.5
export const DOT = 1.9

export function trailPaths(views: readonly LaneFlightView[]): readonly TrailPaths[] {
  const groups = new Map<string, { -readonly [K in keyof TrailPaths]: TrailPaths[K] }>()
  for (const view of views) {
    const isQuiet = view.mark === 'heartbeat'
    const key = `${view.hue} ${isQuiet}`
    let group = groups.get(key)
    if (group === undefined) {
      group = {
        key,
        hue: view.hue,
        isQuiet,
        lines: '',
        open: '',
        solid: '',
        hollow: '',
        bars: '',
        crosses: '',
      }
      groups.set(key, group)
    }
    if (view.isOpen) {
      group.open += `M${at(view.from)}L${at(view.at)}`
      continue
    }
    group.lines += `M${at(view.from)}L${at(view.at)}`
    const [kind, path] = markOf(view)
    group[kind] += path
  }
  return [...groups.values()]
}

function markOf({ mark, at: p, from, isLost }: LaneFlightView): readonly [Kind, string] {
  if (isLost) return ['crosses', `M${at(p)}m-2.6 -2.6l5.2 5.2m0 -5.2l-5.2 5.2`]
  const d = direction(from, p)
  switch (mark) {
    case 'heartbeat':
      return [
        'solid',
        `M${px(p.x - DOT)} ${px(p.y)}a${DOT} ${DOT} 0 1 0 ${DOT * 2} 0a${DOT} ${DOT} 0 1 0 ${-DOT * 2} 0`,
      ]
    case 'vote':
      return ['solid', closed(p, UPRIGHT, DIAMOND)]
    case 'granted':
      return ['hollow', closed(p, UPRIGHT, DIAMOND)]
    case 'request':
      return ['solid', closed(p, d, ARROW)]
    case 'reply':
      return ['hollow', closed(p, d, ARROW)]
    case 'refusal':
      return ['bars', `M${at(turned(p, d, 0.6, -1))}L${at(turned(p, d, 0.6, 1))}`]
  }
}

const UPRIGHT: Point = { x: 1, y: 0 }
const DIAMOND = [
  [-1, 0],
  [0, -1],
  [1, 0],
  [0, 1],
] as const
const ARROW = [
  [-1, -0.72],
  [1, 0],
  [-1, 0.72],
] as const

function closed(p: Point, d: Point, corners: readonly (readonly [number, number])[]): string {
  return `M${corners.map(([x, y]) => at(turned(p, d, x, y))).join('L')}Z`
}

/** A point of a mark that looks along `d`, in radii from its middle. */
function turned(p: Point, d: Point, x: number, y: number): Point {
  return { x: p.x + RADIUS * (x * d.x - y * d.y), y: p.y + RADIUS * (x * d.y + y * d.x) }
}

function at({ x, y }: Point): string {
  return `${px(x)} ${px(y)}`
}
