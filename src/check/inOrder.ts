// Consistencies that ask for a legal order of operations. Linearizable: of each key, in real time. Sequential: of all keys
// together, with the operations of each process in the order in which it did them.

import { effective, grouped, type History, type Operation } from './history.ts'
import { evidenceOf } from './orderEvidence.ts'
import { programOrder, realTime } from './search/precedence.ts'
import { Replay } from './search/replay.ts'
import { Rules } from './search/rules.ts'
import { Trial } from './search/trial.ts'
import { Budget, judged, type Setting } from './setting.ts'
import type { Verdict } from './verdict.ts'
import { type Code, said } from './words.ts'

/** Each key has its own search. All of them get some steps before one gets more, so no hard key hides an easy one. */
const FIRST_SHARE = 1_000
const SHARE_GROWS = 8

interface Part {
  readonly key: string | null
  readonly operations: readonly Operation[]
  readonly trial: Trial
}

export function linearizable(history: History, setting: Setting): Verdict {
  const rules = new Rules(setting.model, setting.initial, realTime, setting.order)
  const parts = [...grouped(effective(history), setting.model.partOf)].map(([key, operations]) => ({
    key,
    operations,
    trial: new Trial(operations, rules),
  }))
  return decided(history, setting, rules, parts, 'notLinearizable')
}

/** The search is over all keys at once, so this is for small histories. */
export function sequential(history: History, setting: Setting): Verdict {
  const rules = new Rules(setting.model, setting.initial, programOrder, [])
  const operations = effective(history)
  const part = { key: null, operations, trial: new Trial(operations, rules) }
  return decided(history, setting, rules, [part], 'notSequential')
}

function decided(
  history: History,
  setting: Setting,
  rules: Rules,
  parts: readonly Part[],
  claim: Code,
): Verdict {
  const budget = new Budget(setting.steps)
  let open = parts
  for (let share = FIRST_SHARE; open.length > 0 && budget.left > 0; share *= SHARE_GROWS) {
    const harder: Part[] = []
    for (const part of open) {
      const found = run(part.trial, Math.min(share, budget.left), budget)
      if (found === 'none') return broken(history, setting, rules, part, claim, budget)
      if (found === 'more') harder.push(part)
    }
    open = harder
  }
  const common = judged(history, setting, budget.used)
  if (open.length > 0) {
    const { key, trial } = open.reduce((a, b) => (b.trial.steps > a.trial.steps ? b : a))
    const why = key === null ? said('spent', trial.steps) : said('spentOnKey', trial.steps, key)
    return { ...common, verdict: 'undecided', key, why }
  }
  const orders = parts.map(({ key, trial }) => ({ key, placed: new Replay(trial.best(), rules).placed }))
  return { ...common, verdict: 'holds', orders }
}

function run(trial: Trial, share: number, budget: Budget) {
  const before = trial.steps
  const found = trial.run(share)
  budget.used += trial.steps - before
  return found
}

function broken(
  history: History,
  setting: Setting,
  rules: Rules,
  part: Part,
  claim: Code,
  budget: Budget,
): Verdict {
  const evidence = evidenceOf(part.operations, part.trial, rules, claim, new Budget(setting.steps))
  return { ...judged(history, setting, budget.used), verdict: 'broken', key: part.key, evidence }
}
