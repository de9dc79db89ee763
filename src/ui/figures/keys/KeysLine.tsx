// The keys that nodes do not agree on, in words: each with what is shown of it and where, in the hues of the figures.

import { byDisagreement, isAgreed } from '../../../sim/agreement.ts'
import type { KeyPicture } from '../../../sim/picture.ts'
import './keysLine.css'

/** More are counted; the outline has them all. */
const MOST = 2

export function KeysLine({ keys }: { readonly keys: readonly KeyPicture[] }) {
  const open = byDisagreement(keys).filter((key) => !isAgreed(key))
  const rest = open.length - MOST
  return (
    <section className="keys-line" aria-label="Keys that nodes differ on">
      {open.length === 0 && <p>{keys.length > 1 ? 'All nodes agree on every key.' : 'All nodes agree.'}</p>}
      {open.slice(0, MOST).map((key) => (
        <p key={key.key}>
          <strong>{key.key}</strong> {key.isApart ? 'has come apart:' : 'differs:'}
          {key.shows.map(({ text, hue, nodes, isBehind }) => (
            <span key={text + nodes[0]} data-hue={hue ?? undefined} className="keys-shown">
              <span className="data">{text}</span> at {nodes.join(', ')}
              {isBehind && ', behind'}
            </span>
          ))}
        </p>
      ))}
      {rest > 0 && (
        <p>
          and {rest} more {rest === 1 ? 'key' : 'keys'}
        </p>
      )}
    </section>
  )
}
