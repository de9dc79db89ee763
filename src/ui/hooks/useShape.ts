// Which of three page shapes fits the window. Decided once here, so that no component measures for itself.

import { useSyncExternalStore } from 'react'

export type Shape = 'wide' | 'narrow' | 'phone'

const narrow = matchMedia('(max-width: 1099px)')
const phone = matchMedia('(max-width: 640px)')

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener)
  phone.addEventListener('change', listener)
  return () => {
    narrow.removeEventListener('change', listener)
    phone.removeEventListener('change', listener)
  }
}

export function useShape(): Shape {
  return useSyncExternalStore(subscribe, () => (phone.matches ? 'phone' : narrow.matches ? 'narrow' : 'wide'))
}
