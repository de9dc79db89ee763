// Transactions as a checker of isolation needs them: which version each read, which versions it wrote, and in which order
// the versions of a key came to stand. Adya 1999, section 4.1.

/** The nth write of a transaction to a key, from 0. Only the last one is ever installed. */
export interface Version {
  /** Index into the history's transactions. */
  readonly writer: number
  readonly nth: number
}

export interface Read {
  readonly key: string
  /** null: what was there at the start. */
  readonly version: Version | null
}

export interface Transaction {
  /** For people: "c1.4". */
  readonly name: string
  readonly isCommitted: boolean
  readonly reads: readonly Read[]
  /** The keys it wrote, once for each write. */
  readonly writes: readonly string[]
}

export interface TransactionHistory {
  readonly transactions: readonly Transaction[]
  /** By key: the writers of its installed versions, oldest first. Who is listed has committed. */
  readonly installed: ReadonlyMap<string, readonly number[]>
}

/** Which of its writes to a key is the one that others may see; -1 if it wrote none. */
export function lastWrite({ writes }: Transaction, key: string): number {
  return writes.filter((each) => each === key).length - 1
}
