// Opening whatever a person has in hand, a link, a scenario's name, a saved run: the run is the lab's, and what the link
// says of the page is the page's. What it says that cannot be is named, and costs nothing else.

import type { LabState } from '../../lab/lab.ts'
import { oneSentence } from '../../sim/result.ts'
import { seenIn } from '../../sim/see.ts'
import type { Session } from './session.ts'
import { OPENING_VIEW } from './view.ts'
import { readView, writeView } from './viewParts.ts'

/** Opened while another was on its way: the earlier one no longer says what is on show. */
let latest = 0

export async function openLink({ lab, view, player }: Session, text: string): Promise<LabState> {
  const mine = ++latest
  player.pause()
  view.set(OPENING_VIEW)
  const state = await lab.open(text)
  if (mine !== latest) return state
  const { seen, problems } = readView(seenIn(text), state)
  view.set({ ...seen, ...(problems.length > 0 && { notice: `In the link, ${oneSentence(problems)}` }) })
  return state
}

/** The link to what is on the screen. */
export function linkHere({ lab, view }: Session, at: 'start' | 'playhead' = 'playhead'): Promise<string> {
  return lab.link({ at, see: writeView(view.get(), lab.getState()) })
}
