// What is drawn and counted of a lock that runs out: bars on the lanes are what the server has given and what the workers believe, a
// belief that is not so is stippled, and an overlap is as long as both bars.

import { describe, expect, test } from 'vitest'
import { holdsOf } from '../../../sims/leases/holds.ts'
import { sim } from '../../../sims/leases/sim.ts'
import type { WorkerMemory } from '../../../sims/leases/worker.ts'
import { sittingWith } from '../../../src/lab/sitting.ts'
import { metricText } from '../../../src/sim/metric.ts'
import type { HoldPicture } from '../../../src/sim/transactionsPicture.ts'
import { story, toldOf, viewAt } from './running.ts'

const open = ({ untilUs }: HoldPicture) => untilUs === null

function numbersAt(name: string, ms: number): Readonly<Record<string, string>> {
  const metrics = sim.metrics!(viewAt(name, ms))
  return Object.fromEntries(metrics.map((metric) => [metric.title, metricText(metric)]))
}

describe('bars on the lanes', () => {
  test('are those of the workers, at every moment', () => {
    for (let ms = 0; ms <= 1_300; ms += 7) {
      const view = viewAt('two-holders', ms)
      const drawn = holdsOf(view).filter((hold) => open(hold) && hold.text.startsWith('takes'))
      const held = view.nodes.flatMap(({ id, process, memory }) => {
        const token = process === 'worker' ? (memory as WorkerMemory | null)?.held?.token : undefined
        return token === undefined ? [] : [`${id} token ${token}`]
      })
      expect(drawn.map(({ node, of }) => `${node} ${of}`).sort()).toEqual(held.sort())
    }
  })

  test('are stippled from when the lease is over by the lock server', () => {
    const holds = holdsOf(viewAt('two-holders', 560))
    const given = holds.find(({ node, of }) => node === 'lock' && of === 'token 33')!
    const believes = holds.find(({ style }) => style === 'doubts')!
    expect(believes).toMatchObject({ node: 'w1', of: 'token 33', untilUs: null })
    expect(believes.fromUs).toBe(given.untilUs)
    expect(holds.filter(({ style }) => style === 'doubts')).toHaveLength(1)
  })

  test('reach the page, and what one node knows shows none of them', async () => {
    const sitting = sittingWith([sim], { sim, scenario: story('two-holders') })
    sitting.seek({ us: 560_000 })
    const shown = sitting.state.frame.holds.filter(open).map(({ node }) => node)
    expect([...shown].sort()).toEqual(['lock', 'w1', 'w1', 'w2'])
    await sitting.seeAs('w1')
    expect(sitting.state.seen!.frame.holds).toEqual([])
  })
})

describe('numbers', () => {
  test('an overlap is as long as both believe it', () => {
    const holds = holdsOf(viewAt('two-holders', 1_300))
    const [one, two] = ['33', '34'].map((token) =>
      holds.find(({ text, of }) => text.startsWith('takes') && of === `token ${token}`),
    )
    const us = Math.min(one!.untilUs!, two!.untilUs!) - Math.max(one!.fromUs, two!.fromUs)
    const { 'overlapping holders': count, 'two believed they had it': time } = numbersAt('two-holders', 1_300)
    expect([count, time]).toEqual(['1', `${Math.round(us / 1000)} ms`])
  })

  test('what is lost and what is refused are told apart', () => {
    expect(numbersAt('two-holders', 1_300)).toMatchObject({
      'updates lost': '1',
      'refused by the storage': '0',
    })
    expect(numbersAt('fencing-token', 1_300)).toMatchObject({
      'updates lost': '0',
      'refused by the storage': '1',
    })
  })

  test('who waits for the dead waits longest', () => {
    const story = toldOf('holder-dies')
    const waits = ['w1', 'w2'].map((worker) => {
      const [asked, had] = ['asks', 'holds'].map((code) => story.first(code, ({ node }) => node === worker)!)
      return `${Math.round((had!.atUs - asked!.atUs) / 1000)} ms`
    })
    const { 'wait for the lock p50': half, 'wait for the lock p99': most } = numbersAt('holder-dies', 1_300)
    expect([half, most]).toEqual(waits)
  })

  test('after a death the lock is idle until it is given again', () => {
    const { 'idle after a holder’s death': idle = '' } = numbersAt('holder-dies', 1_300)
    expect(Number(/^([\d,]+) ms$/.exec(idle)![1]!.replace(',', ''))).toBeGreaterThan(900)
    expect(numbersAt('two-holders', 1_300)['idle after a holder’s death']).toBe('none yet')
  })

  test('the operation whose update is gone is marked', () => {
    const sitting = sittingWith([sim], { sim, scenario: story('two-holders') })
    sitting.seek({ to: 'end' })
    expect(sitting.state.frame.operations.map(({ client, broken }) => [client, broken?.word])).toEqual([
      ['c1', undefined],
      ['c2', 'lost'],
    ])
  })
})

test('tokens stand side by side, with what became of each', () => {
  const { table } = sim.picture(viewAt('fencing-token', 930))
  expect(table!.names).toEqual(['33', '34'])
  const texts = table!.rows.map(({ node, cells, end }) => [
    node,
    ...cells.map((cell) => cell?.text ?? ''),
    end,
  ])
  expect(texts).toEqual([
    ['lock', 'w1', 'w2', '34'],
    ['w1', 'lost', '', 'asks'],
    ['w2', '', 'let go', 'idle'],
    ['file', 'refused', '1×', 'file=1'],
  ])
})

test('who believes what is not so says it', () => {
  const caption = (ms: number) => sim.picture(viewAt('two-holders', ms)).nodes[1]!.caption
  expect([caption(120), caption(560)]).toEqual(['has token 33', 'believes in token 33'])
})
