// What of the page a link carries beside the run: one entry for each part, which writes it and reads it again. A part
// that is as a run opens is not written, so that the links of plain runs stay short. To carry one more, add an entry.

import type { LabState } from '../../lab/lab.ts'
import { quoted, type Result } from '../../sim/result.ts'
import { BARS } from '../commands/stages.ts'
import { PHONE_TABS, SIDE_TABS } from '../commands/views.ts'
import type { Thing } from '../figures/thing.ts'
import { diagramSpelled, spelledDiagram } from './diagramSeen.ts'
import { LAYOUTS } from './layout.ts'
import { LONGEST_SPAN_US, OPENING_VIEW, SHORTEST_SPAN_US, stagesOf, type View } from './view.ts'

export interface ViewPart {
  /** As links spell it: `see=tab:feed` is the part "tab". */
  readonly name: string
  /** What a link says of it; null for what need not be said. */
  readonly write: (view: View, state: LabState) => string | null
  /** What it means for the run that was opened, or a sentence on why it means nothing. */
  readonly read: (text: string, state: LabState) => Result<Partial<View>>
}

const VIEW_PARTS: readonly ViewPart[] = [
  {
    name: 'select',
    write: ({ selection }, state) =>
      selection === null || !isThere(selection, state) ? null : spelled(selection),
    read: (text, state) => {
      const selection = thingSpelled(text)
      return selection !== null && isThere(selection, state)
        ? good({ selection })
        : bad(`select is ${quoted(text)}: there is no such thing at this moment`)
    },
  },
  {
    // Not said of the first one: whoever opens the link keeps the layout of their own.
    name: 'layout',
    write: ({ layout }) => (layout === LAYOUTS[0]?.[0] ? null : layout),
    read: (text) => oneOf('layout', text, LAYOUTS, (layout) => ({ layout })),
  },
  {
    name: 'tab',
    write: ({ sideTab }) => (sideTab === OPENING_VIEW.sideTab ? null : sideTab),
    read: (text) => oneOf('tab', text, SIDE_TABS, (sideTab) => ({ sideTab })),
  },
  {
    name: 'phone',
    write: ({ phoneTab }) => (phoneTab === OPENING_VIEW.phoneTab ? null : phoneTab),
    read: (text) => oneOf('phone', text, PHONE_TABS, (phoneTab) => ({ phoneTab })),
  },
  {
    name: 'span',
    write: ({ spanUs }) => (spanUs === OPENING_VIEW.spanUs ? null : `${spanUs / 1000}ms`),
    read: (text) => {
      const spanUs = /^\d{1,6}(\.\d{1,3})?ms$/.test(text) ? Math.round(Number.parseFloat(text) * 1000) : 0
      return spanUs >= SHORTEST_SPAN_US && spanUs <= LONGEST_SPAN_US
        ? good({ spanUs })
        : bad(
            `span is ${quoted(text)}: it must be between ${SHORTEST_SPAN_US / 1000}ms and ${LONGEST_SPAN_US / 1000}ms`,
          )
    },
  },
  {
    name: 'diagram',
    write: spelledDiagram,
    read: (text, state) => {
      const diagram = diagramSpelled(text, state)
      return 'unknown' in diagram
        ? bad(`diagram is ${quoted(text)}: ${quoted(diagram.unknown)} means nothing here`)
        : good({ diagram })
    },
  },
  {
    name: 'stage',
    write: ({ stage }, state) => (stage !== null && stagesOf(state).includes(stage) ? stage : null),
    read: (text, state) => {
      const stages = stagesOf(state)
      return stages.length < 2
        ? bad(`stage is ${quoted(text)}: this run has nothing but its cluster`)
        : oneOf(
            'stage',
            text,
            stages.map((id) => [id, id] as const),
            (stage) => ({ stage }),
          )
    },
  },
  {
    name: 'key',
    write: ({ key }, state) => (isKeyThere(key, state) ? key : null),
    read: (key, state) =>
      isKeyThere(key, state) ? good({ key }) : bad(`key is ${quoted(key)}: there is no such key`),
  },
  {
    name: 'bars',
    write: ({ bars }, { frame }) => (bars === OPENING_VIEW.bars || frame.ring === null ? null : bars),
    read: (text) => oneOf('bars', text, BARS, (bars) => ({ bars })),
  },
]

/** Parts of the view as a link carries them. */
export function writeView(view: View, state: LabState): readonly string[] {
  return VIEW_PARTS.flatMap(({ name, write }) => {
    const text = write(view, state)
    return text === null ? [] : [`${name}:${text}`]
  })
}

/** What parts of a link mean for the run that was opened. Each that means nothing is named, and the others hold. */
export function readView(see: readonly string[], state: LabState) {
  let seen: Partial<View> = {}
  const problems: string[] = []
  for (const text of see) {
    const colon = text.indexOf(':')
    const name = colon < 0 ? text : text.slice(0, colon)
    const part = VIEW_PARTS.find((one) => one.name === name)
    const read = part?.read(text.slice(name.length + 1), state) ?? bad(unknownPart(name))
    if (read.ok) seen = { ...seen, ...read.value }
    else problems.push(read.error)
  }
  return { seen, problems }
}

function unknownPart(name: string): string {
  return `unknown part of the view: ${quoted(name)}; try ${VIEW_PARTS.map((one) => one.name).join(', ')}`
}

/** "node:n3", "link:n1:n4", "message:17". */
function spelled(thing: Thing): string {
  return thing.kind === 'link' ? `link:${thing.a}:${thing.b}` : `${thing.kind}:${thing.id}`
}

function thingSpelled(text: string): Thing | null {
  const [kind, a = '', b = '', ...more] = text.split(':')
  if (more.length > 0) return null
  if (kind === 'link') return { kind, a, b }
  if (b !== '') return null
  if (kind === 'node') return { kind, id: a }
  return kind === 'message' && /^\d{1,9}$/.test(a) ? { kind, id: Number(a) } : null
}

function isThere(thing: Thing, { frame: { cluster } }: LabState): boolean {
  switch (thing.kind) {
    case 'node':
      return cluster.nodes.some(({ id }) => id === thing.id)
    case 'link':
      return cluster.links.some(
        ({ a, b }) => (a === thing.a && b === thing.b) || (a === thing.b && b === thing.a),
      )
    case 'message':
      return cluster.flights.some(({ id }) => id === thing.id)
  }
}

function isKeyThere(key: string | null, { frame: { ring } }: LabState): boolean {
  return ring?.keys.some((each) => each.key === key) ?? false
}

function oneOf<T extends string>(
  name: string,
  text: string,
  choices: readonly (readonly [T, string])[],
  seen: (choice: T) => Partial<View>,
): Result<Partial<View>> {
  const found = choices.find(([id]) => id === text)
  if (found !== undefined) return good(seen(found[0]))
  return bad(`${name} is ${quoted(text)}: it must be one of ${choices.map(([id]) => id).join(', ')}`)
}

function good(value: Partial<View>): Result<Partial<View>> {
  return { ok: true, value }
}

function bad(error: string): Result<Partial<View>> {
  return { ok: false, error }
}
