// What a coordinator tells its client, and how good the answer is: how many were waited for, and whether others stood in.

import type { Backing } from './messages.ts'
import { glimpse, type Needs, type QuorumCtx, type Request, settingsOf } from './state.ts'
import { NO_VERSIONS } from './versions.ts'

export function replyToGet(request: Request, needs: Needs, ctx: QuorumCtx): void {
  const { client, serial, key, isAsk, isSloppy, versions } = request
  const { shows } = glimpse(versions)
  ctx.note(isSloppy ? 'answersSloppily' : 'answers', client, key, shows)
  ctx.send(client, {
    type: 'GetReply',
    serial,
    key,
    isAsk,
    ...backing(needs, needs.r, isSloppy),
    stores: !isAsk && settingsOf(ctx).writeBack ? needs.w : 0,
    ...glimpse(versions),
    versions,
  })
}

export function replyToPut(request: Request, needs: Needs, ctx: QuorumCtx): void {
  const { client, serial, key, isSloppy, versions } = request
  const { shows, stamp } = glimpse(versions)
  ctx.note(isSloppy ? 'takesSloppily' : 'takes', client, key, shows, needs.w)
  ctx.send(client, { type: 'PutReply', serial, key, ...backing(needs, needs.w, isSloppy), stamp })
}

function backing({ copies }: Needs, need: number, isSloppy: boolean): Backing {
  return { status: 'OK', copies, need, isSloppy }
}

/** Not enough of the N answered. */
export function refuse(request: Request, needs: Needs, ctx: QuorumCtx): void {
  const { client, serial, key, isAsk, kind, heard, stored, stage } = request
  const isReading = stage === 'reading'
  const need = isReading ? needs.r : needs.w
  const refusal = { copies: needs.copies, need, isSloppy: false, status: 'REFUSED' } as const
  ctx.note('refuses', client, key, Object.keys(isReading ? heard : stored).length, need)
  if (kind === 'put') return ctx.send(client, { type: 'PutReply', serial, key, ...refusal, stamp: 0 })
  ctx.send(client, {
    type: 'GetReply',
    serial,
    key,
    isAsk,
    ...refusal,
    stores: 0,
    ...glimpse(NO_VERSIONS),
    versions: NO_VERSIONS,
  })
}
