// How the page looks: themes and the size of text.

import type { Theme } from '../hooks/prefs.ts'
import type { Session } from '../hooks/session.ts'
import { type Action, action } from './action.ts'

const THEMES: readonly (readonly [Theme, string])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['projector', 'Projector'],
]

export function lookActions({ prefs }: Session): readonly Action[] {
  const { theme, isLarge } = prefs.get()
  return [
    ...THEMES.map(([id, title]) =>
      action({
        id: `look.${id}`,
        title,
        full: `Theme: ${title.toLowerCase()}`,
        group: 'Page',
        isOn: theme === id,
        run: () => prefs.set({ theme: id }),
      }),
    ),
    action({
      id: 'look.large',
      title: 'Large text',
      keys: ['t'],
      group: 'Page',
      isOn: isLarge,
      run: () => prefs.set({ isLarge: !isLarge }),
    }),
  ]
}
