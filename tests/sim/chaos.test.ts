// Chaos is a pure function of its seed, every fault has its heal, and a person can send it as a link.
import { expect, test } from 'vitest'
import { chaos } from '../../src/sim/chaos.ts'
import { readDocument, stockDocument } from '../../src/sim/document.ts'
import { writeLink } from '../../src/sim/link.ts'
import { handId } from '../../src/sim/pack.ts'
import { place } from './documents.ts'

const servers = ['n1', 'n2', 'n3']
const chaosOf = (seed: string, untilUs = 20_000_000) =>
  chaos({
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
