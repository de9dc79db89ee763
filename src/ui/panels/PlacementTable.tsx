// A placement in words and numbers, all of it: what its figures show, and what they must leave out. Two runs that are
// compared stand in the same rows.

import { type ReactNode, useState } from 'react'
import { fairShares, maxOverMean, type RingModel } from '../figures/ring/model.ts'
import { counted, percent, signed, times } from '../figures/ring/numbers.ts'
import { placeText } from '../figures/ring/things.ts'
import { useSession, useView } from '../hooks/session.ts'
import { numbersOf } from './PlacementNumbers.tsx'

interface Props {
  readonly here: RingModel
  readonly there: RingModel | null
  readonly names: readonly [string, string]
}

export function PlacementTable({ here, there, names }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys
    <section className="placement-tables" aria-label="Placement in numbers" tabIndex={0}>
      {there === null ? <Numbers model={here} /> : <Beside here={here} there={there} names={names} />}
      <Nodes here={here} there={there} names={names} />
      <Moves model={here} title={there === null ? 'From whom to whom' : `From whom to whom, ${names[0]}`} />
      {there !== null && <Moves model={there} title={`From whom to whom, ${names[1]}`} />}
      <SchemesHere model={here} />
      <Behind model={here} />
      <Keys here={here} there={there} names={names} />
    </section>
  )
}

function Table({ caption, children }: { caption: ReactNode; children: ReactNode }) {
  return (
    <table className="placement-table">
      <caption>{caption}</caption>
      {children}
    </table>
  )
}

function Head({ columns }: { columns: readonly string[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column, i) => (
          <th key={i} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Row({
  name,
  cells,
  isSelected = false,
}: {
  name: ReactNode
  cells: readonly string[]
  isSelected?: boolean
}) {
  return (
    <tr data-selected={isSelected || undefined}>
      <th scope="row">{name}</th>
      {cells.map((cell, i) => (
        <td key={i} className="data">
          {cell}
        </td>
      ))}
    </tr>
  )
}

// The latest change.

function summaryOf(model: RingModel): ReadonlyMap<string, string> {
  const { picture, totals } = model
  const { scheme, change, moved, ideal, isMoving } = picture
  const fullest = (ratio: number | null) => (ratio === null ? 'none' : times(ratio))
  return new Map([
    ['keys are placed by', scheme],
    ['latest change', change ?? 'none'],
    ['keys moved', `${counted(totals.moved)} of ${counted(totals.keys)}`],
    ['share of keys moved', moved === null ? 'none' : percent(moved)],
    ['share at best', ideal === null ? 'none' : percent(ideal)],
    ['copies made for it', `${counted(totals.made)} of ${counted(totals.copies)}`],
    ['bytes moved', numbersOf(model).find(([title]) => title === 'bytes moved')?.[1] ?? 'none'],
    ['keys under way', isMoving ? 'yes' : 'no'],
    ['fullest node, keys over its fair share', fullest(maxOverMean(picture, 'keys'))],
    ['fullest node, requests lately over its fair share', fullest(maxOverMean(picture, 'load'))],
  ])
}

function Numbers({ model }: { model: RingModel }) {
  return (
    <Table caption="The latest change">
      <tbody>
        {[...summaryOf(model)].map(([title, value]) => (
          <Row key={title} name={title} cells={[value]} />
        ))}
      </tbody>
    </Table>
  )
}

function Beside({ here, there, names }: Props & { readonly there: RingModel }) {
  const [mine, theirs] = [summaryOf(here), summaryOf(there)]
  return (
    <Table caption="The latest change in both">
      <Head columns={['of both', ...names]} />
      <tbody>
        {[...mine].map(([title, value]) => (
          <Row key={title} name={title} cells={[value, theirs.get(title) ?? '']} />
        ))}
        <Row name="keys with another owner there" cells={[elsewhereText(here, there), '']} />
      </tbody>
    </Table>
  )
}

/** Of the keys that both have, those that someone else is first to keep in the other. */
function elsewhereText(here: RingModel, there: RingModel): string {
  const theirs = new Map(there.picture.keys.map((key) => [key.key, ownerIn(there, key.owners[0])]))
  const both = here.picture.keys.filter(({ key }) => theirs.has(key))
  const differ = both.filter(({ key, owners }) => theirs.get(key) !== ownerIn(here, owners[0]))
  return `${counted(differ.length)} of ${counted(both.length)}`
}

function ownerIn({ picture }: RingModel, node: number | undefined): string {
  return picture.nodes[node ?? -1]?.id ?? 'nobody'
}

// Nodes.

function Nodes({ here, there, names }: Props) {
  const { picture, shares, tokens } = here
  const fair = fairShares(picture, 'keys')
  const theirs = new Map(there?.picture.nodes.map((node) => [node.id, node]))
  const { selection } = useView()
  return (
    <Table caption="Nodes">
      <Head
        columns={[
          'node',
          ...(there === null ? ['keys'] : [`keys, ${names[0]}`, `keys, ${names[1]}`]),
          'before',
          'difference',
          'over fair',
          ...(shares === null ? [] : ['of the circle', 'points']),
          'copies',
          'requests lately',
          'weight',
          'state',
        ]}
      />
      <tbody>
        {picture.nodes.map((node, i) => (
          <Row
            key={node.id}
            name={<NodeButton id={node.id} />}
            isSelected={selection?.kind === 'node' && selection.id === node.id}
            cells={[
              counted(node.keys),
              ...(there === null ? [] : [String(theirs.get(node.id)?.keys ?? '')]),
              node.keysBefore === null ? '' : counted(node.keysBefore),
              node.keysBefore === null ? '' : signed(node.keys - node.keysBefore),
              fair[i]! > 0 ? times(node.keys / fair[i]!) : '',
              ...(shares === null ? [] : [percent(shares[i]!), counted(tokens![i]!)]),
              counted(node.held),
              counted(node.load),
              String(node.weight),
              stateText(node),
            ]}
          />
        ))}
      </tbody>
    </Table>
  )
}

function stateText({ isUp, isMember }: RingModel['picture']['nodes'][number]): string {
  if (!isUp) return isMember ? 'member, down' : 'down'
  return isMember ? 'member' : 'no member'
}

function NodeButton({ id }: { id: string }) {
  const { view } = useSession()
  const { selection } = useView()
  const isSelected = selection?.kind === 'node' && selection.id === id
  return (
    <button
      type="button"
      className="btn table-name"
      aria-pressed={isSelected}
      onClick={() => view.set({ selection: isSelected ? null : { kind: 'node', id } })}
    >
      {id}
    </button>
  )
}

function Moves({ model: { picture, totals }, title }: { model: RingModel; title: string }) {
  if (picture.moves.length === 0) return null
  const name = (node: number) => picture.nodes[node]!.id
  return (
    <Table caption={title}>
      <Head columns={['from', 'to', 'keys', 'of all that move']} />
      <tbody>
        {picture.moves.map(({ from, to, keys }) => (
          <Row
            key={`${from}-${to}`}
            name={name(from)}
            cells={[name(to), counted(keys), percent(keys / totals.moved)]}
          />
        ))}
      </tbody>
    </Table>
  )
}

/** What each scheme would have made of the run's own keys and its latest change. */
function SchemesHere({ model: { picture } }: { model: RingModel }) {
  return (
    <Table caption="Every scheme on these keys and this change">
      <Head columns={['scheme', 'keys moved', 'fullest, × fair', 'spread']} />
      <tbody>
        {picture.schemes.map(({ id, title, isChosen, moved, maxOverMean: most, sdOverMean }) => (
          <Row
            key={id}
            name={isChosen ? `${title} (here)` : title}
            isSelected={isChosen}
            cells={[moved === null ? 'no change' : percent(moved), times(most), percent(sdOverMean)]}
          />
        ))}
      </tbody>
    </Table>
  )
}

function Behind({ model: { picture } }: { model: RingModel }) {
  if (picture.behind.length === 0) return null
  return (
    <Table caption="Who goes by an older layout">
      <Head columns={['who', 'goes by', 'keys looked for elsewhere']} />
      <tbody>
        {picture.behind.map(({ who, says, owners }) => (
          <Row
            key={who}
            name={who}
            cells={[says, counted(owners.filter((node, i) => node !== picture.keys[i]!.owners[0]).length)]}
          />
        ))}
      </tbody>
    </Table>
  )
}

// Keys.

function Keys({ here, there, names }: Props) {
  const [isOnlyMoved, setOnlyMoved] = useState(false)
  const { picture, states, byPlace } = here
  const { view } = useSession()
  const { key: pinned } = useView()
  const list = (model: RingModel, owners: readonly number[]) =>
    owners.map((node) => ownerIn(model, node)).join(', ')
  const theirs = new Map(there?.picture.keys.map((key) => [key.key, list(there, key.owners)]))
  const changes = (index: number) => {
    const { key, owners } = picture.keys[index]!
    return states[index]!.isMoved || (there !== null && theirs.get(key) !== list(here, owners))
  }
  const shown = isOnlyMoved ? byPlace.filter(changes) : byPlace
  return (
    <Table
      caption={
        <>
          Keys, in their order on the circle
          <label className="only-moved">
            <input
              type="checkbox"
              checked={isOnlyMoved}
              onChange={(event) => setOnlyMoved(event.target.checked)}
            />
            only those that change hands{there !== null && ' or differ'}
          </label>
        </>
      }
    >
      <Head
        columns={[
          'key',
          'place',
          ...(there === null ? ['kept by'] : names.map((name) => `kept by, ${name}`)),
          'before',
          'found on',
          'change',
        ]}
      />
      <tbody>
        {shown.map((index) => {
          const { key, at, owners, ownersBefore, held } = picture.keys[index]!
          return (
            <Row
              key={key}
              isSelected={key === pinned}
              name={
                <button
                  type="button"
                  className="btn table-name"
                  aria-pressed={key === pinned}
                  onClick={() => view.set({ key: key === pinned ? null : key })}
                >
                  {key}
                </button>
              }
              cells={[
                placeText(at),
                list(here, owners),
                ...(there === null ? [] : [theirs.get(key) ?? '']),
                list(here, ownersBefore),
                list(here, held),
                states[index]!.isMoved ? (states[index]!.isAwaited ? 'moves' : 'moved') : '',
              ]}
            />
          )
        })}
      </tbody>
    </Table>
  )
}
