// Keys by name: one spelling for the registry, the listener and what is printed beside a command.

const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

/** "Space", "k", "Shift+ArrowRight", "Mod+k", "?". Shift is named only where the character does not show it. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key
  const isLetter = /^[a-z]$/.test(key)
  const needsShift = event.shiftKey && (isLetter || key.length > 1)
  return [(event.ctrlKey || event.metaKey) && 'Mod+', event.altKey && 'Alt+', needsShift && 'Shift+', key]
    .filter(Boolean)
    .join('')
}

const PRINTED: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowLeft: '←',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
  Escape: 'Esc',
}

/** As it is printed: "⌘K" or "Ctrl K", "Shift →". */
export function printed(name: string): string {
  return name
    .split(/\+(?=.)/)
    .map((part) => {
      if (part === 'Mod') return isApple ? '⌘' : 'Ctrl '
      if (part === 'Shift') return isApple ? '⇧' : 'Shift '
      return PRINTED[part] ?? (part.length === 1 ? part.toUpperCase() : part)
    })
    .join('')
}

export function isChord(name: string): boolean {
  return name.startsWith('Mod+') || name.startsWith('Alt+') || name === 'Escape'
}

/** Where a person is typing, no single key is a command. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true
  return target instanceof HTMLInputElement && !['radio', 'checkbox', 'button', 'range'].includes(target.type)
}

/** Composite widgets keep the keys that move inside them; only what scrolls keeps the page keys as well. */
const SCROLLS = '[role=menu],[role=listbox],[role=tree],[role=treegrid],[role=grid],input[type=range]'
const COMPOSITES = `${SCROLLS},[role=slider],[role=separator],[role=tablist],[role=radiogroup],[role=toolbar],[aria-roledescription],input[type=radio]`
const PRESSED =
  '[role=separator],button,a[href],summary,[role=button],[role=tab],[role=option],[role=row],input'
const STEPS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'])
const PAGES = new Set(['PageUp', 'PageDown'])

export function belongsToWidget(name: string, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const key = name.replace('Shift+', '')
  if (key === 'Space' || key === 'Enter') return target.closest(PRESSED) !== null
  if (STEPS.has(key)) return target.closest(COMPOSITES) !== null
  return PAGES.has(key) && target.closest(SCROLLS) !== null
}
