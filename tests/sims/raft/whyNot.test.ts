// What did not happen: each kind of question on a state made for it, and over whole runs its facts against the state.

import { describe, expect, test } from 'vitest'
import { sim } from '../../../sims/raft/sim.ts'
import type { Entry } from '../../../sims/raft/state.ts'
import type { Intervention } from '../../../src/engine/intervention.ts'
import { createWorld, type World } from '../../../src/engine/world.ts'
import { pictureView } from '../../../src/lab/clusterOf.ts'
import type { Question } from '../../../src/sim/question.ts'
import { specOf } from '../running.ts'
import { runChaos } from './chaos.ts'
import { cluster, crash, isolate, type Options, plan, tell } from './cluster.ts'
import { expectFacts, hasHappened } from './whyNotFacts.ts'

function disk(currentTerm: number, terms: readonly number[]) {
  const log = terms.map(
    (term, i): Entry => ({
      term,
      op: 'write',
      key: 'x',
      value: i + 1,
      expect: null,
      clientId: `t${term}`,
      sequenceNum: i + 1,
    }),
  )
  return { currentTerm, votedFor: null, log: log as unknown as never }
}

/** A cluster in which only what is told happens: nobody loses patience. */
function quiet(options: Options, interventions: readonly Intervention[], ms: number): World {
  const settings = {
    electionMinUs: 9_000_000,
    electionMaxUs: 9_000_000,
    latencyMinUs: 5_000,
    latencyMaxUs: 5_000,
    diskSyncUs: 100,
  }
  const world = cluster({ ...options, settings: { ...settings, ...options.settings }, interventions })
  world.advanceTo(ms * 1000)
  return world
}

const whyNot = await sim.whyNot()
const questions = (world: World) => whyNot(pictureView(world, null))

function answerTo(world: World, ask: string): Question['answer'] {
  const found = questions(world).find((question) => question.ask === ask)
  expect(questions(world).map((question) => question.ask)).toContain(ask)
  return found!.answer
}

const against = ({ facts }: Question['answer']) => facts.filter(({ holds }) => !holds).map(({ text }) => text)
const five = ['n1', 'n2', 'n3', 'n4', 'n5']
const others = (id: string) => [...five, 'c1'].filter((each) => each !== id)
const elect = [10, tell('n1', 'timeout')] as const
const write = (ms: number, to = 'n1') => [ms, tell('c1', 'write', { key: 'x', value: 7, to })] as const

describe('why is an entry not committed', () => {
  test('Figure 8: on a majority, but of an older term', () => {
    const disks = {
      n1: disk(3, [1, 2]),
      n2: disk(3, [1, 2]),
      n3: disk(3, [1]),
      n4: disk(3, [1]),
      n5: disk(3, [1, 3]),
    }
    const settings = { maxEntriesPerMessage: 1 }
    const steps = plan([1, crash('n5')], [2, isolate('n4', others('n4'))], elect)
    const world = quiet({ servers: 5, disks, settings }, steps, 20)
    const ask = 'Why is entry 2 not committed?'
    while (!questions(world).some((each) => each.ask === ask && each.answer.rule === '§5.4.2')) world.step()
    const answer = answerTo(world, ask)
    expect(answer.say).toBe(
      'Entry 2 is on n1, n2 and n3: a majority, but it is from term 2 and n1 leads term 4',
    )
    expect(against(answer)).toEqual([
      'It is from term 2, but n1 leads term 4',
      'n4 does not have it: it is cut off from n1',
      'n5 does not have it: it has crashed',
    ])
    const commit = () => world.nodes[0]!.memory.commitIndex
    while (commit() < 2) world.step()
    expect(questions(world).map((each) => each.ask)).not.toContain(ask)
  })

  test('not on a majority: who has it, and what keeps it from the others', () => {
    const steps = plan(elect, [60, crash('n3')], [60, isolate('n4', others('n4'))], write(70))
    const answer = answerTo(quiet({ servers: 5 }, steps, 77), 'Why is entry 2 not committed?')
    expect(answer.say).toBe('Entry 2 is on 1 of 5 servers; 3 are needed')
    expect(answer.facts.map(({ text }) => text)).toEqual([
      'It is on 1 of 5 servers; 3 are needed',
      'It is from term 1, the term that n1 leads',
      'n1 has it',
      'n2 does not have it: it is on the way',
      'n3 does not have it: it has crashed',
      'n4 does not have it: it is cut off from n1',
      'n5 does not have it: it is on the way',
    ])
  })

  test('on a majority, and the leader has not heard so', () => {
    const answer = answerTo(
      quiet({ servers: 3, settings: { diskSyncUs: 2_000 } }, plan(elect, write(60)), 73),
      'Why is entry 2 not committed?',
    )
    expect(answer.say).toBe(
      'Entry 2 is on 3 of 3 servers, but n1 has heard so from 0 of the 1 others it needs',
    )
    expect(against(answer)).toEqual([
      'n2 has it, but its disk is not done with it',
      'n3 has it, but its disk is not done with it',
    ])
  })

  test('nobody leads, or another leads without it', () => {
    const world = quiet({ servers: 3, disks: { n1: disk(1, [1, 1]) } }, plan(), 5)
    expect(answerTo(world, 'Why is entry 2 not committed?').say).toBe(
      'Only a leader commits, and nobody leads; entry 2 is on 1 of 3 servers',
    )
    const cut = quiet(
      { servers: 5 },
      plan(
        elect,
        [
          60,
          isolate(
            'n1',
            others('n1').filter((id) => id !== 'c1'),
          ),
        ],
        write(70),
        [80, tell('n2', 'timeout')],
      ),
      95,
    )
    expect(answerTo(cut, 'Why is entry 2 of n1 not committed?').say).toBe(
      'n2 leads term 2 without it; n1 drops it when n2 sends another in its place',
    )
  })

  test('a server that has not heard', () => {
    const world = quiet({ servers: 3 }, plan(elect), 10)
    while ((world.nodes[0]!.memory?.commitIndex ?? 0) < 1) world.step()
    expect(answerTo(world, 'Why does n2 not know that entry 1 is committed?').say).toBe(
      'n2 has entry 1, but nobody has told it yet that it is committed',
    )
  })
})

describe('why is a server not the leader', () => {
  test('one that has crashed, one that follows, one that stands', () => {
    const world = quiet({ servers: 3 }, plan([5, crash('n3')], elect), 12)
    const ask = (id: string) => answerTo(world, `Why is ${id} not the leader?`)
    expect(ask('n3').say).toBe('n3 has crashed: it neither stands nor votes')
    expect(ask('n2').say).toBe('n2 knows no leader of term 0, but its election timeout has not run out')
    expect(ask('n1').say).toBe('n1 has 1 of the 2 votes it needs in term 1')
    expect(against(ask('n1'))).toEqual([
      'n2 has not answered: the request is on the way',
      'n3 has not answered: it has crashed',
    ])
    world.advanceTo(40_000)
    expect(ask('n2').say).toBe('n2 follows n1 in term 1, and stands only after a silence')
  })

  test('one whose log is older, and one who came too late', () => {
    const disks = { n1: disk(2, [1]), n2: disk(2, [1, 2]), n3: disk(2, [1, 1]) }
    const older = quiet({ servers: 3, disks }, plan(elect), 40)
    expect(against(answerTo(older, 'Why is n1 not the leader?'))).toEqual([
      'n2 refused: its log ends in term 2, that of n1 in term 1',
      'n3 refused: its log has 2 entries, that of n1 1',
    ])
    const steps = plan(
      [10, tell('n1', 'timeout')],
      [10, tell('n2', 'timeout')],
      [10, tell('n3', 'timeout')],
      [11, crash('n3')],
    )
    const late = quiet({ servers: 3 }, steps, 30)
    expect(against(answerTo(late, 'Why is n1 not the leader?'))).toContain('n2 refused: it voted for n2')
  })

  test('one that asks first, and one that was deposed', () => {
    const asking = quiet({ servers: 3, settings: { preVote: true } }, plan(elect), 12)
    expect(answerTo(asking, 'Why is n1 not the leader?').say).toBe(
      'n1 first asks who would vote for it in term 1: 1 of the 2 it needs would',
    )
    const deposed = quiet(
      { servers: 5 },
      plan(elect, [60, isolate('n1', others('n1'))], [70, tell('n2', 'timeout')]),
      95,
    )
    expect(answerTo(deposed, 'Why is n1 no longer the leader?').say).toBe(
      'n2 was elected in the later term 2; n1 stops leading when it hears of that term',
    )
  })
})

describe('why is there no leader', () => {
  test('nobody stands yet; too few run; the cut leaves too few', () => {
    const ask = 'Why is there no leader?'
    expect(answerTo(quiet({ servers: 3 }, [], 5), ask).say).toMatch(
      /^Nobody stands for election yet; the timeout of n\d is the first, in 8,995 ms$/,
    )
    const down = plan([5, crash('n1')], [5, crash('n2')], [5, crash('n3')])
    expect(answerTo(quiet({ servers: 5 }, down, 6), ask).say).toBe(
      'Only 2 of 5 servers run, and a leader needs the votes of 3',
    )
    const cut = plan(
      [5, isolate('n1', others('n1'))],
      [5, isolate('n2', others('n2'))],
      [5, isolate('n3', others('n3'))],
    )
    expect(answerTo(quiet({ servers: 5 }, cut, 6), ask).say).toBe(
      'The cut leaves no server within reach of the 3 votes it needs',
    )
    const standing = quiet({ servers: 3 }, plan(elect), 12)
    expect(answerTo(standing, ask).say).toBe(
      'n1 stands for election, and nobody has the 2 votes a leader needs',
    )
    standing.advanceTo(60_000)
    expect(questions(standing).map((question) => question.ask)).not.toContain(ask)
  })
})

describe('why has a client no answer', () => {
  const ask = 'Why has c1 no answer?'

  test('its server is down, or cut off, or the request is on its way, or lost', () => {
    expect(answerTo(quiet({ servers: 3 }, plan([5, crash('n1')], write(10)), 12), ask)).toEqual({
      say: 'c1 asked n1, which has crashed',
      facts: [
        { holds: false, text: 'It asked n1, which has crashed' },
        { holds: true, text: 'It asks the next server in 298 ms, unless it is answered' },
      ],
      rule: null,
    })
    const way = quiet({ servers: 3 }, plan(elect, write(60)), 62)
    expect(answerTo(way, ask).say).toBe('The request of c1 is on the way to n1')
    const cut = quiet({ servers: 3 }, plan(elect, [50, isolate('c1', ['n1'])], write(60)), 70)
    expect(answerTo(cut, ask).say).toBe('c1 is cut off from n1, which it asked')
    const lost = quiet(
      { servers: 3 },
      plan(elect, write(60), [
        62,
        { kind: 'message', act: 'drop', message: { from: 'c1', to: 'n1', nth: 0 } },
      ]),
      80,
    )
    expect(answerTo(lost, ask).say).toBe('The request of c1 to n1, or the answer, was lost on the way')
  })

  test('a write that is not committed, a read that is not confirmed, a client that nobody helps', () => {
    const alone = isolate(
      'n1',
      others('n1').filter((id) => id !== 'c1'),
    )
    const written = quiet({ servers: 5 }, plan(elect, [60, alone], write(70)), 90)
    expect(answerTo(written, ask).say).toBe(
      'n1 has it as entry 2, on 1 of 5 servers and not committed; 3 are needed to answer c1',
    )
    const read = quiet(
      { servers: 5 },
      plan(elect, [60, alone], [70, tell('c1', 'read', { key: 'x', to: 'n1' })]),
      90,
    )
    expect(answerTo(read, ask).say).toBe(
      'n1 must first hear from a majority that it still leads: 1 of 3 so far, itself included',
    )
    const helpless = quiet({ servers: 3 }, plan(write(10)), 25)
    expect(answerTo(helpless, ask).say).toBe('n1 does not lead and could not help, so c1 waits a little')
  })

  test('a client that started anew has forgotten', () => {
    const steps = plan([5, crash('n1')], write(10), [12, crash('c1')], [20, { kind: 'restart', node: 'c1' }])
    expect(answerTo(quiet({ servers: 3 }, steps, 22), ask).say).toBe(
      'c1 has started anew, and no longer waits for the answer: clients keep nothing',
    )
  })
})

describe('over whole runs', () => {
  const CODE = /[a-z][A-Z]|[_{}<>]|undefined|null|NaN|Infinity/

  /** Looks at the questions after an event. */
  const look = (world: World): number => {
    const view = pictureView(world, null)
    const found = whyNot(view)
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
    let read = 0
    for (const question of found) {
      const { say, facts } = question.answer
      expect(facts.length, question.ask).toBeGreaterThan(0)
      expect(new Set(facts.map(({ text }) => text)).size, say).toBe(facts.length)
      for (const text of [question.ask, say, ...facts.map((fact) => fact.text)]) {
        const words = text.split(' ').length
        expect([text, words > 1 && words <= 25, CODE.test(text)]).toEqual([text, true, false])
      }
      expect(hasHappened(view, question), question.id).toBe(false)
      read += expectFacts(view, question)
    }
    return read
  }

  test.each(sim.scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
    const world = createWorld(specOf(sim, scenario, scenario.seed))
    let read = 0
    while (world.step(scenario.durationUs)) read += look(world)
    expect(read).toBeGreaterThan(500)
  })

  test.each(['1', '2', '3', '4', '5'])('chaos, seed %s', (seed) => {
    let read = 0
    runChaos(seed, 1_500, {}, undefined, (world) => {
      read += look(world)
    })
    expect(read).toBeGreaterThan(2_000)
  })
})
