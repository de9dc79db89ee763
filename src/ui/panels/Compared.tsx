// What came of the difference between two runs: where they part, as each tells it, and both numbers of every consequence.

import type { LabState } from '../../lab/lab.ts'
import { milliseconds } from '../figures/shared/time.ts'
import { useLab, useSession, useView } from '../hooks/session.ts'
import { useShape } from '../hooks/useShape.ts'
import { count } from './words.ts'

export function Compared() {
  const { compare, branches } = useLab()
  if (compare === null) return null
  const name = branches.find(({ isCurrent }) => isCurrent)?.name ?? 'this run'
  return (
    <section className="compared" aria-labelledby="compared-title">
      <h2 id="compared-title">
        {name}, beside {compare.name}
      </h2>
      <Parting compare={compare} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="compared-numbers" tabIndex={0} aria-label="Numbers of both">
        <table>
          <thead>
            <tr>
              <th scope="col">Up to here</th>
              <th scope="col">{name}</th>
              <th scope="col">{compare.name}</th>
              <th scope="col">difference</th>
            </tr>
          </thead>
          <tbody>
            {byDifference(compare.consequences).map(({ title, here, there, difference }) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                <td className="data">{here}</td>
                <td className="data">{there}</td>
                <td className="data">{difference}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="row-of-buttons">
        <FoldButton />
        <StopButton />
      </div>
    </section>
  )
}

/** What came out otherwise stands first. */
function byDifference(all: Consequences): Consequences {
  const isSame = ({ here, there }: Consequences[number]) => here === there
  return [...all.filter((each) => !isSame(each)), ...all.filter(isSame)]
}

type Consequences = NonNullable<LabState['compare']>['consequences']

function Parting({ compare: { parting, name } }: { compare: NonNullable<LabState['compare']> }) {
  const { player } = useSession()
  if (parting === null)
    return <p className="soft">The two are the same, event for event, as far as they were run.</p>
  return (
    <>
      <p>
        They part at{' '}
        <button type="button" className="btn to-event" onClick={() => player.seek({ row: parting.row })}>
          {milliseconds(parting.atUs)}, event {count(parting.row + 1)}
        </button>
        . {parting.because}.
      </p>
      <dl className="parting">
        <dt>Here</dt>
        <dd>{parting.here?.text ?? 'nothing more happens'}</dd>
        <dt>{name}</dt>
        <dd>{parting.there?.text ?? 'nothing more happens'}</dd>
      </dl>
    </>
  )
}

function FoldButton() {
  const { view } = useSession()
  const { isFolded } = useView()
  if (useShape() === 'phone') return null
  return (
    <button
      type="button"
      className="btn"
      aria-pressed={isFolded}
      onClick={() => view.set({ isFolded: !isFolded })}
    >
      {isFolded ? 'Side by side' : 'Fold into one'}
    </button>
  )
}

function StopButton() {
  const { lab } = useSession()
  return (
    <button type="button" className="btn" onClick={() => void lab.compare(null)}>
      Stop comparing <kbd>C</kbd>
    </button>
  )
}
