// How transactions stand: the steps of each saga with what takes them back, who waits for whom, and the books as anybody
// could read them now. Two runs that are compared stand beside each other.

import type {
  LedgerPicture,
  StepPicture,
  StepsPicture,
  TransactionsPicture,
} from '../../sim/transactionsPicture.ts'
import { WaitGraph } from '../figures/waitGraph/WaitGraph.tsx'

export function Transactions({ picture }: { readonly picture: TransactionsPicture }) {
  const { sagas, ledger, waits } = picture
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys
    <section className="transactions" aria-label="How transactions stand" tabIndex={0}>
      {sagas.map((saga) => (
        <Saga key={saga.of} saga={saga} />
      ))}
      {ledger !== null && <Books ledger={ledger} />}
      <WaitGraph waits={waits} />
    </section>
  )
}

function Saga({ saga: { of, hue, says, steps } }: { readonly saga: StepsPicture }) {
  return (
    <section className="saga" aria-label={`Saga ${of}`} data-hue={hue ?? undefined}>
      <h3>
        {of} <span className="soft">{says}</span>
      </h3>
      <ol className="steps">
        {steps.map((step) => (
          <Step key={step.title} step={step} />
        ))}
      </ol>
    </section>
  )
}

const SAID: Readonly<Record<StepPicture['state'], string>> = {
  ahead: 'not begun',
  running: 'under way',
  done: 'done',
  failed: 'failed',
  undoing: 'being taken back',
  undone: 'taken back',
}

function Step({ step: { title, node, state, undo, isPivot } }: { readonly step: StepPicture }) {
  return (
    <li data-state={state} data-pivot={isPivot || undefined}>
      <div className="step">
        <b>{title}</b>
        <span className="quiet">{node}</span>
        <span className="step-state">{SAID[state]}</span>
      </div>
      {undo !== null && (
        <div className="undo">
          <span aria-hidden>↩ </span>
          {undo}
        </div>
      )}
      {isPivot && <div className="undo">no way back after it</div>}
    </li>
  )
}

function Books({ ledger: { columns, rows, halves, total } }: { readonly ledger: LedgerPicture }) {
  return (
    <table className="books">
      <caption>The books, as anybody could read them now</caption>
      <thead>
        <tr>
          <th scope="col">node</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ node, cells, isHalf }) => (
          <tr key={node} data-half={isHalf || undefined}>
            <th scope="row">{node}</th>
            {cells.map((cell, i) => (
              <td key={columns[i]} className="data">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        {halves.map((half) => (
          <Line key={half.text} head="by half" width={columns.length} line={half} />
        ))}
        {total !== null && <Line head="in all" width={columns.length} line={total} />}
      </tfoot>
    </table>
  )
}

interface LineProps {
  readonly head: string
  readonly width: number
  readonly line: { readonly text: string; readonly isWrong: boolean }
}

function Line({ head, width, line: { text, isWrong } }: LineProps) {
  return (
    <tr>
      <th scope="row">{head}</th>
      <td colSpan={width} className={isWrong ? 'data broken' : 'data'}>
        {text}
      </td>
    </tr>
  )
}
