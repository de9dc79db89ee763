// How transactions stand, over the lab's state: of this run, or of the two that are compared.

import { useLab } from '../hooks/session.ts'
import { useShape } from '../hooks/useShape.ts'
import { Transactions } from '../panels/Transactions.tsx'
import { StageSwitch } from './StageSwitch.tsx'
import './transactions.css'

export function TransactionsPlace() {
  const { frame, compare, branches } = useLab()
  const isPhone = useShape() === 'phone'
  const here = frame.transactions
  const there = compare?.frame.transactions ?? null
  if (here === null) return null
  const name = branches.find(({ isCurrent }) => isCurrent)?.name ?? 'this run'
  return (
    <div className="transactions-place">
      <StageSwitch />
      {there === null || isPhone ? (
        <>
          <h2 className="vh">Transactions</h2>
          <Transactions picture={here} />
        </>
      ) : (
        <div className="two-stages">
          <section aria-label={`Here: ${name}`}>
            <h2>{name}</h2>
            <Transactions picture={here} />
          </section>
          <section aria-label={`Beside it: ${compare?.name}`}>
            <h2>{compare?.name}</h2>
            <Transactions picture={there} />
          </section>
        </div>
      )}
    </div>
  )
}
