// Which view comes next on V: tabs of the reasoning column on a wide page, tabs of the phone on a narrow one.

import type { Session } from '../hooks/session.ts'
import type { PhoneTab, SideTab } from '../hooks/view.ts'

export const SIDE_TABS: readonly (readonly [SideTab, string])[] = [
  ['story', 'Story'],
  ['feed', 'Feed'],
  ['node', 'Node'],
  ['rules', 'Rules'],
  ['history', 'History'],
  ['outline', 'Outline'],
]

export const PHONE_TABS: readonly (readonly [PhoneTab, string])[] = [
  ['cluster', 'Cluster'],
  ['time', 'Time'],
  ['log', 'Log'],
  ['why', 'Why'],
]

export function nextView({ view }: Session): void {
  const { sideTab, phoneTab, isSideOpen } = view.get()
  view.set({
    sideTab: isSideOpen ? after(SIDE_TABS, sideTab) : sideTab,
    phoneTab: after(PHONE_TABS, phoneTab),
    isSideOpen: true,
  })
}

function after<T extends string>(tabs: readonly (readonly [T, string])[], current: T): T {
  const at = tabs.findIndex(([id]) => id === current)
  return tabs[(at + 1) % tabs.length]?.[0] ?? current
}
