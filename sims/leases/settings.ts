// What a person can change about the lock, the work done under it, the storage, the clocks, the network and the clients.

import type { Ctx, Settings } from '../../src/engine/process.ts'
import { common } from '../../src/sim/commonSettings.ts'
import type { SettingSpec } from '../../src/sim/define.ts'

export interface LeaseSettings {
  readonly ttlUs: number
  readonly lockDelayUs: number
  readonly askEveryUs: number
  readonly renews: boolean
  readonly workUs: number
  readonly checksClock: boolean
  readonly gapUs: number
  readonly storage: 'tokens' | 'versions' | 'nothing'
  readonly clock: 'monotonic' | 'wall'
  readonly retryUs: number
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly lossProbability: number
  readonly diskSyncUs: number
  readonly clientTimeoutUs: number
  readonly clientRetries: number
  readonly workloadEveryUs: number
}

export function settingsOf(of: { readonly settings: Settings }): LeaseSettings {
  return of.settings as unknown as LeaseSettings
}

/** What a node takes for the time when it counts a lease. */
export function clockUs(ctx: Pick<Ctx, 'settings' | 'now' | 'wallNow'>): number {
  return settingsOf(ctx).clock === 'wall' ? ctx.wallNow() : ctx.now()
}

const MS = 1000

export const settings: readonly SettingSpec[] = [
  {
    key: 'ttlUs',
    title: 'The lock runs out after',
    type: 'time',
    default: 400 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'Its TTL, on the clock of the lock server. If its holder dies, the others wait for so long.',
  },
  {
    key: 'renews',
    title: 'Holders renew the lock',
    type: 'switch',
    default: true,
    help: 'Three times in each TTL, as long as they work. Who stands still cannot renew.',
  },
  {
    key: 'lockDelayUs',
    title: 'Lock-delay',
    type: 'time',
    default: 0,
    min: 0,
    max: 60_000 * MS,
    help: 'A lock that ran out and was not let go is given to nobody for so long. Late writes may end by then.',
  },
  {
    key: 'askEveryUs',
    title: 'Who wants the lock asks every',
    type: 'time',
    default: 40 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'More or less: each pause is between half of it and one and a half.',
  },
  {
    key: 'workUs',
    title: 'Work before each write',
    type: 'time',
    default: 50 * MS,
    min: 0,
    max: 60_000 * MS,
    help: 'A job of several writes takes it several times.',
  },
  {
    key: 'checksClock',
    title: 'Workers look at their clock',
    type: 'switch',
    default: true,
    help: 'Before each write: if the lock must have run out by then, they do not write. A pause may come after the look.',
  },
  {
    key: 'gapUs',
    title: 'From the look to the write',
    type: 'time',
    default: 2 * MS,
    min: 0,
    max: 60_000 * MS,
    help: 'No program looks at the clock and sends in the same moment.',
  },
  {
    key: 'storage',
    title: 'The storage compares',
    type: 'choice',
    default: 'tokens',
    choices: [
      { value: 'tokens', title: 'fencing tokens: who comes with an older one than it has seen is refused' },
      { value: 'versions', title: 'versions: who did not read the latest is refused, lock or no lock' },
      { value: 'nothing', title: 'nothing: whoever comes may write (unsafe)' },
    ],
    help: 'What the lock server says, the storage cannot know. It can only compare what writers bring.',
  },
  {
    key: 'clock',
    title: 'Leases are counted by',
    type: 'choice',
    default: 'monotonic',
    choices: [
      { value: 'monotonic', title: 'a clock that only goes on, though perhaps too fast' },
      { value: 'wall', title: 'the time of day, which can be set' },
    ],
    help: 'At the lock server and at the workers, each by its own.',
  },
  {
    key: 'retryUs',
    title: 'Workers wait for the storage',
    type: 'time',
    default: 100 * MS,
    min: 1 * MS,
    max: 60_000 * MS,
    help: 'Without an answer for this long they send the same again, under the same name.',
  },
  common('latencyMinUs'),
  common('latencyMaxUs'),
  common('lossProbability'),
  common('duplicateProbability'),
  common('diskSyncUs'),
  common('clientTimeoutUs', {
    default: 2_000 * MS,
    help: 'Without an answer for this long, a client asks its worker again, under the same number.',
  }),
  common('clientRetries'),
  common('workloadEveryUs'),
]

/** Under these the clients are busy by themselves; sweeps run with them. */
export const traffic: Settings = { workloadEveryUs: 120 * MS }

/**
 * Values that random runs draw from. Storage that compares nothing is not among them: it promises nothing. And a lease
 * is longer than a read and a write take: where it is not, and nobody renews it, nobody is ever done.
 */
export const swarm = {
  ttlUs: [400 * MS, 700 * MS, 1_200 * MS],
  lockDelayUs: [0, 0, 150 * MS],
  renews: [true, true, false],
  workUs: [5 * MS, 40 * MS, 80 * MS],
  checksClock: [true, false],
  gapUs: [1 * MS, 20 * MS],
  storage: ['tokens', 'tokens', 'tokens', 'versions'],
  clock: ['monotonic', 'wall'],
  askEveryUs: [15 * MS, 60 * MS],
  retryUs: [40 * MS, 100 * MS],
  workloadEveryUs: [30 * MS, 120 * MS],
  latencyMaxUs: [6 * MS, 15 * MS, 30 * MS],
  diskSyncUs: [200, 1 * MS, 30 * MS],
}
