// Keys on the list of interventions: arrows sideways move in time, arrows with Alt change the order.

import type { ListedIntervention } from '../../lab/frame.ts'
import type { InterventionEdit } from '../../lab/interventionEdits.ts'

export const FINE_US = 1_000
export const COARSE_US = 10_000

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>

/** What a key on a line does to what is selected, or else to that line; null for keys that mean nothing here. */
export function editForKey(
  { key, shiftKey, altKey, ctrlKey, metaKey }: Pressed,
  line: string | null,
  selected: readonly Pick<ListedIntervention, 'id'>[],
): InterventionEdit | null {
  if (ctrlKey || metaKey || line === null) return null
  if (altKey) return orderForKey(key, line)
  const ids = selected.length > 0 ? selected.map(({ id }) => id) : [line]
  const us = shiftKey ? COARSE_US : FINE_US
  if (key === 'ArrowLeft') return { kind: 'move', ids, byUs: -us }
  if (key === 'ArrowRight') return { kind: 'move', ids, byUs: us }
  return key === 'Delete' || key === 'Backspace' ? { kind: 'delete', ids } : null
}

function orderForKey(key: string, id: string): InterventionEdit | null {
  if (key === 'ArrowUp') return { kind: 'earlier', id }
  return key === 'ArrowDown' ? { kind: 'later', id } : null
}
