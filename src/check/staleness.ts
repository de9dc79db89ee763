// How old the answers of reads were: how many versions had certainly been acknowledged that are newer than what was shown,
// and how long ago the first of them was. By the order in which writes took effect where somebody knows it; else by real
// time alone, and then a read may have been older than said here, but never fresher.

import { type History, isOpen, type Operation, precedes } from './history.ts'
import { judged, type Setting } from './setting.ts'
import { type Change, isNewer, type Sight, type Story, storiesOf, unlessMixed } from './stories.ts'
import type { Reasoned, Verdict } from './verdict.ts'
import { type Said, said } from './words.ts'

interface Lag {
  readonly story: Story
  readonly sight: Sight
  /** Acknowledged before the read was called, and newer, the first acknowledged first. */
  readonly newer: readonly Change[]
  /** Since the first of them was acknowledged; null in a history without times. */
  readonly us: number | null
}

/** Broken if a read was more versions behind than allowed, or for longer; if neither is given, if any was behind at all. */
export function staleness(history: History, setting: Setting): Verdict {
  const places = new Map(setting.order.map((id, place) => [id, place]))
  const stories = storiesOf(history, setting)
  const lags = stories.flatMap((story) => story.sights.map((sight) => lagOf(sight, story, places)))
  const stale = lags.filter(({ newer }) => newer.length > 0)
  const figures = {
    reads: lags.length,
    stale: stale.length,
    mostVersions: stale.reduce((most, { newer }) => Math.max(most, newer.length), 0),
    longestUs: stale.reduce((most, { us }) => Math.max(most, us ?? 0), 0),
  }
  const common = { ...judged(history, setting, history.length), figures }
  const tooStale = stale.filter((lag) => isTooStale(lag, setting))
  const [worst] = [...tooStale].sort((a, b) => b.newer.length - a.newer.length || (b.us ?? 0) - (a.us ?? 0))
  if (worst === undefined) return unlessMixed(stories, { ...common, verdict: 'holds', orders: [] })
  const { story, sight, newer } = worst
  const operations: Reasoned[] = [
    ...newer.map(({ operation }) => ({
      id: operation.id,
      reason: said('endedBefore', sight.operation.id),
    })),
    { id: sight.operation.id, reason: said('wasTold', sight.value) },
  ]
  const writers = story.changes.filter(({ value }) => !story.isList && value === sight.value)
  const evidence = {
    claim: lagSaid(worst),
    operations,
    context: writers.map(({ operation }) => operation.id),
    all: tooStale.map((lag) => ({ id: lag.sight.operation.id, reason: lagSaid(lag) })),
    isTight: true,
    isShortest: true,
    longest: null,
  }
  return { ...common, verdict: 'broken', key: story.key, evidence }
}

function lagSaid({ sight, newer, us }: Lag): Said {
  const { id } = sight.operation
  return us === null ? said('wasBehind', id, newer.length) : said('wasBehindFor', id, newer.length, us)
}

function isTooStale({ newer, us }: Lag, { staleVersions, staleUs }: Setting): boolean {
  if (staleVersions === null && staleUs === null) return true
  const isTooOld = staleUs !== null && (us ?? 0) > staleUs
  return isTooOld || (staleVersions !== null && newer.length > staleVersions)
}

function lagOf(sight: Sight, story: Story, places: ReadonlyMap<number, number>): Lag {
  const shown = places.size > 0 ? latestPlace(sight, story, places) : null
  const newer = story.changes
    .filter(({ operation }) => !isOpen(operation) && precedes(operation, sight.operation))
    .filter((change) => isLater(change, sight, story, places.get(change.operation.id), shown))
    .sort((a, b) => a.operation.endedAt! - b.operation.endedAt!)
  return { story, sight, newer, us: sinceUs(newer[0]?.operation, sight.operation) }
}

/** By the places in the known order if both have one; what was there at first is older than everything. */
function isLater(
  change: Change,
  sight: Sight,
  story: Story,
  place: number | undefined,
  shown: number | null,
): boolean {
  if (place === undefined || shown === null) return isNewer(change, sight, story)
  return !sight.shows.has(change.value) && place > shown
}

/** Place of the latest change that the read may show; null if one of them has none. */
function latestPlace(
  { shows, value }: Sight,
  { changes, initial }: Story,
  places: ReadonlyMap<number, number>,
): number | null {
  const writers = changes.filter((change) => shows.has(change.value))
  if (writers.length === 0) return value === initial ? -1 : null
  return writers.reduce<number | null>((latest, { operation }) => {
    const place = places.get(operation.id)
    return latest === null || place === undefined ? null : Math.max(latest, place)
  }, -1)
}

function sinceUs(first: Operation | undefined, read: Operation): number | null {
  if (first === undefined || first.completedUs === null || read.invokedUs === null) return null
  return read.invokedUs - first.completedUs
}
