// The transport: it stands in one place through every run, and nothing in it waits for anything.

import { ChevronDown } from 'lucide-react'
import { Group } from 'react-aria-components'
import type { Target } from '../../lab/lab.ts'
import { branchActions } from '../commands/branches.ts'
import { ActionsButton } from '../commands/Menus.tsx'
import { rateActions } from '../commands/playing.ts'
import { RATES, useMoment, usePlaying } from '../hooks/player.ts'
import { useLab, useLabPart, useSession } from '../hooks/session.ts'
import { clock, count } from '../panels/words.ts'

const ICONS = {
  start: 'M2 1h2v12H2zM16 1v12L6 7z',
  beatBack: 'M15 1v12L9 7zM9 1v12L3 7z',
  back: 'M12 1v12L4 7z',
  play: 'M4 0v14l12-7z',
  pause: 'M4 0h4v14H4zM11 0h4v14h-4z',
  next: 'M6 1v12l8-6z',
  beatNext: 'M3 1v12l6-6zM9 1v12l6-6z',
  landmark: 'M2 1v12l10-6zM14 1h2v12h-2z',
} as const

export function Icon({ name }: { name: keyof typeof ICONS }) {
  return (
    <svg width="18" height="14" viewBox="0 0 18 14" aria-hidden="true">
      <path d={ICONS[name]} fill="currentColor" />
    </svg>
  )
}

export function PlayButton() {
  const { player } = useSession()
  const { isPlaying } = usePlaying(player)
  return (
    <button
      type="button"
      className="btn play"
      aria-label={isPlaying ? 'Pause' : 'Play'}
      title="Space"
      onClick={() => player.toggle()}
    >
      <Icon name={isPlaying ? 'pause' : 'play'} />
    </button>
  )
}

interface Step {
  readonly label: string
  /** Printed beside the icon; on the side that time comes from. */
  readonly word?: string
  /** The key that does it, as it is shown. */
  readonly hint: string
  readonly icon: keyof typeof ICONS
  readonly target: Target
}

const BEFORE_PLAY: readonly Step[] = [
  { label: 'Start', hint: 'Home', icon: 'start', target: { to: 'start' } },
  {
    label: 'Previous beat',
    word: 'beat',
    hint: 'Page Up',
    icon: 'beatBack',
    target: { by: 'beat', step: -1 },
  },
  { label: 'Previous event', word: 'event', hint: '← or P', icon: 'back', target: { by: 'event', step: -1 } },
]
const AFTER_PLAY: readonly Step[] = [
  { label: 'Next event', word: 'event', hint: '→ or N', icon: 'next', target: { by: 'event', step: 1 } },
  { label: 'Next beat', word: 'beat', hint: 'Page Down', icon: 'beatNext', target: { by: 'beat', step: 1 } },
  { label: 'Next landmark', hint: 'Shift →', icon: 'landmark', target: { by: 'landmark', step: 1 } },
]

function StepButton({ label, word, hint, icon, target }: Step) {
  const { player } = useSession()
  const isForward = 'step' in target && target.step === 1
  return (
    <button
      type="button"
      className={word === undefined ? 'btn ic' : 'btn'}
      aria-label={label}
      title={hint}
      onClick={() => player.seek(target)}
    >
      {word !== undefined && isForward && <span>{word}</span>}
      <Icon name={icon} />
      {word !== undefined && !isForward && <span>{word}</span>}
    </button>
  )
}

export function Transport() {
  const session = useSession()
  const { player } = session
  const { rate, direction, isPlaying } = usePlaying(player)
  const says = RATES[rate]?.says ?? ''
  return (
    <Group className="transport" aria-label="Transport">
      {BEFORE_PLAY.map((step) => (
        <StepButton key={step.label} {...step} />
      ))}
      <PlayButton />
      {AFTER_PLAY.map((step) => (
        <StepButton key={step.label} {...step} />
      ))}
      <span className="transport-gap" />
      <ActionsButton label={`Speed: ${says}`} actions={() => rateActions(session)}>
        {isPlaying && direction === -1 ? `${says}, backwards` : says} <ChevronDown size={14} aria-hidden />
      </ActionsButton>
      <BranchButton />
    </Group>
  )
}

/** Which run this is, once there is more than one. */
function BranchButton() {
  const session = useSession()
  const branches = useLabPart((state) => state.branches)
  if (branches.length < 2) return null
  const at = branches.findIndex(({ isCurrent }) => isCurrent)
  const name = branches[at]?.name ?? ''
  return (
    <ActionsButton
      label={`Branch: ${name}, ${at + 1} of ${branches.length}`}
      className="btn branch-button"
      actions={() => branchActions(session)}
    >
      <span className="branch-name">{name}</span> {at + 1} of {branches.length}{' '}
      <ChevronDown size={14} aria-hidden />
    </ActionsButton>
  )
}

/** The time and the event. Pressing it goes elsewhere; its text can be copied from the dialog it opens. */
export function Clock() {
  const { view } = useSession()
  const { frame } = useLab()
  return (
    <div className="clock">
      <button
        type="button"
        className="btn clock-time"
        aria-label="Go to a time or an event"
        title="G"
        onClick={() => view.set({ dialog: { kind: 'go' } })}
      >
        <Time />
      </button>
      <span className="quiet clock-event">
        event {count(frame.row + 1)} of {count(frame.rows)}
      </span>
    </div>
  )
}

/** A component of its own: it changes sixty times a second and nothing else here does. */
export function Time() {
  return clock(useMoment(useSession().player))
}
