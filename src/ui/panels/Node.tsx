// One node from inside: what is on its disk, what only in memory, which timers run. Below it stand
// the role charts with the live states lit.

import { Eye } from 'lucide-react'
import type { InspectedNode } from '../../lab/frame.ts'
import { printed } from '../commands/keys.ts'
import { seeAction } from '../commands/seen.ts'
import { RoleChart } from '../figures/roleChart/RoleChart.tsx'
import { useMoment } from '../hooks/player.ts'
import { useLab, useSession, useView } from '../hooks/session.ts'
import { AskField, FieldTree } from './FieldTree.tsx'
import { clock } from './words.ts'

export function NodePanel() {
  const { frame } = useLab()
  const { selection } = useView()
  const { view } = useSession()
  const id = selection?.kind === 'node' ? selection.id : null
  const node = frame.nodes.find((each) => each.id === id)
  return (
    <>
      {node === undefined ? (
        <section>
          <h3>Which node?</h3>
          <p className="row-of-buttons">
            {frame.nodes.map((each) => (
              <button
                key={each.id}
                type="button"
                className="btn"
                onClick={() => view.set({ selection: { kind: 'node', id: each.id } })}
              >
                {each.id}
              </button>
            ))}
          </p>
        </section>
      ) : (
        <Inside node={node} />
      )}
      {frame.charts.map((chart) => (
        <section key={chart.title} aria-label={chart.title}>
          <h3>{chart.title}</h3>
          <RoleChart chart={chart} />
        </section>
      ))}
    </>
  )
}

function Inside({ node }: { node: InspectedNode }) {
  const session = useSession()
  const unsynced = node.unsyncedWrites
  return (
    <section aria-labelledby="node-title">
      <h3 id="node-title">
        {node.id} <span className="quiet">{node.status === 'up' ? node.process : node.status}</span>
      </h3>
      <p>
        <button type="button" className="btn see-as" onClick={seeAction(session, node.id).run}>
          <Eye size={15} aria-hidden /> See as {node.id} <kbd>{printed('Shift+v')}</kbd>
        </button>
      </p>
      <h4>
        On disk
        {unsynced > 0 && (
          <span className="unsynced">
            {unsynced} {unsynced === 1 ? 'write' : 'writes'} not synced: gone in a crash
          </span>
        )}
      </h4>
      <FieldTree fields={node.disk} place={{ node: node.id, path: ['disk'] }} />
      <h4>Only in memory</h4>
      {node.memory === null ? (
        <p className="quiet">Lost in the crash.</p>
      ) : (
        <FieldTree fields={node.memory} place={{ node: node.id, path: ['memory'] }} />
      )}
      <h4>Timers</h4>
      <Timers node={node.id} timers={node.timers} />
    </section>
  )
}

function Timers({ node, timers }: { node: string; timers: InspectedNode['timers'] }) {
  const { player } = useSession()
  const nowUs = useMoment(player)
  if (timers.length === 0) return <p className="quiet">None running.</p>
  return (
    <ul className="fields">
      {timers.map(({ name, dueUs }) => (
        <li key={name}>
          <span className="soft">{name}</span>{' '}
          <span className="data">
            in {clock(Math.max(0, dueUs - nowUs))}, at {clock(dueUs)}
          </span>
          <AskField title={`timer ${name}: at ${clock(dueUs)}`} place={{ node, path: ['timers', name] }} />
        </li>
      ))}
    </ul>
  )
}
