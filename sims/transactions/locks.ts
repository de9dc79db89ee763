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

/** All holders of a row have it in the same mode. */
function isFree({ holders }: RowLocks, mode: Mode): boolean {
  const [holder] = holders
  return holder === undefined || (mode === 'shared' && holder.mode === 'shared')
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

/**
 * Gives these rows back, those that it holds and those that it waits for, or only what it reads; says who got something by it,
 * the row first that was locked first.
 */
export function release(
  table: LockTable,
  tx: string,
  keys: readonly string[],
  nowUs: number,
  only?: Mode,
): readonly string[] {
  const granted: Record<string, readonly string[]> = {}
  for (const key of keys) {
    const row = table[key]
    if (row === undefined || !(takeOut(row.holders, tx, only) || takeOut(row.queue, tx, only))) continue
    const lucky = grantNext(row, nowUs)
    if (lucky.length > 0) granted[key] = lucky
    if (row.holders.length === 0) delete table[key]
  }
  const passedOn = Object.keys(granted)
  const inOrder = passedOn.length < 2 ? passedOn : Object.keys(table)
  return inOrder.flatMap((key) => granted[key] ?? [])
}

/** A transaction asks for a row once: it holds it or waits for it, and not both. */
function takeOut(locks: Lock[], tx: string, only: Mode | undefined): boolean {
  const place = locks.findIndex((lock) => lock.tx === tx)
  if (place < 0 || (only !== undefined && locks[place]!.mode !== only)) return false
  locks.splice(place, 1)
  return true
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

/** The first of these rows that it has asked for and does not hold yet. Whoever got one last stands last. */
export function missingOf(table: LockTable, tx: string, keys: readonly string[]): string | undefined {
  return keys.find((key) => table[key]?.holders.findLast((lock) => lock.tx === tx) === undefined)
}

/** The name of one that has it. */
export function holderOf(table: LockTable, key: string): string {
  return table[key]?.holders[0]?.tx ?? 'nobody'
}

/** Those whom it waits for on these rows: whoever has one, or stands in front, unless both only read. */
export function blockersOf(table: LockTable, tx: string, keys: readonly string[]): readonly string[] {
  const found = keys.flatMap((key) => {
    const row = table[key]
    const place = row?.queue.findIndex((lock) => lock.tx === tx) ?? -1
    return row === undefined || place < 0 ? [] : inFrontOf(row, place).map((other) => other.tx)
  })
  return [...new Set(found)]
}

/** Whom the one at this place of the queue waits for. */
function inFrontOf({ holders, queue }: RowLocks, place: number): readonly Lock[] {
  const { mode } = queue[place]!
  return [...holders, ...queue.slice(0, place)].filter(
    (other) => mode === 'exclusive' || other.mode === 'exclusive',
  )
}

/** Who waits for whom here: the waiter, whom it waits for, and the row. */
export function waitsIn(
  table: LockTable,
): readonly { readonly tx: string; readonly on: string; readonly key: string }[] {
  return Object.keys(table).flatMap((key) => {
    const row = table[key]!
    return row.queue.flatMap(({ tx }, i) => inFrontOf(row, i).map((other) => ({ tx, on: other.tx, key })))
  })
}
