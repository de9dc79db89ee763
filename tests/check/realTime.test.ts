// What became of acknowledged writes, how old answers were, and whether everybody agreed in the end.

import { describe, expect, test } from 'vitest'
import type { History } from '../../src/check/history.ts'
import { judge, type Question } from '../../src/check/judge.ts'
import { honestHistory } from './honest.ts'
import { append, bar, drawn, inTurn, read, swap, write } from './shorthand.ts'

const ask = (history: History, question: Partial<Question> & Pick<Question, 'consistency'>) =>
  judge(history, { model: 'kv', ...question })

describe('staleness', () => {
  const history = drawn([
    bar('a', 0, 5, write(1)),
    bar('a', 10, 15, write(2)),
    bar('a', 20, 25, write(3)),
    bar('b', 40, 45, read(1)),
    bar('b', 50, 55, read(2)),
    bar('c', 12, 60, read(1)),
  ])
  const stale = (more: Partial<Question>) => ask(history, { consistency: 'staleness', ...more })

  test('is counted in versions and in time', () => {
    const figures = { reads: 3, stale: 2, mostVersions: 2, longestUs: 25_000 }
    expect(stale({})).toMatchObject({ verdict: 'broken', key: 'x', figures })
    const verdict = stale({})
    if (verdict.verdict !== 'broken') return
    expect(verdict.evidence.claim).toEqual({ code: 'wasBehindFor', params: [3, 2, 25_000] })
    expect(verdict.evidence.all!.map(({ id }) => id)).toEqual([3, 4])
    expect(verdict.evidence.context).toEqual([0])
  })

  test.each([
    [{ staleVersions: 1 }, 'broken'],
    [{ staleVersions: 2 }, 'holds'],
    [{ staleUs: 24_999 }, 'broken'],
    [{ staleUs: 25_000 }, 'holds'],
    [{ staleVersions: 2, staleUs: 10_000 }, 'broken'],
  ] as const)('%j is allowed: %s', (allowed, verdict) => {
    expect(stale(allowed).verdict).toBe(verdict)
  })

  test('goes by the order in which writes took effect, if that is known', () => {
    const crossed = drawn([bar('a', 0, 20, write(1)), bar('b', 0, 20, write(2)), bar('c', 30, 35, read(1))])
    expect(ask(crossed, { consistency: 'staleness' }).verdict).toBe('holds')
    expect(ask(crossed, { consistency: 'staleness', order: [1, 0] }).verdict).toBe('holds')
    expect(ask(crossed, { consistency: 'staleness', order: [0, 1] })).toMatchObject({
      verdict: 'broken',
      figures: { mostVersions: 1, longestUs: 10_000 },
    })
  })

  test('of a list is what it lacks', () => {
    const lists = inTurn(['a', append(1)], ['a', append(2)], ['b', read([1])])
    expect(ask(lists, { consistency: 'staleness' })).toMatchObject({ figures: { stale: 1, mostVersions: 1 } })
  })
})

describe('lost writes', () => {
  const lost = (history: History, order: readonly number[] = []) => {
    const verdict = ask(history, { consistency: 'lost-writes', order })
    return verdict.verdict === 'broken' ? verdict.evidence.all!.map(({ id }) => id) : verdict.verdict
  }

  test('one that the last reads do not show', () => {
    expect(lost(inTurn(['a', write(1)], ['a', write(2)], ['b', read(1)], ['c', read(1)]))).toEqual([1])
  })

  test('not one that is seen again: that was stale', () => {
    expect(lost(inTurn(['a', write(1)], ['a', write(2)], ['b', read(1)], ['c', read(2)]))).toBe('holds')
  })

  test('not one that another took the place of, nor one that was under way with what is read', () => {
    expect(lost(inTurn(['a', write(1)], ['a', write(2)], ['b', read(2)]))).toBe('holds')
    const crossed = [bar('a', 0, 20, write(1)), bar('b', 5, 15, write(2)), bar('c', 30, 35, read(1))]
    expect(lost(drawn(crossed))).toBe('holds')
  })

  test('not one whose outcome is unknown', () => {
    const history = [bar('a', 0, 5, write(1)), bar('a', 10, null, write(2)), bar('b', 20, 25, read(1))]
    expect(lost(drawn(history))).toBe('holds')
  })

  test('an update of what another had replaced', () => {
    const race = [bar('a', 0, 5, write(1)), bar('a', 10, 30, swap(1, 2)), bar('b', 15, 35, swap(1, 3))]
    expect(lost(drawn(race))).toEqual([2])
    const twice = inTurn(['a', write(1)], ['a', swap(1, 2)], ['a', write(1)], ['b', swap(1, 3)])
    expect(lost(twice)).toBe('holds')
  })

  test('what took no effect, if that is known', () => {
    expect(lost(inTurn(['a', write(1)], ['a', write(2)]), [0])).toEqual([1])
  })

  test('every acknowledged write that is taken out of an honest history is found', () => {
    const mix = ['append', 'append', 'read']
    const base = { operations: 200, clients: 5, keys: 2, mix, values: 0, unknown: 0 }
    for (const seed of [1, 2, 3]) {
      const history = honestHistory({ ...base, seed })
      const victim = history.find(({ f, id }) => f === 'append' && id > 20)!
      const without = history.map((each) =>
        Array.isArray(each.output)
          ? { ...each, output: each.output.filter((item) => item !== victim.input) }
          : each,
      )
      expect(lost(without)).toEqual([victim.id])
    }
  })
})

describe('convergence', () => {
  const converges = (history: History, more: Partial<Question> = {}) =>
    ask(history, { consistency: 'convergence', ...more }).verdict
  const parted = [
    bar('a', 0, 5, write(1)),
    bar('b', 0, 5, write(2)),
    bar('a', 20, 25, read(1)),
    bar('b', 20, 25, read(2)),
  ]
  const joined = [bar('a', 40, 45, read(2)), bar('b', 40, 45, read(2))]

  test('is broken when two late reads differ', () => {
    expect(converges(drawn([...parted, ...joined]))).toBe('broken')
  })

  test('has the time that is granted, from the last write or from the last fault on', () => {
    expect(converges(drawn([...parted, ...joined]), { withinUs: 30_000 })).toBe('holds')
    expect(converges(drawn([...parted, ...joined]), { healedUs: 30_000 })).toBe('holds')
    expect(converges(drawn([...parted, ...joined]), { healedUs: 30_000, withinUs: 20_000 })).toBe('undecided')
  })

  test('is not decided if nobody looked, or while something may still come', () => {
    expect(converges(inTurn(['a', write(1)]))).toBe('undecided')
    const open = [bar('c', 0, null, write(3)), bar('a', 20, 25, read(1)), bar('b', 20, 25, read(3))]
    expect(converges(drawn([bar('a', 0, 5, write(1)), ...open]))).toBe('undecided')
  })

  test('of lists', () => {
    const both = [bar('a', 0, 5, append(1)), bar('b', 0, 5, append(2))]
    const same = [bar('a', 20, 25, read([2, 1])), bar('b', 20, 25, read([2, 1]))]
    const other = [bar('a', 20, 25, read([1, 2])), bar('b', 20, 25, read([2, 1]))]
    expect(converges(drawn([...both, ...same]))).toBe('holds')
    expect(converges(drawn([...both, ...other]))).toBe('broken')
  })
})

test('the order of a replicated log decides at once, whatever the values', () => {
  const base = { operations: 400, clients: 40, keys: 1, mix: ['read', 'write', 'cas'], values: 3, unknown: 0 }
  const history = honestHistory({ ...base, seed: 1 })
  const searched = ask(history, { consistency: 'linearizable' })
  if (searched.verdict !== 'holds') throw new Error(searched.verdict)
  const order = searched.orders[0]!.placed.map(({ id }) => id)
  const changes = order.filter((id) => history[id]!.f !== 'read' && history[id]!.output !== false)
  const known = ask(history, { consistency: 'linearizable', order: changes })
  expect(known.verdict).toBe('holds')
  expect(known.steps).toBeLessThan(searched.steps)
  // An order that cannot have been is no proof: then it is searched for.
  expect(ask(history, { consistency: 'linearizable', order: [...changes].reverse() }).verdict).toBe('holds')
})
