// Find a command: everything that can be done now, filtered by what is typed.

import { useState } from 'react'
import { Autocomplete, Input, Menu, MenuItem, SearchField, useFilter } from 'react-aria-components'
import { useOffers, useSession } from '../hooks/session.ts'
import type { Action } from './action.ts'
import { compareActions } from './compare.ts'
import { DialogFrame } from './Frame.tsx'
import { printed } from './keys.ts'
import { paletteActions } from './registry.ts'

export function Palette() {
  const session = useSession()
  const actions = paletteActions(session, useOffers())
  return <Finder title="Find a command" hint="Find a command, a node, a scenario" all={actions} />
}

/** What this run can be put beside. */
export function ComparePalette() {
  return <Finder title="Compare with" hint="A branch, a setting, a rule" all={compareActions(useSession())} />
}

function Finder({ title, hint, all }: { title: string; hint: string; all: readonly Action[] }) {
  const session = useSession()
  const [typed, setTyped] = useState('')
  const actions = nearestFirst(all, typed)
  const { contains } = useFilter({ sensitivity: 'base' })
  const wordByWord = (text: string, sought: string) => wordsOf(sought).every((word) => contains(text, word))
  const run = (id: string) => {
    session.view.set({ dialog: null })
    actions.find((action) => action.id === id)?.run()
  }
  return (
    <DialogFrame title={title} kind="palette">
      <Autocomplete filter={wordByWord} inputValue={typed} onInputChange={setTyped}>
        <SearchField aria-label={title} autoFocus className="palette-field">
          <Input placeholder={hint} />
        </SearchField>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <div className="palette-list" tabIndex={0}>
          <Menu
            aria-label="Commands"
            className="palette-menu"
            items={actions}
            onAction={(key) => run(String(key))}
            renderEmptyState={() => (
              <p className="quiet palette-none">No command has these words. Try a node, or “cut”.</p>
            )}
          >
            {(action) => (
              <MenuItem
                id={action.id}
                textValue={`${action.full} ${action.group} ${action.scope ?? ''} ${action.id}`}
                className="menu-item"
              >
                <span>{action.full}</span>
                <span className="quiet menu-scope">{action.scope}</span>
                {action.keys[0] !== undefined && <kbd>{printed(action.keys[0])}</kbd>}
              </MenuItem>
            )}
          </Menu>
        </div>
      </Autocomplete>
    </DialogFrame>
  )
}

function wordsOf(typed: string): readonly string[] {
  return typed.toLowerCase().split(/\s+/).filter(Boolean)
}

/** Commands with all the words in their name come before those that only mention them: "cut n3 off" cuts n3 off. */
function nearestFirst(actions: readonly Action[], typed: string): readonly Action[] {
  const words = wordsOf(typed)
  const isNamed = ({ full }: Action) => words.every((word) => full.toLowerCase().includes(word))
  return [...actions.filter(isNamed), ...actions.filter((action) => !isNamed(action))]
}
