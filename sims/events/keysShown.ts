// What the writer and each read model show of an account: who is behind, and who has lost something or has it twice.

import type { NodeView } from '../../src/engine/observer.ts'
import { agreementOn, type Copy } from '../../src/sim/agreement.ts'
import type { PictureView } from '../../src/sim/define.ts'
import type { KeyPicture } from '../../src/sim/picture.ts'
import { type Balances, balanceIn } from './log.ts'
import { logIn } from './observer/modelChecks.ts'
import { type Stretch, timesIn } from './readModel.ts'
import { type ProjectorDisk, shownBy } from './state.ts'
import type { WriterMemory } from './writer.ts'

interface Showing {
  readonly id: string
  readonly balances: Balances
  readonly made: readonly Stretch[]
}

export function keysShown(view: PictureView): readonly KeyPicture[] {
  const log = logIn(view)
  const showing = view.nodes.flatMap((node) => showingOf(node))
  const keys = [...new Set(log.map(({ key }) => key))].sort()
  return keys.map((key) => {
    const own = log.filter((event) => event.key === key).map(({ n }) => n)
    const copies = showing.map(({ id, balances }): Copy => {
      const text = String(balanceIn(balances, key))
      return { node: id, name: text, text, tone: 1 + Math.abs(balanceIn(balances, key)) / 10 }
    })
    const of = (node: string) => showing.find(({ id }) => id === node)!
    // Of two that differ one may only lack events; who has one twice lacks nothing.
    const lacks = (one: Copy, other: Copy) =>
      own.some((n) => timesIn(of(one.node), n) === 0 && timesIn(of(other.node), n) > 0)
    const shown = agreementOn(key, copies, lacks, [])
    const { shows } = shown
    return { ...shown, shows: shows.length > 1 ? shows : shows.map((each) => ({ ...each, hue: null })) }
  })
}

function showingOf({ id, process, disk, memory }: NodeView): readonly Showing[] {
  if (memory === null || process === 'client') return []
  if (process === 'projector') {
    const { balances, made } = shownBy(disk as ProjectorDisk)
    return [{ id, balances, made }]
  }
  const { model }: WriterMemory = memory
  return [{ id, balances: model.balances, made: [[1, model.upTo]] }]
}
