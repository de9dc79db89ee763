// The database behind caches: it has everything, and every request costs it more time than it costs a cache. It takes
// one at a time, so when caches lose what they had it is what everybody waits for.

import type { Ctx, NodeId, NodeState, Process } from '../../src/engine/process.ts'
import type { Load, Save, StoreMessage } from './messages.ts'
import { counted, type Pace, STILL } from './pace.ts'
import type { StoreSettings } from './settings.ts'
import { FIRST, type Rec, recordOf } from './state.ts'

export interface DatabaseDisk {
  /** What has been written; everything else is as it was at the start. */
  readonly data: Readonly<Record<string, Rec>>
  /** The number of each client's last write. */
  readonly last: Readonly<Record<NodeId, number>>
}

export interface DatabaseMemory {
  served: number
  pace: Pace
}

export const database: Process<DatabaseDisk, DatabaseMemory, StoreMessage> = {
  name: 'database',

  serviceUs: ({ type }, settings) =>
    type === 'Load' || type === 'Save' ? (settings as unknown as StoreSettings).databaseUs : 0,

  format: () => ({ data: {}, last: {} }),

  boot: () => ({ served: 0, pace: STILL }),

  onMessage(state, from, message, ctx) {
    if (message.type !== 'Load' && message.type !== 'Save') return ctx.note('notForMe', from, message.type)
    state.memory.served++
    state.memory.pace = counted(state.memory.pace, ctx.now())
    if (message.type === 'Save') save(state, message, ctx)
    else ctx.note('loads', message.key, from)
    const { op, key } = message
    ctx.send(from, { type: 'Loaded', op, key, ...recordAt(state, message) })
  },

  onTimer() {},
}

function recordAt({ disk }: NodeState<DatabaseDisk, DatabaseMemory>, { key }: Load | Save): Rec {
  return disk.data[key] ?? FIRST
}

/** The same write again has no further effect, nor has an old copy of one. */
function save(
  state: NodeState<DatabaseDisk, DatabaseMemory>,
  m: Save,
  ctx: Ctx<DatabaseDisk, StoreMessage>,
): void {
  const { data, last } = state.disk
  const { client, n, key, value } = m
  if ((last[client] ?? -1) >= n) return ctx.note('savedBefore', key, client)
  const rec = recordOf({ version: recordAt(state, m).version + 1, tag: `${client}.${n}`, value })
  ctx.write('data', { ...data, [key]: rec })
  ctx.write('last', { ...last, [client]: n })
  ctx.note('saves', key, value)
  ctx.sync()
}
