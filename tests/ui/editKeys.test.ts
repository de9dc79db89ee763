// Keys on the list of interventions: they mean what is selected, or else the line they were pressed on.

import { expect, test } from 'vitest'
import { editForKey } from '../../src/ui/panels/editKeys.ts'

const pressed = (
  key: string,
  held: Partial<Record<'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey', true>> = {},
) => ({
  key,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...held,
})

test('sideways arrows move by a millisecond, with Shift by ten', () => {
  expect(editForKey(pressed('ArrowRight'), 'h1', [])).toEqual({ kind: 'move', ids: ['h1'], byUs: 1_000 })
  expect(editForKey(pressed('ArrowLeft', { shiftKey: true }), 'h1', [{ id: 'h2' }, { id: 'h3' }])).toEqual({
    kind: 'move',
    ids: ['h2', 'h3'],
    byUs: -10_000,
  })
})

test('Alt with an arrow moves the line itself, Delete takes out what is selected', () => {
  expect(editForKey(pressed('ArrowUp', { altKey: true }), 'h1', [{ id: 'h2' }])).toEqual({
    kind: 'earlier',
    id: 'h1',
  })
  expect(editForKey(pressed('ArrowDown', { altKey: true }), 'h1', [])).toEqual({ kind: 'later', id: 'h1' })
  expect(editForKey(pressed('Delete'), 'h1', [{ id: 'h2' }])).toEqual({ kind: 'delete', ids: ['h2'] })
})

test('everything else is left to the list and to the page', () => {
  expect(editForKey(pressed('ArrowUp'), 'h1', [])).toBeNull()
  expect(editForKey(pressed('z', { ctrlKey: true }), 'h1', [])).toBeNull()
  expect(editForKey(pressed('ArrowRight', { metaKey: true }), 'h1', [])).toBeNull()
  expect(editForKey(pressed('Delete'), null, [{ id: 'h2' }])).toBeNull()
})
