// From what a person chose to what the engine runs: settings with their defaults and ranges, rule switches,
// and the world's specification. Everything that starts a run (page, command line, tests) starts it here.

import type { Intervention } from '../engine/intervention.ts'
import type { Settings } from '../engine/process.ts'
import type { WorldSpec } from '../engine/world.ts'
import type { RuleSwitch, SettingSpec, Sim } from './define.ts'
import { grouped, quoted, type Result } from './result.ts'
import type { Scenario } from './scenario.ts'

export type SettingValue = number | boolean | string

/** Every setting of the sim at its default. */
export function defaultSettings(sim: Sim): Settings {
  return Object.fromEntries(sim.settings.map((spec) => [spec.key, spec.default]))
}

/** What a run of the scenario starts with: defaults, the scenario's own, then a person's difference. */
export function startSettings(sim: Sim, scenario: Scenario, difference: Settings): Settings {
  return { ...defaultSettings(sim), ...scenario.settings, ...difference }
}

/** What is wrong with a value for this setting; null when it will do. */
export function settingProblem(spec: SettingSpec, value: unknown): string | null {
  const is = `${spec.key} is ${quoted(value)}`
  switch (spec.type) {
    case 'switch':
      return typeof value === 'boolean' ? null : `${is}: it must be true or false`
    case 'choice': {
      const choices = spec.choices.map((choice) => choice.value)
      return choices.some((choice) => choice === value)
        ? null
        : `${is}: it must be one of ${choices.join(', ')}`
    }
    case 'time':
    case 'count':
    case 'share': {
      const range = `between ${grouped(spec.min)} and ${grouped(spec.max)}`
      const isNumber = typeof value === 'number' && value >= spec.min && value <= spec.max
      if (!isNumber) return `${is}: it must be ${range}`
      if (spec.type !== 'share' && !Number.isInteger(value))
        return `${is}: it must be a whole number ${range}`
      return null
    }
  }
}

/** Judges a named value against the sim's settings. */
export function checkSetting(sim: Sim, key: string, value: unknown): Result<SettingValue> {
  const spec = sim.settings.find((candidate) => candidate.key === key)
  if (spec === undefined) {
    const known = sim.settings.map((candidate) => candidate.key).join(', ')
    return { ok: false, error: `unknown setting: ${quoted(key)}; try ${known}` }
  }
  const problem = settingProblem(spec, value)
  return problem === null ? { ok: true, value: value as SettingValue } : { ok: false, error: problem }
}

/** Reads a setting as it is typed in a link or on the command line: `150000`, `150ms`, `true`, `lease`. */
export function readSetting(sim: Sim, key: string, text: string): Result<SettingValue> {
  const spec = sim.settings.find((candidate) => candidate.key === key)
  if (spec === undefined) return checkSetting(sim, key, text)
  if (spec.type === 'switch')
    return checkSetting(sim, key, text === 'true' ? true : text === 'false' ? false : text)
  if (spec.type === 'choice') return checkSetting(sim, key, text)
  const us = spec.type === 'time' ? readTimeUs(text, 'us') : null
  const number = us ?? (text.trim() === '' ? Number.NaN : Number(text))
  return checkSetting(sim, key, Number.isFinite(number) ? number : text)
}

const UNIT_US = { us: 1, µs: 1, ms: 1_000, s: 1_000_000 } as const

/** "3400ms", "3.4s", "150us" or a bare number in `bare` units, in whole µs; null when it is none of these. */
export function readTimeUs(text: string, bare: 'us' | 'ms'): number | null {
  const match = /^(\d{1,12}(?:\.\d{1,6})?)(us|µs|ms|s)?$/.exec(text.trim())
  if (match === null) return null
  const unit = (match[2] ?? bare) as keyof typeof UNIT_US
  return Math.round(Number(match[1]) * UNIT_US[unit])
}

export function checkRule(sim: Sim, id: string): Result<RuleSwitch> {
  const rule = sim.rules.find((candidate) => candidate.id === id)
  if (rule !== undefined) return { ok: true, value: rule }
  const known = sim.rules.map((candidate) => candidate.id).join(', ')
  return { ok: false, error: `unknown rule: ${quoted(id)}; try ${known}` }
}

/** The world a scenario describes. `settings` are complete (see `startSettings`), `broken` the rules left out. */
export function worldSpec(
  sim: Sim,
  scenario: Scenario,
  seed: string,
  settings: Settings,
  broken: readonly string[],
  interventions: readonly Intervention[],
): WorldSpec {
  return {
    seed,
    nodes: scenario.topology.map(({ id, process: name, disk }) => {
      const process = sim.processes[name]
      if (process === undefined) throw new Error(`assertion failed: ${scenario.id} names the process ${name}`)
      return { id, process, ...(disk === undefined ? {} : { disk }) }
    }),
    settings,
    broken,
    network: sim.network,
    disk: sim.disk,
    observer: sim.observer,
    interventions,
  }
}
