// What clients ask for, in parts for sites. An order takes one item from the stock, money from a card and one slot of a
// courier. Accounts a1, a2 … are spread over the sites; a transfer moves money from one to another, and an audit adds all up.

import type { Json } from '../../src/engine/json.ts'
import type { NodeId } from '../../src/engine/process.ts'
import type { Op, Part, Seen } from './messages.ts'
import type { TransactionSettings } from './settings.ts'
import { isSagaIn } from './state.ts'

export const PRICE = 40

/** The row that says how many are left. */
export const ITEM = 'item'

/** What a client may ask for. */
export type Wish =
  | { readonly f: 'order' }
  | { readonly f: 'transfer'; readonly from: string; readonly to: string; readonly amount: number }
  /** Reads an account, takes money from another, and then sets the first to what it read and the amount. */
  | { readonly f: 'deposit'; readonly from: string; readonly to: string; readonly amount: number }
  | { readonly f: 'audit'; readonly accounts: number }

/** The part of each site, by the order of the sites. */
export function partsOf(
  wish: Wish,
  client: NodeId,
  sites: readonly NodeId[],
  settings: Pick<TransactionSettings, 'protocol' | 'seat'>,
  hasProvider = false,
): readonly Part[] {
  const isSaga = isSagaIn(settings)
  if (wish.f === 'deposit' && isSaga) return depositSteps(wish, sites)
  if (wish.f === 'order' && isSaga && settings.seat === 'reserved')
    return reservedOrder(client, sites, hasProvider)
  if (wish.f === 'order') return sites.map((site, i) => ({ site, ops: orderOps(i, client, hasProvider) }))
  const ops = wish.f === 'audit' ? auditOps(wish.accounts) : transferOps(wish)
  return sites
    .map((site) => ({ site, ops: ops.filter(({ key }) => siteOf(key, sites) === site) }))
    .filter((part) => part.ops.length > 0)
}

function orderOps(place: number, client: NodeId, isCharged: boolean): readonly Op[] {
  const pays = take(client, PRICE)
  if (place === 1) return [isCharged ? { ...pays, isCharged } : pays, give('shop', PRICE)]
  return [take(place === 2 ? 'slot' : ITEM, 1)]
}

/** The item is looked at and marked first, and taken when all else is done. */
function reservedOrder(client: NodeId, sites: readonly NodeId[], isCharged: boolean): readonly Part[] {
  const look: Part = { site: sites[0]!, ops: [{ key: ITEM, kind: 'hold', add: 0, least: 1 }] }
  const takeIt: Part = { site: sites[0]!, ops: [{ key: ITEM, kind: 'set', add: -1, least: null }] }
  const between = sites.slice(1).map((site, i) => ({ site, ops: orderOps(i + 1, client, isCharged) }))
  return [look, ...between, takeIt]
}

type Move = Extract<Wish, { f: 'transfer' | 'deposit' }>

function depositSteps({ from, to, amount }: Move, sites: readonly NodeId[]): readonly Part[] {
  const common = { key: to, least: null } as const
  return [
    { site: siteOf(to, sites), ops: [{ ...common, kind: 'hold', add: 0 }] },
    { site: siteOf(from, sites), ops: [take(from, amount)] },
    { site: siteOf(to, sites), ops: [{ ...common, kind: 'set', add: amount }] },
  ]
}

function transferOps({ from, to, amount }: Move): readonly Op[] {
  return [take(from, amount), give(to, amount)]
}

function auditOps(accounts: number): readonly Op[] {
  return Array.from({ length: accounts }, (_, i) => ({
    key: accountName(i),
    kind: 'read',
    add: 0,
    least: null,
  }))
}

function take(key: string, amount: number): Op {
  return { key, kind: 'add', add: -amount, least: 0 }
}

function give(key: string, amount: number): Op {
  return { key, kind: 'add', add: amount, least: null }
}

/** The nth account from 0: a1, a2 … */
export function accountName(n: number): string {
  return `a${n + 1}`
}

export function isAccount(key: string): boolean {
  return /^a\d+$/.test(key)
}

function siteOf(account: string, sites: readonly NodeId[]): NodeId {
  return sites[(Number(account.slice(1)) - 1) % sites.length]!
}

export function total(values: readonly Seen[]): number {
  return values.reduce((sum, { value }) => sum + value, 0)
}

/** As a history holds it. */
export function keyOf(wish: Wish): string {
  if (wish.f === 'order') return 'one'
  return wish.f === 'audit' ? 'accounts' : `${wish.from} to ${wish.to}`
}

export function amountOf(wish: Wish): Json {
  return 'amount' in wish ? wish.amount : null
}

/** Shares nothing with what may still change: for what goes on a log. */
export function copyOf(parts: readonly Part[]): readonly Part[] {
  return parts.map(({ site, ops }) => ({ site, ops: ops.map((op) => ({ ...op })) }))
}

export function copyOfSeen(values: readonly Seen[]): readonly Seen[] {
  return values.map(({ key, value }) => ({ key, value }))
}
