// Verdicts on runs: safe scenarios speak for themselves, a stale read is found with the operations that show it, and what
// is still open is not held against anybody.
import { expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import { sittingWith } from '../../src/lab/sitting.ts'
import { historyOf } from '../../src/lab/verdicts.ts'
import { findPlace } from '../../src/sim/document.ts'
import type { Operation } from '../../src/sim/engineTypes.ts'

async function judged(id: string, settings: Readonly<Record<string, boolean | string>> = {}) {
  const sitting = sittingWith(SIMS, findPlace(SIMS, id)!)
  if (Object.keys(settings).length > 0) sitting.setAtStart({ settings })
  sitting.seek({ to: 'end' })
  return sitting.judge()
}

const broken = ({ verdicts }: Awaited<ReturnType<typeof judged>>) =>
  verdicts.filter(({ verdict }) => verdict === 'broken').map(({ id }) => id)

test('Raft breaks nothing, in any scenario that leaves no rule out', async () => {
  const safe = SIMS.find(({ id }) => id === 'raft')!.scenarios.filter(({ rules }) => rules.length === 0)
  for (const { id } of safe) expect(broken(await judged(id)), id).toEqual([])
})

test('a store whose keys all hold something from the start is held to that, and queries do not keep it from being judged', async () => {
  const { scenarios } = SIMS.find(({ id }) => id === 'hashing')!
  const isStore = ({ topology }: (typeof scenarios)[number]) =>
    topology.some((node) => node.process === 'store')
  for (const { id } of scenarios.filter(isStore)) {
    const { verdicts } = await judged(id)
    expect(
      verdicts.map(({ verdict }) => verdict),
      id,
    ).toEqual(verdicts.map(() => 'holds'))
  }
  expect(broken(await judged('hashing/on-its-way', { meanwhile: 'miss' }))).toContain('linearizable')
})

test('a write that was acknowledged and lost is not linearizable, and the evidence names the operations', async () => {
  const { verdicts, ledger } = await judged('replication/acked-and-lost')
  const { verdict, evidence, longest } = verdicts.find(({ id }) => id === 'linearizable')!
  expect(verdict).toBe('broken')
  expect(evidence.map(({ id }) => ledger[id]?.label)).toEqual(['x=5', 'x=7', 'read x'])
  expect(longest?.stuck.length).toBeGreaterThan(0)
})

test('whole transactions are not judged as reads and writes of one value', async () => {
  const { verdicts, ledger } = await judged('transactions/bank-total')
  expect([verdicts, ledger.length]).toEqual([[], 3])
})

const operation = (id: number, changes: Partial<Operation>): Operation => ({
  id,
  client: 'c1',
  f: 'write',
  key: 'x',
  value: id,
  invokedUs: 0,
  invokedRow: id,
  completedUs: null,
  completedRow: null,
  outcome: 'pending',
  result: null,
  ...changes,
})

test('positions follow the events; what is answered in an event ends before what is asked in it', () => {
  const history = historyOf([
    operation(0, { completedUs: 5, completedRow: 7, outcome: 'ok', result: 'OK' }),
    operation(1, { invokedRow: 7, completedRow: 9, outcome: 'unknown' }),
    operation(2, { client: 'c2', invokedRow: 3 }),
  ])
  expect(history.map(({ calledAt, endedAt, outcome }) => [calledAt, endedAt, outcome])).toEqual([
    [0, 2, 'ok'],
    [3, null, 'unknown'],
    [1, null, 'unknown'],
  ])
})
