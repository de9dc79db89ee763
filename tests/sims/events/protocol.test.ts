// What is said of event sourcing and of separate models for writing and reading, each with the run that shows it.

import { describe, expect, test } from 'vitest'
import { sim } from '../../../sims/events/sim.ts'
import { pictureView } from '../../../src/lab/clusterOf.ts'
import { metricText } from '../../../src/sim/metric.ts'
import {
  brokenIn,
  crash,
  deposit,
  modelOf,
  type Run,
  read,
  restart,
  runOf,
  tell,
  withdraw,
  writerOf,
} from './running.ts'

const resultsOf = ({ world }: Run) => world.history.map(({ result }) => result)
const view = ({ world }: Run) => pictureView(world, null)
const numbersOf = (run: Run): Readonly<Record<string, string>> =>
  Object.fromEntries(sim.metrics!(view(run)).map((metric) => [metric.title, metricText(metric)]))

describe('the writer', () => {
  test('“the state is the fold of the events”: after a crash it decides as before, snapshot or none', () => {
    for (const snapshotEvery of [0, 2]) {
      const run = runOf({ snapshotEvery }, [
        [50, deposit('c1', 50)],
        [100, deposit('c1', 50)],
        [150, withdraw('c1', 30)],
        [200, crash('w')],
        [250, restart('w')],
        [300, withdraw('c1', 80)],
        [350, withdraw('c1', 70)],
      ])
      run.until(200.5)
      expect(writerOf(run).disk.snapshot?.upTo ?? 0).toBe(snapshotEvery)
      run.until(500)
      expect(run.world.history.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'fail', 'ok'])
      expect(writerOf(run).memory.model.balances.x).toBe(0)
      expect(brokenIn(run)).toEqual([])
    }
  })

  test('an event that its disk did not have yet when it crashed was seen by nobody', () => {
    const run = runOf({ diskSyncUs: 20_000 }, [
      [50, deposit('c1', 50)],
      [75, crash('w')],
      [100, restart('w')],
    ])
    run.until(90)
    expect(writerOf(run).disk.log).toEqual([])
    expect(modelOf(run).disk.model.upTo).toBe(0)
    expect(resultsOf(run)).toEqual([null])
    run.until(500)
    expect(writerOf(run).disk.log).toHaveLength(1)
    expect(run.world.history[0]?.outcome).toBe('ok')
    expect(modelOf(run).disk.model.balances.x).toBe(50)
  })

  test('a refusal stands in the log: the same command is refused again, whatever has come since', () => {
    const run = runOf({}, [
      [50, withdraw('c1', 30)],
      [65, { kind: 'message', act: 'drop', message: { from: 'w', to: 'c1', nth: 0 } }],
      [100, deposit('c2', 100)],
    ])
    run.until(500)
    expect(run.story().count('repeated')).toBe(1)
    expect(resultsOf(run)).toEqual(['refused', null])
    expect(writerOf(run).disk.log.map(({ kind }) => kind)).toEqual(['refused', 'deposited'])
  })
})

describe('a read model', () => {
  test('“writes do not depend on it”: with both models down, commands are answered as quickly', () => {
    const run = runOf({}, [
      [50, crash('r1')],
      [50, crash('r2')],
      [100, deposit('c1', 50)],
    ])
    run.until(300)
    const { invokedUs, completedUs } = run.world.history[0]!
    expect(completedUs! - invokedUs).toBe(21_000)
  })

  test('a read that wants its own write waits for it, and one that does not is shown what there is', () => {
    const deeds = [
      [50, deposit('c1', 50)],
      [80, read('c1')],
      [110, read('c1', 'own')],
    ] as const
    const run = runOf({ applyUs: 200_000 }, deeds)
    run.until(500)
    expect(resultsOf(run)).toEqual([null, 0, 50])
    expect(numbersOf(run)['stale reads']).toBe('50 %')
  })

  test('if no model comes as far, a read that wants its own write is answered by the writer', () => {
    const run = runOf({ clientTimeoutUs: 50_000 }, [
      [40, tell('r1', 'stop')],
      [40, tell('r2', 'stop')],
      [50, deposit('c1', 50)],
      [100, read('c1', 'own')],
      [100, read('c2')],
    ])
    run.until(400)
    expect(run.story().count('waitsFor')).toBe(2)
    expect(run.story().first('isShown', ({ node }) => node === 'c1')?.params).toEqual(['x', 50, 'w'])
    expect(run.story().first('isShown', ({ node }) => node === 'c2')?.params).toEqual(['x', 0, 'r2'])
  })

  test('what was lost with its disk is made again from the log', () => {
    const run = runOf({}, [
      [50, deposit('c1', 50)],
      [100, deposit('c1', 20)],
      [200, { kind: 'crash', node: 'r1', loseDisk: true }],
      [300, restart('r1')],
    ])
    run.until(299)
    expect(modelOf(run).disk.offset).toBe(0)
    run.until(500)
    expect(modelOf(run).disk.model).toEqual(modelOf(run, 'r2').disk.model)
  })

  test('a rebuild takes as long as all its events take, and beside the old one readers notice nothing', () => {
    const deeds = [
      ...Array.from({ length: 8 }, (_, i) => [50 + 30 * i, deposit('c1', 10)] as const),
      [400, tell('r1', 'rebuild')],
      [460, read('c1')],
    ] as const
    for (const [rebuild, shown] of [
      ['inPlace', 0],
      ['beside', 80],
    ] as const) {
      const run = runOf({ rebuild, applyUs: 10_000 }, deeds)
      run.until(800)
      expect(resultsOf(run).at(-1)).toBe(shown)
      expect(modelOf(run).disk.model.balances.x).toBe(80)
      // The sync of the drop, the question and its answer, eight events, one sync.
      expect(numbersOf(run)['rebuild took']).toBe('102 ms')
      expect(brokenIn(run)).toEqual([])
    }
  })

  test('replayed up to an event it shows what was so then, over a crash too, until it is to follow again', () => {
    const run = runOf({}, [
      [50, deposit('c1', 50)],
      [100, withdraw('c1', 20)],
      [150, deposit('c1', 5)],
      [250, tell('r1', 'rebuild', { upTo: 2 })],
      [350, crash('r1')],
      [400, restart('r1')],
      [450, deposit('c2', 1)],
      [700, tell('r1', 'follow')],
    ])
    run.until(690)
    expect(modelOf(run).disk.model.balances.x).toBe(30)
    expect(modelOf(run, 'r2').disk.model.balances.x).toBe(36)
    run.until(900)
    expect(modelOf(run).disk.model.balances.x).toBe(36)
    expect(brokenIn(run)).toEqual([])
  })

  test('lag is counted in events, and in the age of the first that is missing', () => {
    const run = runOf({}, [
      [50, tell('r1', 'stop')],
      [100, deposit('c1', 50)],
      [200, deposit('c1', 20)],
    ])
    run.until(310)
    expect(numbersOf(run)).toMatchObject({ 'r1 lacks events': '2', 'r1 lags': '200 ms', 'r2 lags': '0 ms' })
  })
})

describe('pictures', () => {
  test('a lost event is a gap in the table behind the offset, one applied twice says so', () => {
    const cells = (commit: string, looksAtNumber: boolean) => {
      const run = runOf({ commit, looksAtNumber, diskSyncUs: 20_000, applyUs: 10_000 }, [
        [100, deposit('c1', 1)],
        [180, crash('r1')],
        [200, restart('r1')],
        [400, deposit('c1', 10)],
      ])
      run.until(600)
      const { rows } = sim.picture(view(run)).table!
      return rows.find(({ node }) => node === 'r1')!.cells.map((cell) => cell && `${cell.tag} ${cell.text}`)
    }
    expect(cells('before', true)).toEqual([null, ' x+10'])
    expect(cells('after', false)).toEqual(['2× x+1', ' x+10'])
    expect(cells('after', true)).toEqual([' x+1', ' x+10'])
  })

  test('who lags is behind; who has lost or doubled something has come apart', () => {
    const run = runOf({}, [
      [50, tell('r1', 'stop')],
      [100, deposit('c1', 50)],
    ])
    run.until(300)
    expect(sim.picture(view(run)).keys).toMatchObject([
      {
        key: 'x',
        isApart: false,
        shows: [
          { text: '50', isBehind: false },
          { text: '0', isBehind: true },
        ],
      },
    ])
  })
})
