// What a person prefers, kept between visits where the browser allows it. The theme is written to <html> at once,
// so that the stylesheet alone decides every colour.

import { isLayout, type LayoutId, type LayoutSizes, readSizes } from './layout.ts'
import { createStore, type Store } from './store.ts'

export type Theme = 'system' | 'light' | 'dark' | 'projector'

export interface Prefs {
  readonly theme: Theme
  readonly isLarge: boolean
  /** Single-key shortcuts; chords with Ctrl or ⌘ always work. */
  readonly keysOn: boolean
  /** Playing, and running until something, stop where a promise breaks. */
  readonly stopsAtViolation: boolean
  readonly layout: LayoutId
  readonly sizes: LayoutSizes
}

const THEMES: readonly Theme[] = ['system', 'light', 'dark', 'projector']
const DEFAULTS: Prefs = {
  theme: 'system',
  isLarge: false,
  keysOn: true,
  stopsAtViolation: true,
  layout: 'learning',
  sizes: {},
}
const KEY = 'netsplit.prefs'

export function createPrefs(): Store<Prefs> {
  const store = createStore<Prefs>({ ...DEFAULTS, ...stored(), ...fromAddress() })
  const apply = () => dress(store.get())
  store.subscribe(apply)
  store.subscribe(() => keep(store.get()))
  apply()
  return store
}

function dress({ theme, isLarge }: Prefs): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  if (isLarge) root.dataset.scale = 'large'
  else delete root.dataset.scale
}

function isTheme(value: unknown): value is Theme {
  return THEMES.includes(value as Theme)
}

/** `?theme=dark` wins over what was stored, for links and for embedding. */
function fromAddress(): Partial<Prefs> {
  const theme = new URLSearchParams(location.search).get('theme')
  return isTheme(theme) ? { theme } : {}
}

function stored(): Partial<Prefs> {
  try {
    const read = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Prefs>
    return {
      ...(isTheme(read.theme) && { theme: read.theme }),
      ...(typeof read.isLarge === 'boolean' && { isLarge: read.isLarge }),
      ...(typeof read.keysOn === 'boolean' && { keysOn: read.keysOn }),
      ...(typeof read.stopsAtViolation === 'boolean' && { stopsAtViolation: read.stopsAtViolation }),
      ...(isLayout(read.layout) && { layout: read.layout }),
      sizes: readSizes(read.sizes),
    }
  } catch {
    return {}
  }
}

function keep(prefs: Prefs): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(prefs))
  } catch {
    // Storage may be blocked; the choice then lasts as long as the page.
  }
}
