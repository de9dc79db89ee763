// The page's lab over any way to reach a host. Calls are answered in order, one at a time; of seeks to a place that
// have not been sent yet only the latest counts, so that scrubbing never queues. Steps are never dropped.

import type { RunDocument } from '../sim/document.ts'
import type { PlacingPicture } from '../sim/placing.ts'
import type { Question as WhyNot } from '../sim/question.ts'
import type { DiagramPart } from './diagram/part.ts'
import { emptyState } from './emptyState.ts'
import type { ExportedFile } from './export/format.ts'
import type { FeedLine, MenuItem, RunInfo } from './frame.ts'
import type { Answer, Call } from './host.ts'
import type { Judgement } from './judgement.ts'
import type { GallerySection, Lab, LabState } from './lab.ts'
import type { ReceiptPicture } from './receipt/picture.ts'
import { runUntil } from './until/runUntil.ts'
import type { Looked, Search } from './until/search.ts'
import type { Chain } from './why.ts'
import type { Question, Reply, Wire } from './wire.ts'

/** Brings a call to the host and its answer back. */
export type Carrier = (call: Call) => Promise<Answer>

interface Waiting {
  call: Call
  readonly settle: ((answer: Answer) => void)[]
  readonly fail: ((error: unknown) => void)[]
}

export function createLab(carry: Carrier): Lab {
  let state: LabState = emptyState()
  let isWorking = false
  /** Somebody waits for what is worked on. */
  let isAnswering = false
  /** The run that was last recorded on. */
  let partial: RunInfo | null = null
  let latest: Promise<unknown> = Promise.resolve()
  const queue: Waiting[] = []
  const listeners = new Set<() => void>()

  function show(next: LabState): void {
    if (next === state) return
    state = next
    for (const listener of listeners) listener()
  }

  function enqueue(call: Call): Promise<Answer> {
    const answered = new Promise<Answer>((settle, fail) => {
      const last = queue.at(-1)
      if (last !== undefined && isPlaceSeek(call) && isPlaceSeek(last.call)) {
        last.call = call
        last.settle.push(settle)
        last.fail.push(fail)
      } else queue.push({ call, settle: [settle], fail: [fail] })
      void work()
    })
    latest = answered.catch(() => {})
    return answered
  }

  async function work(): Promise<void> {
    if (isWorking) return
    isWorking = true
    for (let next = queue.shift(); next !== undefined; next = queue.shift() ?? rest()) {
      isAnswering = next.call.verb !== 'recordOn'
      try {
        const answer = await carry(next.call)
        show(answer.state)
        for (const settle of next.settle) settle(answer)
      } catch (error) {
        for (const fail of next.fail) fail(error)
      }
    }
    isWorking = false
    isAnswering = false
  }

  /** While nothing is asked, a run that is not whole is recorded on, as long as there is more of it each time. */
  function rest(): Waiting | undefined {
    const { run } = state
    if (run.isWhole || run === partial) return
    partial = run
    return { call: { verb: 'recordOn', args: [] }, settle: [], fail: [] }
  }

  let moves = 0
  const move = async (call: Call): Promise<LabState> => {
    moves++
    return (await enqueue(call)).state
  }
  const ask = async <T>(call: Call): Promise<T> => (await enqueue(call)).value as T

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isBusy: () => isAnswering || queue.length > 0,
    settled: async () => void (await latest),
    open: (text) => move({ verb: 'open', args: [text] }),
    seek: (target, asksFirst) => move({ verb: 'seek', args: [target, asksFirst] }),
    inject: (command) => move({ verb: 'inject', args: [command] }),
    editInterventions: (edit) => move({ verb: 'editInterventions', args: [edit] }),
    setInterventions: (list, without) => move({ verb: 'setInterventions', args: [list, without ?? []] }),
    branch: (id) => move({ verb: 'branch', args: [id] }),
    compare: (against) => move({ verb: 'compare', args: [against] }),
    renameBranch: (id, name) => move({ verb: 'renameBranch', args: [id, name] }),
    removeBranch: (id) => move({ verb: 'removeBranch', args: [id] }),
    undo: () => move({ verb: 'undo', args: [] }),
    redo: () => move({ verb: 'redo', args: [] }),
    setSeed: (seed) => move({ verb: 'setSeed', args: [seed] }),
    setAtStart: (change) => move({ verb: 'setAtStart', args: [change] }),
    contrast: (isOn) => move({ verb: 'contrast', args: [isOn ?? true] }),
    seeAs: (node) => move({ verb: 'seeAs', args: [node] }),
    predict: (choice) => move({ verb: 'predict', args: [choice] }),
    feed: (from, to) => ask<readonly FeedLine[]>({ verb: 'feed', args: [from, to] }),
    menu: (node) => ask<readonly MenuItem[]>({ verb: 'menu', args: [node] }),
    why: (asked) => ask<Chain>({ verb: 'why', args: [asked] }),
    whyNot: (node) => ask<readonly WhyNot[]>({ verb: 'whyNot', args: [node ?? null] }),
    placing: (wanted) => ask<PlacingPicture | null>({ verb: 'placing', args: [wanted] }),
    runUntil(until, options = {}) {
      const turn = ++moves
      const look = (search: Search) => ask<Looked>({ verb: 'look', args: [search] })
      const goTo = (row: number) => move({ verb: 'seek', args: [{ row }, options.asksFirst] })
      const isOvertaken = () => turn !== moves
      const untils = Array.isArray(until) ? until : [until]
      return runUntil({ look, goTo, isOvertaken, state: () => state }, untils, options)
    },
    judge: () => ask<Judgement>({ verb: 'judge', args: [] }),
    state: (node) => ask({ verb: 'nodeState', args: node === undefined ? [] : [node] }),
    fingerprint: () => ask<string>({ verb: 'fingerprint', args: [] }),
    link: (options) => ask<string>({ verb: 'link', args: [options?.at ?? 'playhead', options?.see ?? []] }),
    export: (format) => ask<ExportedFile>({ verb: 'export', args: [format] }),
    receipt: (fault) => ask<ReceiptPicture | null>({ verb: 'receipt', args: [fault] }),
    diagram: (have) => ask<DiagramPart>({ verb: 'diagram', args: [have] }),
    moment: () => ask<RunDocument>({ verb: 'moment', args: [] }),
    gallery: () => ask<readonly GallerySection[]>({ verb: 'gallery', args: [] }),
    dismiss: () => void move({ verb: 'dismiss', args: [] }),
  }
}

/** A seek that says where to, not by how much: an earlier one of these no longer matters. */
function isPlaceSeek({ verb, args }: Call): boolean {
  return verb === 'seek' && !('by' in args[0])
}

/** The page's end: `connectLab(new Worker(…))`. */
export function connectLab(wire: Wire): Lab {
  const waiting = new Map<number, { settle: (answer: Answer) => void; fail: (error: Error) => void }>()
  let state = emptyState()
  let number = 0
  wire.addEventListener('message', ({ data }) => {
    const reply = data as Reply
    const asked = waiting.get(reply.number)
    waiting.delete(reply.number)
    if ('error' in reply) {
      asked?.fail(new Error(reply.error))
      return
    }
    if (Object.keys(reply.changed).length > 0) state = { ...state, ...reply.changed }
    asked?.settle({ value: reply.value, state })
  })
  wire.start?.()
  return createLab(
    (call) =>
      new Promise((settle, fail) => {
        waiting.set(++number, { settle, fail })
        wire.postMessage({ number, call } satisfies Question)
      }),
  )
}
