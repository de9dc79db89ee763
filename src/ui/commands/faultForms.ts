// Faults that come with numbers: which numbers, in which range, and the command they make.

import type { Command } from '../../sim/engineTypes.ts'
import type { FaultForm } from '../hooks/view.ts'

export interface Field {
  readonly key: string
  readonly label: string
  readonly unit: string
  readonly min: number
  readonly max: number
  readonly step: number
  readonly start: number
}

export interface FormSpec {
  readonly title: string
  readonly help: string
  /** On the button that does it: a verb. */
  readonly verb: string
  readonly fields: readonly Field[]
  readonly make: (numbers: Readonly<Record<string, number>>) => Command
}

const ms = (key: string, label: string, start: number, max: number, min = 0): Field => ({
  key,
  label,
  unit: 'ms',
  min,
  max,
  step: 1,
  start,
})
const share = (start: number): Field => ({
  key: 'share',
  label: 'Share of messages',
  unit: '%',
  min: 0,
  max: 100,
  step: 1,
  start,
})
const us = (n: number | undefined) => Math.round((n ?? 0) * 1000)

/** The links of a form, as a person says them. */
export function whereOf(links: 'all' | readonly (readonly [string, string])[]): string {
  if (links === 'all') return 'on every link'
  const [first] = links
  if (first === undefined) return 'on no link'
  return links.length === 2 ? `between ${first[0]} and ${first[1]}` : `from ${first[0]} to ${first[1]}`
}

export function formSpec(form: FaultForm): FormSpec {
  switch (form.kind) {
    case 'slow':
      return {
        title: `Slow ${form.node} down`,
        help: 'Every event takes the node this long; others wait in line behind it.',
        verb: 'Slow it down',
        fields: [ms('service', 'Time for each event', 20, 500, 1)],
        make: ({ service }) => ({ kind: 'slow', node: form.node, serviceUs: us(service) }),
      }
    case 'slowDisk':
      return {
        title: `Slow the disk of ${form.node}`,
        help: 'Every sync takes this long. Nothing is promised to others before it is on disk.',
        verb: 'Slow the disk',
        fields: [ms('sync', 'Time for each sync', 50, 1000, 1)],
        make: ({ sync }) => ({ kind: 'slowDisk', node: form.node, syncUs: us(sync) }),
      }
    case 'clock':
      return {
        title: `Set the clock of ${form.node} wrong`,
        help: 'The offset moves its wall clock. Drift also makes its timers run fast, or slow when negative.',
        verb: 'Set the clock',
        fields: [
          ms('offset', 'Wall clock off by', 500, 10_000, -10_000),
          { key: 'drift', label: 'Drift', unit: 'ppm', min: -500_000, max: 500_000, step: 1_000, start: 0 },
        ],
        make: ({ offset, drift }) => ({
          kind: 'clock',
          node: form.node,
          offsetUs: us(offset),
          driftPpm: drift ?? 0,
        }),
      }
    default:
      return linkForm(form)
  }
}

function linkForm(form: Exclude<FaultForm, { node: string }>): FormSpec {
  const where = whereOf(form.links)
  const { links } = form
  switch (form.kind) {
    case 'latency':
      return {
        title: `Slow messages down ${where}`,
        help: 'Each message takes a time between the two.',
        verb: 'Slow them down',
        fields: [ms('min', 'At least', 50, 2000), ms('max', 'At most', 150, 2000)],
        make: ({ min, max }) => ({
          kind: 'latency',
          links,
          latency: {
            kind: 'uniform',
            minUs: us(Math.min(min ?? 0, max ?? 0)),
            maxUs: us(Math.max(min ?? 0, max ?? 0)),
          },
        }),
      }
    case 'loss':
      return {
        title: `Lose messages ${where}`,
        help: 'Each message is lost with this chance.',
        verb: 'Lose them',
        fields: [share(20)],
        make: (n) => ({ kind: 'loss', links, probability: (n.share ?? 0) / 100 }),
      }
    case 'duplicate':
      return {
        title: `Duplicate messages ${where}`,
        help: 'Each message arrives twice with this chance.',
        verb: 'Duplicate them',
        fields: [share(20)],
        make: (n) => ({ kind: 'duplicate', links, probability: (n.share ?? 0) / 100 }),
      }
    case 'reorder':
      return {
        title: `Reorder messages ${where}`,
        help: 'That share of messages is late by up to so much more, and others overtake them.',
        verb: 'Reorder them',
        fields: [share(30), ms('extra', 'Late by up to', 100, 2000, 1)],
        make: (n) => ({ kind: 'reorder', links, probability: (n.share ?? 0) / 100, extraUs: us(n.extra) }),
      }
  }
}
