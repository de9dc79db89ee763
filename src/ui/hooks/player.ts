// Playing on the page: the one owner of requestAnimationFrame. It ticks the playback machine, asks the lab for the
// next moment only as events are crossed, and says which moment to draw between two events.

import { useSyncExternalStore } from 'react'
import type { Lab, LabState, Target } from '../../lab/lab.ts'
import { type Choice, createPlayback, drive, RATES } from '../../lab/playback.ts'

export { RATES }

export interface Playing {
  readonly isPlaying: boolean
  readonly direction: 1 | -1
  /** Index into RATES. */
  readonly rate: number
}

export interface Player {
  getPlaying(): Playing
  subscribe(listener: () => void): () => void
  /** The moment to draw. Changes up to once per screen frame while playing. */
  nowUs(): number
  onMoment(listener: () => void): () => void
  toggle(): void
  pause(): void
  setRate(rate: number): void
  faster(): void
  /** Slower; slower than the slowest is backwards. */
  slower(): void
  /** Any deliberate move stops playing and acts at once. */
  seek(target: Target): void
}

/** `tell` says that an open prediction is in the way, or no longer is. */
export function createPlayer(lab: Lab, tell: (isHeld: boolean) => void, stopsAtViolation: Choice): Player {
  const playback = createPlayback()
  const stillness = matchMedia('(prefers-reduced-motion: reduce)')
  const modeListeners = new Set<() => void>()
  const momentListeners = new Set<() => void>()
  let playing = read()
  let lastTick = 0
  let heldAt: LabState['run'] | null = null

  function read(): Playing {
    const { value, context } = playback.getSnapshot()
    return { isPlaying: value !== 'paused', direction: value === 'backward' ? -1 : 1, rate: context.rate }
  }
  const seekAsEventsAreCrossed = (target: Target) => {
    const state = lab.getState()
    const isBetween = playing.isPlaying && 'us' in target && !isCrossed(state, target.us)
    return isBetween ? Promise.resolve(state) : lab.seek(target, true)
  }
  const moved = () => {
    for (const listener of momentListeners) listener()
  }
  /** An open prediction holds what would show the future. A second step is taken as skipping it. */
  const isHeld = (target: Target | null) => {
    const state = lab.getState()
    if (!isAsked(state) || (target !== null && !isAhead(state, target))) return false
    const isStep = target !== null && 'by' in target
    if (isStep && heldAt === state.run) {
      void lab.predict('skip')
      tell(false)
      return false
    }
    if (isStep) heldAt = state.run
    tell(true)
    return true
  }
  const sendUnlessHeld = (type: 'PLAY' | 'TOGGLE' | 'FASTER') => {
    if (playing.isPlaying || !isHeld(null)) playback.send({ type })
  }
  /** Stopped by hand between two events: the lab comes to the moment that is drawn. */
  const settle = () => {
    const { stoppedBy, cursorUs } = playback.getSnapshot().context
    if (stoppedBy === null) void lab.seek({ us: Math.max(0, Math.floor(cursorUs)) })
  }
  const tick = (time: number) => {
    if (!playing.isPlaying) return
    playback.send({ type: 'TICK', elapsedMs: time - lastTick })
    lastTick = time
    moved()
    requestAnimationFrame(tick)
  }
  playback.subscribe(() => {
    const before = playing
    const now = read()
    if (now.isPlaying === before.isPlaying && now.direction === before.direction && now.rate === before.rate)
      return
    playing = now
    for (const listener of modeListeners) listener()
    if (!now.isPlaying && before.isPlaying) settle()
    if (now.isPlaying && !before.isPlaying) {
      lastTick = performance.now()
      requestAnimationFrame(tick)
    }
    moved()
  })
  const driven = {
    getState: () => lab.getState(),
    subscribe: (each: () => void) => lab.subscribe(each),
    seek: seekAsEventsAreCrossed,
  }
  drive(playback, driven, stopsAtViolation)
  lab.subscribe(moved)

  return {
    getPlaying: () => playing,
    subscribe: (listener) => {
      modeListeners.add(listener)
      return () => modeListeners.delete(listener)
    },
    nowUs: () => {
      const { frame } = lab.getState()
      if (!playing.isPlaying) return frame.atUs
      if (stillness.matches) return Math.max(frame.rowAtUs, 0)
      const { cursorUs } = playback.getSnapshot().context
      return Math.min(Math.max(cursorUs, frame.rowAtUs, 0), frame.nextUs ?? Number.MAX_SAFE_INTEGER)
    },
    onMoment: (listener) => {
      momentListeners.add(listener)
      return () => momentListeners.delete(listener)
    },
    toggle: () => sendUnlessHeld('TOGGLE'),
    pause: () => playback.send({ type: 'PAUSE' }),
    setRate: (rate) => playback.send({ type: 'RATE', rate }),
    faster: () => sendUnlessHeld(playing.isPlaying && playing.direction === 1 ? 'FASTER' : 'PLAY'),
    slower: () => {
      const isForward = playing.isPlaying && playing.direction === 1
      if (isForward) playback.send({ type: playing.rate === 0 ? 'REVERSE' : 'SLOWER' })
      else playback.send({ type: playing.isPlaying ? 'FASTER' : 'REVERSE' })
    },
    seek: (target) => {
      playback.send({ type: 'PAUSE' })
      if (isHeld(target)) return
      if ('by' in target) playback.send({ type: 'STEP', by: target.by, step: target.step })
      else playback.send({ type: 'SEEK', target })
    },
  }
}

function isCrossed({ frame }: LabState, us: number): boolean {
  return us < frame.rowAtUs || frame.nextUs === null || us >= frame.nextUs
}

/** Would it show what comes after the open question? */
function isAhead({ run, frame }: LabState, target: Target): boolean {
  const asked = run.predict
  if ('by' in target) return target.step === 1
  if ('to' in target) return target.to === 'end'
  return 'us' in target
    ? target.us > (asked?.atUs ?? frame.atUs) && target.us > frame.atUs
    : target.row > frame.row
}

/** The playhead stands where the story asks for a prediction, and none was given. */
export function isAsked({ run: { predict }, frame, prediction }: LabState): boolean {
  if (predict === null || frame.row < predict.row) return false
  return prediction === null || (prediction.chosen === null && !prediction.skipped)
}

/** The prediction's question stands where the scenario's own did: asked, or answered and still to be read. */
export function isPredicting(state: LabState): boolean {
  const { run, frame, prediction } = state
  return isAsked(state) || (prediction !== null && run.predict !== null && frame.row >= run.predict.row)
}

export function usePlaying(player: Player): Playing {
  return useSyncExternalStore(player.subscribe, player.getPlaying)
}

/** The moment to draw; renders its component up to once per screen frame while playing. */
export function useMoment(player: Player): number {
  return useSyncExternalStore(player.onMoment, player.nowUs)
}
