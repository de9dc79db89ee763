// What is shown: the lock server with who has the lock and for how long, workers with what they believe, and the storage with
// the file and the newest token it has seen. Whoever takes the lock to be its own is drawn solid, in the hue of its token.

import type { PictureView } from '../../src/sim/define.ts'
import { hueOf, type NodePicture } from '../../src/sim/picture.ts'
import { milliseconds } from '../../src/sim/words.ts'
import { type ClientMemory, workerOf } from './client.ts'
import { holdsOf } from './holds.ts'
import type { LockMemory } from './lockServer.ts'
import type { Truth } from './observer/truth.ts'
import { chartOf } from './roleChart.ts'
import { settingsOf } from './settings.ts'
import { fileIn, type StorageDisk } from './storage.ts'
import { tokenTable } from './tokenTable.ts'
import type { Phase, WorkerMemory } from './worker.ts'

type Node = PictureView['nodes'][number]
type Drawn = Omit<NodePicture, 'id' | 'status' | 'badges' | 'unsyncedWrites'>

export function picture(view: PictureView) {
  const workers = view.nodes.filter(({ process }) => process === 'worker')
  return {
    nodes: view.nodes.map((node) => drawn(node, view)),
    table: tokenTable(view),
    charts: [chartOf(workers, view.before)],
    holds: holdsOf(view),
  }
}

const BARE: Drawn = {
  ...{ glyph: 'participant', letter: 'S', hue: null, caption: 'crashed', detail: null, isBroken: false },
  ...{ silence: null, votes: null },
}

function drawn(node: Node, view: PictureView): Drawn {
  if (node.process === 'lock') return lockPicture(node, view)
  if (node.process === 'worker') return workerPicture(node, view)
  return node.process === 'storage' ? storagePicture(node, view) : clientPicture(node, view)
}

/** Its arc is the time that the lease, or the pause after it, still has. */
function lockPicture({ memory, timers }: Node, { nowUs }: PictureView): Drawn {
  const own: Drawn = { ...BARE, glyph: 'coordinator', letter: 'K' }
  if (memory === null) return own
  const { lease, closedFor }: LockMemory = memory
  const timer = timers.expiry
  const left = timer === undefined ? null : `${milliseconds(Math.max(0, timer.dueUs - nowUs))} ms left`
  const silence = timer === undefined ? null : { fromUs: timer.setUs, untilUs: timer.dueUs }
  if (lease !== null)
    return {
      ...own,
      hue: hueOf(lease.token),
      caption: `${lease.worker}, token ${lease.token}`,
      detail: left,
      silence,
    }
  if (closedFor !== null) return { ...own, caption: 'given to nobody', detail: left, silence }
  return { ...own, caption: 'free' }
}

const DOING: Readonly<Record<Phase, string>> = {
  idle: 'idle',
  asks: 'wants the lock',
  reads: 'reads the file',
  works: 'works',
  poised: 'about to write',
  writes: 'writes',
}

function workerPicture({ id, memory }: Node, { truth }: PictureView): Drawn {
  const own: Drawn = { ...BARE, glyph: 'follower', letter: 'W' }
  if (memory === null) return own
  const { phase, held, job, k, refusal }: WorkerMemory = memory
  const part = job === null || job.count === 1 ? '' : `, ${k} of ${job.count} done`
  if (held === null) {
    const glyph = phase === 'asks' ? 'candidate' : 'follower'
    const detail = refusal === null ? null : refusedText(refusal)
    return { ...own, glyph, caption: DOING[phase], detail }
  }
  const { inForce }: Truth = truth
  const isSo = inForce.some(({ worker, token }) => worker === id && token === held.token)
  return {
    ...own,
    glyph: 'leader',
    hue: hueOf(held.token),
    caption: `${isSo ? 'has' : 'believes in'} token ${held.token}`,
    detail: `${DOING[phase]}${part}`,
  }
}

function refusedText({ why, token, newest }: NonNullable<WorkerMemory['refusal']>): string {
  return why === 'token' ? `refused: ${token} < ${newest}` : `refused: the file is at ${newest}`
}

function storagePicture({ disk, memory }: Node, view: PictureView): Drawn {
  if (memory === null) return BARE
  const stored = disk as StorageDisk
  const { lost }: Truth = view.truth
  const compares = settingsOf(view).storage
  const newest = memory.token === 0 ? 'no token yet' : `newest token ${memory.token}`
  const detail = compares === 'tokens' ? newest : `version ${stored.log.length}`
  return {
    ...BARE,
    hue: hueOf(stored.log.at(-1)?.token ?? 0),
    caption: `file=${fileIn(stored)}`,
    detail: lost > 0 ? `${lost} lost` : detail,
    isBroken: lost > 0,
  }
}

function clientPicture({ id, memory }: Node, { nodes, history, nowUs }: PictureView): Drawn {
  const own: Drawn = { ...BARE, glyph: 'client', letter: 'c', asks: workerOf(nodes, id) }
  if (memory === null) return { ...own, caption: 'client, crashed' }
  const { count, operation }: ClientMemory = memory
  if (count === 0) return { ...own, caption: 'client' }
  const sinceUs = nowUs - (history[operation]?.invokedUs ?? nowUs)
  return { ...own, caption: `+${count}, waiting ${milliseconds(sinceUs)} ms` }
}
