// State as a tree of fields: short values in line, longer ones behind a disclosure.

import type { Asked } from '../../lab/why.ts'
import type { Json } from '../../sim/engineTypes.ts'
import { runUntil } from '../commands/until.ts'
import { ask } from '../commands/why.ts'
import { useSession } from '../hooks/session.ts'
import { fieldName, fieldValue, value } from './words.ts'

/** Where fields stand in a node's state. */
export type FieldPlace = Extract<Asked, { readonly node: string }>

export function FieldTree({ fields, place }: { fields: Json; place: FieldPlace }) {
  if (fields === null || typeof fields !== 'object') return <p className="data">{value(fields)}</p>
  const entries = Object.entries(fields) as [string, Json][]
  if (entries.length === 0) return <p className="quiet">Empty.</p>
  return (
    <ul className="fields">
      {entries.map(([key, json]) => (
        <Field
          key={key}
          name={Array.isArray(fields) ? `#${Number(key) + 1}` : fieldName(key)}
          path={key}
          json={json}
          place={{ ...place, path: [...place.path, Array.isArray(fields) ? placeInList(fields, key) : key] }}
        />
      ))}
    </ul>
  )
}

/** Of long lists only the end is shown, after a word on how many are left out. */
function placeInList(items: readonly Json[], key: string): number {
  const hidden = /^… (\d+) before$/.exec(String(items[0]))?.[1]
  return Number(key) + (hidden === undefined ? 0 : Number(hidden) - 1)
}

interface FieldProps {
  readonly name: string
  readonly path: string
  readonly json: Json
  readonly place: FieldPlace
}

function Field({ name, path, json, place }: FieldProps) {
  const isLong = json !== null && typeof json === 'object' && JSON.stringify(json).length > 34
  if (!isLong)
    return (
      <li>
        <span className="soft">{name}</span> <span className="data">{fieldValue(path, json)}</span>
        <AskField title={`${name}: ${fieldValue(path, json)}`} place={place} />
      </li>
    )
  const size = Array.isArray(json) ? `${json.length} items` : `${Object.keys(json).length} fields`
  return (
    <li>
      <details>
        <summary>
          <span className="soft">{name}</span> <span className="quiet">{size}</span>
        </summary>
        <AskField title={`${name}: ${size}`} place={place} />
        <FieldTree fields={json} place={place} />
      </details>
    </li>
  )
}

/** Asks which event made the field what it is, and goes on to the one that makes it something else. */
export function AskField({ title, place }: { title: string; place: FieldPlace }) {
  const session = useSession()
  const full = `${place.node} ${title}`
  const change = { kind: 'field', ...place, sign: 'changes', value: null } as const
  return (
    <>
      <button
        type="button"
        className="plain quiet why-field"
        aria-label={`Why ${full}?`}
        onClick={() => ask(session, place, full)}
      >
        why
      </button>
      <button
        type="button"
        className="plain quiet why-field"
        aria-label={`Run until this changes: ${full}`}
        title="Run until this changes"
        onClick={() => void runUntil(session, change)}
      >
        until
      </button>
    </>
  )
}
