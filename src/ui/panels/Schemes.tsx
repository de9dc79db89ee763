// All schemes beside each other, on the same keys and the same change, and of the one that is looked at the placement
// before and after. Clusters and numbers of keys may be larger than any run has.

import { useState } from 'react'
import type { RingPicture } from '../../sim/picture.ts'
import type { PlacingPicture } from '../../sim/placing.ts'
import { counted, percent, times } from '../figures/ring/numbers.ts'
import { type PlacingChoice, type Placings, usePlacings } from '../hooks/usePlacings.ts'

interface Props {
  readonly ring: RingPicture
  /** Draws the placement that is looked at. */
  readonly draw: (ring: RingPicture) => React.ReactNode
}

export function Schemes({ ring, draw }: Props) {
  const [choice, setChoice] = useState<PlacingChoice>({
    nodes: null,
    tokens: null,
    keys: null,
    change: null,
  })
  const [wanted, setWanted] = useState<string | null>(null)
  const placings = usePlacings(ring, choice)
  const chosen = wanted ?? ring.schemes.find(({ isChosen }) => isChosen)?.id ?? null
  const looked = chosen === null ? undefined : placings.found.get(chosen)
  return (
    <div className="schemes">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys */}
      <section className="schemes-list" aria-label="All schemes" tabIndex={0}>
        <Choices ring={ring} choice={choice} change={placings.change} onChoose={setChoice} />
        <p className="quiet" role="status">
          {stateText(placings, ring, choice)}
        </p>
        <SchemeTable ring={ring} placings={placings} chosen={chosen} onChoose={setWanted} />
      </section>
      {looked !== undefined && draw(looked.ring)}
    </div>
  )
}

function stateText(
  { found, isDone, tookMs, isImpossible }: Placings,
  { schemes, keys }: RingPicture,
  choice: PlacingChoice,
) {
  if (isImpossible) return 'The run’s latest change was not one of its nodes: choose another change.'
  const many = `${counted(choice.keys ?? keys.length)} keys`
  if (!isDone) return `Placing ${many}: ${found.size} of ${schemes.length} schemes`
  return `${many} placed twice by each of ${schemes.length} schemes, in ${((tookMs ?? 0) / 1000).toFixed(1)} s`
}

// What is asked for.

const NODES = [3, 10, 50, 100, 200]
const TOKENS = [1, 10, 100, 500]
const KEYS = [10_000, 100_000, 1_000_000]

interface ChoicesProps {
  readonly ring: RingPicture
  readonly choice: PlacingChoice
  /** The one that was asked for in the end. */
  readonly change: Placings['change']
  readonly onChoose: (choice: PlacingChoice) => void
}

function Choices({ ring, choice, change, onChoose }: ChoicesProps) {
  const members = ring.nodes.filter(({ isMember }) => isMember).length
  const set = (more: Partial<PlacingChoice>) => onChoose({ ...choice, ...more })
  // Only the run's own nodes have a latest change.
  const setNodes = (nodes: number | null) =>
    set({ nodes, change: choice.change === 'latest' ? null : choice.change })
  return (
    <div className="scheme-choices">
      <Amount
        label="Nodes"
        here={`as here, ${members}`}
        amounts={NODES}
        value={choice.nodes}
        onSet={setNodes}
      />
      <Amount
        label="Points a node"
        here="as here"
        amounts={TOKENS}
        value={choice.tokens}
        onSet={(tokens) => set({ tokens })}
      />
      <Amount
        label="Keys"
        here={`as here, ${ring.keys.length}`}
        amounts={KEYS}
        value={choice.keys}
        onSet={(keys) => set({ keys })}
      />
      <label>
        Change
        <select
          value={change}
          onChange={(event) => set({ change: event.target.value as PlacingChoice['change'] })}
        >
          {ring.change !== null && choice.nodes === null && <option value="latest">{ring.change}</option>}
          <option value="join">one more joins</option>
          <option value="leave">one in the middle leaves</option>
        </select>
      </label>
    </div>
  )
}

interface AmountProps {
  readonly label: string
  readonly here: string
  readonly amounts: readonly number[]
  readonly value: number | null
  readonly onSet: (value: number | null) => void
}

function Amount({ label, here, amounts, value, onSet }: AmountProps) {
  return (
    <label>
      {label}
      <select
        value={value ?? ''}
        onChange={(event) => onSet(event.target.value === '' ? null : Number(event.target.value))}
      >
        <option value="">{here}</option>
        {amounts.map((amount) => (
          <option key={amount} value={amount}>
            {counted(amount)}
          </option>
        ))}
      </select>
    </label>
  )
}

// What comes of it.

interface TableProps {
  readonly ring: RingPicture
  readonly placings: Placings
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
}

function SchemeTable({ ring, placings, chosen, onChoose }: TableProps) {
  const any = placings.found.values().next().value
  const hasHeir = any !== undefined && any.heir !== null
  return (
    <table className="placement-table">
      <caption>
        {any === undefined
          ? 'Schemes'
          : `When ${any.ring.change}: at best ${percent(any.ring.ideal ?? 0)} of the keys move`}
      </caption>
      <thead>
        <tr>
          {titlesOf(hasHeir).map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ring.schemes.map(({ id, title, isChosen }) => (
          <tr key={id} data-selected={id === chosen || undefined}>
            <th scope="row">
              <button
                type="button"
                className="btn table-name scheme-name"
                aria-pressed={id === chosen}
                onClick={() => onChoose(id)}
              >
                {title}
                {isChosen && <span className="quiet"> (here)</span>}
              </button>
            </th>
            {cellsOf(placings.found.get(id)).map((cell, i) => (
              <td key={i} className="data">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function titlesOf(hasHeir: boolean): readonly string[] {
  const heir = hasHeir ? ['busiest heir takes'] : []
  return ['scheme', 'keys moved', 'of all', 'needlessly', 'fullest, × fair', 'spread', ...heir]
}

/** Movement between nodes that stay is what nobody needed. */
function cellsOf(placing: PlacingPicture | undefined): readonly string[] {
  if (placing === undefined) return ['…', '', '', '', '']
  const { ring, keys, needless, maxOverMeanBefore, maxOverMean, sdOverMean, heir } = placing
  return [
    counted(Math.round((ring.moved ?? 0) * keys)),
    percent(ring.moved ?? 0),
    percent(needless),
    `${times(maxOverMeanBefore)} → ${times(maxOverMean)}`,
    percent(sdOverMean),
    ...(heir === null ? [] : [percent(heir)]),
  ]
}
