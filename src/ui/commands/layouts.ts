// Layouts: choosing one, resizing its panes, and giving them back the sizes they had.

import { LAYOUTS, type LayoutId, type SplitId } from '../hooks/layout.ts'
import type { Session } from '../hooks/session.ts'
import type { SideTab } from '../hooks/view.ts'
import { type Action, action } from './action.ts'

/** The reasons that a layout opens with. */
const FIRST_TAB: Readonly<Record<LayoutId, SideTab>> = {
  learning: 'story',
  debugging: 'feed',
  presenting: 'story',
}

export function layoutActions(session: Session): readonly Action[] {
  const { layout } = session.view.get()
  return [
    ...LAYOUTS.map(([id, title]) =>
      action({
        id: `layout.${id}`,
        title,
        full: `Layout: ${title.toLowerCase()}`,
        group: 'Page',
        isOn: layout === id,
        run: () => choose(session, id),
      }),
    ),
    resetAction(session),
  ]
}

/** On a key of its own: the next layout. */
export function layoutKeys(session: Session): readonly Action[] {
  const at = LAYOUTS.findIndex(([id]) => id === session.view.get().layout)
  const [next, title] = LAYOUTS[(at + 1) % LAYOUTS.length]!
  return [
    action({
      id: 'layout.next',
      title: `Next layout: ${title.toLowerCase()}`,
      keys: ['m'],
      group: 'Page',
      run: () => choose(session, next),
    }),
  ]
}

function resetAction({ prefs, view }: Session): Action {
  const { layout } = view.get()
  const isChanged = Object.keys(prefs.get().sizes[layout] ?? {}).length > 0
  return action({
    id: 'layout.reset',
    title: 'Reset the sizes',
    full: 'Reset the layout',
    group: 'Page',
    why: isChanged ? null : 'nothing was resized',
    run: () => prefs.set({ sizes: { ...prefs.get().sizes, [layout]: {} } }),
  })
}

/** A tab that was opened on purpose stays. */
function choose({ view, prefs }: Session, layout: LayoutId): void {
  const { layout: before, sideTab, diagram } = view.get()
  const isFirst = sideTab === FIRST_TAB[before]
  view.set({
    layout,
    diagram: { ...diagram, isOpen: null },
    ...(isFirst && { sideTab: FIRST_TAB[layout] }),
  })
  prefs.set({ layout })
}

/** Null gives the size back to the page. */
export function resize({ view, prefs }: Session, split: SplitId, size: number | null): void {
  const { layout } = view.get()
  const { sizes } = prefs.get()
  const { [split]: _, ...others } = sizes[layout] ?? {}
  prefs.set({ sizes: { ...sizes, [layout]: size === null ? others : { ...others, [split]: size } } })
}

/** What was asked for in the layout on the screen; null where it is the page's. */
export function askedSize({ view, prefs }: Session, split: SplitId): number | null {
  return prefs.get().sizes[view.get().layout]?.[split] ?? null
}
