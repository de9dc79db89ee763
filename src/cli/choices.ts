// Reads what was typed: which scenario, which seed, how long, which settings and rules.

import { SIMS } from '../app/registry.ts'
import { checkRule, readSetting, readTimeUs, type SettingValue } from '../sim/build.ts'
import { findPlace, type Place, unknownScenario } from '../sim/document.ts'
import { quoted } from '../sim/result.ts'
import { BadInput, need } from './badInput.ts'

/** Longest run the command line accepts: an hour of simulated time. */
const LONGEST_RUN_US = 3_600_000_000
const LONGEST_SEED = 100
const MOST_SEEDS = 10_000_000

export interface Changes {
  readonly settings: Readonly<Record<string, SettingValue>>
  readonly broken: readonly string[]
}

export function placeNamed(name: string): Place {
  const place = findPlace(SIMS, name)
  if (place === null) throw new BadInput(unknownScenario(SIMS, name))
  return place
}

export function changesFrom({ sim }: Place, set: readonly string[], rules: readonly string[]): Changes {
  const settings: Record<string, SettingValue> = {}
  for (const assignment of set) {
    const [key = '', ...rest] = assignment.split('=')
    if (rest.length === 0) throw new BadInput(`--set ${quoted(assignment)}: it must be key=value`)
    settings[key] = need(readSetting(sim, key, rest.join('=')))
  }
  return { settings, broken: rules.map((rule) => need(checkRule(sim, rule)).id) }
}

export function seedFrom(text: string | undefined, otherwise: string): string {
  if (text === undefined) return otherwise
  if (text.length === 0 || text.length > LONGEST_SEED)
    throw new BadInput(`--seed ${quoted(text)}: it must have 1 to ${LONGEST_SEED} characters`)
  return text
}

export function untilUs(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  const us = readTimeUs(text, 'ms')
  if (us === null) throw new BadInput(`--until ${quoted(text)}: it must be a time like 20s or 3400ms`)
  if (us > LONGEST_RUN_US) throw new BadInput(`--until ${quoted(text)}: it must be at most 3600s`)
  return us
}

/** "1..1000", or one seed. */
export function seedRange(text: string): readonly [number, number] {
  const match = /^(\d{1,15})(?:\.\.(\d{1,15}))?$/.exec(text)
  if (match === null) throw new BadInput(`--seeds ${quoted(text)}: it must be a range like 1..1000`)
  const from = Number(match[1])
  const to = Number(match[2] ?? match[1])
  if (to < from) throw new BadInput(`--seeds ${quoted(text)}: it ends before it begins`)
  if (to - from >= MOST_SEEDS)
    throw new BadInput(`--seeds ${quoted(text)}: at most 10,000,000 seeds at a time`)
  return [from, to]
}
