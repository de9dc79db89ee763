// One thing a person can do, wherever it is offered: on a key, in the palette, in a menu, on a toolbar.

export const GROUPS = ['Move in time', 'Break', 'Heal and undo', 'Ask the system', 'Select', 'Page'] as const
export type Group = (typeof GROUPS)[number]

export interface Action {
  readonly id: string
  /** On the thing itself: "Crash". */
  readonly title: string
  /** Away from it: "Crash n1". */
  readonly full: string
  /** Names as `keyName` gives them; the first is the one that is shown. */
  readonly keys: readonly string[]
  readonly group: Group
  /** For a choice between several: this one is chosen. */
  readonly isOn?: boolean
  /** What it will touch, never what will come of it. */
  readonly scope?: string
  /** Why it cannot be done now; null when it can. */
  readonly why: string | null
  readonly run: () => void
}

type Draft = Pick<Action, 'id' | 'title' | 'run' | 'group'> &
  Partial<Omit<Action, 'id' | 'title' | 'run' | 'group'>>

export function action(draft: Draft): Action {
  return { full: draft.title, keys: [], why: null, ...draft }
}
