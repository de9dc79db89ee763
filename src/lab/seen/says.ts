// The last thing that happened to a node, in its system's words, and how long ago that was.

import type { OwnPast } from '../../sim/knowledge.ts'
import { milliseconds } from '../../sim/words.ts'
import { sentence } from '../narrate.ts'
import type { Interpreter } from './knownBy.ts'

export function ownSentence(past: OwnPast, sim: Interpreter): string {
  const text = lastWords(past, sim)
  return /[.?…]$/.test(text) ? text : `${text}.`
}

function lastWords(past: OwnPast, sim: Interpreter): string {
  const { self, nowUs } = past
  if (!self.up) return `${self.id} is down: it knows only what is on its disk, and that when it starts again`
  const last = lastOf(past, sim)
  if (last === null) return `Nothing has happened to ${self.id} yet`
  if (last.atUs === nowUs) return last.text
  return `${milliseconds(nowUs - last.atUs)} ms ago: ${last.text}`
}

function lastOf({ self, heard, noted }: OwnPast, sim: Interpreter): { text: string; atUs: number } | null {
  const [message, note] = [heard.at(-1), noted.at(-1)]
  // What it made of a message is said by its notes.
  if (note !== undefined && (message === undefined || note.atUs >= message.atUs)) {
    const together = noted.filter(({ atUs }) => atUs === note.atUs)
    const best = together.find(({ code }) => sim.landmarks[code] !== undefined) ?? together[0] ?? note
    return { text: sentence(sim, { node: self.id, ...best }), atUs: note.atUs }
  }
  if (message === undefined) return null
  return { text: sim.arrival(message.message, message.from, self.id), atUs: message.atUs }
}
