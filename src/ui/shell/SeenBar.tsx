// In the place of the faults while one node's view is shown: whose view it is, and the way back. What is broken is
// not listed: the node does not know it.

import { Eye } from 'lucide-react'
import { useLabPart, useSession } from '../hooks/session.ts'

export function SeenBar() {
  const { lab } = useSession()
  const seen = useLabPart((state) => state.seen)
  if (seen === null) return null
  return (
    <section className="faults seen-bar" aria-label={`The view of ${seen.node}`}>
      <h2>
        <Eye size={16} aria-hidden /> {seen.node}’s view: what {seen.node} knows
      </h2>
      <p className="soft">Itself, and the last it heard from each of the others.</p>
      <span className="bar-space" />
      <button type="button" className="btn" onClick={() => void lab.seeAs(null)}>
        See everything <kbd>Esc</kbd>
      </button>
    </section>
  )
}
