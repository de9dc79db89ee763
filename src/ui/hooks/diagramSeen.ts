// The open diagram as a link spells it: "time,380..720ms", "event,120..480,-heartbeat,-n3,each,list". First how time is shown, then
// the stretch in view in ms or in columns, what is left out, and whether local events stand apart and the list is open.

import type { LabState } from '../../lab/lab.ts'
import type { Mark } from '../../sim/picture.ts'
import { DIAGRAM, type DiagramSettings, isDiagramOpen, type View } from './view.ts'

const MARKS: readonly Mark[] = ['request', 'reply', 'vote', 'granted', 'refusal', 'heartbeat']
/** Units of a stretch in a link, in those of the diagram: milliseconds are read more easily. */
const UNIT = { time: 1000, event: 1 } as const
const SUFFIX = { time: 'ms', event: '' } as const

/** Put away where it is at home. */
const CLOSED = 'closed'

/** Null where it is as the layout has it. */
export function spelledDiagram(view: Pick<View, 'diagram' | 'layout'>): string | null {
  const { isOpen } = view.diagram
  if (isOpen === false) return CLOSED
  const text = isDiagramOpen(view) ? spelled(view.diagram) : null
  return isOpen === null && text === spelled(DIAGRAM) ? null : text
}

function spelled({ mode, span, hiddenMarks, hiddenNodes, isCollapsed, hasList }: DiagramSettings): string {
  const short = (value: number) => String(whole(value / UNIT[mode]))
  return [
    mode,
    ...(span === null ? [] : [`${short(span.from)}..${short(span.to)}${SUFFIX[mode]}`]),
    ...hiddenMarks.map((mark) => `-${mark}`),
    ...hiddenNodes.map((id) => `-${id}`),
    ...(isCollapsed ? [] : ['each']),
    ...(hasList ? ['list'] : []),
  ].join(',')
}

/** The settings, or the word that means nothing. */
export function diagramSpelled(
  text: string,
  { frame }: LabState,
): DiagramSettings | { readonly unknown: string } {
  if (text === CLOSED) return { ...DIAGRAM, isOpen: false }
  const [mode, ...words] = text.split(',')
  if (mode !== 'time' && mode !== 'event') return { unknown: mode ?? '' }
  const isNode = (id: string) => frame.cluster.nodes.some((node) => node.id === id)
  let settings: DiagramSettings = { ...DIAGRAM, isOpen: true, mode }
  for (const word of words) {
    const change = read(word, settings, isNode)
    if (change === null) return { unknown: word }
    settings = { ...settings, ...change }
  }
  return settings
}

function read(
  word: string,
  { mode, hiddenMarks, hiddenNodes }: DiagramSettings,
  isNode: (id: string) => boolean,
): Partial<DiagramSettings> | null {
  if (word === 'each') return { isCollapsed: false }
  if (word === 'list') return { hasList: true }
  const [, start, end, suffix] = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)(ms|)$/.exec(word) ?? []
  const [from, to] = [Number(start), Number(end)]
  if (suffix === SUFFIX[mode])
    return from < to ? { span: { from: whole(from * UNIT[mode]), to: whole(to * UNIT[mode]) } } : null
  const left = word.slice(1)
  if (!word.startsWith('-')) return null
  const mark = MARKS.find((known) => known === left)
  if (mark !== undefined) return { hiddenMarks: [...hiddenMarks, mark] }
  return isNode(left) ? { hiddenNodes: [...hiddenNodes, left] } : null
}

/** To the thousandth: what the link said. */
function whole(value: number): number {
  return Math.round(value * 1000) / 1000
}
