// Every command with a key, by what it is for, and the switch that turns single keys off.

import { Switch } from 'react-aria-components'
import { useOffers, usePrefs, useSession } from '../hooks/session.ts'
import { type Action, GROUPS } from './action.ts'
import { DialogFrame } from './Frame.tsx'
import { printed } from './keys.ts'
import { actionsNow } from './registry.ts'

export function KeysSheet() {
  const session = useSession()
  const { keysOn } = usePrefs()
  const offers = useOffers()
  const actions = byKey(actionsNow(session, offers))
  return (
    <DialogFrame title="Keys" kind="wide">
      <Switch className="switch" isSelected={keysOn} onChange={(on) => session.prefs.set({ keysOn: on })}>
        <i className="switch-box" />
        <span>Single keys do things. Chords with Ctrl or ⌘ always work.</span>
      </Switch>
      <div className="key-groups">
        {GROUPS.map((group) => {
          const own = actions.filter((action) => action.group === group)
          return own.length === 0 ? null : <KeyGroup key={group} title={group} actions={own} />
        })}
      </div>
      <p className="quiet">
        Arrow keys belong to the list, slider or figure that has the focus; N and P always step.
      </p>
    </DialogFrame>
  )
}

function KeyGroup({ title, actions }: { title: string; actions: readonly Action[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className="keys">
        {actions.map(({ id, keys, title: what }) => (
          <div key={id}>
            <dt>
              {shownKeys(keys).map((key) => (
                <kbd key={key}>{printed(key)}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** A second key is shown where both fit. */
function shownKeys(keys: readonly string[]): readonly string[] {
  return keys.join('').length > 12 ? keys.slice(0, 1) : keys.slice(0, 2)
}

/** One line a key: of several actions with the same one, the first has it. */
function byKey(actions: readonly Action[]): readonly Action[] {
  const taken = new Set<string>()
  return actions.filter(({ keys }) => {
    const [first] = keys
    if (first === undefined || taken.has(first)) return false
    taken.add(first)
    return true
  })
}
