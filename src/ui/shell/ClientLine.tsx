// On a phone the client lanes shrink to a line: the last that each client asked and what it was told.

import { useLab } from '../hooks/session.ts'

export function ClientLine() {
  const { frame } = useLab()
  const clients = frame.cluster.nodes.filter((node) => node.glyph === 'client')
  if (clients.length === 0) return null
  return (
    <dl className="client-line">
      {clients.map(({ id }) => (
        <div key={id}>
          <dt className="strong">{id}</dt>
          <Last client={id} />
        </div>
      ))}
    </dl>
  )
}

function Last({ client }: { client: string }) {
  const { frame } = useLab()
  const last = frame.operations
    .filter((operation) => operation.client === client && operation.invokedUs <= frame.atUs)
    .at(-1)
  if (last === undefined) return <dd className="quiet">asked nothing yet</dd>
  const isPending = last.outcome === 'pending'
  return (
    <dd className="data">
      {last.label}{' '}
      {last.broken === null ? (
        isPending ? (
          '…'
        ) : (
          last.answer
        )
      ) : (
        <span className="broken">{`${last.answer}, ${last.broken.word}`}</span>
      )}
    </dd>
  )
}
