// What changes only when the run does: landmarks, bands, fault spans, interventions, the story's beats. Beats and
// the prediction are read off the run as long as its scenario says, so that playing on past it moves none of them.

import type { Sim } from '../sim/define.ts'
import type { Command, Intervention } from '../sim/engineTypes.ts'
import type { Scenario, Story } from '../sim/scenario.ts'
import { allLandmarks, type Chronicle } from './chronicle.ts'
import { faultSpans } from './faultSpans.ts'
import type { RunInfo } from './frame.ts'
import type { Timeline } from './timeline.ts'
import { actionTitle, faultTitle } from './titles.ts'

/** What the scenario tells over this run. */
export interface Telling {
  readonly beats: RunInfo['beats']
  readonly predict: RunInfo['predict']
  /** Index of the right option; -1 without a question. */
  readonly answer: number
  readonly openingRow: number
}

export function tell(scenario: Scenario, story: Story, timeline: Timeline): Telling {
  const { trace } = timeline
  const timeOf = (row: number) => (row < 0 ? 0 : trace.atUs(row))
  const rows = scenario.beats.flatMap(({ at, say }) => {
    const row = at(story)
    return row === null ? [] : [{ row, say }]
  })
  const beats: { row: number; atUs: number; say: string }[] = []
  for (const { row, say } of rows.sort((a, b) => a.row - b.row)) {
    const last = beats.at(-1)
    // Two meanings met in one event: told in one breath, so that Next never stands still.
    if (last?.row === row) last.say = `${last.say} ${say}`
    else beats.push({ row, atUs: timeOf(row), say })
  }
  const predict = scenario.predict
  const askedAt = predict?.at(story) ?? null
  return {
    beats,
    predict:
      predict === undefined || askedAt === null
        ? null
        : {
            row: askedAt,
            atUs: timeOf(askedAt),
            question: predict.question,
            options: predict.options.map(({ text }) => text),
          },
    answer: predict === undefined || askedAt === null ? -1 : predict.answer(story),
    openingRow: scenario.opensAt(story) ?? -1,
  }
}

export function runInfoOf(
  timeline: Timeline,
  chronicle: Chronicle,
  telling: Telling,
  interventions: RunInfo['interventions'],
  endUs: number,
): RunInfo {
  const { rows, end } = timeline
  return {
    landmarks: allLandmarks(chronicle, end.violations, telling.beats),
    bands: chronicle.lanes
      .filter(({ style }) => style === 'leads')
      .map(({ node, fromUs, untilUs, hue }) => ({
        fromUs,
        untilUs: untilUs ?? timeline.endUs,
        hue,
        label: `${node} leads`,
      })),
    faultSpans: faultSpans(
      interventions.filter(({ isDisabled }) => !isDisabled),
      endUs,
    ),
    interventions,
    beats: telling.beats,
    predict: telling.predict,
    rows,
    endUs,
    isWhole: timeline.endUs >= endUs,
  }
}

/** A heal is titled by what it ends: "Heal n1 crashed". */
export function titleFor(sim: Sim, command: Command, interventions: readonly Intervention[]): string {
  if (command.kind === 'heal' && command.fault !== undefined) {
    const healed = interventions.find(({ id }) => id === command.fault)
    return healed === undefined ? actionTitle(command) : `Heal: ${faultTitle(healed.do)}`
  }
  if (command.kind === 'set') {
    const spec = sim.settings.find(({ key }) => key === command.key)
    return spec === undefined ? actionTitle(command) : `Set ${spec.title.toLowerCase()} to ${command.value}`
  }
  if (command.kind === 'rule') {
    const rule = sim.rules.find(({ id }) => id === command.rule)
    const title = rule?.title ?? command.rule
    return command.broken ? `Leave out a rule: ${title}` : `Put back a rule: ${title}`
  }
  return actionTitle(command)
}
