// What each living replica shows of each key: who agrees, who lags, and which keys have come apart, because both sides of a
// cut took writes.

import { agreementOn, type Copy } from '../../src/sim/agreement.ts'
import type { PictureView } from '../../src/sim/define.ts'
import { type Hue, hueOf, type KeyPicture } from '../../src/sim/picture.ts'
import { seenAt } from './apply.ts'
import { type Entry, idOf } from './log.ts'
import { isSiblings, shown } from './machine.ts'
import type { LiveReplica, Replica } from './replicas.ts'
import type { Truth } from './truth.ts'

export function keysShown({ truth }: PictureView, replicas: readonly Replica[]): readonly KeyPicture[] {
  const live = replicas.filter((each): each is LiveReplica => each.memory !== null)
  // A hue is an epoch in these pictures: values take those that no epoch of now has.
  const epochs = [...new Set(live.map(({ disk }) => hueOf(disk.epoch)))]
  return Object.keys((truth as Truth).versions).map((key) => keyShown(key, live, epochs))
}

function keyShown(key: string, live: readonly LiveReplica[], epochs: readonly Hue[]): KeyPicture {
  const copies = live.map((each) => copyAt(each, key))
  const seen = new Map(live.map((each) => [each.id, writesSeen(each, key)]))
  const lacks = (one: Copy, other: Copy) =>
    [...seen.get(other.node)!].some((id) => !seen.get(one.node)!.has(id))
  const { shows, ...rest } = agreementOn(key, copies, lacks, epochs)
  // Where all agree there is nothing to tell apart.
  return { ...rest, shows: shows.length > 1 ? shows : shows.map((each) => ({ ...each, hue: null })) }
}

function copyAt(replica: LiveReplica, key: string): Copy {
  const { value, version } = seenAt(replica, key)
  return {
    node: replica.id,
    name: version,
    text: value === null ? NOTHING : text(value),
    tone: toneOf(version),
  }
}

const NOTHING = '\u2013'

function text(value: Parameters<typeof shown>[0]): string {
  return isSiblings(value) ? value.either.map((one) => String(shown(one))).join('|') : String(shown(value))
}

/** Of "c1#3": the numbers in it, added up. */
function toneOf(id: string): number {
  return (id.match(/\d+/g) ?? []).reduce((sum, digits) => sum + (Number(digits) % 1000), 0)
}

/** Ids of all writes that made the key here what it is. */
function writesSeen({ disk, memory }: LiveReplica, key: string): ReadonlySet<string> {
  const followed = disk.log.slice(0, memory.machine.applied)
  const log = followed.filter((entry) => entry.key === key || WHOLE.includes(entry.op))
  const alone = disk.alone.filter((write) => write.key === key)
  const ids = log.flatMap((entry) => [idOf(entry), ...(entry.takes ?? []), ...(entry.drops ?? [])])
  return new Set([...ids, ...alone.map(idOf)])
}

/** Operations on all keys at once. */
const WHOLE: readonly Entry['op'][] = ['wipe', 'restore']
