// A sitting with one run: the document and its undo, the recorded run, and the playhead. Its verbs are plain
// synchronous functions; the worker, the tests and the command line all call these and nothing else.

import type { Sim } from '../sim/define.ts'
import {
  interventionsOf,
  nodeProblem,
  type Place,
  placeOf,
  type RunDocument,
  stockDocument,
  withoutPlayhead,
} from '../sim/document.ts'
import type { Command, Intervention } from '../sim/engineTypes.ts'
import { type LinkReading, writeLink } from '../sim/link.ts'
import type { PlacingAsk, PlacingPicture } from '../sim/placing.ts'
import type { Question } from '../sim/question.ts'
import { isSameJson } from '../sim/sameJson.ts'
import { arrivalAt, differenceFrom } from './arrival.ts'
import type { Branches, EditOf } from './branches.ts'
import { cardsOf } from './cards.ts'
import { freshId, placeHere, problemWith, problemWithStart, type StartChange } from './checks.ts'
import { type Against, type Comparison, comparisonWith } from './comparison.ts'
import { compose } from './compose.ts'
import { hasContrast } from './contrast.ts'
import type { DiagramPart, Have } from './diagram/part.ts'
import type { ExportedFile, Format } from './export/format.ts'
import type { FeedLine, MenuItem } from './frame.ts'
import type { Recipe } from './history.ts'
import { stateOf } from './inspect.ts'
import { editInterventions, type InterventionEdit } from './interventionEdits.ts'
import type { Judgement } from './judgement.ts'
import { familyOf, plant, treeOf } from './kin.ts'
import type { LabState, Target, Trouble } from './lab.ts'
import { menuFor } from './menu.ts'
import { horizonOf, type Prediction, questionBetween, SKIPPED, UNASKED } from './prediction.ts'
import type { ReceiptPicture } from './receipt/picture.ts'
import { contrastRecipe, listRecipe, startRecipe } from './recipes.ts'
import type { Recording } from './recording.ts'
import { Recordings } from './recordings.ts'
import { titleFor } from './runInfo.ts'
import type { Standing } from './seek.ts'
import type { Eyes } from './seen/eyes.ts'
import { troubleOf } from './trouble.ts'
import type { Looked, Search } from './until/search.ts'
import type { Asked, Chain } from './why.ts'

export class Sitting {
  private sims: readonly Sim[]
  private branches: Branches
  private recordings: Recordings
  /** The run on show. */
  private recording: Recording
  private cards: ReturnType<typeof cardsOf>
  private standing: Standing = { row: -1, us: 0 }
  private prediction: Prediction = UNASKED
  private comparison: Comparison | null = null
  private trouble: Trouble | null = null
  /** Of the node whose view is shown; null for everything. */
  private eyes: Eyes | null = null
  private shown: LabState | null = null

  constructor(sims: readonly Sim[], reading: LinkReading, original: string) {
    this.sims = sims
    const place = placeOf(sims, reading.document)
    this.branches = treeOf(reading, place.scenario)
    this.recordings = new Recordings(place)
    this.recording = this.recordings.of(this.document)
    this.cards = cardsOf(place)
    this.arrive(reading, original)
  }

  // Looking.

  get document(): RunDocument {
    return this.branches.document
  }

  get state(): LabState {
    const { recording, branches, standing, comparison, prediction, trouble, cards, eyes } = this
    this.shown ??= compose({ recording, branches, standing, comparison, prediction, trouble, cards, eyes })
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
  whyNot(node: string | null): Promise<readonly Question[]> {
    return this.recording.whyNot(this.standing, node)
  }

  /** What another cluster, or another scheme, would make of it. */
  placing(ask: PlacingAsk): Promise<PlacingPicture | null> {
    return this.recording.placing(this.standing, ask)
  }

  /** Looks for what was wished, a bounded number of events on or back. The playhead stays. */
  async look(search: Search): Promise<Looked> {
    const { look } = await import('./until/search.ts')
    const { recording, comparison, branches, prediction, standing } = this
    // More of the run may be recorded for it.
    this.shown = null
    const partingRow = () => comparison?.partsAt(recording, branches)
    return look(recording, { partingRow, isAsked: prediction === UNASKED }, search, standing.row)
  }

  /** Every operation up to the playhead, and the verdicts on them. The checkers are loaded when first asked for. */
  async judge(): Promise<Judgement> {
    const { judgementOf } = await import('./judgement.ts')
    return judgementOf(this.recording.place.sim, this.world())
  }

  /** What a fault touched, thing by thing; null for what is no fault, or has not happened yet. */
  async receipt(id: string): Promise<ReceiptPicture | null> {
    const { receiptOf } = await import('./receipt/receipt.ts')
    return receiptOf(this.recording.timeline, this.known(), id)
  }

  /** State of one node, or of all by name, in full; null for an unknown one. */
  nodeState(node?: string): unknown {
    return stateOf(this.world(), node)
  }

  fingerprint(): string {
    return this.world().fingerprint()
  }

  /** With the branches this one came from, and `see`: what the page shows. */
  link(at: 'start' | 'playhead' = 'playhead', see: readonly string[] = []): Promise<string> {
    const { recording, branches } = this
    const atStart = { ...this.document, marks: recording.marks(recording.timeline.rows) }
    const family = familyOf(branches, this.comparison?.against ?? null)
    return writeLink(at === 'start' ? atStart : this.documentHere(), this.sims, { family, see })
  }

  /** The whole run as a file. Writers are loaded when they are first asked for. */
  async export(format: Format): Promise<ExportedFile> {
    const recorded = this.recording.recorded(this.documentHere())
    const { exportRun } = await import('./export/exportRun.ts')
    return exportRun(recorded, format)
  }

  /** The run in columns, from behind what the page has and as far as it may be known. */
  async diagram(have: Have | null): Promise<DiagramPart> {
    const { diagramPart } = await import('./diagram/diagramPart.ts')
    return diagramPart(this.known(), have)
  }

  /** The document with the playhead and the fingerprint there, as links and files carry it. */
  documentHere(): RunDocument {
    const { row, us } = this.standing
    const isAfterAll = this.recording.timeline.trace.rowAt(us) === row
    const at = { us, row: isAfterAll ? null : row }
    const marks = this.recording.marks(row + 1)
    return { ...this.document, at, fingerprint: this.fingerprint(), marks }
  }

  // Moving.

  /** `asksFirst`: on its way past a question that was not asked yet, it stops there. */
  seek(target: Target, asksFirst = false): void {
    const { recording, prediction, standing: from } = this
    const there = recording.seek(target, from)
    const row = asksFirst ? questionBetween(prediction, recording, from, there) : null
    this.standing = row === null ? there : recording.seek({ row }, there)
    this.shown = null
  }

  /** Records some more of a run that reaches farther than it is recorded. */
  recordOn(): void {
    this.recording.recordOn()
    this.recordings.makeRoom()
    this.shown = null
  }

  /** Shows what one node knows; null shows everything. */
  async seeAs(node: string | null): Promise<void> {
    const problem = node === null ? null : nodeProblem(this.recording.place.scenario, node)
    if (problem !== null) return this.refuse(problem, String(node))
    const { Eyes } = await import('./seen/eyes.ts')
    this.eyes = node === null ? null : new Eyes(node)
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

  /** Disables, moves, copies, reorders or takes out interventions; what comes of it is a branch. */
  editInterventions(edit: InterventionEdit): void {
    const edited = editInterventions(this.document, this.recording.place, edit)
    if (typeof edited === 'string') return this.refuse(edited, JSON.stringify(edit))
    if (isSameJson(edited.document, this.document)) return
    this.edit(edited.title, () => structuredClone(edited.document) as never, 'list')
  }

  /** Replaces the hand-made ones; one with the id of a planned one moves it, and `without` leaves planned ones out. */
  setInterventions(list: readonly Intervention[], without: readonly string[] = []): void {
    const { place } = this.recording
    const problem = list.map((one) => problemWith(place, one)).find((found) => found !== null)
    if (problem !== undefined) return this.refuse(problem, JSON.stringify(list))
    this.edit('Edit the interventions', listRecipe(place, list, without))
  }

  setSeed(seed: string): void {
    if (seed.length === 0 || seed.length > 100)
      return this.refuse('the seed must have 1 to 100 characters', seed)
    this.edit(`Take seed ${seed}`, (draft) => {
      draft.seed = seed
    })
  }

  setAtStart(change: StartChange): void {
    const { place } = this.recording
    const problem = problemWithStart(place, change.settings ?? {}, change.broken ?? [])
    if (problem !== null) return this.refuse(problem, JSON.stringify(change))
    this.edit('Change the start', startRecipe(place, change))
  }

  /** The same seed with the one thing changed that the scenario names, from its opening; or back to the run as it was. */
  contrast(isOn = true): void {
    const { scenario } = this.recording.place
    const { contrast } = scenario
    if (contrast === undefined) return this.refuse('this scenario names nothing to change', scenario.id)
    if (isOn === this.isContrast) return
    if (!isOn && this.branches.lastTitle === contrast.say) return this.undo()
    this.edit(isOn ? contrast.say : 'Back to the stock run', contrastRecipe(this.document, scenario, isOn))
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
    const { branches, recordings, recording } = this
    const found = against === null ? null : comparisonWith(against, branches, recordings, recording.place)
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
    this.shown = null
    const problem = this.branches.rename(id, name.trim())
    if (problem !== null) this.refuse(problem, name)
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

  /**
   * Opens another run. The same scenario again is an edit that can be undone, or, where the link brings branches, one
   * of those; another scenario is a new sitting.
   */
  open(sims: readonly Sim[], reading: LinkReading, original: string): void {
    this.sims = sims
    this.trouble = null
    this.prediction = UNASKED
    const document = withoutPlayhead(reading.document)
    if (document.scenario !== this.document.scenario) {
      const place = placeOf(this.sims, document)
      this.branches = treeOf(reading, place.scenario)
      this.recordings = new Recordings(place)
      this.recording = this.recordings.of(document)
      this.comparison = null
      this.eyes = null
      this.cards = cardsOf(place)
    } else if (reading.family !== undefined) this.branch(plant(this.branches, reading.family).shown)
    else if (!isSameJson(document, this.document)) {
      this.branches.startOver('Start over', this.standing, document)
      this.computeEdit()
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

  /** As much of the run as may be shown. */
  private known() {
    return this.recording.known(horizonOf(this.prediction, this.recording, this.standing))
  }

  private edit(title: string, recipe: Recipe, of: EditOf = 'run'): void {
    if (this.branches.edit(title, this.standing, recipe, of)) this.computeEdit()
  }

  /** An edit whose run cannot be computed is taken back. */
  private computeEdit(): void {
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
    this.recording = this.recordings.of(this.document)
    this.recording.extendTo(standing.us)
    this.standing = this.recording.stay(standing)
    this.shown = null
  }

  private arrive({ document, problem, family }: LinkReading, original: string): void {
    this.standing = arrivalAt(this.recording, document.at, this.standing)
    // Its branches are planted by now, so they are only found again.
    if (family !== undefined) this.compare(plant(this.branches, family).against)
    this.shown = null
    const { predict } = this.recording.telling
    if (predict !== null && this.standing.row > predict.row) this.prediction = SKIPPED
    const reason = problem ?? differenceFrom(document, this.recording, this.standing)
    if (reason !== null) this.trouble = troubleOf(reason, original)
  }

  private refuse(reason: string, original: string): void {
    this.report(troubleOf(reason, original))
  }
}

/** A sitting with a scenario as it stands. */
export function sittingWith(sims: readonly Sim[], place: Place): Sitting {
  return new Sitting(sims, { document: stockDocument(place), problem: null }, '')
}
