// Every copy of every key, side by side: a row a node, a column a key. Only the nodes that keep a key have a cell there;
// a copy that lacks what another has is dashed.

import type { PictureView } from '../../src/sim/define.ts'
import type { CellPicture, Hue, KeyPicture, TablePicture } from '../../src/sim/picture.ts'
import type { Truth } from './observer/truth.ts'
import { preferenceList } from './ring.ts'
import { settingsIn } from './settings.ts'
import { type Disk, glimpse, versionsAt } from './state.ts'
import { type Conflicts, hasAll, merged, NO_VERSIONS, nameOf, type Version } from './versions.ts'

type View = PictureView['nodes'][number]

const MOST_COLUMNS = 40

export function tableOf(
  view: PictureView,
  replicas: readonly View[],
  keys: readonly KeyPicture[],
): TablePicture {
  const shown = keys.slice(0, MOST_COLUMNS)
  const columns = shown.map(({ key }) => key)
  const { conflicts, n } = settingsIn(view.settings)
  const ring = replicas.map(({ id }) => id)
  const copies = shown.map((picture) => ({
    picture,
    home: preferenceList(ring, picture.key, Math.min(n, ring.length)),
    all: newestOf(replicas, picture.key, conflicts),
    told: (view.truth as Truth).puts.findLast(({ key, ackedRow }) => key === picture.key && ackedRow >= 0),
  }))
  return {
    title: 'copies',
    names: columns,
    key: {
      committed: 'newest',
      appended: 'behind',
      tag: 'version',
      matched: 'had it when its client was told OK',
    },
    endTitle: 'hints',
    firstIndex: 1,
    columns: columns.length,
    hidden: 0,
    rows: replicas.map(({ id, up, disk }) => ({
      node: id,
      isUp: up,
      cells: copies.map(({ picture, home, all, told }) =>
        home.includes(id)
          ? {
              ...cell(versionsAt(disk, picture.key), all, conflicts),
              hue: hueAt(picture, id),
              isMatched: told?.heldAt.includes(id) === true,
            }
          : null,
      ),
      barAfter: 0,
      end: hintsOf(disk),
    })),
  }
}

/** What there is of a key anywhere. */
export function newestOf(replicas: readonly View[], key: string, conflicts: Conflicts): readonly Version[] {
  return replicas.reduce(
    (all, { disk }) =>
      (disk as Disk).hints
        .filter((hint) => hint.key === key)
        .reduce(
          (more, hint) => merged(more, hint.versions, conflicts),
          merged(all, versionsAt(disk, key), conflicts),
        ),
    NO_VERSIONS,
  )
}

export function hueAt({ shows }: KeyPicture, node: string): Hue {
  return shows.find(({ nodes }) => nodes.includes(node))?.hue ?? null
}

function cell(
  versions: readonly Version[],
  all: readonly Version[],
  conflicts: Conflicts,
): Omit<CellPicture, 'hue' | 'isMatched'> {
  const isWhole = hasAll(versions, all, conflicts)
  return {
    tag: tagOf(versions, conflicts),
    text: versions.length === 0 ? '\u2013' : glimpse(versions).shows,
    state: isWhole ? 'committed' : 'appended',
    isApplied: false,
    isOnDisk: true,
  }
}

/** The stamp, where the higher one wins; else the write it comes from, or how many siblings there are: "2×". */
function tagOf(versions: readonly Version[], conflicts: Conflicts): string {
  const [first] = versions
  if (first === undefined) return ''
  if (versions.length > 1) return `${versions.length}×`
  if (conflicts !== 'lww') return nameOf(first)
  return first.stamp < 1000 ? String(first.stamp) : String(Math.floor(first.stamp / 1000))
}

function hintsOf({ hints }: Disk): string {
  return hints.length === 0 ? '' : hints.map(({ key, owner }) => `${key} for ${owner}`).join(', ')
}
