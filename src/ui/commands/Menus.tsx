// Where menus of actions hang: on a thing that was pointed at (right click, long press, Menu key, its actions button),
// and on buttons of a toolbar. The menu itself is loaded apart.

import { type ReactNode, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { MenuItem as Offer } from '../../lab/frame.ts'
import { later } from '../hooks/later.ts'
import { type Session, useLab, useSession, useView } from '../hooks/session.ts'
import { shownOf } from '../hooks/shown.ts'
import type { Selection } from '../hooks/view.ts'
import type { Action } from './action.ts'
import { actionsOn } from './faults.ts'
import { flightOf, nodeOf } from './names.ts'

const ActionMenu = later(() => import('./ActionMenu.tsx').then((m) => ({ default: m.ActionMenu })))

export function titleOf({ lab }: Session, target: Selection): string {
  const { frame } = shownOf(lab.getState())
  if (target.kind === 'node') return `${target.id}: ${nodeOf(frame, target.id)?.caption ?? 'gone'}`
  if (target.kind === 'link') return `Link ${target.a}–${target.b}`
  return flightOf(frame, target.id)?.line ?? 'A message that has arrived'
}

/** The menu on a thing, opened at a place on the screen by setting `view.menu`. */
export function ThingMenu() {
  const session = useSession()
  const { menu } = useView()
  useLab()
  const anchor = useRef<HTMLSpanElement>(null)
  const [items, setItems] = useState<readonly Offer[]>([])
  const target = menu?.target ?? null

  useEffect(() => {
    setItems([])
    if (target?.kind === 'node') void session.lab.menu(target.id).then(setItems)
  }, [session, target])
  useLayoutEffect(() => {
    if (menu !== null) session.player.pause()
  }, [session, menu])

  if (menu === null) return null
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ left: menu.x, top: menu.y }} />
      <Suspense fallback={null}>
        <ActionMenu
          anchor={anchor}
          label={titleOf(session, menu.target)}
          actions={actionsOn(session, menu.target, items)}
          onClose={() => session.view.set({ menu: null })}
          isTitled
        />
      </Suspense>
    </>
  )
}

interface ActionsButtonProps {
  /** Of the button, when it says more than its text, and of the menu. */
  readonly label: string
  readonly children: ReactNode
  /** Made anew when the menu opens. */
  readonly actions: () => readonly Action[]
  readonly className?: string
}

/** A button that opens a menu of actions. Time stands still while it is open. */
export function ActionsButton({ label, children, actions, className = 'btn' }: ActionsButtonProps) {
  const { player } = useSession()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const open = () => {
    player.pause()
    setOpen(true)
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={open}
      >
        {children}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <ActionMenu anchor={button} label={label} actions={actions()} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
