// Operations waiting under names, each queue in an order of its own; knows the first of a queue that is not placed yet.

interface Queue {
  readonly members: number[]
  /** All members before this one are placed. */
  from: number
}

export class Queues<Name> {
  private readonly byName = new Map<Name, Queue>()
  private readonly queueOf: (Queue | undefined)[] = []
  private readonly placeOf: number[] = []

  /** Those of one queue are added in its order. */
  add(name: Name, index: number): void {
    const queue = this.byName.get(name) ?? { members: [], from: 0 }
    this.byName.set(name, queue)
    this.queueOf[index] = queue
    this.placeOf[index] = queue.members.push(index) - 1
  }

  names(): readonly Name[] {
    return [...this.byName.keys()]
  }

  /** The first that is not placed, and not the exception; negative if there is none. */
  first(name: Name, isPlaced: Uint8Array, exception: number): number {
    const queue = this.byName.get(name)
    if (queue === undefined) return -1
    const { members } = queue
    while (queue.from < members.length && isPlaced[members[queue.from]!] === 1) queue.from++
    for (let at = queue.from; at < members.length; at++) {
      const index = members[at]!
      if (isPlaced[index] === 0 && index !== exception) return index
    }
    return -1
  }

  /** It is not placed any more. */
  returned(index: number): void {
    const queue = this.queueOf[index]
    if (queue !== undefined) queue.from = Math.min(queue.from, this.placeOf[index]!)
  }
}
