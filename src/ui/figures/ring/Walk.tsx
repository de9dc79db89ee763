// The hands on a figure of a placement: pointer and keyboard in, things out. To those who listen it is a list of which
// one line is read at a time, however many there are.

import { type KeyboardEvent, type MouseEvent, useId, useRef } from 'react'
import type { Point } from '../shared/geometry.ts'
import type { RingModel } from './model.ts'
import { KIND_NAMES, type RingThing, sentenceOf } from './things.ts'
import type { Pointing } from './usePointing.ts'

interface Props {
  readonly model: RingModel
  readonly pointing: Pointing
  readonly label: string
  readonly hit: (at: Point, isFine: boolean) => RingThing | null
}

export function Walk({ model, pointing, label, hit }: Props) {
  const { here } = pointing
  const id = useId()
  const pointer = useRef('mouse')
  const under = (event: MouseEvent): RingThing | null => {
    const box = event.currentTarget.getBoundingClientRect()
    return hit({ x: event.clientX - box.left, y: event.clientY - box.top }, pointer.current === 'mouse')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !pointing.press(event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      className="figure-walk"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={id}
      onKeyDown={onKeyDown}
      onFocus={() => pointing.setFocus(true)}
      onBlur={() => pointing.setFocus(false)}
      onPointerDown={(event) => {
        pointer.current = event.pointerType
      }}
      onPointerMove={(event) => {
        pointer.current = event.pointerType
        if (event.pointerType === 'mouse') pointing.hover(under(event))
      }}
      onPointerLeave={() => pointing.hover(null)}
      onClick={(event) => pointing.pick(under(event))}
      onContextMenu={(event) => {
        if (pointing.menu(under(event), { x: event.clientX, y: event.clientY })) event.preventDefault()
      }}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the list points to the one line it has */}
      <div
        id={id}
        className="vh"
        role="option"
        aria-selected="true"
        aria-setsize={here.count}
        aria-posinset={here.place + 1}
      >
        {sentenceOf(model, here.thing)} ({KIND_NAMES[here.kind]})
      </div>
    </div>
  )
}
