// Keys have one spelling, and a name that is shown reads as it is printed on the keyboard.

import { describe, expect, it } from 'vitest'
import { keyName, printed } from '../../src/ui/commands/keys.ts'

function pressed(key: string, held: Partial<KeyboardEvent> = {}): string {
  return keyName({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held })
}

describe('the name of a key', () => {
  it('does not depend on caps lock', () => {
    expect(pressed('x')).toBe('x')
    expect(pressed('X')).toBe('x')
  })

  it('says Shift for letters and named keys, not for characters that already show it', () => {
    expect(pressed('D', { shiftKey: true })).toBe('Shift+d')
    expect(pressed('ArrowRight', { shiftKey: true })).toBe('Shift+ArrowRight')
    expect(pressed('?', { shiftKey: true })).toBe('?')
  })

  it('treats Ctrl and ⌘ alike', () => {
    expect(pressed('k', { ctrlKey: true })).toBe('Mod+k')
    expect(pressed('k', { metaKey: true })).toBe('Mod+k')
    expect(pressed('Z', { metaKey: true, shiftKey: true })).toBe('Mod+Shift+z')
  })

  it('names the space bar', () => {
    expect(pressed(' ')).toBe('Space')
  })
})

describe('a key in print', () => {
  it('has arrows as arrows and the plus key as a plus', () => {
    expect(printed('ArrowLeft')).toBe('←')
    expect(printed('+')).toBe('+')
    expect(printed('Shift+ArrowRight')).toBe('Shift →')
    expect(printed('Mod+k')).toBe('Ctrl K')
  })
})
