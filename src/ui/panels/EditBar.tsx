// What can be done to the selected lines of the list of interventions.

import { ArrowDown, ArrowUp, Copy, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Toolbar } from 'react-aria-components'
import type { ListedIntervention } from '../../lab/frame.ts'
import type { InterventionEdit } from '../../lab/interventionEdits.ts'
import { COARSE_US, FINE_US } from './editKeys.ts'
import { count } from './words.ts'

interface Props {
  readonly selected: readonly ListedIntervention[]
  readonly onEdit: (edit: InterventionEdit) => void
}

const STEPS: readonly (readonly [byUs: number, label: string, text: string])[] = [
  [-COARSE_US, 'Earlier by 10 ms', '−10'],
  [-FINE_US, 'Earlier by 1 ms', '−1'],
  [FINE_US, 'Later by 1 ms', '+1'],
  [COARSE_US, 'Later by 10 ms', '+10'],
]

export function EditBar({ selected, onEdit }: Props) {
  const ids = selected.map(({ id }) => id)
  const only = selected.length === 1 ? selected[0] : undefined
  const isAllOff = selected.every(({ isDisabled }) => isDisabled)
  if (selected.length === 0)
    return <p className="quiet">Select lines to disable, move, copy or delete them. You get a branch.</p>
  return (
    <Toolbar className="edit-bar" aria-label={`Edit ${count(selected.length)} selected`}>
      <Tool
        label={isAllOff ? 'Enable' : 'Disable'}
        onPress={() => onEdit({ kind: isAllOff ? 'enable' : 'disable', ids })}
      >
        {isAllOff ? 'Enable' : 'Disable'}
      </Tool>
      <span className="edit-steps">
        {STEPS.map(([byUs, label, text]) => (
          <Tool key={byUs} label={label} onPress={() => onEdit({ kind: 'move', ids, byUs })}>
            <span className="data">{text}</span>
          </Tool>
        ))}
        <span className="quiet">ms</span>
      </span>
      <span className="edit-steps">
        <Tool
          label="Move up"
          isOff={only === undefined}
          onPress={() => only && onEdit({ kind: 'earlier', id: only.id })}
        >
          <ArrowUp size={16} aria-hidden />
        </Tool>
        <Tool
          label="Move down"
          isOff={only === undefined}
          onPress={() => only && onEdit({ kind: 'later', id: only.id })}
        >
          <ArrowDown size={16} aria-hidden />
        </Tool>
        <Tool label="Duplicate" onPress={() => onEdit({ kind: 'duplicate', ids })}>
          <Copy size={16} aria-hidden />
        </Tool>
        <Tool label="Delete" onPress={() => onEdit({ kind: 'delete', ids })}>
          <Trash2 size={16} aria-hidden />
        </Tool>
      </span>
      {only !== undefined && <TimeField key={`${only.id} ${only.atUs}`} each={only} onEdit={onEdit} />}
    </Toolbar>
  )
}

function Tool(props: { label: string; isOff?: boolean; onPress: () => void; children: ReactNode }) {
  const { label, isOff = false, onPress, children } = props
  return (
    <button type="button" className="btn" aria-label={label} title={label} disabled={isOff} onClick={onPress}>
      {children}
    </button>
  )
}

/** The moment, to be written in milliseconds. */
function TimeField({ each, onEdit }: { each: ListedIntervention; onEdit: Props['onEdit'] }) {
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <form
      className="line-form edit-time"
      onSubmit={(event) => {
        event.preventDefault()
        const typed = String(new FormData(event.currentTarget).get('ms') ?? '').trim()
        const us = Math.round(Number(typed.replaceAll(',', '').replace(/ ?ms$/, '')) * 1000)
        if (typed === '' || Number.isNaN(us)) setProblem(`“${typed}” is no number of milliseconds`)
        else onEdit({ kind: 'time', id: each.id, atUs: us })
      }}
    >
      <label>
        <span className="quiet">at</span>
        <input
          name="ms"
          className="text-input data"
          inputMode="decimal"
          aria-label={`Time of ${each.title}, in ms`}
          aria-invalid={problem !== null}
          defaultValue={each.atUs / 1000}
        />
        <span className="quiet">ms</span>
      </label>
      <button type="submit" className="btn">
        Move there
      </button>
      {problem !== null && <p role="alert">{problem}</p>}
    </form>
  )
}
