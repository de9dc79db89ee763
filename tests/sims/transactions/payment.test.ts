// The charge of an order at a provider outside: what a site knows when a message was lost, and what becomes of a charge whose
// outcome is unknown when its site dies, or when the order is undone meanwhile.

import { describe, expect, it, test } from 'vitest'
import {
  crash,
  isOk,
  isQuiet,
  onMessage,
  operation,
  order,
  restart,
  STEADY,
  valueAt,
} from '../../../sims/transactions/scenarios/cluster.ts'
import { ANSWER_MS, paid, paidTopology, REQUEST_MS } from '../../../sims/transactions/scenarios/paid.ts'
import { sim } from '../../../sims/transactions/sim.ts'
import type { Intervention } from '../../../src/engine/intervention.ts'
import { pictureView } from '../../../src/lab/clusterOf.ts'
import { sittingWith } from '../../../src/lab/sitting.ts'
import { trialSpec } from '../../../src/lab/trial.ts'
import { metricText } from '../../../src/sim/metric.ts'
import type { Scenario, Story } from '../../../src/sim/scenario.ts'
import { told } from '../running.ts'

const SEEDS = Array.from({ length: 20 }, (_, i) => String(i + 1))
const SAGAS = ['orchestrated', 'choreographed'] as const

const first = sim.scenarios[0]!
const lostAnswer = onMessage('answer', ANSWER_MS, 'drop', 'psp', 'card')

function paying(interventions: readonly Intervention[], settings: Scenario['settings'] = {}): Scenario {
  return {
    ...first,
    topology: paidTopology(1),
    settings: { ...STEADY, protocol: 'orchestrated', clientTimeoutUs: 5_000_000, ...settings },
    interventions: [order('order', 50, 'c1'), ...interventions],
    durationUs: 4_000_000,
  }
}

/** Told on every seed; each must end with no promise broken and nothing under way. */
function toldOnAll(scenario: Scenario): readonly Story[] {
  return SEEDS.map((seed) => {
    const { story } = told(sim, scenario, seed)
    expect([seed, ...story.violations]).toEqual([seed])
    expect(isQuiet(story)).toBe(true)
    return story
  })
}

describe('a lost request and a lost answer', () => {
  const seenUntilUnknown = (lost: Intervention, seed: string) => {
    const { story } = told(sim, paying([lost]), seed)
    const end = story.first('outcomeUnknown')!
    const seen = story.notes.filter(({ node, row }) => node === 'card' && row <= end.row)
    return {
      seen: seen.map(({ atUs, code, params }) => [atUs, code, params]),
      taken: story.count('takes', ({ atUs }) => atUs < end.atUs),
    }
  }

  it.each(SEEDS)('look the same to the site that asked, to the microsecond (seed %s)', (seed) => {
    const request = seenUntilUnknown(onMessage('request', REQUEST_MS, 'drop', 'card', 'psp'), seed)
    const answer = seenUntilUnknown(lostAnswer, seed)
    expect(request.seen).toEqual(answer.seen)
    expect([request.taken, answer.taken]).toEqual([0, 1])
  })
})

test.each(SAGAS)('a charge that comes twice under one key takes the money once (%s)', (protocol) => {
  const twice = { id: 'twice', atUs: 0, do: { kind: 'duplicate', links: 'all', probability: 1 } } as const
  for (const story of toldOnAll(paying([twice], { protocol }))) {
    expect(story.count('keyKnown')).toBeGreaterThan(0)
    expect(paid(story, 'c1')).toBe(40)
  }
})

describe.each(SAGAS)('a site that dies between its record and the answer, %s', (protocol) => {
  // In a choreographed saga the charge is asked for two messages earlier.
  const crashMs = protocol === 'orchestrated' ? 103 : 80

  it.each(['again', 'lookup'])('finds the charge on its log, and reconciles (%s)', (unknownBy) => {
    const died = paying([crash('dies', crashMs, 'card'), restart('back', 400, 'card')], {
      protocol,
      unknownBy,
    })
    for (const story of toldOnAll(died)) {
      expect(story.count('recoversCharges')).toBe(1)
      expect(paid(story, 'c1')).toBe(40)
      expect(valueAt(story, 'card', 'c1')).toBe(960)
      expect(isOk(story, 'c1', 0)).toBe(true)
    }
  })
})

describe('an order that is undone while the outcome of its charge is unknown', () => {
  const cut = (atMs: number): Intervention => ({
    id: 'cut',
    atUs: atMs * 1000,
    do: {
      kind: 'cut',
      name: 'psp cut off',
      links: [
        ['card', 'psp'],
        ['psp', 'card'],
      ],
    },
  })
  const heal: Intervention = { id: 'heal', atUs: 1_500_000, do: { kind: 'heal', fault: 'cut' } }
  const story = (...before: readonly Intervention[]) =>
    toldOnAll(paying([...before, heal], { stepRetries: 0 }))

  it('gives the money back if it had been taken', () => {
    for (const one of story(lostAnswer, cut(120))) {
      expect(one.count('takes')).toBe(1)
      expect(one.count('givesBack')).toBe(1)
      expect(paid(one, 'c1')).toBe(0)
      expect(operation(one, 'c1', 0)?.outcome).toBe('fail')
    }
  })

  it('makes sure that it never will be if it had not', () => {
    for (const one of story(cut(60))) {
      expect(one.count('takes')).toBe(0)
      expect(one.count('cancelsAhead')).toBe(1)
      expect(operation(one, 'c1', 0)?.outcome).toBe('fail')
    }
  })
})

test.each(SAGAS)(
  'a card that is declined is an answer: the order is undone, and c1 is told why (%s)',
  (protocol) => {
    for (const story of toldOnAll(paying([], { declines: 1, protocol }))) {
      expect(operation(story, 'c1', 0)).toMatchObject({ outcome: 'fail', result: 'declined' })
      expect(valueAt(story, 'stock', 'item')).toBe(5)
      expect(paid(story, 'c1')).toBe(0)
    }
  },
)

describe('two-phase commit with a provider that cannot vote', () => {
  const committing = (interventions: readonly Intervention[], settings: Scenario['settings'] = {}) =>
    toldOnAll(paying(interventions, { protocol: 'twoPhase', ...settings }))
  const isTaken = (story: Story) => {
    expect([paid(story, 'c1'), valueAt(story, 'card', 'c1'), isOk(story, 'c1', 0)]).toEqual([40, 960, true])
  }

  it('has the money held before the vote, and takes it after the commit', () => {
    for (const story of committing([])) {
      const codes = ['keepsReady', 'decides', 'commits', 'takes']
      const rows = codes.map((code) => story.first(code)?.row ?? -1)
      expect(rows).toEqual([...rows].sort((a, b) => a - b))
      isTaken(story)
    }
  })

  it.each(['again', 'lookup'])('does not vote while it is unknown whether it is held (%s)', (unknownBy) => {
    for (const story of committing([onMessage('lost', 108, 'drop', 'psp', 'card')], { unknownBy })) {
      expect(story.count('holdUnknown')).toBe(1)
      expect(story.first('votesYes', ({ node }) => node === 'card')!.row).toBeGreaterThan(
        story.first('holdUnknown')!.row,
      )
      isTaken(story)
    }
  })

  it('takes what is committed, though the site dies before the provider has been told', () => {
    for (const story of committing([crash('dies', 141, 'card'), restart('back', 500, 'card')])) {
      expect(story.count('recoversCharges')).toBe(1)
      isTaken(story)
    }
  })

  it('lets go of what was held when the site died before its vote', () => {
    for (const story of committing([crash('dies', 107, 'card'), restart('back', 900, 'card')])) {
      expect(story.count('letsGo')).toBe(1)
      expect(paid(story, 'c1')).toBe(0)
      expect(operation(story, 'c1', 0)?.outcome).toBe('fail')
    }
  })

  it('votes no where the card is declined', () => {
    for (const story of committing([], { declines: 1 })) {
      expect(operation(story, 'c1', 0)).toMatchObject({ outcome: 'fail', result: 'declined' })
      expect(valueAt(story, 'stock', 'item')).toBe(5)
    }
  })

  it('leaves the money held where silence is taken for a no', () => {
    const lost = onMessage('lost', 108, 'drop', 'psp', 'card')
    const scenario = paying([lost], { protocol: 'twoPhase', unknownBy: 'failed' })
    const { story } = told(sim, scenario, '1')
    expect(story.violations.map(({ invariant }) => invariant)).toEqual(['chargesMatch'])
  })
})

test('no row is locked while the provider is asked', () => {
  const scenario = paying([order('other', 60, 'c2')])
  const { story } = told(sim, { ...scenario, topology: paidTopology(2) }, '1')
  expect(story.count('stepWaits')).toBe(0)
  expect([paid(story, 'c1'), paid(story, 'c2')]).toEqual([40, 40])
})

test('the numbers say what is unresolved, and the books show both sides', () => {
  const scenario = sim.scenarios.find(({ id }) => id === 'transactions/taken-for-failed')!
  const sitting = sittingWith([sim], { sim, scenario })
  const numbers = () =>
    Object.fromEntries(sitting.state.frame.metrics.map((metric) => [metric.title, metricText(metric)]))
  sitting.seek({ us: 250_000 })
  expect(numbers()).toMatchObject({ 'charges unresolved': '1', 'booked of what was charged': '0 of 40' })
  sitting.seek({ to: 'end' })
  expect(numbers()).toMatchObject({
    'charges unresolved': '0',
    'double charges': '0',
    'booked of what was charged': '40 of 40',
  })
  const { rows } = sitting.state.frame.transactions!.ledger!
  expect(rows.find(({ node }) => node === 'psp')?.cells[0]).toBe('c1 paid 40')
})

test('chaos meets a provider in some worlds, and in some it does not', () => {
  const options = { settings: {}, broken: [], isChaotic: true, endUs: 20_000_000 }
  const specs = SEEDS.map((seed) => trialSpec(sim, first, seed, false, options))
  const withProvider = specs.filter(({ nodes }) => nodes.some(({ id }) => id === 'psp'))
  expect(withProvider.length).toBeGreaterThan(2)
  expect(withProvider.length).toBeLessThan(specs.length - 2)
})

test('why c1 has no answer is said: its charge may have been made or not', async () => {
  const scenario = sim.scenarios.find(({ id }) => id === 'transactions/unknown-payment')!
  const { world } = told(sim, { ...scenario, durationUs: 250_000 }, '1')
  const [question] = (await sim.whyNot())(pictureView(world, null))
  expect(question?.answer.say).toBe('psp has not answered: c1 may have been charged or not')
})
