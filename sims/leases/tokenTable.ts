// The tokens side by side: to whom each was given, what its holder makes of it, and what was written under it.

import type { PictureView } from '../../src/sim/define.ts'
import { type CellPicture, hueOf, type TablePicture, type TableRowPicture } from '../../src/sim/picture.ts'
import type { LockDisk } from './lockServer.ts'
import type { Grant, Truth } from './observer/truth.ts'
import { roleOf, TITLES } from './roleChart.ts'
import { fileIn, type StorageDisk } from './storage.ts'
import type { WorkerMemory } from './worker.ts'

type Node = PictureView['nodes'][number]

/** Columns that a table shows; earlier tokens are counted. */
const MOST_COLUMNS = 40

export function tokenTable(view: PictureView): TablePicture {
  const truth: Truth = view.truth
  const grants = truth.grants.slice(-MOST_COLUMNS)
  return {
    title: 'tokens',
    names: grants.map(({ token }) => String(token)),
    key: { committed: 'in force', appended: 'over' },
    endTitle: 'now',
    firstIndex: 1,
    columns: grants.length,
    hidden: truth.grants.length - grants.length,
    rows: view.nodes.filter(({ process }) => process !== 'client').map((node) => rowOf(node, grants, truth)),
  }
}

function rowOf(node: Node, grants: readonly Grant[], truth: Truth): TableRowPicture {
  return {
    node: node.id,
    isUp: node.up,
    cells: grants.map((grant) => {
      const text = textOf(node, grant)
      return text === null ? null : cellOf(text, grant, node, truth)
    }),
    barAfter: 0,
    end: node.up ? endOf(node) : 'down',
  }
}

function textOf(node: Node, { token, worker, writes, refused, end }: Grant): string | null {
  if (node.process === 'lock') return worker
  if (node.process === 'storage') {
    const written = writes === 0 ? '' : `${writes}×`
    return refused > 0 ? `${written} refused`.trim() : written === '' ? null : written
  }
  if (worker !== node.id) return null
  if ((node.memory as WorkerMemory | null)?.held?.token === token) return 'has it'
  return end === 'letGo' ? 'let go' : 'lost'
}

function cellOf(text: string, { token, worker, lost }: Grant, node: Node, truth: Truth): CellPicture {
  const isInForce = truth.inForce.some((lease) => lease.token === token && lease.worker === worker)
  const isLost = node.process === 'storage' && lost > 0
  return {
    ...{ tag: '', text, hue: hueOf(token), isApplied: false, isOnDisk: true, isMatched: false },
    state: isLost ? 'overwritten' : isInForce ? 'committed' : 'appended',
  }
}

function endOf(node: Node): string {
  if (node.process === 'lock') return String((node.disk as LockDisk).token)
  if (node.process === 'storage') return `file=${fileIn(node.disk as StorageDisk)}`
  return TITLES[roleOf(node)].toLowerCase()
}
