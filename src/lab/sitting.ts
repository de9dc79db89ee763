// A sitting with one run: the document and its undo, the recorded run, and the playhead. Its verbs are plain
// synchronous functions; the worker, the tests and the command line all call these and nothing else.

import { startSettings } from '../sim/build.ts'
import type { Sim } from '../sim/define.ts'
import {
  interventionsOf,
  type Place,
  type Playhead,
  placeOf,
  type Reading,
  type RunDocument,
  stockDocument,
} from '../sim/document.ts'
import type { Command, Intervention } from '../sim/engineTypes.ts'
import { writeLink } from '../sim/link.ts'
import type { Question } from '../sim/question.ts'
import { Branches } from './branches.ts'
import { scenarioCard, simCard } from './cards.ts'
import { freshId, placeHere, problemWith, problemWithStart, type StartChange } from './checks.ts'
import { type Against, type Comparison, comparisonWith } from './comparison.ts'
import { hasContrast, putContrast, withoutContrast } from './contrast.ts'
import type { DiagramPart, Have } from './diagram/part.ts'
import type { ExportedFile, Format } from './export/format.ts'
import type { FeedLine, MenuItem } from './frame.ts'
import type { Recipe } from './history.ts'
import type { LabState, ScenarioCard, SimCard, Target, Trouble } from './lab.ts'
import { menuFor } from './menu.ts'
import { horizonOf, type Prediction, predictionState, SKIPPED, UNASKED } from './prediction.ts'
import { pressOf } from './press.ts'
import { Recording } from './recording.ts'
import { titleFor } from './runInfo.ts'
import type { Standing } from './seek.ts'
import { troubleOf } from './trouble.ts'
import type { Asked, Chain } from './why.ts'

const LONGEST_NAME = 60

export class Sitting {
  private sims: readonly Sim[]
  private branches: Branches
  private recording: Recording
  private cards: { readonly scenario: ScenarioCard; readonly sim: SimCard }
  private standing: Standing = { row: -1, us: 0 }
  private prediction: Prediction = UNASKED
  private comparison: Comparison | null = null
  private trouble: Trouble | null = null
  private shown: LabState | null = null

  constructor(sims: readonly Sim[], reading: Reading, original: string) {
    this.sims = sims
    const place = placeOf(sims, reading.document)
    this.branches = new Branches(withoutPlayhead(reading.document), place.scenario)
    this.recording = new Recording(place, this.document)
    this.cards = cardsOf(place)
    this.arrive(reading, original)
  }

  // Looking.

  get document(): RunDocument {
    return this.branches.document
  }

  get state(): LabState {
    this.shown ??= this.compose()
    return this.shown
  }

  feed(from: number, to: number): readonly FeedLine[] {
    return this.recording.feed(from, to)
  }

  menu(node: string | null): readonly MenuItem[] {
    return menuFor(this.recording.place.sim, this.world(), node)
  }

  /** The chain of causes behind an event, a message or a field, as it was at the playhead. */
  why(asked: Asked): Chain {
    return this.recording.why(asked, this.standing)
  }

  /** What did not happen, with the facts that decide it. */
  whyNot(node: string | null): readonly Question[] {
    return this.recording.whyNot(this.standing, node)
  }

  /** State of one node, or of all by name, in full; null for an unknown one. */
  nodeState(node?: string): unknown {
    const copy = ({ disk, memory }: { disk: unknown; memory: unknown }) => structuredClone({ disk, memory })
    const { nodes } = this.world()
    if (node === undefined) return Object.fromEntries(nodes.map((each) => [each.id, copy(each)]))
    const found = nodes.find(({ id }) => id === node)
    return found === undefined ? null : copy(found)
  }

  fingerprint(): string {
    return this.world().fingerprint()
  }

  link(at: 'start' | 'playhead' = 'playhead'): Promise<string> {
    return writeLink(at === 'start' ? this.document : this.documentHere(), this.sims)
  }

  /** The whole run as a file. Writers are loaded when they are first asked for. */
  async export(format: Format): Promise<ExportedFile> {
    const recorded = this.recording.recorded(this.documentHere())
    const { exportRun } = await import('./export/exportRun.ts')
    return exportRun(recorded, format)
  }

  /** The run in columns, from behind what the page has and as far as it may be known. */
  async diagram(have: Have | null): Promise<DiagramPart> {
    const run = this.recording.known(horizonOf(this.prediction, this.recording, this.standing))
    const { diagramPart } = await import('./diagram/diagramPart.ts')
    return diagramPart(run, have)
  }

  /** The document with the playhead and the fingerprint there, as links and files carry it. */
  documentHere(): RunDocument {
    const { row, us } = this.standing
    const isAfterAll = this.recording.timeline.trace.rowAt(us) === row
    return { ...this.document, at: { us, row: isAfterAll ? null : row }, fingerprint: this.fingerprint() }
  }

  // Moving.

  seek(target: Target): void {
    this.standing = this.recording.seek(target, this.standing)
    this.shown = null
  }

  // Changing.

  /** Adds an intervention at the playhead and stands on it, to see what it did. */
  inject(command: Command): void {
    const { sim, scenario } = this.recording.place
    const here = placeHere(this.world())
    const intervention: Intervention = { id: freshId(this.document, scenario), ...here, do: command }
    const problem = problemWith(this.recording.place, intervention)
    if (problem !== null) return this.refuse(problem, JSON.stringify(command))
    const title = titleFor(sim, command, interventionsOf(this.document, scenario))
    this.edit(title, (draft) => {
      draft.added.push(structuredClone(intervention) as never)
    })
    const row = this.recording.chronicle.deeds.get(intervention.id)
    if (row === undefined) return
    this.standing = { row, us: here.atUs }
    this.branches.arrivedAt(this.standing)
  }

  /** Replaces the hand-made ones; one with the id of a planned one moves it, and `without` leaves planned ones out. */
  setInterventions(list: readonly Intervention[], without: readonly string[] = []): void {
    const planned = new Map(this.recording.place.scenario.interventions.map((one) => [one.id, one]))
    const problem = list.map((one) => problemWith(this.recording.place, one)).find((found) => found !== null)
    if (problem !== undefined) return this.refuse(problem, JSON.stringify(list))
    this.edit('Edit the interventions', (draft) => {
      draft.added = structuredClone(list.filter(({ id }) => !planned.has(id))) as never
      draft.planned = {}
      for (const { id, atUs, after } of list) {
        const stock = planned.get(id)
        if (stock === undefined || (stock.atUs === atUs && stock.after === after)) continue
        draft.planned[id] = { atUs, ...(after === undefined ? {} : { after }) }
      }
      for (const id of without) if (planned.has(id)) draft.planned[id] = null
    })
  }

  setSeed(seed: string): void {
    if (seed.length === 0 || seed.length > 100)
      return this.refuse('the seed must have 1 to 100 characters', seed)
    this.edit(`Take seed ${seed}`, (draft) => {
      draft.seed = seed
    })
  }

  setAtStart({ settings = {}, broken }: StartChange): void {
    const { sim, scenario } = this.recording.place
    const problem = problemWithStart(this.recording.place, settings, broken ?? [])
    if (problem !== null) return this.refuse(problem, JSON.stringify({ settings, broken }))
    const stock = startSettings(sim, scenario, {})
    this.edit('Change the start', (draft) => {
      for (const [key, value] of Object.entries(settings)) {
        if (stock[key] === value) delete (draft.settings as Record<string, unknown>)[key]
        else (draft.settings as Record<string, unknown>)[key] = value
      }
      if (broken !== undefined) draft.broken = [...broken]
    })
  }

  /** The same seed with the one thing changed that the scenario names, from its opening; or back to the run as it was. */
  contrast(isOn = true): void {
    const { scenario } = this.recording.place
    const { contrast } = scenario
    if (contrast === undefined) return this.refuse('this scenario names nothing to change', scenario.id)
    if (isOn === this.isContrast) return
    if (!isOn && this.branches.lastTitle === contrast.say) return this.undo()
    if (isOn)
      this.edit(contrast.say, (draft) => {
        putContrast(draft, contrast.change)
      })
    else
      this.edit(
        'Back to the stock run',
        () => structuredClone(withoutContrast(this.document, scenario)) as never,
      )
    this.seek({ to: 'opening' })
    this.branches.arrivedAt(this.standing)
  }

  undo(): void {
    this.returnTo(this.branches.undo())
  }

  redo(): void {
    this.returnTo(this.branches.redo())
  }

  /** Puts another run beside this one; null puts it away. */
  compare(against: Against | null): void {
    this.shown = null
    const found = against === null ? null : comparisonWith(against, this.branches, this.recording.place)
    this.comparison = typeof found === 'string' ? null : found
    if (typeof found === 'string') this.refuse(found, JSON.stringify(against))
  }

  /** Shows another branch, where it was left. */
  branch(id: string): void {
    const target = this.branches.go(id)
    if (target === null) return this.refuse(`there is no branch ${id}`, id)
    this.recompute(target.standing)
  }

  renameBranch(id: string, name: string): void {
    const called = name.trim()
    if (called === '' || called.length > LONGEST_NAME)
      return this.refuse(`the name of a branch has 1 to ${LONGEST_NAME} characters`, name)
    this.shown = null
    const problem = this.branches.rename(id, called)
    if (problem !== null) this.refuse(problem, id)
  }

  removeBranch(id: string): void {
    const { current } = this.branches
    const problem = this.branches.remove(id)
    if (problem !== null) return this.refuse(problem, id)
    this.shown = null
    if (this.branches.current !== current) this.recompute(this.branches.current.standing)
  }

  predict(choice: number | 'skip'): void {
    const options = this.recording.place.scenario.predict?.options ?? []
    const isOption = choice !== 'skip' && options[choice] !== undefined
    this.prediction = isOption ? { chosen: choice, skipped: false } : SKIPPED
    this.shown = null
  }

  /** Says what went wrong, until it is dismissed. */
  report(trouble: Trouble | null): void {
    this.trouble = trouble
    this.shown = null
  }

  dismiss(): void {
    this.report(null)
  }

  /** Opens another run. The same scenario again is an edit that can be undone; another one is a new sitting. */
  open(sims: readonly Sim[], reading: Reading, original: string): void {
    this.sims = sims
    this.trouble = null
    this.prediction = UNASKED
    const document = withoutPlayhead(reading.document)
    if (document.scenario === this.document.scenario) {
      this.edit('Start over', () => structuredClone(document) as never)
    } else {
      const place = placeOf(this.sims, document)
      this.recording = new Recording(place, document)
      this.branches = new Branches(document, place.scenario)
      this.comparison = null
      this.cards = cardsOf(place)
    }
    this.arrive(reading, original)
  }

  // Behind the verbs.

  private get isContrast(): boolean {
    return hasContrast(this.document, this.recording.place.scenario)
  }

  private world() {
    return this.recording.world(this.standing)
  }

  private compose(): LabState {
    const { recording, branches, standing } = this
    const { beats } = recording.telling
    branches.stood(standing)
    const frame = recording.frame(standing)
    return {
      status: 'ready',
      ...this.cards,
      seed: this.document.seed,
      run: recording.info(),
      frame,
      compare: this.comparison?.picture(recording, standing, frame, branches) ?? null,
      trouble: this.trouble,
      press: pressOf(recording, this.document, standing.row, () => this.world().nodes),
      isContrast: this.isContrast,
      beat: beats.filter(({ row }) => row <= standing.row).length,
      say: beats.find(({ row }) => row === standing.row)?.say ?? null,
      canUndo: branches.canUndo,
      canRedo: branches.canRedo,
      lastAction: branches.lastTitle,
      branches: branches.pictures(),
      prediction: predictionState(this.prediction, recording),
    }
  }

  private edit(title: string, recipe: Recipe): void {
    if (!this.branches.edit(title, this.standing, recipe)) return
    try {
      this.recompute(this.standing)
    } catch (error) {
      this.branches.takeBack()
      this.recompute(this.standing)
      throw error
    }
    this.branches.arrivedAt(this.standing)
  }

  private returnTo(standing: Standing | null): void {
    if (standing === null) this.shown = null
    else this.recompute(standing)
  }

  private recompute(standing: Standing): void {
    this.recording.become(this.document)
    this.recording.extendTo(standing.us)
    this.standing = this.recording.stay(standing)
    this.shown = null
  }

  private arrive({ document, problem }: Reading, original: string): void {
    this.standing = this.arrivalAt(document.at)
    this.shown = null
    const { predict } = this.recording.telling
    if (predict !== null && this.standing.row > predict.row) this.prediction = SKIPPED
    const reason = problem ?? this.difference(document)
    if (reason !== null) this.trouble = troubleOf(reason, original)
  }

  private arrivalAt(at: Playhead | null): Standing {
    const { recording } = this
    if (at === null) return recording.seek({ to: 'opening' }, this.standing)
    if (at.row === null) return recording.seek({ us: at.us }, this.standing)
    recording.extendTo(at.us)
    return recording.stay({ row: at.row, us: at.us })
  }

  private difference({ at, fingerprint }: RunDocument): string | null {
    if (fingerprint === null || at === null || fingerprint === this.fingerprint()) return null
    return `this run was recorded with another version and differs here, at or before event ${this.standing.row + 1}`
  }

  private refuse(reason: string, original: string): void {
    this.report(troubleOf(reason, original))
  }
}

/** A sitting with a scenario as it stands. */
export function sittingWith(sims: readonly Sim[], place: Place): Sitting {
  return new Sitting(sims, { document: stockDocument(place), problem: null }, '')
}

function cardsOf({ sim, scenario }: Place): { scenario: ScenarioCard; sim: SimCard } {
  return { scenario: scenarioCard(scenario), sim: simCard(sim) }
}

function withoutPlayhead(document: RunDocument): RunDocument {
  return { ...document, at: null, fingerprint: null }
}
