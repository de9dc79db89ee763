// The bar: where one is, how long it is, and the few things that are about the page rather than the run.

import { ChevronDown } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { printed } from '../commands/keys.ts'
import { isPredicting } from '../hooks/player.ts'
import type { Theme } from '../hooks/prefs.ts'
import { useLab, usePrefs, useSession } from '../hooks/session.ts'
import { Logo } from './Logo.tsx'

export function Bar() {
  const state = useLab()
  const { scenario, beat, run } = state
  return (
    <header className="bar">
      <Brand />
      <h1>{scenario.title}</h1>
      {isPredicting(state) && <p className="bar-question">{scenario.question}</p>}
      <span className="bar-space" />
      <span className="bar-beat">
        {run.beats.length > 0 && `beat ${beat} of ${run.beats.length}, `}about {scenario.minutes} min
      </span>
      <nav aria-label="Page">
        <a className="btn bar-scenarios" href="#/gallery">
          Scenarios
        </a>
        <PageTools />
      </nav>
    </header>
  )
}

export function Brand() {
  return (
    <a className="brand" href="#/gallery" aria-label="Netsplit, all scenarios">
      <Logo />
      <span className="brand-name">Netsplit</span>
    </a>
  )
}

export function PageTools() {
  const { player, view } = useSession()
  const open = (kind: 'palette' | 'share' | 'keys') => () => {
    player.pause()
    view.set({ dialog: { kind } })
  }
  return (
    <>
      <button type="button" className="btn" onClick={open('palette')}>
        Find <kbd>{printed('Mod+k')}</kbd>
      </button>
      <button type="button" className="btn" onClick={open('share')}>
        Share
      </button>
      <Looks />
      <button type="button" className="btn" aria-label="Keys" onClick={open('keys')}>
        ?
      </button>
    </>
  )
}

const THEMES: readonly (readonly [Theme, string])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['projector', 'Projector'],
]

export function Looks() {
  const { prefs } = useSession()
  const { theme, isLarge } = usePrefs()
  return (
    <MenuTrigger>
      <Button className="btn">
        Look <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className="popover" offset={4} placement="bottom end">
        <Menu
          className="menu"
          aria-label="Look"
          selectionMode="multiple"
          selectedKeys={[theme, ...(isLarge ? ['large'] : [])]}
          onAction={(key) =>
            key === 'large' ? prefs.set({ isLarge: !isLarge }) : prefs.set({ theme: key as Theme })
          }
        >
          {THEMES.map(([id, title]) => (
            <MenuItem key={id} id={id} className="menu-item">
              {title}
            </MenuItem>
          ))}
          <MenuItem id="large" className="menu-item">
            Large text <kbd>T</kbd>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
