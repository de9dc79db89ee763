// Counting answers: which of them are by the N nodes that keep the key, which by others in their place, and whether that
// is enough (§4.5, §4.6).

import type { Needs, QuorumCtx, Request } from './state.ts'

export interface Tally {
  readonly home: number
  readonly standIns: number
}

/** Who has answered a read. */
export function readsOf({ home, heard }: Request): Tally {
  const all = Object.keys(heard)
  const isHome = all.filter((node) => home.includes(node)).length
  return { home: isHome, standIns: all.length - isHome }
}

/** Who has it on disk. */
export function writesOf({ stored, kept }: Request): Tally {
  const standIns = Object.keys(kept).filter((owner) => !Object.hasOwn(stored, owner)).length
  return { home: Object.keys(stored).length, standIns }
}

/** R, so many that every set of W meets them if R+W > N. */
export function readsNeeded({ copies, r, w }: Needs, ctx: QuorumCtx): number {
  return ctx.broken.quorumsMiss === true ? Math.max(1, Math.min(r, copies - w)) : r
}

/** Strict, only the N count; sloppy, stand-ins too. */
export function isEnough(tally: Tally, need: number, { isStrict }: Needs, ctx: QuorumCtx): boolean {
  return isStrict ? isFull(tally, need, ctx) : tally.home + tally.standIns >= need
}

/** Without stand-ins: then every later quorum that should meet this one does. */
export function isFull({ home, standIns }: Tally, need: number, ctx: QuorumCtx): boolean {
  return home + (ctx.broken.countsStandIns === true ? standIns : 0) >= need
}
