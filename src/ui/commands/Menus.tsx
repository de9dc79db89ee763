// Menus of actions: the one that opens on a thing (right click, long press, Menu key, or its actions button), and the
// ones that hang on buttons of a toolbar.

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components'
import type { MenuItem as Offer } from '../../lab/frame.ts'
import { type Session, useLab, useSession, useView } from '../hooks/session.ts'
import type { Selection } from '../hooks/view.ts'
import type { Action } from './action.ts'
import { actionsOn } from './faults.ts'
import { printed } from './keys.ts'
import { flightOf, nodeOf } from './names.ts'

export function titleOf({ lab }: Session, target: Selection): string {
  const { frame } = lab.getState()
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
  const close = () => session.view.set({ menu: null })
  return (
    <>
      <span ref={anchor} style={{ position: 'fixed', left: menu.x, top: menu.y, width: 1, height: 1 }} />
      <Popover
        triggerRef={anchor}
        isOpen
        onOpenChange={(isOpen) => !isOpen && close()}
        placement="bottom start"
        offset={2}
        className="popover"
        aria-label={titleOf(session, menu.target)}
      >
        <ActionMenu
          label={titleOf(session, menu.target)}
          actions={actionsOn(session, menu.target, items)}
          onClose={close}
          isTitled
        />
      </Popover>
    </>
  )
}

/** A button that opens a menu of actions; they are made when it opens. */
export function ActionsButton(props: {
  label: string
  children: ReactNode
  actions: () => readonly Action[]
  className?: string
}) {
  const session = useSession()
  const { label, children, actions, className = 'btn' } = props
  return (
    <MenuTrigger onOpenChange={(isOpen) => isOpen && session.player.pause()}>
      <Button className={className} aria-label={label}>
        {children}
      </Button>
      <Popover className="popover" offset={4}>
        <ActionMenu label={label} actions={actions()} />
      </Popover>
    </MenuTrigger>
  )
}

interface ActionMenuProps {
  readonly label: string
  readonly actions: readonly Action[]
  readonly onClose?: () => void
  readonly isTitled?: boolean
}

function ActionMenu({ label, actions, onClose, isTitled = false }: ActionMenuProps) {
  const run = (id: string) => {
    onClose?.()
    actions.find((action) => action.id === id)?.run()
  }
  const disabled = actions.filter(({ why }) => why !== null).map(({ id }) => id)
  const items = actions.map((action) => <Item key={action.id} action={action} />)
  return (
    <Menu
      aria-label={label}
      className="menu"
      autoFocus="first"
      disabledKeys={disabled}
      onAction={(key) => run(String(key))}
      {...(onClose !== undefined && { onClose })}
    >
      {isTitled ? (
        <MenuSection>
          <Header className="menu-title">{label}</Header>
          {items}
        </MenuSection>
      ) : (
        items
      )}
    </Menu>
  )
}

function Item({ action }: { action: Action }) {
  const beside = action.why ?? action.scope
  return (
    <MenuItem id={action.id} textValue={action.title} className="menu-item">
      <span>{action.title}</span>
      {beside !== undefined && beside !== null && <span className="quiet menu-scope">{beside}</span>}
      {action.keys[0] !== undefined && <kbd>{printed(action.keys[0])}</kbd>}
    </MenuItem>
  )
}
