// A finished run as its story sees it: notes by code, rows of interventions, and the state at the end. Beats,
// predictions and claims ask it; nothing in it changes.

import type { Trace } from '../engine/trace.ts'
import type { World } from '../engine/world.ts'
import type { Row, Story, StoryNote } from './scenario.ts'

type Where = ((note: StoryNote) => boolean) | undefined

/** Tells the run that was recorded in `trace` and ends as `world` stands, at `endUs`. */
export function storyOf(world: World, trace: Trace, endUs: number): Story {
  const index = indexOf(trace)
  const noteAt = (entry: Entry): StoryNote => {
    const { node, code, params } = trace.noteAtIndex(entry.note)
    return { row: entry.row, atUs: trace.atUs(entry.row), node, code, params }
  }
  const matching = (code: string, where: Where): StoryNote[] => {
    const notes = (index.notes.get(code) ?? []).map(noteAt)
    return where === undefined ? notes : notes.filter(where)
  }
  let all: readonly StoryNote[] | null = null
  return {
    nodes: world.nodes,
    history: world.history,
    violations: world.violations,
    get notes() {
      all ??= allNotes(trace)
      return all
    },
    endUs,
    first(code, where, fromUs = 0) {
      for (const entry of index.notes.get(code) ?? []) {
        if (trace.atUs(entry.row) < fromUs) continue
        const note = noteAt(entry)
        if (where === undefined || where(note)) return note
      }
      return null
    },
    last: (code, where) => matching(code, where).at(-1) ?? null,
    count: (code, where) =>
      where === undefined ? (index.notes.get(code)?.length ?? 0) : matching(code, where).length,
    intervention: (id) => index.interventions.get(id) ?? null,
    at: (us) => trace.rowAt(us),
  }
}

interface Entry {
  readonly row: Row
  readonly note: number
}

interface Index {
  readonly notes: ReadonlyMap<string, readonly Entry[]>
  readonly interventions: ReadonlyMap<string, Row>
}

function indexOf(trace: Trace): Index {
  const notes = new Map<string, Entry[]>()
  const interventions = new Map<string, Row>()
  for (let row = 0; row < trace.rows; row++) {
    if (trace.kind(row) === 'intervention' && !interventions.has(trace.label(row)))
      interventions.set(trace.label(row), row)
    for (let note = trace.notesFrom(row); note < trace.notesFrom(row + 1); note++) {
      const code = trace.noteCodeAt(note)
      const entries = notes.get(code)
      if (entries === undefined) notes.set(code, [{ row, note }])
      else entries.push({ row, note })
    }
  }
  return { notes, interventions }
}

function allNotes(trace: Trace): StoryNote[] {
  const notes: StoryNote[] = []
  for (let row = 0; row < trace.rows; row++) {
    const atUs = trace.atUs(row)
    for (const note of trace.notes(row)) notes.push({ row, atUs, ...note })
  }
  return notes
}
