// Asking why: of an event, a message, a field or what is selected; and walking the chain of causes, back and forth.

import type { Asked } from '../../lab/why.ts'
import type { Session } from '../hooks/session.ts'
import { isAlong, pastOf } from '../hooks/useChain.ts'
import type { AskedChain, Selection } from '../hooks/view.ts'
import { type Action, action } from './action.ts'
import { flightName, flightOf } from './names.ts'

/** Shows the chain behind something, beside the moment it is asked from. */
export async function ask(session: Session, asked: Asked, title: string | null): Promise<void> {
  const { lab, player, view } = session
  player.pause()
  const { lines } = await lab.why(asked)
  if (lines.length === 0) return view.set({ notice: 'Nothing has happened to it yet' })
  view.set({
    asked: chainFrom(session, lines, title),
    sideTab: 'story',
    phoneTab: 'why',
    isSideOpen: true,
  })
}

/** E asks about the selection; without one, about the current event. */
export function whyActions(session: Session): readonly Action[] {
  const { selection } = session.view.get()
  const { frame } = session.lab.getState()
  const nothingYet = frame.row < 0 ? 'nothing has happened yet' : null
  const make = (id: string, title: string, key: string, run: () => void, why: string | null) =>
    action({ id: `move.${id}`, title, keys: [key], run, why, group: 'Move in time' })
  return [
    ...(selection === null || selection.kind === 'link' ? [] : [whyAction(session, selection)]),
    make('why', 'Why this event?', 'e', () => ask(session, { row: frame.row }, null), nothingYet),
    make('cause', 'Go to the cause', '[', () => walkBack(session), nothingYet ?? noCause(session)),
    make('effect', 'Go to the effect', ']', () => walkOn(session), nothingYet),
  ]
}

/** On a node or a message, in its menu. */
export function whyAction(session: Session, target: Exclude<Selection, { kind: 'link' }>): Action {
  const { frame } = session.lab.getState()
  const make = (full: string, asked: Asked, title: string) =>
    action({
      id: `why.${target.kind}.${target.id}`,
      title: 'Why?',
      full,
      keys: ['e'],
      group: 'Ask the system',
      run: () => ask(session, asked, title),
    })
  if (target.kind === 'node')
    return make(
      `Why the last event of ${target.id}?`,
      { node: target.id, path: [] },
      `the last event of ${target.id}`,
    )
  const flight = flightOf(frame, target.id)
  const name = flight === null ? 'the message' : flightName(flight)
  return make(`Why ${name}?`, { message: target.id }, name)
}

function chainFrom({ lab }: Session, lines: AskedChain['lines'], title: string | null): AskedChain {
  const { frame, run } = lab.getState()
  return { title, lines, fromRow: frame.row, past: pastOf(run) }
}

/** The chain on show, if one was asked for. */
function current({ lab, view }: Session): AskedChain | null {
  const { asked } = view.get()
  return asked !== null && isAlong(asked, lab.getState()) ? asked : null
}

function noCause(session: Session): string | null {
  const { row, now } = session.lab.getState().frame
  const asked = current(session)
  const isRoot = asked === null ? now?.cause === null : asked.lines.at(-1)?.row === row
  return isRoot ? 'this event has no earlier cause' : null
}

async function walkBack(session: Session): Promise<void> {
  const { lab, player, view } = session
  const { row } = lab.getState().frame
  const chain = current(session) ?? chainFrom(session, (await lab.why({ row })).lines, null)
  view.set({ asked: chain })
  const next = chain.lines[chain.lines.findIndex((line) => line.row === row) + 1]
  if (next !== undefined) player.seek({ row: next.row })
}

/** Back along the chain that was walked; from its beginning, on to what the event brought about. */
async function walkOn(session: Session): Promise<void> {
  const { lab, player, view } = session
  const { row } = lab.getState().frame
  const lines = current(session)?.lines ?? []
  const before = lines[lines.findIndex((line) => line.row === row) - 1]
  if (before !== undefined) return player.seek({ row: before.row })
  const { effect } = await lab.why({ row })
  if (effect === null) view.set({ notice: 'Nothing has followed from this event' })
  else player.seek({ row: effect })
}
