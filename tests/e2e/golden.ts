// The fingerprints that Node wrote down, one for every stock scenario.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Golden {
  readonly id: string
  readonly seed: string
  readonly events: number
  readonly fingerprint: string
}

const LINE = /^(?<id>\S+) seed=(?<seed>\S+) events=(?<events>\d+) fingerprint=(?<fingerprint>[0-9a-f]{16})$/

export const GOLDEN: readonly Golden[] = readFileSync(
  fileURLToPath(new URL('../golden/fingerprints.txt', import.meta.url)),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => {
    const found = LINE.exec(line)?.groups
    if (found === undefined) throw new Error(`Not a fingerprint: ${line}`)
    const { id = '', seed = '', events = '', fingerprint = '' } = found
    return { id, seed, events: Number(events), fingerprint }
  })
