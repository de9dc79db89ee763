// Everything that is done to the run, by hand and by the scenario, as a list to edit: lines are selected and disabled,
// moved by milliseconds, copied, put in another order, deleted. What comes of it is a branch.

import { type KeyboardEvent, useState } from 'react'
import { Button, Checkbox, GridList, GridListItem, type Key } from 'react-aria-components'
import type { ListedIntervention } from '../../lab/frame.ts'
import type { InterventionEdit } from '../../lab/interventionEdits.ts'
import { type Session, useLab, useSession } from '../hooks/session.ts'
import { EditBar } from './EditBar.tsx'
import { editForKey } from './editKeys.ts'
import { clock, count } from './words.ts'

/** More than a person would go through by hand. */
const MOST_LINES = 300

export function Interventions() {
  const session = useSession()
  const { run } = useLab()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const list = run.interventions.slice(0, MOST_LINES)
  const selected = list.filter(({ id }) => chosen.has(id))
  const edit = (wanted: InterventionEdit) => void editAndSelect(session, wanted, setChosen)

  // Before the list sees it: there arrows would only move the focus.
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const line = event.target instanceof Element ? event.target.closest('[data-key]') : null
    const wanted = editForKey(event, line?.getAttribute('data-key') ?? null, selected)
    if (wanted === null) return
    event.preventDefault()
    event.stopPropagation()
    edit(wanted)
  }

  return (
    <section aria-labelledby="interventions-title">
      <h3 id="interventions-title">Done to this run</h3>
      {list.length === 0 ? (
        <p className="quiet">Nothing yet. Select a node and press X, or choose a fault.</p>
      ) : (
        <div onKeyDownCapture={onKeyDownCapture}>
          <EditBar selected={selected} onEdit={edit} />
          <GridList
            aria-label="Done to this run"
            className="interventions"
            selectionMode="multiple"
            selectedKeys={selected.map(({ id }) => id)}
            onSelectionChange={(keys) => setChosen(idsOf(keys, list))}
            items={list}
            disallowTypeAhead
          >
            {(each) => <Line each={each} />}
          </GridList>
          {run.interventions.length > list.length && (
            <p className="quiet">
              and {count(run.interventions.length - list.length)} later ones, which are not listed
            </p>
          )}
        </div>
      )}
    </section>
  )
}

function Line({ each }: { each: ListedIntervention }) {
  const { player } = useSession()
  const { id, title, atUs, isDisabled, isPlanned } = each
  const states = [isPlanned && 'scenario', isDisabled && 'disabled'].filter(Boolean).join(', ')
  return (
    <GridListItem
      id={id}
      textValue={[title, clock(atUs), states].filter(Boolean).join(', ')}
      className="intervention"
      data-off={isDisabled || undefined}
    >
      <Checkbox slot="selection" className="check">
        <i className="check-box" />
      </Checkbox>
      <span className="intervention-title">{title}</span>
      {states !== '' && <span className="quiet">{states}</span>}
      <Button
        className="btn data"
        aria-label={`Go to ${clock(atUs)}: ${title}`}
        onPress={() => player.seek({ us: atUs })}
      >
        {clock(atUs)}
      </Button>
    </GridListItem>
  )
}

function idsOf(keys: 'all' | Set<Key>, list: readonly ListedIntervention[]): ReadonlySet<string> {
  return new Set(keys === 'all' ? list.map(({ id }) => id) : [...keys].map(String))
}

/** Of copies, those that were made are selected: they are what one goes on with. */
async function editAndSelect(
  { lab, player }: Session,
  edit: InterventionEdit,
  select: (ids: ReadonlySet<string>) => void,
): Promise<void> {
  player.pause()
  const before = new Set(lab.getState().run.interventions.map(({ id }) => id))
  const { run } = await lab.editInterventions(edit)
  const made = run.interventions.filter(({ id }) => !before.has(id))
  if (made.length > 0) select(new Set(made.map(({ id }) => id)))
}
