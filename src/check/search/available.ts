// The operations that could come next: in two rings, one of those that never change a state and one of the others. What
// is taken out leaves its neighbours written down, so that it comes back to the same place when everything since has been
// taken back (Knuth's dancing links).

export class Available {
  /** The end of each ring. */
  readonly pure: number
  readonly changing: number
  private readonly isPure: readonly boolean[]
  private readonly next: Int32Array
  private readonly previous: Int32Array
  private readonly isIn: Uint8Array

  constructor(isPure: readonly boolean[]) {
    const size = isPure.length
    this.isPure = isPure
    this.pure = size
    this.changing = size + 1
    this.next = Int32Array.from({ length: size + 2 }, (_, index) => index)
    this.previous = this.next.slice()
    this.isIn = new Uint8Array(size)
  }

  has(index: number): boolean {
    return this.isIn[index] === 1
  }

  /** What comes after it in its ring, or came when it was taken. After the end of a ring comes its first. */
  after(index: number): number {
    return this.next[index]!
  }

  before(index: number): number {
    return this.previous[index]!
  }

  /** To the end of its ring. */
  add(index: number): void {
    const end = this.isPure[index] ? this.pure : this.changing
    this.previous[index] = this.previous[end]!
    this.next[index] = end
    this.putBack(index)
  }

  take(index: number): void {
    this.next[this.previous[index]!] = this.next[index]!
    this.previous[this.next[index]!] = this.previous[index]!
    this.isIn[index] = 0
  }

  /** Where it was when it was taken. */
  putBack(index: number): void {
    this.next[this.previous[index]!] = index
    this.previous[this.next[index]!] = index
    this.isIn[index] = 1
  }
}
