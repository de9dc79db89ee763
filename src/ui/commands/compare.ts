// Commands that put another run beside this one: a branch, or this run with one setting or one rule otherwise, all
// through it.

import type { RuleSwitch, SettingSpec } from '../../sim/define.ts'
import { milliseconds } from '../../sim/words.ts'
import type { Session } from '../hooks/session.ts'
import { type Action, action } from './action.ts'

type Value = number | boolean | string

/** Everything that this run can be compared with; the branches first, the main line before the others. */
export function compareActions(session: Session): readonly Action[] {
  const { sim, branches } = session.lab.getState()
  return [
    ...branches.filter(({ isCurrent }) => !isCurrent).map(({ id, name }) => withBranch(session, id, name)),
    ...sim.settings.flatMap((spec) => compareSetting(session, spec)),
    ...sim.rules.map((rule) => compareRule(session, rule)),
  ]
}

/** The setting as it could be otherwise: the other choice or choices; of a number, half and double. */
export function compareSetting(session: Session, spec: SettingSpec): readonly Action[] {
  const { frame } = session.lab.getState()
  const now = frame.settings[spec.key] ?? spec.default
  return otherValues(spec, now).map(([value, says]) => {
    const name = `“${spec.title}” ${says}`
    return beside(session, `${spec.key}.${value}`, name, { name, settings: { [spec.key]: value } })
  })
}

/** The rule left out, or kept where it is left out. */
export function compareRule(session: Session, { id, title }: RuleSwitch): Action {
  const { brokenRules } = session.lab.getState().frame
  const isBroken = brokenRules.includes(id)
  const broken = isBroken ? brokenRules.filter((each) => each !== id) : [...brokenRules, id]
  const name = isBroken ? `the rule kept: ${title}` : `a rule left out: ${title}`
  return beside(session, `rule.${id}`, name, { name, broken })
}

function otherValues(spec: SettingSpec, now: Value): readonly (readonly [Value, string])[] {
  if (spec.type === 'switch') return [[now !== true, now === true ? 'off' : 'on']]
  if (spec.type === 'choice')
    return spec.choices.filter(({ value }) => value !== now).map(({ value, title }) => [value, title])
  const whole = (value: number) => (spec.type === 'share' ? value : Math.round(value))
  const within = (value: number) => Math.min(Math.max(whole(value), spec.min), spec.max)
  const show = (value: number) => {
    if (spec.type === 'time') return `${milliseconds(value)} ms`
    return spec.type === 'share' ? `${Math.round(value * 1000) / 10} %` : String(value)
  }
  const some = now === 0 ? [0.1 * spec.max] : [Number(now) / 2, Number(now) * 2]
  return [...new Set(some.map(within))].filter((value) => value !== now).map((value) => [value, show(value)])
}

function withBranch(session: Session, id: string, name: string): Action {
  return beside(session, id, `the branch ${name}`, { branch: id })
}

function beside(
  { lab, player }: Session,
  id: string,
  name: string,
  against: Parameters<Session['lab']['compare']>[0],
): Action {
  return action({
    id: `compare.${id}`,
    title: `Compare with ${name}`,
    group: 'Ask the system',
    run: () => {
      player.pause()
      void lab.compare(against)
    },
  })
}
