// Opening the receipt of a fault: of one in force, and of one that is long healed.

import { isFault } from '../../lab/receipt/isFault.ts'
import type { Session } from '../hooks/session.ts'
import { type Action, action } from './action.ts'

export function openReceipt({ player, view }: Session, fault: string): void {
  player.pause()
  view.set({ dialog: { kind: 'receipt', fault } })
}

/** For the palette: every fault that has begun. */
export function receiptActions(session: Session): readonly Action[] {
  const { run, frame } = session.lab.getState()
  const begun = run.interventions.filter((one) => one.atUs <= frame.atUs && isFault(one.do))
  return begun.map(({ id, title }) =>
    action({
      id: `receipt.${id}`,
      title: `What it touched: ${title}`,
      group: 'Ask the system',
      run: () => openReceipt(session, id),
    }),
  )
}
