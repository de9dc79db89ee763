// Cuts without dragging: choose nodes, choose the way, read which links will close, cut. The named shapes are here too.

import { useState } from 'react'
import { Checkbox, CheckboxGroup, Label, Radio, RadioGroup } from 'react-aria-components'
import { useLab, useSession } from '../hooks/session.ts'
import { cutShapes } from './cuts.ts'
import { DialogFrame } from './Frame.tsx'
import { inject } from './faults.ts'
import { linksBetween, linksInWords, list } from './names.ts'

type Way = 'both' | 'out' | 'in'

const WAYS: readonly (readonly [Way, string])[] = [
  ['both', 'Both ways'],
  ['out', 'Nobody hears them'],
  ['in', 'They hear nobody'],
]

export function CutDialog({ nodes }: { nodes: readonly string[] }) {
  const session = useSession()
  const state = useLab()
  const [chosen, setChosen] = useState<readonly string[]>(nodes)
  const [way, setWay] = useState<Way>('both')
  const links = linksBetween(state.frame, chosen, way)
  const all = state.frame.cluster.nodes
  const isPossible = links.length > 0
  const put = (name: string, cut: typeof links) => {
    session.view.set({ dialog: null })
    inject(session, { kind: 'cut', name, links: cut })
  }
  const name = {
    both: `${list(chosen)} cut off`,
    out: `${list(chosen)} not heard`,
    in: `${list(chosen)} hear nobody`,
  }[way]
  return (
    <DialogFrame title="Cut the network" kind="small">
      <CheckboxGroup className="checks" value={[...chosen]} onChange={setChosen}>
        <Label>Cut these off from the rest</Label>
        <div className="row-of-buttons">
          {all.map(({ id }) => (
            <Checkbox key={id} value={id} className="check">
              <i className="check-box" />
              {id}
            </Checkbox>
          ))}
        </div>
      </CheckboxGroup>
      <RadioGroup className="options across" value={way} onChange={(next) => setWay(next as Way)}>
        <Label>Which way</Label>
        {WAYS.map(([id, title]) => (
          <Radio key={id} value={id} className="option">
            {title}
          </Radio>
        ))}
      </RadioGroup>
      <p className="soft scope">
        {isPossible ? `Closes ${linksInWords(links)}` : 'Choose at least one node, and leave at least one'}
      </p>
      <div className="acts">
        <button type="button" className="primary" disabled={!isPossible} onClick={() => put(name, links)}>
          Cut them off
        </button>
      </div>
      <h3>Or a named shape</h3>
      <ul className="shapes">
        {cutShapes(state, chosen[0] ?? null).map((shape) => (
          <li key={shape.id}>
            <button type="button" className="btn" onClick={() => put(shape.name, shape.links)}>
              {shape.title}
            </button>
            <span className="quiet">{linksInWords(shape.links)}</span>
          </li>
        ))}
      </ul>
    </DialogFrame>
  )
}
