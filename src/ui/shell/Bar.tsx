// The bar: where one is, how long it is, and the few things that are about the page rather than the run.

import { ChevronDown } from 'lucide-react'
import { printed } from '../commands/keys.ts'
import { layoutActions } from '../commands/layouts.ts'
import { lookActions } from '../commands/looks.ts'
import { ActionsButton } from '../commands/Menus.tsx'
import { isPredicting } from '../hooks/player.ts'
import { useLab, useSession } from '../hooks/session.ts'
import { Logo } from './Logo.tsx'

export function Bar() {
  const state = useLab()
  const { scenario, beat, run } = state
  return (
    <header className="bar">
      <Brand />
      <h1>{scenario.title}</h1>
      {state.isContrast && <p className="bar-question">{scenario.contrast}</p>}
      {isPredicting(state) && <p className="bar-question">{scenario.question}</p>}
      <span className="bar-space" />
      <span className="bar-beat">
        {run.beats.length > 0 && `beat ${beat} of ${run.beats.length}, `}about {scenario.minutes} min
      </span>
      <nav aria-label="Page">
        <a className="btn bar-scenarios" href="#/gallery">
          Scenarios
        </a>
        <LayoutButton />
        <PageTools />
      </nav>
    </header>
  )
}

function LayoutButton() {
  const session = useSession()
  return (
    <ActionsButton label="Layout" className="btn bar-layout" actions={() => layoutActions(session)}>
      Layout <ChevronDown size={14} aria-hidden />
    </ActionsButton>
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

export function Looks() {
  const session = useSession()
  return (
    <ActionsButton label="Look" actions={() => lookActions(session)}>
      Look <ChevronDown size={14} aria-hidden />
    </ActionsButton>
  )
}
