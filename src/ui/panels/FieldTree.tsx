// State as a tree of fields: short values in line, longer ones behind a disclosure.

import type { Json } from '../../sim/engineTypes.ts'
import { fieldName, fieldValue, value } from './words.ts'

export function FieldTree({ fields }: { fields: Json }) {
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
        />
      ))}
    </ul>
  )
}

function Field({ name, path, json }: { name: string; path: string; json: Json }) {
  const isLong = json !== null && typeof json === 'object' && JSON.stringify(json).length > 34
  if (!isLong)
    return (
      <li>
        <span className="soft">{name}</span> <span className="data">{fieldValue(path, json)}</span>
      </li>
    )
  const size = Array.isArray(json) ? `${json.length} items` : `${Object.keys(json).length} fields`
  return (
    <li>
      <details>
        <summary>
          <span className="soft">{name}</span> <span className="quiet">{size}</span>
        </summary>
        <FieldTree fields={json} />
      </details>
    </li>
  )
}
