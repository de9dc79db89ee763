// The yardstick of the engine: pop, call a handler, push, on an exact (time, seq) heap, and nothing else.

/** A 4-ary heap over two typed arrays; `seq` is read only where times tie. */
export class BareHeap {
  size = 0
  times = new Float64Array(4096)
  slots = new Int32Array(4096)
  seqs = new Float64Array(4096)

  push(at: number, seq: number, slot: number): void {
    this.seqs[slot] = seq
    let i = this.size++
    while (i > 0) {
      const parent = (i - 1) >> 2
      const t = this.times[parent]!
      if (t < at || (t === at && this.seqs[this.slots[parent]!]! < seq)) break
      this.times[i] = t
      this.slots[i] = this.slots[parent]!
      i = parent
    }
    this.times[i] = at
    this.slots[i] = slot
  }

  pop(): number {
    const { times, slots, seqs } = this
    const top = slots[0]!
    const n = --this.size
    const at = times[n]!
    const slot = slots[n]!
    const seq = seqs[slot]!
    let i = 0
    for (;;) {
      const first = (i << 2) + 1
      if (first >= n) break
      const end = first + 4 < n ? first + 4 : n
      let least = first
      let t = times[first]!
      for (let c = first + 1; c < end; c++) {
        const u = times[c]!
        if (u < t || (u === t && seqs[slots[c]!]! < seqs[slots[least]!]!)) {
          least = c
          t = u
        }
      }
      if (t > at || (t === at && seqs[slots[least]!]! > seq)) break
      times[i] = t
      slots[i] = slots[least]!
      i = least
    }
    times[i] = at
    slots[i] = slot
    return top
  }
}

/** Runs `events` events with `pending` in the queue, re-armed after a pseudo-random delay. Gives a checksum. */
export function bareLoop(events: number, pending: number): number {
  const heap = new BareHeap()
  let seq = 0
  let state = 12345
  let sum = 0
  const delay = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return 1000 + (state >>> 18)
  }
  const handlers = [(slot: number) => (sum = (sum + slot) | 0)]
  for (let slot = 0; slot < pending; slot++) heap.push(delay(), seq++, slot)
  for (let n = 0; n < events; n++) {
    const at = heap.times[0]!
    const slot = heap.pop()
    handlers[0]!(slot)
    heap.push(at + delay(), seq++, slot)
  }
  return sum
}
