// Outlines of the marks as path data, all centred on the origin, so that one drawing serves every size.

import { px } from '../shared/geometry.ts'

/** A cross, `r` from its middle to each end along an axis. */
export function cross(r: number): string {
  return `M${px(-r)} ${px(-r)}L${px(r)} ${px(r)}M${px(r)} ${px(-r)}L${px(-r)} ${px(r)}`
}

/** The client: a triangle whose circumscribed circle has radius `r`. */
export function triangle(r: number): string {
  return `M0 ${px(-r * 0.92)}L${px(r * 0.92)} ${px(r * 0.66)}L${px(-r * 0.92)} ${px(r * 0.66)}Z`
}

export function arrowHead(r: number): string {
  return `M${px(-r)} ${px(-r * 0.72)}L${px(r)} 0L${px(-r)} ${px(r * 0.72)}Z`
}

export function diamond(r: number): string {
  return `M${px(-r)} 0L0 ${px(-r)}L${px(r)} 0L0 ${px(r)}Z`
}

/** A solid triangle for a broken promise. */
export function alarm(r: number): string {
  return `M0 ${px(-r)}L${px(r)} ${px(r * 0.8)}H${px(-r)}Z`
}

/** An arc from the top, clockwise, over a share of the circle; the whole circle from 1 on. */
export function arc(r: number, share: number): string {
  if (share <= 0) return ''
  if (share >= 1) return `M0 ${px(-r)}A${px(r)} ${px(r)} 0 1 1 0 ${px(r)}A${px(r)} ${px(r)} 0 1 1 0 ${px(-r)}`
  const angle = share * 2 * Math.PI
  const end = `${px(r * Math.sin(angle))} ${px(-r * Math.cos(angle))}`
  return `M0 ${px(-r)}A${px(r)} ${px(r)} 0 ${share > 0.5 ? 1 : 0} 1 ${end}`
}

/** The left half of a disc: a vote on its way. */
export function halfDisc(r: number): string {
  return `M0 ${px(-r)}A${px(r)} ${px(r)} 0 0 0 0 ${px(r)}Z`
}

/** A plate with one corner torn off, `w` by `h`. */
export function tornPlate(w: number, h: number): string {
  const tear = Math.min(10, h / 2.4)
  return `M0 0H${px(w - tear)}L${px(w)} ${px(tear)}V${px(h)}H0Z`
}

/** A spring between two points on the x axis: zigzag in the middle third, `turns` times up and down. */
export function spring(length: number, swing: number, turns: number): string {
  const body = Math.min(length * 0.5, turns * swing * 2.4)
  const start = (length - body) / 2
  const step = body / (turns * 2)
  let path = `M0 0H${px(start)}`
  for (let i = 0; i < turns * 2; i++) {
    path += `L${px(start + step * (i + 0.5))} ${px(i % 2 === 0 ? -swing : swing)}`
  }
  return `${path}L${px(start + body)} 0H${px(length)}`
}
