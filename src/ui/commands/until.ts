// Running on, or looking back, to the next event that one wishes to see. While it is looked for Escape stops it.

import type { Reached } from '../../lab/until/runUntil.ts'
import type { MarkUntil, Until } from '../../lab/until/until.ts'
import { isAsked } from '../hooks/player.ts'
import type { Session } from '../hooks/session.ts'
import { clock, count } from '../panels/words.ts'
import { type Action, action } from './action.ts'

/** As in "run until …" and "back to …". */
export const MARK_TITLES: Readonly<Record<MarkUntil, readonly [until: string, back: string]>> = {
  'leader change': ['a leader change', 'the last leader change'],
  commit: ['a commit', 'the last commit'],
  'client error': ['a client error', 'the last client error'],
  violation: ['a promise breaks', 'where a promise broke'],
  divergence: ['the runs part', 'where the runs part'],
}

/** Goes there and says what was found, or stays and says that nothing was. */
export async function runUntil(
  session: Session,
  wish: Until,
  step: 1 | -1 = 1,
  say = (notice: string) => session.view.set({ notice }),
): Promise<Reached['kind']> {
  const { lab, player, view, prefs } = session
  if (step === 1 && isAsked(lab.getState())) {
    say('What do you expect? Choose first, or step on twice to skip')
    return 'problem'
  }
  player.pause()
  view.get().search?.abort()
  const search = new AbortController()
  view.set({ search })
  const isHeeded = step === 1 && prefs.get().stopsAtViolation && wish.kind !== 'violation'
  const onProgress = ({ events, us }: { readonly events: number; readonly us: number }) =>
    say(`Looking: ${count(events)} events, ${clock(us)}. Esc stops`)
  const options = { step, signal: search.signal, onProgress, asksFirst: true }
  try {
    const reached = await lab.runUntil(isHeeded ? [wish, { kind: 'violation' }] : [wish], options)
    const isAskedFirst = reached.kind === 'found' && isAsked(reached.state)
    if (view.get().search === search) say(isAskedFirst ? 'A question comes first' : reached.says)
    return reached.kind
  } finally {
    if (view.get().search === search) view.set({ search: null })
  }
}

export function untilAction({ view, player }: Session): Action {
  return action({
    id: 'move.until',
    title: 'Run until…',
    keys: ['Shift+g'],
    group: 'Move in time',
    run: () => {
      player.pause()
      view.set({ dialog: { kind: 'until' } })
    },
  })
}

/** For the palette: every mark of this system's runs, on and back. */
export function untilMarkActions(session: Session): readonly Action[] {
  const { sim, compare } = session.lab.getState()
  const marks = sim.marks.filter((mark) => mark !== 'divergence' || compare !== null)
  return marks.flatMap((kind) => {
    const [until, back] = MARK_TITLES[kind]
    const make = (step: 1 | -1, title: string) =>
      action({
        id: `until.${step === 1 ? 'on' : 'back'}.${kind}`,
        title,
        group: 'Move in time',
        run: () => void runUntil(session, { kind }, step),
      })
    return [make(1, `Run until ${until}`), make(-1, `Go back to ${back}`)]
  })
}

/** Escape means this first, while something is looked for. */
export function stopSearchActions({ view }: Session): readonly Action[] {
  const { search } = view.get()
  if (search === null) return []
  return [
    action({
      id: 'move.stopSearch',
      title: 'Stop looking',
      keys: ['Escape'],
      group: 'Move in time',
      run: () => search.abort(),
    }),
  ]
}
