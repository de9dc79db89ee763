// Run until something: a mark of the run, or a field of a node taking a value. What cannot be waited for is said here,
// and what is found closes the dialog.

import { useEffect, useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { asSentence } from '../../lab/trouble.ts'
import { type MarkUntil, readUntil } from '../../lab/until/until.ts'
import { useLab, useSession, useView } from '../hooks/session.ts'
import { DialogFrame } from './Frame.tsx'
import { type Typed, UntilField } from './UntilField.tsx'
import { MARK_TITLES, runUntil } from './until.ts'

const FIELD = 'field'

export function UntilDialog() {
  const session = useSession()
  const { view } = session
  const { sim, compare, frame } = useLab()
  const { selection } = useView()
  const [kind, setKind] = useState<MarkUntil | typeof FIELD>(sim.marks[0] ?? FIELD)
  const [typed, setTyped] = useState<Typed>(() => ({
    node: selection?.kind === 'node' ? selection.id : (frame.nodes[0]?.id ?? ''),
    path: 'status',
    sign: '=',
    value: '',
  }))
  const [says, setSays] = useState('')
  useEffect(() => () => view.get().search?.abort(), [view])

  const go = async (step: 1 | -1) => {
    const { node, path, sign, value } = typed
    const wish =
      kind === FIELD ? readUntil(`${node} ${path} ${sign} ${value}`) : { ok: true as const, value: { kind } }
    if (!wish.ok) return setSays(asSentence(wish.error))
    let said = ''
    const say = (text: string) => {
      said = text
      setSays(text)
    }
    if ((await runUntil(session, wish.value, step, say)) === 'found') view.set({ dialog: null, notice: said })
  }
  return (
    <DialogFrame title="Run until" kind="small">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void go(1)
        }}
      >
        <RadioGroup className="options" value={kind} onChange={(next) => setKind(next as typeof kind)}>
          <Label className="vh">Run until</Label>
          {sim.marks.map((mark, i) => (
            <Radio
              key={mark}
              autoFocus={i === 0}
              value={mark}
              className="option"
              isDisabled={mark === 'divergence' && compare === null}
            >
              {MARK_TITLES[mark][0]}
              {mark === 'divergence' && compare === null && (
                <span className="quiet">compare with another run first</span>
              )}
            </Radio>
          ))}
          <Radio value={FIELD} className="option">
            a field of a node takes a value
          </Radio>
        </RadioGroup>
        {kind === FIELD && <UntilField typed={typed} onType={setTyped} />}
        <p className="soft" role="status">
          {says}
        </p>
        <div className="acts">
          <button type="submit" className="primary">
            Run on
          </button>
          <button type="button" className="btn" onClick={() => void go(-1)}>
            Look back
          </button>
        </div>
      </form>
    </DialogFrame>
  )
}
