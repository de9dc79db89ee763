// Looks for a legal order: one operation after the other, each told what it was told, and nobody before those whom it
// must follow. Wing and Gong's search with Lowe's memory of where it has been. What is open may be placed or left out.
// A search can be stopped after any number of steps and taken up again.
//
// What keeps it short: an operation that never changes anything is placed as soon as it can be, and for good, for from
// any legal order it could be moved to here. Of several that do the same only the one that holds up most is tried. What is
// open is placed only for somebody to see it. Of all that could come next, that which lets the operation come that ends
// first is tried first. And the model may see in advance what could never be placed any more.

import type { Step, Watch } from '../models/model.ts'
import { Available } from './available.ts'
import { Bits, Configurations, mix } from './configurations.ts'
import type { Edges } from './precedence.ts'
import type { Twins } from './twins.ts'

export interface Problem {
  /** First those that must be placed, then those that may be. */
  readonly steps: readonly Step[]
  readonly mustPlace: number
  /** Which of the parts each operation belongs to, and what the parts are at first. */
  readonly partOf: Int32Array
  readonly initial: readonly unknown[]
  readonly edges: Edges
  readonly twins: Twins
  /** Where each operation ends; infinite if it is open. */
  readonly ends: Float64Array
  /** For each part; null to try also what cannot lead to a whole order. And where an operation stands in its part. */
  readonly watches: readonly (Watch | null)[]
  readonly placeInPart: Int32Array
}

export type Found = 'order' | 'none' | 'more'

/** One placed operation, and what it takes to go back to before it. */
interface Frame {
  readonly index: number
  readonly stateBefore: number
  /** Placed because nothing could be lost by it: there is no other choice to go back to. */
  readonly isForced: boolean
  /** What was aimed at when it was chosen, what was dead, and whether aiming was over. */
  readonly goal: number
  readonly dead: number
  readonly isAiming: boolean
}

export class Search {
  /** Operations tried so far. */
  steps = 0
  private readonly problem: Problem
  /** The longest order among those that led nowhere. */
  private longest: readonly number[] = []
  private longestPlaced = -1

  // Where it stands.
  private readonly frames: Frame[] = []
  private placed = 0
  private readonly states: Int32Array
  private hash = 0
  private readonly must: Bits
  private readonly may: Bits
  private readonly seen = new Configurations()
  private readonly values: unknown[] = []
  private readonly numbers = new Map<unknown, number>()

  // What could come next.
  private readonly available: Available
  /** Of each kind, how many of those that must be placed are available. */
  private readonly availableOf = new Map<number, number>()
  private readonly waits: Int32Array
  /** The next to be tried, or the ring whose end is reached. */
  private cursor: number
  /** Of what must be placed and could come next, the one that ends first. Aiming at it, only what lets it come is tried. */
  private goal = -1
  private isAiming = false
  /** Could come next, and nobody would feel it if another blind one came right behind it. */
  private dead = -1
  private isOver: boolean

  constructor(problem: Problem) {
    const { steps, mustPlace, initial, edges } = problem
    this.problem = problem
    this.must = new Bits(mustPlace)
    this.may = new Bits(steps.length - mustPlace)
    this.available = new Available(steps.map(({ isPure }) => isPure))
    this.waits = edges.waits.slice()
    this.states = Int32Array.from(initial, (state) => this.numberOf(state))
    this.states.forEach((state, part) => {
      this.hash ^= hashOfState(part, state)
    })
    this.waits.forEach((waits, index) => {
      if (waits === 0) this.enter(index)
    })
    this.cursor = this.available.after(this.available.pure)
    this.isOver = problem.watches.some((watch, part) => watch?.isHopeless(initial[part]))
  }

  /** Goes on for so many steps at most. `order`: there is one. `none`: there is none, whatever the budget. */
  run(budget: number): Found {
    const until = this.steps + budget
    while (this.placed < this.problem.mustPlace) {
      if (this.isOver) return 'none'
      if (this.steps >= until) return 'more'
      this.advance()
    }
    return 'order'
  }

  /** The order found, or the longest that was found and led nowhere: by the number of those that must be placed. */
  best(): readonly number[] {
    return this.placed > this.longestPlaced ? this.frames.map(({ index }) => index) : this.longest
  }

  private advance(): void {
    const { pure, changing } = this.available
    const index = this.cursor
    if (index === pure) this.choose()
    else if (index !== changing) this.attempt(index)
    else if (this.isAiming) this.aimNoMore()
    else this.retreat()
  }

  /** Everything that changes nothing is placed. Has it been here before? */
  private choose(): void {
    this.steps++
    if (!this.seen.add(this.hash, [this.must, this.may], this.states)) return this.retreat()
    this.goal = this.firstToEnd()
    this.dead = this.firstDead()
    this.isAiming = true
    this.cursor = this.available.after(this.available.changing)
  }

  private aimNoMore(): void {
    this.isAiming = false
    this.cursor = this.available.after(this.available.changing)
  }

  private firstToEnd(): number {
    const { ends, mustPlace } = this.problem
    const { available } = this
    let first = -1
    for (const ring of [available.pure, available.changing])
      for (let index = available.after(ring); index !== ring; index = available.after(index))
        if (index < mustPlace && (first < 0 || ends[index]! < ends[first]!)) first = index
    return first
  }

  private firstDead(): number {
    const { mustPlace, partOf, placeInPart, watches } = this.problem
    const { available } = this
    const ring = available.changing
    for (let index = available.after(ring); index !== ring; index = available.after(index)) {
      const isDead = index < mustPlace && watches[partOf[index]!]?.isDead(placeInPart[index]!)
      if (isDead && !this.hasBetter(index)) return index
    }
    return -1
  }

  private attempt(index: number): void {
    const { available } = this
    const { isPure } = this.problem.steps[index]!
    const before = this.stateOf(index)
    const isLeftOut = !isPure && (this.hasBetter(index) || this.isHiding(index))
    const after = isLeftOut ? -1 : this.stateAfter(index, before)
    if (after < 0 || !(isPure || this.isWorth(index, before, after))) {
      this.cursor = available.after(index)
      return
    }
    this.place(index, after)
    this.cursor = available.after(isPure ? available.before(index) : available.pure)
  }

  /** A twin could come next that holds up more. Of those that need not come, any that must will do. */
  private hasBetter(index: number): boolean {
    const { mustPlace, twins } = this.problem
    if (index >= mustPlace && (this.availableOf.get(twins.kinds[index]!) ?? 0) > 0) return true
    return twins.sooner[index]!.some((twin) => this.available.has(twin))
  }

  /** It would hide an open operation that nobody has seen, or could as well hide the dead one first. */
  private isHiding(index: number): boolean {
    const { steps, mustPlace, partOf } = this.problem
    if (!steps[index]!.isBlind) return false
    if (this.dead >= 0 && this.dead !== index && partOf[this.dead] === partOf[index]) return true
    const last = this.frames.at(-1)
    return last !== undefined && last.index >= mustPlace && partOf[last.index] === partOf[index]
  }

  private isWorth(index: number, before: number, after: number): boolean {
    const { mustPlace, partOf, placeInPart, watches } = this.problem
    if (index >= mustPlace && (before === after || !this.isSeen(index, after))) return false
    if (this.letsGoalCome(index, before, after) !== this.isAiming) return false
    const watch = watches[partOf[index]!]
    return !watch?.isVain(placeInPart[index]!, this.values[before], this.values[after])
  }

  /** Somebody who could come right behind it would feel that it came. */
  private isSeen(index: number, after: number): boolean {
    const { partOf, steps } = this.problem
    const { available } = this
    for (const ring of [available.pure, available.changing])
      for (let other = available.after(ring); other !== ring; other = available.after(other)) {
        if (other === index || partOf[other] !== partOf[index] || steps[other]!.isBlind) continue
        if (this.stateAfter(other, after) >= 0) return true
      }
    return false
  }

  private letsGoalCome(index: number, before: number, after: number): boolean {
    const { goal } = this
    const { partOf } = this.problem
    if (index === goal) return true
    if (partOf[index] !== partOf[goal]) return false
    return this.stateAfter(goal, before) < 0 && this.stateAfter(goal, after) >= 0
  }

  private stateOf(index: number): number {
    return this.states[this.problem.partOf[index]!]!
  }

  /** Number of the state after it; negative if it cannot come here. */
  private stateAfter(index: number, before: number): number {
    this.steps++
    const state = this.problem.steps[index]!.apply(this.values[before])
    return state === undefined ? -1 : this.numberOf(state)
  }

  private numberOf(state: unknown): number {
    const known = this.numbers.get(state)
    if (known !== undefined) return known
    this.numbers.set(state, this.values.length)
    return this.values.push(state) - 1
  }

  private place(index: number, state: number): void {
    const { edges, partOf, placeInPart, steps, watches } = this.problem
    const { goal, dead, isAiming } = this
    const stateBefore = this.stateOf(index)
    this.frames.push({ index, stateBefore, isForced: steps[index]!.isPure, goal, dead, isAiming })
    this.mark(index, true)
    this.setState(partOf[index]!, state)
    this.leave(index)
    watches[partOf[index]!]?.placed(placeInPart[index]!)
    for (const after of edges.after[index]!) if (--this.waits[after]! === 0) this.enter(after)
  }

  private takeBack({ index, stateBefore }: Frame): void {
    const { edges, partOf, placeInPart, watches } = this.problem
    const after = edges.after[index]!
    for (let i = after.length - 1; i >= 0; i--) if (this.waits[after[i]!]!++ === 0) this.leave(after[i]!)
    watches[partOf[index]!]?.takenBack(placeInPart[index]!)
    this.available.putBack(index)
    this.count(index, 1)
    this.setState(partOf[index]!, stateBefore)
    this.mark(index, false)
  }

  private enter(index: number): void {
    this.available.add(index)
    this.count(index, 1)
  }

  private leave(index: number): void {
    this.available.take(index)
    this.count(index, -1)
  }

  private count(index: number, by: number): void {
    const kind = this.problem.twins.kinds[index]!
    if (index < this.problem.mustPlace) this.availableOf.set(kind, (this.availableOf.get(kind) ?? 0) + by)
  }

  private mark(index: number, isPlaced: boolean): void {
    const { mustPlace } = this.problem
    const isMust = index < mustPlace
    const bits = isMust ? this.must : this.may
    const bit = isMust ? index : index - mustPlace
    if (isPlaced) bits.set(bit)
    else bits.clear(bit)
    if (isMust) this.placed += isPlaced ? 1 : -1
    this.hash ^= mix(index)
  }

  private setState(part: number, state: number): void {
    this.hash ^= hashOfState(part, this.states[part]!) ^ hashOfState(part, state)
    this.states[part] = state
  }

  /** Back to the latest choice, and on to the one after it. */
  private retreat(): void {
    if (this.placed > this.longestPlaced) {
      this.longestPlaced = this.placed
      this.longest = this.frames.map(({ index }) => index)
    }
    for (let frame = this.frames.pop(); frame !== undefined; frame = this.frames.pop()) {
      this.takeBack(frame)
      if (frame.isForced) continue
      this.goal = frame.goal
      this.dead = frame.dead
      this.isAiming = frame.isAiming
      this.cursor = this.available.after(frame.index)
      return
    }
    this.isOver = true
  }
}

function hashOfState(part: number, state: number): number {
  return mix(mix(~part) + state)
}
