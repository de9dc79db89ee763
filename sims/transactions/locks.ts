// Locks on rows, with a queue each. Nobody overtakes: who waits for a row has everybody who came before it in front. All
// locks that a transaction needs on one site are asked for at once, so there is no deadlock within a site.

export type Mode = 'shared' | 'exclusive'

export interface Lock {
  readonly tx: string
  readonly mode: Mode
  /** When it was granted, or asked for, on the site's clock. */
  readonly sinceUs: number
}

export interface RowLocks {
  holders: Lock[]
  queue: Lock[]
}

/** By row; rows that nobody holds or waits for have no entry. */
export type LockTable = Record<string, RowLocks>

function isFree({ holders }: RowLocks, mode: Mode): boolean {
  return holders.length === 0 || (mode === 'shared' && holders.every((lock) => lock.mode === 'shared'))
}

/** Would a lock be granted at once? */
export function isOpen(table: LockTable, key: string, mode: Mode): boolean {
  const row = table[key]
  return row === undefined || (row.queue.length === 0 && isFree(row, mode))
}

/** True if it is granted at once. */
export function acquire(table: LockTable, key: string, lock: Lock): boolean {
  table[key] ??= { holders: [], queue: [] }
  const row = table[key]
  const isGranted = isOpen(table, key, lock.mode)
  ;(isGranted ? row.holders : row.queue).push(lock)
  return isGranted
}

/** Gives back all that a transaction holds or waits for, or only what it reads; says who got something by it. */
export function release(table: LockTable, tx: string, nowUs: number, only?: Mode): readonly string[] {
  const lucky: string[] = []
  const stays = (lock: Lock) => lock.tx !== tx || (only !== undefined && lock.mode !== only)
  for (const key of Object.keys(table)) {
    const row = table[key]!
    if (row.holders.every(stays) && row.queue.every(stays)) continue
    row.holders = row.holders.filter(stays)
    row.queue = row.queue.filter(stays)
    lucky.push(...grantNext(row, nowUs))
    if (row.holders.length === 0) delete table[key]
  }
  return lucky
}

function grantNext(row: RowLocks, nowUs: number): readonly string[] {
  const granted: string[] = []
  while (row.queue.length > 0 && isFree(row, row.queue[0]!.mode)) {
    const { tx, mode } = row.queue.shift()!
    row.holders.push({ tx, mode, sinceUs: nowUs })
    granted.push(tx)
  }
  return granted
}

/** Does it still wait for any of these rows? */
export function isWaiting(table: LockTable, tx: string, keys: readonly string[]): boolean {
  return keys.some((key) => table[key]?.queue.some((lock) => lock.tx === tx) === true)
}

/** Who waits for whom here: the waiter, whom it waits for, and the row. */
export function waitsIn(
  table: LockTable,
): readonly { readonly tx: string; readonly on: string; readonly key: string }[] {
  return Object.keys(table).flatMap((key) => {
    const { holders, queue } = table[key]!
    return queue.flatMap((lock, i) =>
      [...holders, ...queue.slice(0, i)]
        .filter((other) => lock.mode === 'exclusive' || other.mode === 'exclusive')
        .map((other) => ({ tx: lock.tx, on: other.tx, key })),
    )
  })
}
