// What the scrub bar says of a place: what is painted there, and nothing that was not seen yet.

import { expect, test } from 'vitest'
import { type ScrubInput, scrubGeometry } from '../../src/ui/figures/scrubBar/scrubBar.ts'
import { scrubTip } from '../../src/ui/figures/scrubBar/scrubTip.ts'
import { SIZES } from '../../src/ui/figures/shared/sizes.ts'

const input: ScrubInput = {
  endUs: 1_000_000,
  seenUs: 600_000,
  atUs: 500_000,
  window: null,
  bands: [{ fromUs: 100_000, untilUs: 400_000, hue: 1, label: 'n1 leads' }],
  landmarks: [
    { row: 3, atUs: 100_000, kind: 'election', hue: 1 },
    { row: 8, atUs: 300_000, kind: 'client error', hue: null },
    { row: 9, atUs: 305_000, kind: 'client error', hue: null },
    { row: 12, atUs: 500_000, kind: 'violation', hue: null },
    { row: 20, atUs: 900_000, kind: 'client error', hue: null },
  ],
  faultSpans: [{ fromUs: 250_000, untilUs: null, title: 'n1 crashed', node: 'n1' }],
  answersUs: [],
  wrongUs: [500_000, 900_000],
  partsUs: 250_000,
}

test('it names the marks near a place and the stretches it lies in', () => {
  expect(scrubTip(input, 101_000, 2_000)).toEqual(['101 ms', 'n1 leads', 'election'])
  expect(scrubTip(input, 302_000, 4_000)).toEqual([
    '302 ms',
    'n1 leads',
    'a client is refused, or gives up',
    'n1 crashed',
  ])
  expect(scrubTip(input, 500_000, 1)).toEqual([
    '500 ms',
    'a promise breaks',
    'a client is told wrong',
    'n1 crashed',
  ])
  expect(scrubTip(input, 250_000, 1)).toEqual(['250 ms', 'n1 leads', 'n1 crashed', 'the two runs part'])
})

test('what lies ahead is not told, nor painted', () => {
  expect(scrubTip(input, 900_000, 1_000)).toEqual(['900 ms'])
  const { errors, wrong, violations } = scrubGeometry(input, 1000, SIZES)
  expect([errors, wrong, violations]).toEqual([[300], [500], [500]])
})
