// From each fault that happened to what ended it: its heal, a heal of everything, or the command that undoes it.

import { PERSISTENT } from '../engine/intervention.ts'
import { isSamePlace } from '../engine/network.ts'
import type { Command, Intervention } from '../sim/engineTypes.ts'
import type { RunInfo } from './frame.ts'
import { faultTitle } from './titles.ts'

export interface EndedFault {
  readonly fault: Intervention
  /** null while nothing in the list ends it. */
  readonly end: Intervention | null
}

/** The lasting faults of a list in order, with what ends each. */
export function endedFaults(interventions: readonly Intervention[]): readonly EndedFault[] {
  return interventions.flatMap((fault, index) => {
    if (!PERSISTENT.has(fault.do.kind)) return []
    return [{ fault, end: interventions.slice(index + 1).find((later) => ends(later.do, fault)) ?? null }]
  })
}

export function faultSpans(interventions: readonly Intervention[], endUs: number): RunInfo['faultSpans'] {
  return endedFaults(interventions)
    .filter(({ fault }) => fault.atUs <= endUs)
    .map(({ fault, end }) => ({
      fromUs: fault.atUs,
      untilUs: end === null || end.atUs > endUs ? null : end.atUs,
      title: faultTitle(fault.do),
      node: fault.do.kind === 'crash' || fault.do.kind === 'pause' ? fault.do.node : null,
    }))
}

function ends(command: Command, fault: Intervention): boolean {
  if (command.kind === 'heal') return command.fault === undefined || command.fault === fault.id
  if (command.kind === 'restart') return fault.do.kind === 'crash' && fault.do.node === command.node
  if (command.kind === 'resume') return fault.do.kind === 'pause' && fault.do.node === command.node
  // One of the same kind on the same place makes way for a newer one.
  return isSamePlace(command, fault.do)
}
