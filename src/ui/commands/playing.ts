// Commands that move the playhead, and the sentences that go with them.

import { RATES } from '../hooks/player.ts'
import type { Session } from '../hooks/session.ts'
import { type Action, action } from './action.ts'

export function playingActions(session: Session): readonly Action[] {
  const { player, lab } = session
  const { frame } = lab.getState()
  const { isPlaying } = player.getPlaying()
  const atStart = frame.row < 0 ? 'this is the start' : null
  const make = (
    id: string,
    title: string,
    keys: readonly string[],
    run: () => void,
    why: string | null = null,
  ) => action({ id: `move.${id}`, title, keys, run, why, group: 'Move in time' })
  const by = (what: 'event' | 'landmark' | 'beat', step: 1 | -1) => () => player.seek({ by: what, step })

  return [
    make('play', isPlaying ? 'Pause' : 'Play', ['Space', 'k'], player.toggle),
    make('nextEvent', 'Next event', ['ArrowRight', 'n'], by('event', 1)),
    make('previousEvent', 'Previous event', ['ArrowLeft', 'p'], by('event', -1), atStart),
    make('nextBeat', 'Next beat', ['PageDown'], by('beat', 1)),
    make('previousBeat', 'Previous beat', ['PageUp'], by('beat', -1), atStart),
    make('nextLandmark', 'Next landmark', ['Shift+ArrowRight'], by('landmark', 1)),
    make('previousLandmark', 'Previous landmark', ['Shift+ArrowLeft'], by('landmark', -1), atStart),
    make('faster', 'Play faster', ['l'], player.faster),
    make('slower', 'Play slower, then backwards', ['j'], player.slower),
    make('start', 'Go to the start', ['Home'], () => player.seek({ to: 'start' }), atStart),
    make('end', 'Go to the end', ['End'], () => player.seek({ to: 'end' })),
    make('go', 'Go to a time or an event…', ['g'], () => session.view.set({ dialog: { kind: 'go' } })),
    make('reset', 'Start over', ['r'], () => startOver(session)),
  ]
}

/** As it opened, with nothing done to it; what was done comes back with Undo. */
export function startOver({ lab, player }: Session): void {
  const { canUndo, prediction, scenario, seed } = lab.getState()
  const isAnswered = prediction !== null && (prediction.chosen !== null || prediction.skipped)
  if (!canUndo && !isAnswered) return player.seek({ to: 'opening' })
  player.pause()
  void lab.open(`#/${scenario.id}?seed=${encodeURIComponent(seed)}`)
}

/** How fast, and whether a broken promise stops it. */
export function rateActions({ player, prefs }: Session): readonly Action[] {
  const { stopsAtViolation } = prefs.get()
  const rates = RATES.map(({ says }, rate) =>
    action({
      id: `rate.${rate}`,
      title: says,
      full: `Speed: ${says}`,
      group: 'Move in time',
      isOn: player.getPlaying().rate === rate,
      run: () => player.setRate(rate),
    }),
  )
  const stop = action({
    id: 'rate.stop',
    title: 'Stop when a promise breaks',
    full: `${stopsAtViolation ? 'Do not stop' : 'Stop'} when a promise breaks`,
    group: 'Move in time',
    isOn: stopsAtViolation,
    run: () => prefs.set({ stopsAtViolation: !stopsAtViolation }),
  })
  return [...rates, stop]
}
