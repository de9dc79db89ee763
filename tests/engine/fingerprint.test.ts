// The fingerprint: equal for equal runs, another one for whatever is different in them.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fingerprint } from '../../src/engine/fingerprint.ts'
import type { Message, Process } from '../../src/engine/process.ts'
import { createWorld } from '../../src/engine/world.ts'
import { pingSpec } from './pingSystem.ts'
import { does, type Planned, play } from './scripted.ts'

function printOf(value: unknown): string {
  const print = new Fingerprint()
  print.value(value)
  return print.toString()
}

const scalar = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true }).map((x) => x + 0),
  fc.string(),
  fc.boolean(),
  fc.constant(null),
)
const keys = ['a', 'b', 'c'] as const

test('sixteen hexadecimal digits, the same for the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(printOf(value)).toMatch(/^[0-9a-f]{16}$/)
      expect(printOf(JSON.parse(JSON.stringify(value)))).toBe(printOf(JSON.parse(JSON.stringify(value))))
    }),
  )
})

describe('in a run', () => {
  /** A run in which n1 sends this message to n2. */
  function sending(message: Message): string {
    const sender: Process<object, null> = {
      name: 'sender',
      format: () => ({}),
      boot(_disk, ctx) {
        if (ctx.id === 'n1') ctx.send('n2', message)
        return null
      },
      onMessage() {},
      onTimer() {},
    }
    const nodes = ['n1', 'n2'].map((id) => ({ id, process: sender }))
    const world = createWorld(pingSpec({ nodes }))
    world.advanceTo(9000)
    return world.fingerprint()
  }

  test('every field of a message counts, at any depth', () => {
    const fields = fc.record({ a: scalar, b: scalar, c: scalar })
    fc.assert(
      fc.property(fields, fc.constantFrom(...keys), scalar, (message, key, value) => {
        const same = Object.is(message[key], value)
        const other = { ...message, [key]: value }
        for (const wrap of [flat, nested, listed]) {
          const isEqual = sending(wrap(message)) === sending(wrap(other))
          expect(isEqual).toBe(same)
        }
      }),
    )
    expect(sending({ type: 'A' })).not.toBe(sending({ type: 'B' }))
  })

  const flat = (fields: object): Message => ({ type: 'M', ...fields })
  const nested = (fields: object): Message => ({ type: 'M', inner: fields }) as Message
  const listed = (fields: object): Message => ({ type: 'M', list: [fields, 0] }) as Message

  test('the length of an array counts', () => {
    expect(sending({ type: 'M', list: [] } as Message)).not.toBe(
      sending({ type: 'M', list: [[]] } as Message),
    )
  })

  const base: readonly Planned[] = [
    [1000, does('n1', ['send', 'n2', 'a'], ['timer', 't', 500])],
    [3000, does('n1', ['append', 1], ['sync'])],
  ]
  const end = (list: readonly Planned[]) => play(list).world.fingerprint()

  test.each<[string, readonly Planned[]]>([
    ['when something happens', [[1001, base[0]![1]], base[1]!]],
    ['who is told', [[1000, does('n3', ['send', 'n2', 'a'], ['timer', 't', 500])], base[1]!]],
    ['who hears it', [[1000, does('n1', ['send', 'n3', 'a'], ['timer', 't', 500])], base[1]!]],
    ['when a timer fires', [[1000, does('n1', ['send', 'n2', 'a'], ['timer', 't', 501])], base[1]!]],
    ['a sync', [base[0]!, [3000, does('n1', ['append', 1])]]],
    ['an intervention, also one without effect', [...base, [5000, { kind: 'heal' }]]],
    ['what an intervention says', [...base, [5000, { kind: 'set', key: 'x', value: 1 }]]],
  ])('it depends on %s', (_what, list) => {
    expect(end(list)).not.toBe(end(base))
    expect(end(base)).toBe(end(base))
  })

  test('it depends on what clients ask and are told', () => {
    const asking = (value: number, outcome: 'ok' | 'fail', result: string): string => {
      const client: Process<object, null> = {
        name: 'client',
        format: () => ({}),
        boot(_disk, ctx) {
          ctx.complete(ctx.invoke({ f: 'write', key: 'x', value }), outcome, result)
          return null
        },
        onMessage() {},
        onTimer() {},
      }
      const world = createWorld(pingSpec({ nodes: [{ id: 'c1', process: client }] }))
      world.advanceTo(1)
      return world.fingerprint()
    }
    const prints = [asking(1, 'ok', 'a'), asking(2, 'ok', 'a'), asking(1, 'fail', 'a'), asking(1, 'ok', 'b')]
    expect(new Set(prints).size).toBe(4)
  })
})
