// The role charts with the live states lit, for one transaction: the one that the latest event concerned, or else the newest.

import type { NodeView } from '../../src/engine/observer.ts'
import type { PictureView } from '../../src/sim/define.ts'
import type { ChartPicture } from '../../src/sim/picture.ts'
import type { Truth } from './observer/truth.ts'
import { CHARTS, CHARTS_OF, type ChartName, RARE, roleOf } from './roleChart.ts'
import { isProvider, isSite, type Memory, settingsOf } from './state.ts'
import { stepName } from './steps.ts'

/** What a third phase is about. */
const WITH_THIRD = ['precommits', 'warned']
/** And what a provider of payments. */
const WITH_PROVIDER = ['pays', 'unknown']

/** Who plays a part of a transaction, and under which name. */
interface Party {
  readonly node: NodeView
  readonly name: string
}

export function chartsOf(view: PictureView): readonly ChartPicture[] {
  const tx = latest(view)
  return tx === null ? [] : CHARTS_OF[settingsOf(view).protocol].map((chart) => chartOf(view, chart, tx))
}

function latest({ nodes, before, truth }: PictureView): string | null {
  const moved = nodes.find(({ id }) => id === before?.id)
  const memory: Memory | null = moved !== undefined && isSite(moved) ? moved.memory : null
  const { names, sagaNames }: Truth = truth
  return memory?.touched[0]?.split('/')[0] ?? names.at(-1) ?? sagaNames.at(-1) ?? null
}

function chartOf(view: PictureView, chart: ChartName, tx: string): ChartPicture {
  const { title, roles, moves } = CHARTS[chart]
  const parties = chart === 'step' ? stepsOf(view, tx) : sitesOf(view, chart, tx)
  const at = parties.map(({ node, name }) => ({ id: node.id, role: roleOf(chart, node, name) }))
  const isKnown = (id: string) =>
    (WITH_THIRD.includes(id) && settingsOf(view).protocol === 'threePhase') ||
    (WITH_PROVIDER.includes(id) && view.nodes.some(isProvider))
  const isLit = (id: string) => at.some(({ role }) => role === id)
  const shown = Object.keys(roles).filter((id) => !RARE.includes(id) || isKnown(id) || isLit(id))
  const isMade = moveMade(view, chart, parties)
  return {
    title: `${tx} at ${title}`,
    states: shown.map((id) => {
      const nodes = new Set(at.filter(({ role }) => role === id).map((party) => party.id))
      return { id, title: roles[id]!, nodes: [...nodes] }
    }),
    arrows: moves.flatMap(({ from, to, label }) => {
      if (label === null || !shown.includes(from) || !shown.includes(to)) return []
      return [{ from, to, label, isLast: isMade(from, to) }]
    }),
  }
}

function sitesOf({ nodes, settings }: PictureView, chart: ChartName, name: string): readonly Party[] {
  const participants = nodes.filter(({ process }) => process === 'participant')
  if (chart === 'participant') return participants.map((node) => ({ node, name }))
  if (settings.place === 'beside' && (chart === 'leader' || chart === 'acceptor'))
    return participants.map((node) => ({ node, name }))
  if (settings.place === 'beside') return participants.slice(0, 1).map((node) => ({ node, name }))
  return nodes.filter(({ process }) => process === 'coordinator').map((node) => ({ node, name }))
}

function stepsOf({ nodes, truth }: PictureView, tx: string): readonly Party[] {
  const { sagas }: Truth = truth
  return (sagas[tx]?.parts ?? []).flatMap(({ site }, i) =>
    nodes.filter(({ id }) => id === site).map((node) => ({ node, name: stepName(tx, i) })),
  )
}

/** Did the latest event move somebody so? */
function moveMade({ before }: PictureView, chart: ChartName, parties: readonly Party[]) {
  const made =
    before === null
      ? []
      : parties
          .filter(({ node }) => node.id === before.id)
          .map(({ node, name }) => [roleOf(chart, before, name), roleOf(chart, node, name)])
  return (from: string, to: string) => made.some(([was, now]) => was === from && now === to)
}
