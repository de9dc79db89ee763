// Pending events in the order (atUs, seq): a binary heap over parallel typed arrays. The heap holds the time and a
// slot number; `seq` is read only where two times are equal. What an event carries lives in its slot.
// Slots are reused, so a slot number means nothing after it was freed.
//
// An event that happens mostly causes another one, so popping leaves the root open, and what is pushed next goes in
// there and sinks to its place in one pass. Behind the last event the times are infinite, so that sinking need not
// ask whether there is a second child.

/** What a slot holds. A void slot was cancelled and is freed when it comes up. */
export const BOOT = 0
export const DELIVER = 1
/** A message doomed by chance dies half way. */
export const LOSE = 2
export const TIMER = 3
export const SYNCED = 4
/** A message reaches the wall of a cut half way: lost if the cut still stands, else it goes on. */
export const WALL = 5
export const ORDER = 6
export const VOID = 7

const FIRST_CAPACITY = 256

export class EventQueue {
  size = 0
  private isRootOpen = false
  private times = new Float64Array(FIRST_CAPACITY).fill(Number.POSITIVE_INFINITY)
  private slots = new Int32Array(FIRST_CAPACITY)
  private free: number[] = []
  private slotsUsed = 0

  seq = new Float64Array(FIRST_CAPACITY)
  kind = new Uint8Array(FIRST_CAPACITY)
  /** The node it happens on (the receiver of a message). */
  node = new Uint16Array(FIRST_CAPACITY)
  /** The sender of a message. */
  peer = new Uint16Array(FIRST_CAPACITY)
  /** Timer index, or the node's epoch for a sync. */
  ref = new Int32Array(FIRST_CAPACITY)
  /** Row of the event that caused it; -1 for none. */
  cause = new Int32Array(FIRST_CAPACITY)
  /** Messages: number in the run, ordinal on the link, when sent and when due. */
  message = new Int32Array(FIRST_CAPACITY)
  nth = new Int32Array(FIRST_CAPACITY)
  sentUs = new Float64Array(FIRST_CAPACITY)
  dueUs = new Float64Array(FIRST_CAPACITY)
  /** Bits, named in leftovers.ts: what has been done to the entry. */
  flags = new Uint8Array(FIRST_CAPACITY)
  payload: unknown[] = []

  /** A fresh slot, to be filled and pushed. */
  allocate(): number {
    const slot = this.free.length > 0 ? this.free.pop()! : this.slotsUsed++
    if (slot >= this.seq.length) this.grow()
    this.flags[slot] = 0
    return slot
  }

  release(slot: number): void {
    this.payload[slot] = null
    this.free.push(slot)
  }

  /** Time of the first event; Infinity if there is none. */
  topUs(): number {
    if (this.isRootOpen) this.closeRoot()
    return this.times[0]!
  }

  push(atUs: number, seq: number, slot: number): void {
    this.seq[slot] = seq
    this.size++
    if (this.isRootOpen) {
      this.isRootOpen = false
      this.sink(atUs, slot)
    } else this.rise(atUs, seq, slot)
  }

  /** Takes the first event out; its slot stays filled until it is released. Read `topUs` before. */
  pop(): number {
    if (this.isRootOpen) this.closeRoot()
    this.isRootOpen = true
    this.size--
    return this.slots[0]!
  }

  /** Every pending slot with its time, in no particular order. */
  forEach(visit: (slot: number, atUs: number) => void): void {
    if (this.isRootOpen) this.closeRoot()
    for (let i = 0; i < this.size; i++) visit(this.slots[i]!, this.times[i]!)
  }

  clear(): void {
    this.size = 0
    this.isRootOpen = false
    this.times.fill(Number.POSITIVE_INFINITY)
    this.slotsUsed = 0
    this.free.length = 0
    this.payload.length = 0
  }

  /** The last event takes the open place at the root. */
  private closeRoot(): void {
    const { times, slots, size } = this
    const atUs = times[size]!
    this.isRootOpen = false
    times[size] = Number.POSITIVE_INFINITY
    if (size > 0) this.sink(atUs, slots[size]!)
  }

  /** Puts an event at the end of the heap and moves it up to its place. */
  private rise(atUs: number, seq: number, slot: number): void {
    // One time behind the last event stays infinite.
    if (this.size >= this.times.length) this.growHeap()
    const { times, slots, seq: seqs } = this
    let i = this.size - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      const parentUs = times[parent]!
      if (parentUs < atUs || (parentUs === atUs && seqs[slots[parent]!]! < seq)) break
      times[i] = parentUs
      slots[i] = slots[parent]!
      i = parent
    }
    times[i] = atUs
    slots[i] = slot
  }

  /** Puts an event at the root and moves it down to its place. */
  private sink(atUs: number, slot: number): void {
    const { times, slots, seq: seqs, size } = this
    const seq = seqs[slot]!
    let i = 0
    for (;;) {
      const left = 2 * i + 1
      if (left >= size) break
      const leftUs = times[left]!
      const rightUs = times[left + 1]!
      // Which child is first is a coin toss that no processor can guess, so it is reckoned without a branch.
      let first = left + +(rightUs < leftUs)
      if (rightUs === leftUs && seqs[slots[left + 1]!]! < seqs[slots[left]!]!) first = left + 1
      const firstUs = times[first]!
      if (firstUs > atUs || (firstUs === atUs && seqs[slots[first]!]! > seq)) break
      times[i] = firstUs
      slots[i] = slots[first]!
      i = first
    }
    times[i] = atUs
    slots[i] = slot
  }

  private growHeap(): void {
    const { length } = this.times
    this.times = doubled(this.times).fill(Number.POSITIVE_INFINITY, length)
    this.slots = doubled(this.slots)
  }

  private grow(): void {
    this.seq = doubled(this.seq)
    this.kind = doubled(this.kind)
    this.node = doubled(this.node)
    this.peer = doubled(this.peer)
    this.ref = doubled(this.ref)
    this.cause = doubled(this.cause)
    this.message = doubled(this.message)
    this.nth = doubled(this.nth)
    this.sentUs = doubled(this.sentUs)
    this.dueUs = doubled(this.dueUs)
    this.flags = doubled(this.flags)
  }
}

type Column = Float64Array | Int32Array | Uint16Array | Uint8Array

function doubled<T extends Column>(column: T): T {
  const Constructor = column.constructor as new (length: number) => T
  const bigger = new Constructor(column.length * 2)
  bigger.set(column)
  return bigger
}
