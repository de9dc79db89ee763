// Who has the lock, as bars on the lanes: the lock server's own account, what each worker believes, and, stippled, where
// a worker believes what is not so any more.

import type { PictureView } from '../../src/sim/define.ts'
import { hueOf } from '../../src/sim/picture.ts'
import type { HoldPicture } from '../../src/sim/transactionsPicture.ts'
import type { Span, SpanKind, Truth } from './observer/truth.ts'

const STYLES: Readonly<Record<SpanKind, HoldPicture['style']>> = {
  asks: 'waits',
  given: 'locks',
  holds: 'locks',
  believes: 'doubts',
}

const SAID: Readonly<Record<SpanKind, string>> = {
  asks: 'wants the lock',
  given: 'has given the lock away',
  holds: 'takes the lock to be its own',
  believes: 'still believes it',
}

export function holdsOf({ truth }: PictureView): readonly HoldPicture[] {
  const { past, open }: Truth = truth
  return [...past, ...open].map(hold)
}

function hold({ node, kind, token, fromUs, untilUs }: Span): HoldPicture {
  return {
    ...{ node, of: kind === 'asks' ? 'no token yet' : `token ${token}`, fromUs },
    ...{ untilUs: untilUs < 0 ? null : untilUs, style: STYLES[kind], hue: hueOf(token), text: SAID[kind] },
  }
}
