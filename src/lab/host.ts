// Answers the page's verbs with a sitting. The same host stands in the worker and, without one, in Node and tests.
// Whatever goes wrong behind a verb, there is a run to show afterwards and a sentence that says what happened.

import { defaultPlace } from '../sim/document.ts'
import { readRun } from '../sim/link.ts'
import type { Shelf } from '../sim/shelf.ts'
import { scenarioCard, simCard } from './cards.ts'
import type { Format } from './export/format.ts'
import type { GallerySection, LabState } from './lab.ts'
import { Sitting, sittingWith } from './sitting.ts'
import { troubleOf } from './trouble.ts'

/** The verbs that change what is shown. */
export interface Moves {
  open: [text: string]
  seek: Parameters<Sitting['seek']>
  recordOn: []
  inject: Parameters<Sitting['inject']>
  editInterventions: Parameters<Sitting['editInterventions']>
  setInterventions: Parameters<Sitting['setInterventions']>
  branch: [id: string]
  compare: Parameters<Sitting['compare']>
  renameBranch: [id: string, name: string]
  removeBranch: [id: string]
  undo: []
  redo: []
  setSeed: [seed: string]
  setAtStart: Parameters<Sitting['setAtStart']>
  contrast: Parameters<Sitting['contrast']>
  predict: Parameters<Sitting['predict']>
  dismiss: []
  seeAs: Parameters<Sitting['seeAs']>
}

/** The verbs that only ask. */
export interface Asks {
  feed: [from: number, to: number]
  menu: [node: string | null]
  why: Parameters<Sitting['why']>
  whyNot: Parameters<Sitting['whyNot']>
  placing: Parameters<Sitting['placing']>
  look: Parameters<Sitting['look']>
  judge: []
  nodeState: [node?: string]
  fingerprint: []
  link: Parameters<Sitting['link']>
  export: [format: Format]
  receipt: [fault: string]
  diagram: Parameters<Sitting['diagram']>
  moment: []
  gallery: []
}

export type Verb = keyof Moves | keyof Asks
export type Call = { [V in Verb]: { readonly verb: V; readonly args: (Moves & Asks)[V] } }[Verb]

export interface Answer {
  readonly value: unknown
  readonly state: LabState
}

export class Host {
  private readonly shelf: Shelf
  private sitting: Sitting | null = null

  constructor(shelf: Shelf) {
    this.shelf = shelf
  }

  async answer(call: Call): Promise<Answer> {
    if (call.verb === 'open') return this.open(call.args[0])
    this.sitting ??= await this.begin()
    const { sitting } = this
    try {
      return { value: await this.act(sitting, call), state: sitting.state }
    } catch (error) {
      return this.recover(sitting, call, error)
    }
  }

  private async open(text: string): Promise<Answer> {
    const sims = await this.shelf.of(text)
    const reading = await readRun(text, sims)
    try {
      if (this.sitting === null) this.sitting = new Sitting(sims, reading, text)
      else this.sitting.open(sims, reading, text)
      return { value: null, state: this.sitting.state }
    } catch (error) {
      this.sitting = await this.begin()
      this.sitting.report(troubleOf(`this run cannot be computed: ${messageOf(error)}`, text))
      return { value: null, state: this.sitting.state }
    }
  }

  /** What opens without a wish. */
  private async begin(): Promise<Sitting> {
    const sims = await this.shelf.of('')
    return sittingWith(sims, defaultPlace(sims))
  }

  private act(sitting: Sitting, call: Call): unknown {
    switch (call.verb) {
      case 'feed':
        return sitting.feed(...call.args)
      case 'menu':
        return sitting.menu(...call.args)
      case 'why':
        return sitting.why(...call.args)
      case 'whyNot':
        return sitting.whyNot(...call.args)
      case 'placing':
        return sitting.placing(...call.args)
      case 'seeAs':
        return sitting.seeAs(...call.args)
      case 'look':
        return sitting.look(...call.args)
      case 'judge':
        return sitting.judge()
      case 'nodeState':
        return sitting.nodeState(...call.args)
      case 'fingerprint':
        return sitting.fingerprint()
      case 'link':
        return sitting.link(...call.args)
      case 'export':
        return sitting.export(...call.args)
      case 'receipt':
        return sitting.receipt(...call.args)
      case 'diagram':
        return sitting.diagram(...call.args)
      case 'moment':
        return sitting.documentHere()
      case 'gallery':
        return this.gallery()
      default:
        move(sitting, call)
        return null
    }
  }

  private async gallery(): Promise<GallerySection[]> {
    const sims = await this.shelf.all()
    return sims.map((sim) => ({ sim: simCard(sim), scenarios: sim.scenarios.map(scenarioCard) }))
  }

  /** The sitting is as it was before the call; if even that cannot be shown, it begins again. */
  private async recover(sitting: Sitting, { verb, args }: Call, error: unknown): Promise<Answer> {
    const trouble = troubleOf(`${verb} cannot be computed: ${messageOf(error)}`, JSON.stringify(args))
    try {
      sitting.report(trouble)
      return { value: null, state: sitting.state }
    } catch {
      this.sitting = await this.begin()
      this.sitting.report(trouble)
      return { value: null, state: this.sitting.state }
    }
  }
}

function move(sitting: Sitting, call: Exclude<Call, { verb: keyof Asks }>): void {
  switch (call.verb) {
    case 'open':
      throw new Error('assertion failed: opening is asynchronous and has a way of its own')
    case 'recordOn':
      sitting.recordOn()
      break
    case 'seek':
      sitting.seek(...call.args)
      break
    case 'inject':
      sitting.inject(...call.args)
      break
    case 'editInterventions':
      sitting.editInterventions(...call.args)
      break
    case 'setInterventions':
      sitting.setInterventions(...call.args)
      break
    case 'branch':
      sitting.branch(...call.args)
      break
    case 'compare':
      sitting.compare(...call.args)
      break
    case 'renameBranch':
      sitting.renameBranch(...call.args)
      break
    case 'removeBranch':
      sitting.removeBranch(...call.args)
      break
    case 'undo':
      sitting.undo()
      break
    case 'redo':
      sitting.redo()
      break
    case 'setSeed':
      sitting.setSeed(...call.args)
      break
    case 'setAtStart':
      sitting.setAtStart(...call.args)
      break
    case 'contrast':
      sitting.contrast(...call.args)
      break
    case 'predict':
      sitting.predict(...call.args)
      break
    case 'dismiss':
      sitting.dismiss()
      break
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
