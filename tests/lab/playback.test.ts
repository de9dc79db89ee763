// The playback machine as a table: events in, state and cursor out. No clock, no lab.
import { describe, expect, test } from 'vitest'
import { getNextSnapshot, initialTransition } from 'xstate'
import { createLocalLab } from '../../src/lab/local.ts'
import { createPlayback, drive, type PlaybackEvent, playbackMachine, RATES } from '../../src/lab/playback.ts'
import { pingSim } from './pingSim.ts'

function after(events: readonly PlaybackEvent[]) {
  const [start] = initialTransition(playbackMachine)
  return events.reduce((snapshot, event) => getNextSnapshot(playbackMachine, snapshot, event), start)
}

/** "forward@1600": the state and the whole µs of the cursor. */
function told(events: readonly PlaybackEvent[]): string {
  const { value, context } = after(events)
  return `${value}@${Math.floor(context.cursorUs)}`
}

const PLAY: PlaybackEvent = { type: 'PLAY' }
const FRAME: PlaybackEvent = { type: 'TICK', elapsedMs: 16 }
const at = (us: number): PlaybackEvent => ({ type: 'ARRIVED', us })
const violation = { row: 40, us: 5_000, why: 'violation' } as const
const stop: PlaybackEvent = { type: 'RUN', stops: [violation], knownUs: 9_000 }
const late: PlaybackEvent = { type: 'RUN', stops: [violation], knownUs: 4_500 }

test.each<[string, PlaybackEvent[], string]>([
  ['stands at the start', [], 'paused@0'],
  ['does not move while paused', [FRAME, FRAME], 'paused@0'],
  ['plays at 1 s shows 100 ms', [PLAY, FRAME], 'forward@1600'],
  ['toggles', [{ type: 'TOGGLE' }, FRAME, { type: 'TOGGLE' }, FRAME], 'paused@1600'],
  ['plays backwards', [at(9_000), { type: 'REVERSE' }, FRAME], 'backward@7400'],
  ['turns round', [at(9_000), { type: 'REVERSE' }, FRAME, PLAY, FRAME], 'forward@9000'],
  ['stops at the start', [at(1_000), { type: 'REVERSE' }, FRAME], 'paused@0'],
  ['stops at the end when the lab says so', [PLAY, FRAME, { type: 'END' }, FRAME], 'paused@1600'],
  ['a step pauses', [PLAY, FRAME, { type: 'STEP', by: 'event', step: 1 }], 'paused@1600'],
  [
    'a seek keeps playing from there',
    [PLAY, { type: 'SEEK', target: { us: 50_000 } }, FRAME],
    'forward@51600',
  ],
  ['the lab corrects the cursor only while paused', [PLAY, FRAME, at(7)], 'forward@1600'],
  ['stops at a violation', [stop, at(4_000), PLAY, FRAME], 'paused@5000'],
  ['goes on past a violation when asked again', [stop, at(4_000), PLAY, FRAME, PLAY, FRAME], 'forward@6600'],
  ['passes a violation backwards', [stop, at(6_000), { type: 'REVERSE' }, FRAME], 'backward@4400'],
  ['goes back to a violation in what was not recorded yet', [at(4_000), PLAY, FRAME, late], 'paused@5000'],
  ['and not to one that was', [at(4_000), PLAY, FRAME, stop], 'forward@5600'],
  ['a tab that slept does not leap', [PLAY, { type: 'TICK', elapsedMs: 60_000 }], 'forward@10000'],
  ['faster', [PLAY, { type: 'FASTER' }, FRAME], 'forward@8000'],
  ['slower', [PLAY, { type: 'SLOWER' }, FRAME], 'forward@320'],
  [
    'speeds clamp at both ends',
    [{ type: 'RATE', rate: 99 }, { type: 'FASTER' }, PLAY, FRAME],
    'forward@160000',
  ],
  ['and at the slow one', [{ type: 'RATE', rate: -5 }, { type: 'SLOWER' }, PLAY, FRAME], 'forward@16'],
])('%s', (_name, events, expected) => {
  expect(told(events)).toBe(expected)
})

test('a stop names its row and its reason', () => {
  const { context } = after([stop, at(4_000), PLAY, FRAME])
  expect(context).toMatchObject({ target: { row: 40 }, stoppedBy: 'violation' })
  expect(after([stop, at(4_000), PLAY, FRAME, PLAY]).context.stoppedBy).toBeNull()
})

test('odd frame times add up to the same moment', () => {
  const frames = Array.from({ length: 144 }, (): PlaybackEvent => ({ type: 'TICK', elapsedMs: 1000 / 144 }))
  expect(told([PLAY, ...frames, { type: 'TICK', elapsedMs: 0.001 }])).toBe('forward@100000')
})

test('every rate can be said', () => {
  expect(RATES.map(({ says }) => says)).toEqual([
    '1 s shows 1 ms',
    '1 s shows 5 ms',
    '1 s shows 20 ms',
    '1 s shows 100 ms',
    '1 s shows 500 ms',
    '1 s shows 1 s',
    '1 s shows 10 s',
  ])
})

describe('driving a lab', () => {
  test('ticks move the lab, steps land on events, the lab corrects the cursor', async () => {
    const lab = createLocalLab([pingSim])
    await lab.open('ping/pings')
    const playback = createPlayback()
    const end = drive(playback, lab)
    playback.send({ type: 'PLAY' })
    for (let n = 0; n < 10; n++) playback.send(FRAME)
    await lab.fingerprint()
    expect(lab.getState().frame.atUs).toBe(16_000)
    playback.send({ type: 'STEP', by: 'event', step: 1 })
    await lab.fingerprint()
    expect(playback.getSnapshot().context.cursorUs).toBe(lab.getState().frame.atUs)
    end()
  })

  test('stops where the story asks, once', async () => {
    const lab = createLocalLab([pingSim])
    await lab.open('ping/pings')
    const playback = createPlayback()
    drive(playback, lab)
    playback.send({ type: 'RATE', rate: 6 })
    playback.send({ type: 'PLAY' })
    playback.send({ type: 'TICK', elapsedMs: 100 })
    await lab.fingerprint()
    const { run, frame } = lab.getState()
    expect([playback.getSnapshot().value, frame.row]).toEqual(['paused', run.predict?.row])
    await lab.predict('skip')
    playback.send({ type: 'SEEK', target: { to: 'start' } })
    await lab.fingerprint()
    playback.send({ type: 'PLAY' })
    playback.send({ type: 'TICK', elapsedMs: 20 })
    expect(playback.getSnapshot().value).toBe('forward')
  })

  test.each([true, false])(
    'a promise that breaks beyond what was recorded stops it, if it is to: %s',
    async (stops) => {
      const lab = createLocalLab([pingSim])
      await lab.open('ping/pings')
      await lab.predict('skip')
      await lab.setAtStart({ broken: ['noSync'] })
      await lab.setInterventions([
        { id: 'w', atUs: 1_300_000, do: { kind: 'tell', node: 'c1', order: { name: 'write', value: 2 } } },
        { id: 'x', atUs: 1_310_000, do: { kind: 'crash', node: 'n1' } },
        { id: 'y', atUs: 1_320_000, do: { kind: 'restart', node: 'n1' } },
      ])
      const playback = createPlayback()
      drive(playback, lab, { get: () => stops, subscribe: () => () => {} })
      playback.send({ type: 'SEEK', target: { us: 990_000 } })
      await lab.fingerprint()
      playback.send({ type: 'RATE', rate: 6 })
      playback.send({ type: 'PLAY' })
      playback.send({ type: 'TICK', elapsedMs: 100 })
      await lab.fingerprint()
      await lab.fingerprint()
      const { frame, run } = lab.getState()
      const broken = run.landmarks.find(({ kind }) => kind === 'violation')
      expect(broken?.atUs).toBe(1_310_000)
      const { value, context } = playback.getSnapshot()
      expect([value, context.stoppedBy]).toEqual(stops ? ['paused', 'violation'] : ['forward', null])
      if (stops) expect(frame.row).toBe(broken?.row)
    },
  )
})
