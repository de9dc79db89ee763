// How transactions stand, for the lanes and the books: what is held for whom and since when, which records came to which
// log, who waits for whom, and what each site says now.

import type { PictureView } from '../../src/sim/define.ts'
import type {
  HoldPicture,
  LedgerPicture,
  TransactionsPicture,
  WaitPicture,
} from '../../src/sim/transactionsPicture.ts'
import { hueOfName } from './hue.ts'
import { waitsIn } from './locks.ts'
import { isEnding } from './observer/sagas.ts'
import { isParted, type Span, type Truth } from './observer/truth.ts'
import { providerBook } from './providerPicture.ts'
import { isAccount } from './requests.ts'
import { isProvider, isSite, type Memory, type Outcome } from './state.ts'
import { stepsOf } from './stepsPicture.ts'

type Node = PictureView['nodes'][number]

export function transactionsOf(view: PictureView): TransactionsPicture {
  const truth: Truth = view.truth
  const sites = view.nodes.filter(isSite)
  return {
    holds: [...truth.past, ...Object.values(truth.open)].map(hold),
    records: truth.logged.map(({ node, atUs, tx, kind, isForced }) => {
      return { node, atUs, isForced, hue: hueOfName(tx), text: `${kind} ${tx}` }
    }),
    waits: waitsOf(sites),
    sagas: stepsOf(view),
    ledger: ledgerOf(sites, view.nodes.filter(isProvider), truth),
  }
}

const SAID: Readonly<Record<Span['kind'], string>> = {
  waits: 'waits for a lock',
  locks: 'has its locks',
  doubts: 'in doubt: may not let go',
  unknown: 'charged or not: unknown',
}

function hold({ node, tx, kind, fromUs, untilUs }: Span): HoldPicture {
  return {
    ...{ node, of: tx, fromUs, untilUs: untilUs < 0 ? null : untilUs },
    ...{ style: kind === 'unknown' ? 'doubts' : kind, hue: hueOfName(tx), text: SAID[kind] },
  }
}

function waitsOf(sites: readonly Node[]): readonly WaitPicture[] {
  const waits = sites.flatMap(({ id, memory }) =>
    memory === null
      ? []
      : waitsIn((memory as Memory).locks).map(({ tx, on, key }) => ({
          from: tx,
          to: on,
          node: id,
          what: key,
        })),
  )
  return waits.map((wait) => {
    return { ...wait, hue: hueOfName(wait.from), isInCycle: reaches(waits, wait.to, wait.from) }
  })
}

/** By any number of waits. */
function reaches(
  waits: readonly { readonly from: string; readonly to: string }[],
  start: string,
  goal: string,
): boolean {
  const seen = new Set([start])
  for (const at of seen) {
    if (at === goal) return true
    for (const { from, to } of waits) if (from === at) seen.add(to)
  }
  return false
}

/** Of the company, and below it of the provider that charges its customers. */
function ledgerOf(sites: readonly Node[], providers: readonly Node[], truth: Truth): LedgerPicture {
  const keepers = sites.filter(({ disk }) => Object.keys(disk.rows).length > 0)
  const bookOf = ({ id, memory }: Node) => {
    const locked = Object.values(truth.open).filter(({ node, kind }) => node === id && kind === 'locks')
    const says = memory === null ? 'down' : rowsText((memory as Memory).rows)
    const names = locked.map(({ tx }) => tx).join(', ')
    return { node: id, cells: [says, names === '' ? 'nobody' : names], isHalf: locked.length > 0 }
  }
  return {
    columns: ['says', 'locked for'],
    rows: [...keepers.map(bookOf), ...providers.map(providerBook)],
    halves: halvesOf(truth),
    total: totalOf(keepers, truth),
  }
}

/** What has been committed at some sites only. Where another has aborted, it will stay so. */
function halvesOf({ fates }: Truth): LedgerPicture['halves'] {
  return Object.values(fates)
    .filter(isEnding)
    .map((fate) => {
      const { tx, writers, ended } = fate
      const namesOf = (outcome?: Outcome) =>
        writers.filter((site) => ended[site] === outcome).join(', ') || 'nobody'
      const done = `${tx} is done at ${namesOf('commit')}`
      if (isParted(fate)) return { text: `${done}, and aborted at ${namesOf('abort')}`, isWrong: true }
      return { text: `${done}; ${namesOf()} does not know yet`, isWrong: false }
    })
}

function rowsText(rows: Memory['rows']): string {
  return Object.keys(rows)
    .map((key) => `${key}=${rows[key]!.value}`)
    .join(' ')
}

/** Of all accounts that transfers go between. While some are locked, what is missing is on its way. */
function totalOf(keepers: readonly Node[], truth: Truth): LedgerPicture['total'] {
  const names = Object.keys(truth.initial).filter(isAccount)
  if (names.length === 0 || keepers.some(({ memory }) => memory === null)) return null
  const should = names.reduce((sum, name) => sum + truth.initial[name]!, 0)
  const total = keepers.reduce((sum, { memory }) => sum + sumOf((memory as Memory).rows, names), 0)
  const isUnderWay = Object.values(truth.open).some(({ kind }) => kind === 'locks')
  if (total === should) return { text: `${total} on all accounts`, isWrong: false }
  const missing = `${total} on all accounts, not ${should}`
  return { text: isUnderWay ? `${missing}: a transfer is under way` : missing, isWrong: !isUnderWay }
}

function sumOf(rows: Memory['rows'], names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (rows[name]?.value ?? 0), 0)
}
