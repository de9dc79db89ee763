// A fault's receipt, opened: what it touched, thing by thing. Each leads to the event that shows it.

import { useEffect, useState } from 'react'
import type { ReceiptGroup, ReceiptPicture } from '../../lab/receipt/picture.ts'
import { useLab, useSession } from '../hooks/session.ts'
import { clock, count } from '../panels/words.ts'
import { DialogFrame } from './Frame.tsx'

export function ReceiptDialog({ fault }: { fault: string }) {
  const { receipt, isAsked } = useReceipt(fault)
  const title = receipt === null ? 'What it touched' : `What it touched: ${receipt.title}`
  return (
    <DialogFrame title={title} kind="wide">
      {receipt === null ? (
        <p role="status">{isAsked ? 'Looking through the run…' : 'It has not happened in this run.'}</p>
      ) : receipt.groups.length === 0 ? (
        <p>It changed nothing in this run, as far as it is recorded.</p>
      ) : (
        receipt.groups.map((group) => <Group key={group.title} group={group} />)
      )}
    </DialogFrame>
  )
}

function Group({ group: { title, lines, rest } }: { group: ReceiptGroup }) {
  const { player, view } = useSession()
  const { atUs } = useLab().frame
  const go = (row: number) => {
    view.set({ dialog: null })
    player.seek({ row })
  }
  return (
    <section className="receipt" aria-label={title}>
      <h3>{title}</h3>
      <ol>
        {lines.map((line, i) => (
          <li key={i}>
            <button
              type="button"
              className="receipt-line"
              data-later={line.atUs > atUs || undefined}
              onClick={() => go(line.row)}
            >
              <time className="data quiet">{clock(line.atUs)}</time>
              <span className="data">{line.text}</span>
              <span className="soft">{line.how}</span>
            </button>
          </li>
        ))}
      </ol>
      {rest > 0 && <p className="quiet">and {count(rest)} more</p>}
    </section>
  )
}

/** Asked for again when the run becomes another. */
function useReceipt(fault: string): { readonly receipt: ReceiptPicture | null; readonly isAsked: boolean } {
  const { lab } = useSession()
  const { run } = useLab()
  const [found, setFound] = useState<{ receipt: ReceiptPicture | null; isAsked: boolean }>({
    receipt: null,
    isAsked: true,
  })
  // Runs again by more than it reads: another run has another receipt
  useEffect(() => {
    let isStale = false
    void lab.receipt(fault).then((receipt) => {
      if (!isStale) setFound({ receipt, isAsked: false })
    })
    return () => {
      isStale = true
    }
  }, [lab, fault, run])
  return found
}
