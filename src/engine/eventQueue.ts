// Pending events in the order (atUs, seq): a 4-ary heap over parallel typed arrays. The heap holds the time and a
// slot number; `seq` is read only where two times are equal. What an event carries lives in its slot.
// Slots are reused, so a slot number means nothing after it was freed.

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
  private times = new Float64Array(FIRST_CAPACITY)
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

  topUs(): number {
    return this.times[0]!
  }

  push(atUs: number, seq: number, slot: number): void {
    this.seq[slot] = seq
    let i = this.size++
    if (i >= this.times.length) this.growHeap()
    const { times, slots } = this
    const seqs = this.seq
    while (i > 0) {
      const parent = (i - 1) >> 2
      const parentUs = times[parent]!
      if (parentUs < atUs || (parentUs === atUs && seqs[slots[parent]!]! < seq)) break
      times[i] = parentUs
      slots[i] = slots[parent]!
      i = parent
    }
    times[i] = atUs
    slots[i] = slot
  }

  /** Takes the first event out; its slot stays filled until it is released. Read `topUs` before. */
  pop(): number {
    const { times, slots } = this
    const top = slots[0]!
    const last = --this.size
    if (last > 0) this.siftDown(times[last]!, slots[last]!, last)
    return top
  }

  /** Every pending slot with its time, in no particular order. */
  forEach(visit: (slot: number, atUs: number) => void): void {
    for (let i = 0; i < this.size; i++) visit(this.slots[i]!, this.times[i]!)
  }

  clear(): void {
    this.size = 0
    this.slotsUsed = 0
    this.free.length = 0
    this.payload.length = 0
  }

  /** `slot` moves from the end of the heap to its place below the root. */
  private siftDown(atUs: number, slot: number, size: number): void {
    const { times, slots, seq: seqs } = this
    const seq = seqs[slot]!
    let i = 0
    for (;;) {
      const first = (i << 2) + 1
      if (first >= size) break
      const end = first + 4 < size ? first + 4 : size
      let least = first
      let leastUs = times[first]!
      for (let c = first + 1; c < end; c++) {
        const us = times[c]!
        if (us < leastUs || (us === leastUs && seqs[slots[c]!]! < seqs[slots[least]!]!)) {
          least = c
          leastUs = us
        }
      }
      if (leastUs > atUs || (leastUs === atUs && seqs[slots[least]!]! > seq)) break
      times[i] = leastUs
      slots[i] = slots[least]!
      i = least
    }
    times[i] = atUs
    slots[i] = slot
  }

  private growHeap(): void {
    this.times = doubled(this.times)
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
