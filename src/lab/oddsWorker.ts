// One core's share of the futures, in small portions, so that progress is seen and stopping is felt at once.

import type { Shelf } from '../sim/shelf.ts'
import type { OddsShare } from './askOdds.ts'
import type { Future } from './futures.ts'
import { Odds } from './odds.ts'
import type { Wire } from './wire.ts'

const PORTION = 5

export function serveOdds(shelf: Shelf, wire: Wire): void {
  wire.addEventListener('message', async ({ data }) => {
    const share = data as OddsShare
    const odds = new Odds(await shelf.of(share.document.scenario), share)
    let futures: Future[] = []
    for (let number = share.first; number < share.count; number += share.stride) {
      futures.push(odds.future(number))
      if (futures.length < PORTION) continue
      wire.postMessage(futures)
      futures = []
    }
    wire.postMessage(futures)
    wire.postMessage(null)
  })
}
