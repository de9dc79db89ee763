// Chaos is a pure function of its seed, every fault has its heal, and a person can send it as a link.
import { expect, test } from 'vitest'
import { SIMS } from '../../src/app/registry.ts'
import type { Command } from '../../src/engine/intervention.ts'
import { chaos } from '../../src/sim/chaos.ts'
import { readDocument, stockDocument } from '../../src/sim/document.ts'
import { writeLink } from '../../src/sim/link.ts'
import { handId } from '../../src/sim/pack.ts'
import { place } from './documents.ts'

const servers = ['n1', 'n2', 'n3']
const chaosOf = (seed: string, untilUs = 20_000_000, upheavals: readonly Command[] = []) =>
  chaos({
    upheavals,
    seed,
    servers,
    everyone: [...servers, 'c1'],
    fromUs: 300_000,
    untilUs,
    timer: 'beat',
    provocations: [],
  })

test('same seed, same list; another seed, another list', () => {
  expect(chaosOf('a')).toEqual(chaosOf('a'))
  expect(chaosOf('a')).not.toEqual(chaosOf('b'))
})

test('everything it does can be carried out, and all is healed at the end', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const list = chaosOf(String(seed))
    const { document, problem } = readDocument({ ...stockDocument(place), added: list }, [place.sim])
    expect(problem).toBeNull()
    expect(document.added).toEqual(list)
    expect(list.at(-1)).toMatchObject({ atUs: 20_000_000, do: { kind: 'heal' } })
  }
})

test('what operators do comes besides, at most six times, and shifts no fault', () => {
  const change: Command = { kind: 'set', key: 'diskSyncUs', value: 7 }
  const counts = new Set<number>()
  for (let seed = 1; seed <= 50; seed++) {
    const list = chaosOf(String(seed), 20_000_000, [change])
    const isFault = ({ id }: { readonly id: string }) => !id.startsWith('upheaval')
    expect(list.filter(isFault)).toEqual(chaosOf(String(seed)))
    counts.add(list.length - list.filter(isFault).length)
  }
  expect([...counts].sort()).toEqual([0, 1, 3, 6])
})

test.each(SIMS.filter(({ upheavals }) => upheavals !== undefined).map((sim) => [sim.id, sim] as const))(
  '%s: every upheaval that is drawn from can be carried out',
  (_, sim) => {
    const added = sim.upheavals!.map((command, i) => ({ id: `u${i}`, atUs: 1_000 + i, do: command }))
    const stock = stockDocument({ sim, scenario: sim.scenarios[0]! })
    const { document, problem } = readDocument({ ...stock, added }, [sim])
    expect(problem).toBeNull()
    expect(document.added).toEqual(added)
  },
)

test('a hundred of its interventions fit into a link of 2,000 characters', async () => {
  for (let seed = 1; seed <= 30; seed++) {
    const list = chaosOf(String(seed), 60_000_000).slice(0, 100)
    const names = new Map(list.map(({ id }, i) => [id, handId(i + 1)]))
    const added = list.map((one, i) => ({
      ...one,
      id: handId(i + 1),
      do:
        one.do.kind === 'heal' && one.do.fault !== undefined
          ? { ...one.do, fault: names.get(one.do.fault)! }
          : one.do,
    }))
    expect((await writeLink({ ...stockDocument(place), added }, [place.sim])).length).toBeLessThanOrEqual(
      2_000,
    )
  }
})
