// Read repair (§5): whoever read a key knows whose copy is old, and sends it what it lacks, after the client was answered.

import { glimpse, type QuorumCtx, type Request, type State, settingsOf, versionsAt } from './state.ts'
import { store } from './store.ts'
import { hasAll } from './versions.ts'
import { sendWrite } from './writes.ts'

/** To every node of the N that answered with less than is known now. */
export function repair(state: State, request: Request, ctx: QuorumCtx): void {
  if (ctx.broken.noReadRepair === true) return
  const { conflicts } = settingsOf(ctx)
  const { home, heard, newest, key } = request
  for (const node of home) {
    const has = node === ctx.id && Object.hasOwn(heard, node) ? versionsAt(state.disk, key) : heard[node]
    if (has === undefined || hasAll(has, newest, conflicts)) continue
    heard[node] = newest
    if (node === ctx.id) store(state, key, newest, 'repair', ctx.id, ctx)
    else {
      ctx.note('repairs', node, key, glimpse(has).shows, glimpse(newest).shows)
      sendWrite(request, node, newest, 'repair', null, ctx)
    }
  }
}
