// The part of "Run until" that names a field of a node, how it is compared, and with what. The node's own fields are
// offered; any other path can be typed.

import type { InspectedNode } from '../../lab/frame.ts'
import { fieldsOf, partAt } from '../../lab/until/field.ts'
import { pathText, readPath, SIGNS, type Sign } from '../../lab/until/until.ts'
import type { Json } from '../../sim/engineTypes.ts'
import { useLab } from '../hooks/session.ts'
import { fieldValue } from '../panels/words.ts'

/** As it was typed. */
export interface Typed {
  readonly node: string
  readonly path: string
  readonly sign: Sign
  readonly value: string
}

const SIGN_TITLES: Readonly<Record<Sign, string>> = {
  '=': 'is',
  '≠': 'is not',
  '>': 'is over',
  '<': 'is under',
  changes: 'changes',
}

export function UntilField({ typed, onType }: { typed: Typed; onType: (typed: Typed) => void }) {
  const { nodes } = useLab().frame
  const node = nodes.find(({ id }) => id === typed.node)
  const set = (change: Partial<Typed>) => onType({ ...typed, ...change })
  return (
    <fieldset className="until-field">
      <legend className="vh">Which field, and what it should be</legend>
      <label>
        <span>Node</span>
        <select value={typed.node} onChange={(event) => set({ node: event.target.value })}>
          {nodes.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      </label>
      <label className="until-path">
        <span>Field</span>
        <input
          className="text-input data"
          list="until-paths"
          value={typed.path}
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => event.target.select()}
          onChange={(event) => set({ path: event.target.value })}
        />
        <datalist id="until-paths">
          {node !== undefined &&
            fieldsOf(node).map((path) => <option key={pathText(path)} value={pathText(path)} />)}
        </datalist>
      </label>
      <label>
        <span>Is</span>
        <select value={typed.sign} onChange={(event) => set({ sign: event.target.value as Sign })}>
          {SIGNS.map((sign) => (
            <option key={sign} value={sign}>
              {SIGN_TITLES[sign]}
            </option>
          ))}
        </select>
      </label>
      {typed.sign !== 'changes' && (
        <label>
          <span>Value</span>
          <input
            className="text-input data"
            value={typed.value}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => set({ value: event.target.value })}
          />
        </label>
      )}
      <p className="quiet">{node === undefined ? '' : nowText(node, typed.path)}</p>
    </fieldset>
  )
}

/** "Now: follower" */
function nowText(node: InspectedNode, typed: string): string {
  const path = readPath(typed)
  if (path === null) return ''
  const part = partAt({ status: node.status, disk: node.disk, memory: node.memory }, path)
  return part === undefined ? 'It has no such field now' : `Now: ${fieldValue(typed, part as Json)}`
}
