// What is broken now, each with what it did so far and its way back; and the menu to break more.

import { ChevronDown, X } from 'lucide-react'
import { inject, tellActions, worldActions } from '../commands/faults.ts'
import { printed } from '../commands/keys.ts'
import { ActionsButton } from '../commands/Menus.tsx'
import { openReceipt } from '../commands/receipts.ts'
import { useLab, useLabPart, useOffers, useSession } from '../hooks/session.ts'
import { SeenBar } from './SeenBar.tsx'

export function Faults() {
  const session = useSession()
  const { onAnything } = useOffers()
  const isSeen = useLabPart(({ seen }) => seen !== null)
  const faults = useLabPart(({ frame }) => frame.faults)
  if (isSeen) return <SeenBar />
  const isMine = faults.every(({ isPlanned }) => !isPlanned)
  return (
    <section className="faults" aria-label="What is broken">
      {faults.length === 0 ? (
        <p className="quiet">Nothing is broken. Select a node and press X, or choose a fault.</p>
      ) : (
        <>
          <h2>{isMine ? 'Broken by you' : 'Broken now'}</h2>
          <Chips />
          <button type="button" className="btn" onClick={() => inject(session, { kind: 'heal' })}>
            Heal all <kbd>H</kbd>
          </button>
        </>
      )}
      <span className="bar-space" />
      <Undo />
      <ActionsButton
        label="Choose a fault"
        actions={() => [...tellActions(session, onAnything, null), ...worldActions(session)]}
      >
        Choose a fault <ChevronDown size={14} aria-hidden />
      </ActionsButton>
    </section>
  )
}

export function Chips() {
  const session = useSession()
  const { frame } = useLab()
  const isRoomy = frame.faults.reduce((sum, { title, effect }) => sum + title.length + effect.length, 0) < 60
  return (
    <ul className="chips">
      {frame.faults.map((fault) => (
        <li key={fault.id} className="chip" title={fault.effect}>
          <i className="swatch" aria-hidden />
          <button
            type="button"
            className="chip-title"
            aria-haspopup="dialog"
            onClick={() => openReceipt(session, fault.id)}
          >
            <span>{fault.title}</span>{' '}
            <span className={isRoomy ? 'quiet chip-effect' : 'vh'}>{fault.effect}</span>
          </button>
          <button
            type="button"
            className="icon"
            aria-label={`Heal: ${fault.title}`}
            onClick={() => inject(session, { kind: 'heal', fault: fault.id })}
          >
            <X size={14} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  )
}

function Undo() {
  const { lab, player } = useSession()
  const { canUndo, canRedo, lastAction } = useLab()
  const stopAnd = (verb: () => Promise<unknown>) => () => {
    player.pause()
    void verb()
  }
  return (
    <>
      {canUndo && (
        <button
          type="button"
          className="btn"
          title={lastAction === null ? undefined : `Undo: ${lastAction}`}
          onClick={stopAnd(() => lab.undo())}
        >
          Undo <kbd>{printed('Mod+z')}</kbd>
        </button>
      )}
      {canRedo && (
        <button type="button" className="btn" onClick={stopAnd(() => lab.redo())}>
          Redo
        </button>
      )}
    </>
  )
}
