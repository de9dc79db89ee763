// A menu of actions that hangs on something. Loaded when the first menu is asked for.

import type { RefObject } from 'react'
import { Header, Menu, MenuItem, MenuSection, Popover } from 'react-aria-components'
import type { Action } from './action.ts'
import { printed } from './keys.ts'

export interface ActionMenuProps {
  readonly anchor: RefObject<Element | null>
  readonly label: string
  readonly actions: readonly Action[]
  readonly onClose: () => void
  /** The label is also printed at the top. */
  readonly isTitled?: boolean
}

export function ActionMenu({ anchor, label, actions, onClose, isTitled = false }: ActionMenuProps) {
  const run = (id: string) => {
    onClose()
    actions.find((action) => action.id === id)?.run()
  }
  const isChoice = actions.some(({ isOn }) => isOn !== undefined)
  const items = actions.map((action) => <Item key={action.id} action={action} />)
  return (
    <Popover
      triggerRef={anchor}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      placement="bottom start"
      offset={4}
      className="popover"
      aria-label={label}
    >
      <Menu
        aria-label={label}
        className="menu"
        autoFocus="first"
        selectionMode={isChoice ? 'multiple' : 'none'}
        selectedKeys={actions.filter(({ isOn }) => isOn).map(({ id }) => id)}
        disabledKeys={actions.filter(({ why }) => why !== null).map(({ id }) => id)}
        onAction={(key) => run(String(key))}
        onClose={onClose}
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
    </Popover>
  )
}

function Item({ action }: { action: Action }) {
  const beside = action.why ?? action.scope
  return (
    <MenuItem id={action.id} textValue={action.title} className="menu-item">
      <span>{action.title}</span>
      {beside !== undefined && <span className="quiet menu-scope">{beside}</span>}
      {action.keys[0] !== undefined && <kbd>{printed(action.keys[0])}</kbd>}
    </MenuItem>
  )
}
