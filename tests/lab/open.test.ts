// Opening: links restore a moment, another version is noticed, the same scenario again can be undone.
import { describe, expect, test } from 'vitest'
import { createLocalLab } from '../../src/lab/local.ts'
import { pingSim } from './pingSim.ts'

const start = async (text = 'ping/pings') => {
  const lab = createLocalLab([pingSim])
  await lab.open(text)
  return lab
}

describe('a link', () => {
  test('to the middle of a microsecond comes back to that event', async () => {
    const lab = await start()
    await lab.seek({ row: 2 })
    const link = await lab.link()
    expect(link).toMatch(/^#\/ping\/pings\?t=0ms&e=2&f=[0-9a-f]{16}$/)
    const other = await start(link)
    expect(other.getState().frame.row).toBe(2)
  })

  test('past the scenario’s end runs on to there', async () => {
    const lab = await start('#/ping/pings?t=5s')
    expect(lab.getState().frame.atUs).toBe(5_000_000)
    expect(lab.getState().run.beats).toEqual((await start()).getState().run.beats)
  })

  test('from the start has neither playhead nor fingerprint', async () => {
    const lab = await start('#/ping/pings?seed=9&t=100ms')
    expect(await lab.link({ at: 'start' })).toBe('#/ping/pings?seed=9')
  })

  test('of another version is told, and shows what this one computes', async () => {
    const lab = await start('#/ping/pings?t=100ms&f=0123456789abcdef')
    const { trouble, frame } = lab.getState()
    expect(trouble?.sentence).toMatch(
      /^This run was recorded with another version and differs here, at or before event \d+\.$/,
    )
    expect(frame.atUs).toBe(100_000)
    lab.dismiss()
    await lab.fingerprint()
    expect(lab.getState().trouble).toBeNull()
  })

  test('past the question takes it as skipped', async () => {
    const lab = await start('#/ping/pings?t=900ms')
    expect(lab.getState().prediction).toEqual({ chosen: null, skipped: true, feedback: null, answer: 1 })
  })
})

test('the same scenario again starts over, and can be undone', async () => {
  const lab = await start()
  await lab.seek({ us: 60_000 })
  await lab.inject({ kind: 'crash', node: 'n1' })
  const over = await lab.open('ping/pings')
  expect([over.frame.row, over.frame.faults, over.lastAction]).toEqual([-1, [], 'Start over'])
  const back = await lab.undo()
  expect([back.frame.atUs, back.lastAction]).toEqual([60_000, 'Crash n1'])
})

test('another scenario is a new sitting', async () => {
  const lab = await start()
  await lab.inject({ kind: 'crash', node: 'n1' })
  const other = await lab.open('ping/busy')
  expect([other.scenario.id, other.canUndo]).toEqual(['ping/busy', false])
})

test('redo after undo, and a new deed forgets what was undone', async () => {
  const lab = await start()
  await lab.seek({ us: 60_000 })
  await lab.inject({ kind: 'crash', node: 'n1' })
  await lab.undo()
  expect((await lab.redo()).frame.now?.text).toBe('You crash n1')
  await lab.undo()
  await lab.inject({ kind: 'pause', node: 'n1' })
  expect(lab.getState()).toMatchObject({ canRedo: false, lastAction: 'Pause n1' })
})

test('seed, settings and rules are edits like others', async () => {
  const lab = await start()
  const print = async () => {
    await lab.seek({ us: 500_000 })
    return lab.fingerprint()
  }
  const before = await print()
  await lab.setSeed('8')
  await lab.setAtStart({ settings: { beatUs: 3_000 } })
  await lab.setAtStart({ broken: ['noSync'] })
  expect(lab.getState()).toMatchObject({
    seed: '8',
    frame: { brokenRules: ['noSync'], settings: { beatUs: 3_000 } },
  })
  expect(await print()).not.toBe(before)
  for (let n = 0; n < 3; n++) await lab.undo()
  expect(await print()).toBe(before)
  expect(lab.getState().canUndo).toBe(false)
})
