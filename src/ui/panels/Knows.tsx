// What a node knows, in words: itself, and of each other node its last message and how long ago that came.

import type { Acquaintance } from '../../lab/seen/picture.ts'
import { useLab, useSession } from '../hooks/session.ts'
import { clock } from './words.ts'
import './knows.css'

export function Knows() {
  const { seen, frame } = useLab()
  if (seen === null) return null
  return (
    <div className="side-panel knows">
      <section aria-labelledby="knows-title">
        <h3 id="knows-title">What {seen.node} knows</h3>
        <dl>
          <div>
            <dt>{seen.node}</dt>
            <dd>{seen.caption}: this it is itself</dd>
          </div>
          {seen.others.map((other) => (
            <Other key={other.node} other={other} atUs={frame.atUs} />
          ))}
        </dl>
      </section>
      <p className="quiet">
        It knows of no message on its way, of no cut and of no crash: only of silence. Whether a promise is
        broken it cannot tell.
      </p>
    </div>
  )
}

function Other({ other: { node, caption, line, agoUs }, atUs }: { other: Acquaintance; atUs: number }) {
  const { player } = useSession()
  if (line === null || agoUs === null)
    return (
      <div>
        <dt>{node}</dt>
        <dd className="quiet">not heard from</dd>
      </div>
    )
  return (
    <div>
      <dt>{node}</dt>
      <dd>
        {caption}
        <button type="button" className="plain quiet" onClick={() => player.seek({ us: atUs - agoUs })}>
          heard {clock(agoUs)} ago: <span className="data">{line}</span>
        </button>
      </dd>
    </div>
  )
}
