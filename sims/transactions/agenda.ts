// Who loses patience when. Thousands may wait at once: all their dates stand in one list, the soonest first, so that whoever is
// next is found without asking everybody. A date that was put off, or whose owner is gone, stays in the list until its
// time comes, or until such dates may be the most.

import type { Memory } from './state.ts'

/** The parts of the memory in which something waits, by name, until its `dueUs`. */
const WATCHED = ['tasks', 'deals', 'errands', 'holds', 'sagas', 'proposals', 'outbox'] as const
export type Watched = (typeof WATCHED)[number]

export interface Appointment {
  readonly atUs: number
  readonly of: Watched
  readonly id: string
}

export interface Agenda {
  /** The soonest first. */
  appointments: Appointment[]
  /** When there are so many, those that do not hold any more are thrown out. */
  most: number
}

/** Fewer than this are never looked through. */
const FEW = 64

export function freshAgenda(): Agenda {
  return { appointments: [], most: FEW }
}

export function appoint(memory: Memory, appointment: Appointment): void {
  const { agenda } = memory
  if (agenda.appointments.length >= agenda.most) tidy(memory)
  agenda.appointments.splice(placeAfter(agenda.appointments, appointment.atUs), 0, appointment)
}

/** What was found in the log has dates that are in no agenda yet. */
export function appointAll(memory: Memory): void {
  for (const of of WATCHED)
    for (const id of Object.keys(memory[of])) {
      const { dueUs } = memory[of][id]!
      if (dueUs >= 0) appoint(memory, { atUs: dueUs, of, id })
    }
}

function tidy(memory: Memory): void {
  const { agenda } = memory
  agenda.appointments = agenda.appointments.filter((one) => holds(memory, one))
  agenda.most = Math.max(FEW, 2 * agenda.appointments.length)
}

/** Is that still when it loses patience? */
function holds(memory: Memory, { of, id, atUs }: Appointment): boolean {
  return memory[of][id]?.dueUs === atUs
}

/** The first place with a later date. New dates are mostly the latest. */
function placeAfter(appointments: readonly Appointment[], atUs: number): number {
  let low = 0
  let high = appointments.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (appointments[middle]!.atUs <= atUs) low = middle + 1
    else high = middle
  }
  return low
}

export type Due = Readonly<Record<Watched, readonly string[]>>

/** Takes out all whose time has come. Some of them may have been put off, or be gone. */
export function takeDue({ agenda }: Memory, nowUs: number): Due {
  const due: Record<Watched, string[]> = {
    tasks: [],
    deals: [],
    errands: [],
    holds: [],
    sagas: [],
    proposals: [],
    outbox: [],
  }
  const past = agenda.appointments.splice(0, placeAfter(agenda.appointments, nowUs))
  for (const { of, id } of past) due[of].push(id)
  return due
}

/** Those that are due indeed, in the order in which they came; also when its turn comes, for others act before it. */
export function* actual<T extends { readonly dueUs: number }>(
  all: Readonly<Record<string, T>>,
  due: readonly string[],
  nowUs: number,
): Generator<T> {
  for (const id of inOrderOf(all, due)) {
    const one = all[id]
    if (one !== undefined && one.dueUs >= 0 && one.dueUs <= nowUs) yield one
  }
}

function inOrderOf(all: Readonly<Record<string, unknown>>, due: readonly string[]): readonly string[] {
  if (due.length < 2) return due
  const wanted = new Set(due)
  return Object.keys(all).filter((id) => wanted.has(id))
}

/** When somebody loses patience next; null for never. */
export function nextUs(memory: Memory): number | null {
  const { appointments } = memory.agenda
  const first = appointments.findIndex((one) => holds(memory, one))
  appointments.splice(0, first < 0 ? appointments.length : first)
  return appointments[0]?.atUs ?? null
}
