// Playback: paused, forward or backward, at a rate a person can say. The machine holds a cursor in simulated time
// and where the lab should go; it holds no run. Pure transitions, so its test is a table.

import { assign, createActor, setup } from 'xstate'
import type { Lab, LabState, Target } from './lab.ts'

/** Simulated µs shown in one second. */
export const RATES: readonly { readonly usPerSecond: number; readonly says: string }[] = [
  { usPerSecond: 1_000, says: '1 s shows 1 ms' },
  { usPerSecond: 5_000, says: '1 s shows 5 ms' },
  { usPerSecond: 20_000, says: '1 s shows 20 ms' },
  { usPerSecond: 100_000, says: '1 s shows 100 ms' },
  { usPerSecond: 500_000, says: '1 s shows 500 ms' },
  { usPerSecond: 1_000_000, says: '1 s shows 1 s' },
  { usPerSecond: 10_000_000, says: '1 s shows 10 s' },
]
const USUAL_RATE = 3

/** A moment at which playing forward stops: the first violation, an open prediction. */
export interface Stop {
  readonly row: number
  readonly us: number
  readonly why: 'violation' | 'prediction'
}

export interface PlaybackContext {
  /** The moment on screen; a fraction of a µs is kept, so that odd frame times add up. */
  readonly cursorUs: number
  /** Index into RATES. */
  readonly rate: number
  readonly stops: readonly Stop[]
  /** Why it stopped by itself; null when a person did it. */
  readonly stoppedBy: Stop['why'] | 'end' | 'start' | null
  /** Where the lab should go for this; a new object each time. */
  readonly target: Target | null
}

export type PlaybackEvent =
  | { readonly type: 'PLAY' }
  | { readonly type: 'PAUSE' }
  | { readonly type: 'TOGGLE' }
  | { readonly type: 'REVERSE' }
  | { readonly type: 'FASTER' }
  | { readonly type: 'SLOWER' }
  | { readonly type: 'RATE'; readonly rate: number }
  | { readonly type: 'STEP'; readonly by: 'event' | 'landmark' | 'beat'; readonly step: 1 | -1 }
  | { readonly type: 'SEEK'; readonly target: Target }
  | { readonly type: 'TICK'; readonly elapsedMs: number }
  /** There is nothing after the cursor. */
  | { readonly type: 'END' }
  /** The lab stands here now. */
  | { readonly type: 'ARRIVED'; readonly us: number }
  /** The run changed; what comes after `knownUs` was not known before. */
  | { readonly type: 'RUN'; readonly stops: readonly Stop[]; readonly knownUs: number }

export const playbackMachine = setup({
  types: { context: {} as PlaybackContext, events: {} as PlaybackEvent },
  guards: {
    meetsStop: ({ context, event }) => event.type === 'TICK' && nextStop(context, event.elapsedMs) !== null,
    hasPassedStop: ({ context, event }) => event.type === 'RUN' && passedStop(context, event) !== null,
    meetsStart: ({ context, event }) =>
      event.type === 'TICK' && context.cursorUs <= passedUs(context, event.elapsedMs),
  },
  actions: {
    advance: assign(({ context, event }) =>
      event.type === 'TICK' ? moved(context, passedUs(context, event.elapsedMs)) : {},
    ),
    retreat: assign(({ context, event }) =>
      event.type === 'TICK' ? moved(context, -passedUs(context, event.elapsedMs)) : {},
    ),
    stopAt: assign(({ context, event }) => {
      const stop = event.type === 'TICK' ? nextStop(context, event.elapsedMs) : null
      return stop === null ? {} : standing(stop)
    }),
    stopAtStart: assign(() => ({
      cursorUs: 0,
      target: { to: 'start' as const },
      stoppedBy: 'start' as const,
    })),
    stopAtEnd: assign(() => ({ stoppedBy: 'end' as const })),
    faster: assign(({ context }) => ({ rate: clampRate(context.rate + 1) })),
    slower: assign(({ context }) => ({ rate: clampRate(context.rate - 1) })),
    setRate: assign(({ event }) => (event.type === 'RATE' ? { rate: clampRate(event.rate) } : {})),
    step: assign(({ event }) =>
      event.type === 'STEP' ? { target: { by: event.by, step: event.step } } : {},
    ),
    seek: assign(({ event }) => (event.type === 'SEEK' ? seeking(event.target) : {})),
    arrive: assign(({ event }) => (event.type === 'ARRIVED' ? { cursorUs: event.us } : {})),
    stopBehind: assign(({ context, event }) => {
      const stop = event.type === 'RUN' ? passedStop(context, event) : null
      return stop === null ? {} : standing(stop)
    }),
    renew: assign(({ event }) => (event.type === 'RUN' ? { stops: event.stops } : {})),
    clear: assign(() => ({ stoppedBy: null })),
  },
}).createMachine({
  id: 'playback',
  initial: 'paused',
  context: { cursorUs: 0, rate: USUAL_RATE, stops: [], stoppedBy: null, target: null },
  on: {
    RATE: { actions: 'setRate' },
    RUN: { actions: 'renew' },
    // A step always pauses: it is a person who wants to look.
    STEP: { target: '.paused', actions: ['clear', 'step'] },
    SEEK: { actions: ['clear', 'seek'] },
  },
  states: {
    paused: {
      on: {
        PLAY: { target: 'forward', actions: 'clear' },
        TOGGLE: { target: 'forward', actions: 'clear' },
        REVERSE: { target: 'backward', actions: 'clear' },
        FASTER: { actions: 'faster' },
        SLOWER: { actions: 'slower' },
        ARRIVED: { actions: 'arrive' },
      },
    },
    forward: {
      on: {
        PAUSE: 'paused',
        TOGGLE: 'paused',
        REVERSE: 'backward',
        FASTER: { actions: 'faster' },
        SLOWER: { actions: 'slower' },
        RUN: [
          { guard: 'hasPassedStop', target: 'paused', actions: ['renew', 'stopBehind'] },
          { actions: 'renew' },
        ],
        TICK: [{ guard: 'meetsStop', target: 'paused', actions: 'stopAt' }, { actions: 'advance' }],
        END: { target: 'paused', actions: 'stopAtEnd' },
      },
    },
    backward: {
      on: {
        PLAY: 'forward',
        PAUSE: 'paused',
        TOGGLE: 'paused',
        FASTER: { actions: 'faster' },
        SLOWER: { actions: 'slower' },
        TICK: [{ guard: 'meetsStart', target: 'paused', actions: 'stopAtStart' }, { actions: 'retreat' }],
      },
    },
  },
})

function passedUs({ rate }: PlaybackContext, elapsedMs: number): number {
  // A tab that slept must not leap: no frame shows more than a tenth of a second.
  return (RATES[rate]!.usPerSecond * Math.min(Math.max(elapsedMs, 0), 100)) / 1000
}

function moved({ cursorUs }: PlaybackContext, byUs: number): Partial<PlaybackContext> {
  const us = cursorUs + byUs
  return { cursorUs: us, target: { us: Math.floor(us) } }
}

/** The first stop after the cursor that this tick would pass. */
function nextStop(context: PlaybackContext, elapsedMs: number): Stop | null {
  const until = context.cursorUs + passedUs(context, elapsedMs)
  return firstOf(context.stops.filter(({ us }) => us > context.cursorUs && us <= until))
}

/** A stop the cursor ran past before that stretch of the run was recorded. */
function passedStop(
  { cursorUs }: PlaybackContext,
  { stops, knownUs }: Extract<PlaybackEvent, { type: 'RUN' }>,
): Stop | null {
  return firstOf(stops.filter(({ us }) => us > knownUs && us <= cursorUs))
}

function firstOf(stops: readonly Stop[]): Stop | null {
  return stops.reduce<Stop | null>(
    (first, stop) => (first === null || stop.row < first.row ? stop : first),
    null,
  )
}

function standing({ us, row, why }: Stop): Partial<PlaybackContext> {
  return { cursorUs: us, target: { row }, stoppedBy: why }
}

function seeking(target: Target): Partial<PlaybackContext> {
  return 'us' in target ? { target, cursorUs: target.us } : { target }
}

function clampRate(rate: number): number {
  return Math.min(Math.max(Math.trunc(rate), 0), RATES.length - 1)
}

export type Playback = ReturnType<typeof createPlayback>

/** A running machine in the shape `useSyncExternalStore` takes. */
export function createPlayback() {
  const actor = createActor(playbackMachine).start()
  return {
    send: actor.send,
    getSnapshot: () => actor.getSnapshot(),
    subscribe: (listener: () => void) => {
      const subscription = actor.subscribe(listener)
      return () => subscription.unsubscribe()
    },
    stop: () => actor.stop(),
  }
}

/** A choice that can be made while playing. */
export interface Choice {
  readonly get: () => boolean
  readonly subscribe: (listener: () => void) => () => void
}

const ALWAYS: Choice = { get: () => true, subscribe: () => () => {} }

/**
 * Lets the machine drive the lab, and the lab's answers correct the machine. Gives a function that ends it.
 * Broken promises stop it unless `stopsAtViolation` says otherwise.
 */
export function drive(
  playback: Playback,
  lab: Pick<Lab, 'getState' | 'subscribe' | 'seek'>,
  stopsAtViolation: Choice = ALWAYS,
): () => void {
  let target: Target | null = null
  let seen: LabState | null = null
  const tellStops = () => {
    const stops = stopsOf(lab.getState()).filter(({ why }) => why !== 'violation' || stopsAtViolation.get())
    playback.send({ type: 'RUN', stops, knownUs: seen?.run.endUs ?? Number.POSITIVE_INFINITY })
  }
  const follow = () => {
    const state = lab.getState()
    if (state.run !== seen?.run || state.prediction !== seen.prediction) tellStops()
    seen = state
    playback.send({ type: 'ARRIVED', us: state.frame.atUs })
  }
  const lead = () => {
    const { context } = playback.getSnapshot()
    if (context.target === null || context.target === target) return
    target = context.target
    void lab.seek(target).then((state) => {
      if (isAtEnd(playback, state)) playback.send({ type: 'END' })
    })
  }
  follow()
  const unfollow = lab.subscribe(follow)
  const unlead = playback.subscribe(lead)
  const unchoose = stopsAtViolation.subscribe(tellStops)
  return () => {
    unfollow()
    unlead()
    unchoose()
  }
}

/** The lab records more as it is played on; when it does not, there is no more. */
function isAtEnd(playback: Playback, { frame }: LabState): boolean {
  const { value, context } = playback.getSnapshot()
  return value === 'forward' && frame.nextUs === null && context.cursorUs > frame.endUs
}

function stopsOf({ run, prediction }: LabState): Stop[] {
  const stops: Stop[] = run.landmarks
    .filter(({ kind }) => kind === 'violation')
    .slice(0, 1)
    .map(({ row, atUs }) => ({ row, us: atUs, why: 'violation' }))
  const isOpen = prediction !== null && prediction.chosen === null && !prediction.skipped
  if (isOpen && run.predict !== null)
    stops.push({ row: run.predict.row, us: run.predict.atUs, why: 'prediction' })
  return stops
}
