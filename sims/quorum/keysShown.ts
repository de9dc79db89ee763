// What each node that keeps a key shows of it: who agrees, who is behind, and which keys have come apart.

import { agreementOn, type Copy } from '../../src/sim/agreement.ts'
import type { PictureView } from '../../src/sim/define.ts'
import type { KeyPicture } from '../../src/sim/picture.ts'
import { preferenceList } from './ring.ts'
import { settingsIn } from './settings.ts'
import { type Disk, glimpse, versionsAt } from './state.ts'
import { hasAll, nameOf, toneOf, type Version } from './versions.ts'

type View = PictureView['nodes'][number]

/** The keys that any node has, or keeps for another. */
export function keysIn(replicas: readonly View[]): readonly string[] {
  const keys = replicas.flatMap(({ disk }) => {
    const { data, hints }: Disk = disk
    return [...Object.keys(data), ...hints.map(({ key }) => key)]
  })
  return [...new Set(keys)].sort()
}

export function keysShown(
  { settings }: PictureView,
  replicas: readonly View[],
  keys: readonly string[],
): readonly KeyPicture[] {
  const { conflicts, n } = settingsIn(settings)
  const ring = replicas.map(({ id }) => id)
  return keys.map((key) => {
    const home = preferenceList(ring, key, Math.min(n, ring.length))
    const versions = new Map(replicas.map(({ id, disk }) => [id, versionsAt(disk as Disk, key)]))
    const copies = home.map((node) => copyOf(node, versions.get(node)!))
    const lacks = (one: Copy, other: Copy) =>
      !hasAll(versions.get(one.node)!, versions.get(other.node)!, conflicts)
    return agreementOn(key, copies, lacks)
  })
}

function copyOf(node: string, versions: readonly Version[]): Copy {
  const { shows, stamp, writer } = glimpse(versions)
  return {
    node,
    name: versions.map(nameOf).join(' '),
    text: versions.length === 0 ? '\u2013' : shows,
    // Siblings are nobody's.
    tone: versions.length > 1 ? 0 : toneOf(stamp, writer),
  }
}
