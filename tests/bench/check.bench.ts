// The linearizability checker, the verdict alone and with its evidence, on histories that many clients made at once. The
// yardstick is one plain replay of the history in the order in which it took effect, which is what it would take if
// somebody knew that order.

import { judge } from '../../src/check/judge.ts'
import { MODELS } from '../../src/check/models/models.ts'
import { honestHistory, type Workload } from '../check/honest.ts'
import { below, type Figure, median, told } from './measure.ts'

const base: Omit<Workload, 'seed' | 'operations'> = {
  clients: 50,
  keys: 10,
  mix: ['read', 'read', 'write', 'cas'],
  values: 8,
  unknown: 0.01,
}
const SIZES = [100, 1_000, 10_000]
const ROUNDS = 5
const WARM_UP = 2

export function measure(): readonly Figure[] {
  return [...SIZES.flatMap(rates), ...limits()]
}

/** Operations a second, and how many times a plain replay that takes. */
function rates(operations: number): Figure[] {
  const history = honestHistory({ ...base, operations, seed: 1 })
  const verdict = judge(history, { model: 'cas', consistency: 'linearizable' })
  if (verdict.verdict !== 'holds') throw new Error(`${operations} operations: ${verdict.verdict}`)
  const order = verdict.orders.flatMap(({ placed }) => placed.map(({ id }) => history[id]!))
  const judged = typicalMs(() => judge(history, { model: 'cas', consistency: 'linearizable' }))
  const replayed = typicalMs(() => {
    const machine = MODELS.cas.start(null)
    const states = new Map<string, unknown>()
    for (const operation of order) {
      const state = states.get(operation.key) ?? machine.initial
      states.set(operation.key, machine.stepOf(operation).apply(state))
    }
  })
  const rate = Math.round(operations / (judged / 1000)).toLocaleString('en')
  const name = `Linearizable? Key-value, 50 clients, ${operations.toLocaleString('en')} operations`
  return [
    told(name, `${rate} op/s`),
    told('… to one replay in a known order', `× ${(judged / replayed).toFixed(1)}`),
  ]
}

function limits(): Figure[] {
  const operations = 2_000
  const cases: readonly (readonly [string, Partial<Workload>, 'cas' | 'kv' | 'append'])[] = [
    ['10 keys', {}, 'cas'],
    ['one key', { keys: 1, mix: ['read', 'write'] }, 'cas'],
    ['writes, appends, deletes', { mix: ['read', 'read', 'write', 'cas', 'append', 'delete'] }, 'kv'],
  ]
  return cases.map(([what, more, model]) => {
    const history = honestHistory({ ...base, ...more, operations, seed: 1 })
    const ms = typicalMs(() => {
      const { verdict } = judge(history, { model, consistency: 'linearizable' })
      if (verdict !== 'holds') throw new Error(`${what}: ${verdict}`)
    })
    return below(`2,000 operations of 50 clients decided: ${what}`, ms, 1_000, 'ms')
  })
}

function typicalMs(run: () => unknown): number {
  for (let round = 0; round < WARM_UP; round++) run()
  return median(
    Array.from({ length: ROUNDS }, () => {
      const begin = process.hrtime.bigint()
      run()
      return Number(process.hrtime.bigint() - begin) / 1e6
    }),
  )
}
