// Asking the lab what can be done to the selected node, to the first client, and to nothing in particular.

import type { Offers } from '../hooks/offers.ts'
import type { Session } from '../hooks/session.ts'

function targets({ lab, view }: Session): { readonly node: string | null; readonly client: string | null } {
  const { selection } = view.get()
  const { nodes } = lab.getState().frame.cluster
  return {
    node: selection?.kind === 'node' ? selection.id : null,
    client: nodes.find(({ glyph }) => glyph === 'client')?.id ?? null,
  }
}

/** The moment and the selection as one text: offers are good for one of each. */
export function offersOf(session: Session): string {
  const { row, fingerprint } = session.lab.getState().frame
  const { node, client } = targets(session)
  return [row, fingerprint, node, client].join(' ')
}

/** Several parts of the page want the same offers: the lab is asked once. */
const asked = new WeakMap<Session, { readonly of: string; readonly offers: Promise<Offers> }>()

export function askOffers(session: Session): Promise<Offers> {
  const of = offersOf(session)
  const latest = asked.get(session)
  if (latest?.of === of) return latest.offers
  const offers = ask(session, of)
  asked.set(session, { of, offers })
  return offers
}

async function ask(session: Session, of: string): Promise<Offers> {
  const { lab } = session
  const { node, client } = targets(session)
  const menuOf = (id: string | null) => (id === null ? Promise.resolve([]) : lab.menu(id))
  const [onSelection, items, onAnything] = await Promise.all([menuOf(node), menuOf(client), lab.menu(null)])
  return { of, onSelection, onClient: client === null ? null : { id: client, items }, onAnything }
}
