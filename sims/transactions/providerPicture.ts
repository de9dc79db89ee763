// A payment provider as it is drawn: on the stage, as a row of the logs, and beside the books of the company. And its messages,
// for people.

import type { PictureView } from '../../src/sim/define.ts'
import type { CellPicture, Mark, NodePicture, TableRowPicture } from '../../src/sim/picture.ts'
import type { LedgerPicture } from '../../src/sim/transactionsPicture.ts'
import { counted } from '../../src/sim/words.ts'
import { hueOfName } from './hue.ts'
import { heldOn, type ProviderDisk, type ProviderMemory, type ProviderRecord, takenFrom } from './provider.ts'
import type { ProviderMessage } from './providerMessages.ts'

type Node = PictureView['nodes'][number]
type Drawn = Omit<NodePicture, 'id' | 'status' | 'badges' | 'unsyncedWrites'>

const BARE: Drawn = {
  ...{ glyph: 'provider', letter: 'B', hue: null, caption: '', detail: null, isBroken: false },
  ...{ silence: null, votes: null },
}

export function providerPicture({ disk, memory }: Node): Drawn {
  if (memory === null) return { ...BARE, caption: 'crashed' }
  const { log }: ProviderDisk = disk
  const last = log.at(-1)
  if (last === undefined) return { ...BARE, caption: 'payment provider' }
  return {
    ...BARE,
    hue: hueOfName(last.key),
    caption: takenText(memory),
    detail: counted(log.length, 'line'),
  }
}

/** "c1 paid 40, held of c2: 40"; the standings of all its cards. */
export function takenText(memory: ProviderMemory): string {
  const cards = Object.keys(memory.cards)
  const texts = cards.flatMap((card) => [
    ...amountText(takenFrom(memory, card), `${card} paid`),
    ...amountText(heldOn(memory, card), `held of ${card}:`),
  ])
  return texts.length === 0 ? 'nobody has paid' : texts.join(', ')
}

function amountText(amount: number, what: string): readonly string[] {
  return amount > 0 ? [`${what} ${amount}`] : []
}

export function providerRow(
  { id, up, disk, syncedLengths }: Node,
  hidden: number,
  longest: number,
): TableRowPicture {
  const { log }: ProviderDisk = disk
  const cells = Array.from({ length: longest - hidden }, (_, i) => {
    const record = log[hidden + i]
    return record === undefined ? null : cellOf(record, hidden + i < (syncedLengths.log ?? 0))
  })
  return { node: id, isUp: up, cells, barAfter: 0, end: up ? '' : 'down' }
}

function cellOf({ key, standing }: ProviderRecord, isOnDisk: boolean): CellPicture {
  const common = { state: 'committed', isApplied: false, isMatched: false } as const
  return {
    ...common,
    tag: key,
    text: standing === 'onHold' ? 'held' : standing,
    hue: hueOfName(key),
    isOnDisk,
  }
}

/** What it would say, if anybody asked. */
export function providerBook({ id, memory }: Node): LedgerPicture['rows'][number] {
  return { node: id, cells: [memory === null ? 'down' : takenText(memory), 'nobody'], isHalf: false }
}

// Messages.

/** "c1.1/2 40 of c1", "c1.1/2 captured" */
export function providerDetails(m: ProviderMessage): string {
  if (m.type === 'Charge') return `${m.key} ${m.amount} of ${m.card}`
  return m.type === 'Told' ? `${m.key} ${m.standing}` : m.key
}

export function providerMark(m: ProviderMessage): Mark {
  if (m.type === 'Refund') return 'refusal'
  if (m.type !== 'Told') return 'request'
  return m.standing === 'declined' || m.standing === 'none' ? 'refusal' : 'reply'
}
