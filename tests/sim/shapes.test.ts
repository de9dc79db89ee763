// The named shapes of a cut, as the links they stand for.
import { describe, expect, test } from 'vitest'
import type { Link } from '../../src/sim/engineTypes.ts'
import { isolate, majoritiesRing, shape, split } from '../../src/sim/shapes.ts'

const five = ['n1', 'n2', 'n3', 'n4', 'n5']
const everyone = [...five, 'c1']

/** Which servers each server still hears, itself included: "12345". */
function heard(links: readonly Link[]): string[] {
  const cut = new Set(links.map(([from, to]) => `${from}>${to}`))
  return five.map((to) =>
    five
      .filter((from) => from === to || !cut.has(`${from}>${to}`))
      .map((id) => id.slice(1))
      .join(''),
  )
}

describe('over five servers', () => {
  test.each([
    ['isolate-one', 'n2', ['1345', '2', '1345', '1345', '1345']],
    ['leader-alone', 'n1', ['1', '2345', '2345', '2345', '2345']],
    ['halves', 'n1', ['123', '123', '123', '45', '45']],
    ['minority', 'n4', ['14', '235', '235', '14', '235']],
    ['one-way', 'n3', ['12345', '12345', '3', '12345', '12345']],
    ['bridge', 'n3', ['123', '123', '12345', '345', '345']],
    ['majorities-ring', null, ['125', '123', '234', '345', '145']],
  ] as const)('%s', (name, pivot, expected) => {
    expect(heard(shape(name, five, pivot).links)).toEqual(expected)
  })

  test('nobody on the majorities ring sees the same majority as another', () => {
    const seen = heard(majoritiesRing(five).links)
    expect(new Set(seen).size).toBe(5)
    expect(seen.every((nodes) => nodes.length === 3)).toBe(true)
  })
})

test('cut off means from the clients too', () => {
  const { name, links } = isolate('n5', everyone)
  expect(name).toBe('n5 cut off')
  expect(links).toHaveLength(10)
  expect(links).toContainEqual(['c1', 'n5'])
})

test('any side may be cut off, and is named', () => {
  expect(split(['n1', 'n2'], five)).toMatchObject({ name: 'n1, n2 cut off' })
  expect(split(['n1', 'n2'], five).links).toHaveLength(12)
})

test('a shape over nothing is no cut', () => {
  expect(shape('halves', [], null).links).toEqual([])
})
