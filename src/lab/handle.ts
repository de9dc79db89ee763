// `window.netsplit`: the lab by hand from the console, for talks, embedding and tests. Times are milliseconds here,
// because people type them. What cannot be taken rejects with a sentence, and the run is as it was; only `load` opens what it
// can of a damaged link, and says in `trouble` what is wrong with it.

import type { Command } from '../sim/engineTypes.ts'
import { type ExportedFile, type Format, formatNamed } from './export/format.ts'
import { directionOf, type Place, stepsOf, targetOf, type Unit } from './handleInput.ts'
import type { Lab, LabState } from './lab.ts'

/** Where the run stands, small enough to read in a console. */
export interface Glance {
  readonly scenario: string
  readonly seed: string
  readonly ms: number
  readonly event: number
  readonly events: number
  readonly says: string
  readonly fingerprint: string
  /** What is wrong with what was loaded. */
  readonly trouble: string | null
}

export interface Netsplit {
  /** A scenario id, a link, or the text of a saved run. */
  load(text: string): Promise<Glance>
  /** One event on; `step(-1)` one back; `step(1, 'beat')`, `step(1, 'landmark')`. */
  step(by?: number, unit?: Unit): Promise<Glance>
  /** A time in ms, `{ row }`, `{ ms }`, or 'start', 'end', 'opening'. */
  seek(to: Place): Promise<Glance>
  /**
   * On to the next 'leader change', 'commit', 'client error', 'violation', 'divergence', or to a field taking a value:
   * `until('n3 memory.role = leader')`, with =, ≠ (or !=), >, < or changes. `until('commit', -1)` looks back.
   */
  until(wish: string, step?: 1 | -1): Promise<Glance & { readonly until: string }>
  /** Shows what one node knows, and nothing else: `seeAs('n3')`; `seeAs(null)` shows everything. */
  seeAs(node: string | null): Promise<Glance>
  /** `inject({ kind: 'crash', node: 'n1' })` */
  inject(command: Command): Promise<Glance>
  /** The same run with the one thing changed that its scenario names; `contrast(false)` goes back. */
  contrast(isOn?: boolean): Promise<Glance>
  undo(): Promise<Glance>
  redo(): Promise<Glance>
  /** State of one node, or of all, as plain JSON. */
  state(node?: string): Promise<unknown>
  fingerprint(): Promise<string>
  /** The link to this moment, as a fragment. */
  link(): Promise<string>
  /** The whole run as 'run' (which `load` takes), 'jsonl', 'edn', 'history' or 'shiviz'. */
  export(format: Format): Promise<ExportedFile>
  /** Ids of everything that can be loaded. */
  scenarios(): Promise<readonly string[]>
  readonly lab: Lab
}

/** What the handle is given by a page: to open with what a link says of the view, and to link to what is on show. */
interface Page {
  open(text: string): Promise<LabState>
  link(): Promise<string>
}

export function createHandle(lab: Lab, page: Page = lab): Netsplit {
  /** Trouble from before says nothing of this. */
  async function taken(deed: () => Promise<LabState>): Promise<Glance> {
    lab.dismiss()
    const state = await deed()
    if (state.trouble !== null) throw new Error(state.trouble.sentence)
    return glance(state)
  }
  async function step(by = 1, unit: Unit = 'event'): Promise<LabState> {
    const { count, step: once } = stepsOf(by, unit)
    for (let n = 0; n < count; n++) await lab.seek(once)
    return lab.getState()
  }
  return {
    load: async (text) => glance(await page.open(text)),
    step: (by, unit) => taken(() => step(by, unit)),
    seek: (to) => taken(async () => lab.seek(targetOf(to))),
    async until(wish, direction = 1) {
      const { kind, says, state } = await lab.runUntil(wish, { step: directionOf(direction) })
      if (kind === 'problem') throw new Error(says)
      return { ...glance(state), until: says }
    },
    seeAs: (node) => taken(() => lab.seeAs(node)),
    inject: (command) => taken(() => lab.inject(command)),
    contrast: (isOn) => taken(() => lab.contrast(isOn)),
    undo: () => taken(() => lab.undo()),
    redo: () => taken(() => lab.redo()),
    async state(node) {
      const found = await lab.state(node)
      const isKnown = node === undefined || lab.getState().frame.nodes.some(({ id }) => id === node)
      if (!isKnown) throw new Error(`there is no node ${node}`)
      return found
    },
    fingerprint: () => lab.fingerprint(),
    link: () => page.link(),
    async export(name) {
      const format = formatNamed(name)
      if (!format.ok) throw new Error(format.error)
      return lab.export(format.value)
    },
    scenarios: async () => (await lab.gallery()).flatMap(({ scenarios }) => scenarios.map(({ id }) => id)),
    lab,
  }
}

function glance({ scenario, seed, frame, trouble }: LabState): Glance {
  return {
    scenario: scenario.id,
    seed,
    ms: frame.atUs / 1000,
    event: frame.row,
    events: frame.rows,
    says: frame.now?.text ?? 'before the first event',
    fingerprint: frame.fingerprint,
    trouble: trouble?.sentence ?? null,
  }
}
