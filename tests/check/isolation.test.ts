// Isolation: the verdict is that of trying every serial order, and each phenomenon is called by its name.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AnomalyName, anomalyIn } from '../../src/check/transactions/anomalies.ts'
import type { Read, Transaction, TransactionHistory } from '../../src/check/transactions/history.ts'

/**
 * "r:x0 w:x w:y" with `x0` for what transaction 0 wrote to x (its last write), `x-` for what was there at the start,
 * `x0.0` for its first write. Committed unless it ends in `!`.
 */
function transaction(text: string, name: string): Transaction {
  const words = text.replace('!', '').trim().split(/\s+/)
  const of = (kind: string) => words.filter((word) => word.startsWith(kind)).map((word) => word.slice(2))
  const writes = of('w:')
  const reads = of('r:').map((word): Read => {
    const key = word[0]!
    if (word[1] === '-') return { key, version: null }
    const [writer = '0', nth = '0'] = word.slice(1).split('.')
    return { key, version: { writer: Number(writer), nth: Number(nth) } }
  })
  return { name, isCommitted: !text.includes('!'), reads, writes }
}

function history(
  texts: readonly string[],
  installed: Readonly<Record<string, readonly number[]>>,
): TransactionHistory {
  return {
    transactions: texts.map((text, i) => transaction(text, `t${i}`)),
    installed: new Map(Object.entries(installed)),
  }
}

function nameOf(...given: Parameters<typeof history>): AnomalyName | null {
  return anomalyIn(history(...given))?.name ?? null
}

describe('phenomena', () => {
  it.each<[AnomalyName | null, string, readonly string[], Readonly<Record<string, readonly number[]>>]>([
    [null, 'one after the other', ['w:x w:y', 'r:x0 r:y0 w:x'], { x: [0, 1], y: [0] }],
    ['G0', 'writes in two orders', ['w:x w:y', 'w:x w:y'], { x: [0, 1], y: [1, 0] }],
    ['G1a', 'read, then taken back', ['w:x !', 'r:x0'], { x: [] }],
    ['G1b', 'read before it was finished', ['w:x w:x', 'r:x0.0'], { x: [0] }],
    ['G1c', 'each read the other', ['w:x r:y1', 'w:y r:x0'], { x: [0], y: [1] }],
    ['G-single', 'a transfer seen half', ['w:x w:y', 'r:x0 r:y-'], { x: [0], y: [0] }],
    ['G-single', 'a lost update', ['r:x- w:x', 'r:x- w:x'], { x: [0, 1] }],
    ['G2', 'two doctors on call', ['r:x- r:y- w:x', 'r:x- r:y- w:y'], { x: [0], y: [1] }],
    [null, 'nobody minds what was aborted', ['w:x !', 'r:x- w:y'], { x: [], y: [1] }],
    [null, 'its own writes', ['w:x w:x r:x0.0'], { x: [0] }],
  ])('%s: %s', (name, _title, texts, installed) => {
    expect(nameOf(texts, installed)).toBe(name)
  })

  it('the circle is one: each depends on the one before, and the last leads to the first', () => {
    const anomaly = anomalyIn(
      history(['w:x w:y', 'r:x0 r:y- w:z', 'r:z1 w:x'], { x: [0, 2], y: [0], z: [1] }),
    )
    const { cycle } = anomaly!
    for (const [i, each] of cycle.entries()) expect(each.to).toBe(cycle[(i + 1) % cycle.length]!.from)
    expect(anomaly!.name).toBe('G-single')
    expect(cycle.filter(({ kind }) => kind === 'rw')).toHaveLength(1)
  })
})

// Trying every order.

const KEYS = ['x', 'y', 'z']

/** Committed transactions in this order, one at a time: is everything read and installed as the history has it? */
function isSerialOrder(order: readonly number[], { transactions, installed }: TransactionHistory): boolean {
  const now = new Map<string, number | null>()
  const stood = new Map<string, number[]>()
  for (const id of order) {
    const { reads, writes } = transactions[id]!
    const isAsRead = reads.every(({ key, version }) => {
      return version?.writer === id || (version?.writer ?? null) === (now.get(key) ?? null)
    })
    if (!isAsRead) return false
    for (const key of new Set(writes)) {
      now.set(key, id)
      stood.set(key, [...(stood.get(key) ?? []), id])
    }
  }
  return KEYS.every((key) => String(stood.get(key) ?? []) === String(installed.get(key) ?? []))
}

function* orders(items: readonly number[]): Generator<readonly number[]> {
  if (items.length === 0) yield []
  for (const item of items)
    for (const rest of orders(items.filter((each) => each !== item))) yield [item, ...rest]
}

function isSerializable(given: TransactionHistory): boolean {
  const { transactions } = given
  const isSound = transactions.every(({ isCommitted, reads }, reader) =>
    reads.every(({ key, version }) => {
      if (!isCommitted || version === null || version.writer === reader) return true
      const { isCommitted: isThere, writes } = transactions[version.writer]!
      return isThere && version.nth === writes.filter((each) => each === key).length - 1
    }),
  )
  const committed = [...transactions.keys()].filter((id) => transactions[id]!.isCommitted)
  return isSound && [...orders(committed)].some((order) => isSerialOrder(order, given))
}

const someHistory = fc
  .array(
    fc.record({
      isCommitted: fc.oneof(
        { weight: 6, arbitrary: fc.constant(true) },
        { weight: 1, arbitrary: fc.constant(false) },
      ),
      writes: fc.array(fc.constantFrom(...KEYS), { maxLength: 3 }),
      looks: fc.array(fc.tuple(fc.constantFrom(...KEYS), fc.nat(9)), { maxLength: 3 }),
    }),
    { minLength: 2, maxLength: 5 },
  )
  .chain((drafts) =>
    fc.record({
      drafts: fc.constant(drafts),
      shuffles: fc.tuple(
        ...KEYS.map(() => fc.shuffledSubarray([...drafts.keys()], { minLength: drafts.length })),
      ),
    }),
  )
  .map(({ drafts, shuffles }): TransactionHistory => {
    const wrote = (key: string) => [...drafts.keys()].filter((id) => drafts[id]!.writes.includes(key))
    const installed = new Map(
      KEYS.map((key, i) => [
        key,
        shuffles[i]!.filter((id) => wrote(key).includes(id) && drafts[id]!.isCommitted),
      ]),
    )
    const transactions = drafts.map(({ isCommitted, writes, looks }, id): Transaction => {
      const reads = looks.flatMap(([key, pick]): Read[] => {
        const others = [null, ...wrote(key).filter((writer) => writer !== id)]
        const writer = others[pick % others.length] ?? null
        if (writer === null) return [{ key, version: null }]
        const nths = drafts[writer]!.writes.filter((each) => each === key).length
        return [{ key, version: { writer, nth: pick % 7 === 0 ? 0 : nths - 1 } }]
      })
      return { name: `t${id}`, isCommitted, reads, writes }
    })
    return { transactions, installed }
  })

describe('against trying every serial order', () => {
  it('2,000 small histories have the same verdict', () => {
    const seen = { holds: 0, broken: 0 }
    fc.assert(
      fc.property(someHistory, (given) => {
        const verdict = anomalyIn(given) === null ? 'holds' : 'broken'
        seen[verdict]++
        expect(verdict === 'holds').toBe(isSerializable(given))
      }),
      { numRuns: 2_000 },
    )
    expect(Math.min(seen.holds, seen.broken)).toBeGreaterThan(200)
  })

  it('what was made one after the other stays serializable, however large', () => {
    const transactions: Transaction[] = []
    const installed = new Map<string, number[]>()
    for (let id = 0; id < 3_000; id++) {
      const keys = [id % 17, (id * 7) % 23, (id * 13) % 29].map((n) => `k${n}`)
      const reads = keys.map((key): Read => {
        const writer = installed.get(key)?.at(-1)
        return { key, version: writer === undefined ? null : { writer, nth: 0 } }
      })
      const writes = [...new Set(keys.slice(0, 1 + (id % 3)))]
      for (const key of writes) installed.set(key, [...(installed.get(key) ?? []), id])
      transactions.push({ name: `t${id}`, isCommitted: true, reads, writes })
    }
    expect(anomalyIn({ transactions, installed })).toBeNull()
  })
})
