// Every copy of every key, side by side: a row a node, a column a key. Only the nodes that keep a key have a cell there;
// a copy that lacks what another has is dashed.

import type { PictureView } from '../../src/sim/define.ts'
import { type CellPicture, hueOf, type TablePicture } from '../../src/sim/picture.ts'
import { preferenceList } from './ring.ts'
import { settingsIn } from './settings.ts'
import { type Disk, glimpse, versionsAt } from './state.ts'
import { type Conflicts, hasAll, merged, NO_VERSIONS, nameOf, toneOf, type Version } from './versions.ts'

type View = PictureView['nodes'][number]

const MOST_COLUMNS = 40

/** The keys that any node has, or keeps for another. */
export function columnsOf(replicas: readonly View[]): readonly string[] {
  const keys = replicas.flatMap(({ disk }) => {
    const { data, hints }: Disk = disk
    return [...Object.keys(data), ...hints.map(({ key }) => key)]
  })
  return [...new Set(keys)].sort()
}

export function tableOf(view: PictureView, replicas: readonly View[], keys: readonly string[]): TablePicture {
  const columns = keys.slice(0, MOST_COLUMNS)
  const { conflicts, n } = settingsIn(view.settings)
  const ring = replicas.map(({ id }) => id)
  const copies = columns.map((key) => ({
    key,
    home: preferenceList(ring, key, Math.min(n, ring.length)),
    all: newestOf(replicas, key, conflicts),
  }))
  return {
    title: 'copies',
    names: columns,
    key: { committed: 'newest', appended: 'behind', tag: 'version' },
    endTitle: 'hints',
    firstIndex: 1,
    columns: columns.length,
    hidden: 0,
    rows: replicas.map(({ id, up, disk }) => ({
      node: id,
      isUp: up,
      cells: copies.map(({ key, home, all }) =>
        home.includes(id) ? cell(versionsAt(disk, key), all, conflicts) : null,
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

function cell(versions: readonly Version[], all: readonly Version[], conflicts: Conflicts): CellPicture {
  const { shows, stamp, writer } = glimpse(versions)
  const isWhole = hasAll(versions, all, conflicts)
  return {
    tag: tagOf(versions, conflicts),
    text: versions.length === 0 ? '\u2013' : shows,
    hue: versions.length > 1 ? null : hueOf(toneOf(stamp, writer)),
    state: isWhole ? 'committed' : 'appended',
    isApplied: false,
    isOnDisk: true,
    isMatched: false,
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
