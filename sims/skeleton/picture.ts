// What is shown: plain data that any view can draw. A node that is down has no memory.

import type { PictureView } from '../../src/sim/define.ts'
import type { NodePicture } from '../../src/sim/picture.ts'
import type { ClientMemory } from './client.ts'
import type { Disk } from './register.ts'

type View = PictureView['nodes'][number]
type Drawn = Omit<NodePicture, 'id' | 'status' | 'badges' | 'unsyncedWrites'>

export function picture(view: PictureView) {
  return {
    nodes: view.nodes.map((node) => (node.process === 'register' ? server(node, view) : client(node))),
    // SKELETON: logs side by side, and a chart of roles with the live ones lit; sims/raft has both.
    table: null,
    charts: [],
  }
}

const bare = { hue: null, isBroken: false, silence: null, votes: null } as const

function server({ disk, memory }: View, view: PictureView): Drawn {
  const { value, version }: Disk = disk
  const isBroken = version < view.truth.acknowledged
  return {
    ...bare,
    glyph: 'leader',
    letter: 'R',
    hue: 1,
    isBroken,
    caption: memory === null ? 'crashed' : `x=${value}`,
    detail: isBroken ? 'an acknowledged write is lost' : `version ${version}`,
  }
}

function client({ memory }: View): Drawn {
  const { task }: Pick<ClientMemory, 'task'> = memory ?? { task: null }
  const detail = task === null ? null : task.op === 'write' ? `x=${task.value}, waiting` : 'reads, waiting'
  return { ...bare, glyph: 'client', letter: 'C', caption: memory === null ? 'crashed' : 'client', detail }
}
