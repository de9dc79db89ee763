// What of a placement is pointed at: by the pointer, else by the keyboard while it is here, else by a key that was
// pinned. All figures of a placement share it.

import { useCallback, useState } from 'react'
import type { PlacementProps } from './Ring.tsx'
import { afterKey, countOf, placeOf, type RingThing, type ThingKind, thingAt } from './things.ts'

interface Place {
  readonly kind: ThingKind
  readonly place: number
}

export interface Pointing {
  readonly lit: RingThing | null
  /** Where the keyboard is, among how many. */
  readonly here: Place & { readonly thing: RingThing; readonly count: number }
  readonly hover: (thing: RingThing | null) => void
  readonly setFocus: (hasFocus: boolean) => void
  /** True if the key meant something. */
  readonly press: (name: string) => boolean
  readonly pick: (thing: RingThing | null) => void
  readonly menu: (thing: RingThing | null, at: { readonly x: number; readonly y: number }) => boolean
}

export function usePointing({ model, pinned, onPin, onSelect, onMenu, selected }: PlacementProps): Pointing {
  const [hovered, setHovered] = useState<RingThing | null>(null)
  const [hasFocus, setFocus] = useState(false)
  const [asked, setAsked] = useState<Place>({ kind: 'node', place: 0 })
  const count = countOf(model, asked.kind)
  // Another placement has other things.
  const place: Place =
    count === 0 ? { kind: 'node', place: 0 } : { ...asked, place: Math.min(asked.place, count - 1) }
  const thing = thingAt(model, place.kind, place.place)
  const pinnedIndex = model.picture.keys.findIndex(({ key }) => key === pinned)
  const pin: RingThing | null = pinnedIndex < 0 ? null : { kind: 'key', index: pinnedIndex }
  const isHoveredHere = hovered !== null && hovered.index < countOf(model, hovered.kind)
  const ownerOf = (of: RingThing): string | null => {
    const { nodes, arcs } = model.picture
    const index = of.kind === 'node' ? of.index : (arcs?.owner[of.index] ?? -1)
    return of.kind === 'key' ? null : (nodes[index]?.id ?? null)
  }
  const pick = (picked: RingThing | null) => {
    if (picked === null) return
    setAsked({ kind: picked.kind, place: placeOf(model, picked) })
    if (picked.kind === 'key') {
      const { key } = model.picture.keys[picked.index]!
      onPin(key === pinned ? null : key)
      return
    }
    const id = ownerOf(picked)
    onSelect(id === selected ? null : id)
  }
  return {
    lit: isHoveredHere ? hovered : hasFocus ? thing : pin,
    here: { ...place, thing, count: Math.max(1, count) },
    hover: useCallback((next: RingThing | null) => {
      setHovered((old) => (old?.kind === next?.kind && old?.index === next?.index ? old : next))
    }, []),
    setFocus,
    press(name) {
      if (name === 'Enter' || name === ' ') {
        pick(thing)
        return true
      }
      const next = afterKey(model, name, place)
      if (next === null) return false
      setHovered(null)
      setAsked(next)
      return true
    },
    pick,
    menu(of, at) {
      const id = of === null ? null : ownerOf(of)
      if (id !== null) onMenu(id, at)
      return id !== null
    },
  }
}
