// The cluster as text: nodes with their role, term, log and timers, the links, the messages in flight, each with its
// actions. It says everything the picture says and can be used instead of it.

import { ChevronRight, Ellipsis } from 'lucide-react'
import { Button, Collection, Tree, TreeItem, TreeItemContent } from 'react-aria-components'
import type { LabState } from '../../lab/lab.ts'
import { agreementText, byDisagreement } from '../../sim/agreement.ts'
import type { CellPicture, TablePicture } from '../../sim/picture.ts'
import { keyWord } from '../figures/logTable/logTable.ts'
import { heldWords } from '../figures/stage/words.ts'
import { thingKey } from '../figures/thing.ts'
import { useLab, useSession, useView } from '../hooks/session.ts'
import type { Selection } from '../hooks/view.ts'
import { clock, count } from './words.ts'

interface Branch {
  readonly id: string
  readonly text: string
  readonly target: Selection | null
  readonly children: readonly Branch[]
}

export function Outline() {
  const { view } = useSession()
  const state = useLab()
  const { selection } = useView()
  const branches = outline(state)
  const targets = new Map(flat(branches).map((branch) => [branch.id, branch.target]))
  return (
    <section aria-labelledby="outline-title">
      <h3 id="outline-title">The cluster in words</h3>
      <Tree
        aria-labelledby="outline-title"
        className="outline"
        items={branches}
        defaultExpandedKeys={['nodes', 'keys', 'flights']}
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={selection === null ? [] : [thingKey(selection)]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : [...keys]
          const target = targets.get(String(key)) ?? null
          if (target !== null) view.set({ selection: target })
        }}
      >
        {render}
      </Tree>
    </section>
  )
}

function render(branch: Branch) {
  return (
    <TreeItem key={branch.id} id={branch.id} textValue={branch.text} className="outline-item">
      <TreeItemContent>
        {({ hasChildItems, level, isExpanded }) => (
          <div className="outline-row" style={{ paddingInlineStart: (level - 1) * 14 }}>
            {hasChildItems ? (
              <Button slot="chevron" className="icon" data-open={isExpanded || undefined}>
                <ChevronRight size={14} aria-hidden />
              </Button>
            ) : (
              <span className="icon" />
            )}
            <span className="outline-text">{branch.text}</span>
            {branch.target !== null && <Actions target={branch.target} of={branch.text} />}
          </div>
        )}
      </TreeItemContent>
      <Collection items={branch.children}>{render}</Collection>
    </TreeItem>
  )
}

function Actions({ target, of }: { target: Selection; of: string }) {
  const { view } = useSession()
  return (
    <Button
      className="icon"
      aria-label={`Actions: ${of}`}
      onPress={(event) => {
        const place = event.target.getBoundingClientRect()
        view.set({ selection: target, menu: { target, x: place.left, y: place.bottom } })
      }}
    >
      <Ellipsis size={16} aria-hidden />
    </Button>
  )
}

function flat(branches: readonly Branch[]): readonly Branch[] {
  return branches.flatMap((branch) => [branch, ...flat(branch.children)])
}

function outline({ frame }: LabState): readonly Branch[] {
  const { nodes, links, flights, walls } = frame.cluster
  const leaf = (id: string, text: string): Branch => ({ id, text, target: null, children: [] })
  return [
    {
      ...leaf('nodes', `${nodes.length} nodes`),
      children: nodes.map((node) => {
        const target: Selection = { kind: 'node', id: node.id }
        const status = node.status === 'up' || node.caption.includes(node.status) ? '' : `, ${node.status}`
        return {
          id: thingKey(target),
          text: `${node.id}: ${[node.caption, ...heldWords(node)].filter((part) => part !== '').join(', ')}${status}`,
          target,
          children: details(frame, node.id),
        }
      }),
    },
    ...(frame.keys.length === 0
      ? []
      : [
          {
            ...leaf('keys', frame.keys.length === 1 ? '1 key' : `${count(frame.keys.length)} keys`),
            children: byDisagreement(frame.keys).map((key) => leaf(`key ${key.key}`, agreementText(key))),
          },
        ]),
    {
      ...leaf(
        'flights',
        flights.length === 0 ? 'No messages in flight' : `${flights.length} messages in flight`,
      ),
      children: flights.map((flight) => {
        const target: Selection = { kind: 'message', id: flight.id }
        const fate = flight.lost?.reason ?? (flight.isHeld ? 'held' : `arrives at ${clock(flight.arrivesUs)}`)
        return { id: thingKey(target), text: `${flight.line}, ${fate}`, target, children: [] }
      }),
    },
    {
      ...leaf('links', `${links.length} links`),
      children: links.map(({ a, b, cut, disturbed }) => {
        const target: Selection = { kind: 'link', a, b }
        const state = { none: 'open', both: 'cut', forth: `cut ${a} → ${b}`, back: `cut ${b} → ${a}` }[cut]
        return {
          id: thingKey(target),
          text: `${a}–${b}: ${[state, disturbed].filter(Boolean).join(', ')}`,
          target,
          children: [],
        }
      }),
    },
    ...walls.map((wall) =>
      leaf(
        `wall ${wall.fault}`,
        `${wall.name}: ${wall.sides.map((side) => side.join(', ')).join(wall.isOneWay ? ' → ' : ' | ')}`,
      ),
    ),
  ]
}

/** " (term 3, committed, applied, not on disk)" */
function inBrackets(cell: CellPicture, table: TablePicture): string {
  const parts = [
    ...(cell.tag === '' ? [] : [`${table.key?.tag ?? 'term'} ${cell.tag}`]),
    keyWord(table, cell.state),
    ...(cell.isApplied ? [keyWord(table, 'applied')] : []),
    ...(cell.isOnDisk ? [] : ['not on disk']),
  ]
  return ` (${parts.join(', ')})`
}

function details(frame: LabState['frame'], id: string): readonly Branch[] {
  const picture = frame.cluster.nodes.find((node) => node.id === id)
  const row = frame.table?.rows.find((each) => each.node === id)
  const timers = frame.nodes.find((node) => node.id === id)?.timers ?? []
  const { table } = frame
  const entries = (row?.cells ?? []).flatMap((cell, i) =>
    cell === null || table === null
      ? []
      : [`${table.firstIndex + i}: ${cell.text}${inBrackets(cell, table)}`],
  )
  const lines = [
    picture?.detail ?? null,
    picture !== undefined && picture.badges.length > 0 ? picture.badges.join(', ') : null,
    row === undefined ? null : `log: ${entries.length === 0 ? 'empty' : entries.join('; ')}`,
    row === undefined ? null : `${table?.endTitle}: ${row.end}`,
    ...timers.map((timer) => `timer ${timer.name} at ${clock(timer.dueUs)}`),
  ]
  return lines
    .filter((text) => text !== null)
    .map((text, i) => ({ id: `${id} ${i}`, text, target: null, children: [] }))
}
