// A projector: the query side. It follows the log, applies event after event to its read model, and answers reads from it.
// Nothing in the model is its own: it can be dropped at any time and made anew from the log, from its first event on.
//
// It remembers how far it has come: its offset. The offset and the model are two writes. If the offset goes to disk first
// and a crash comes before the model, the events between are never applied: at most once. If the model goes first, they are
// applied again: at least once. What is applied exactly once is one of two: both in one record, or a model that knows the
// number of its last event and passes over what it has ("effectively once": Helland 2012; Kreps et al., KIP-98).
//
// One batch of events at a time: ask, wait for the answer, apply, bring it to disk, ask for what follows. A question that is
// not answered in time is asked again, under its number; an answer to another question, or one that begins elsewhere than
// where it has come to, is ignored.
//
// How to read on: rebuild.ts, dropping the model; reads.ts, readers; writer.ts, whom it asks; log.ts, what all are made of.

import type { Process } from '../../src/engine/process.ts'
import type { Event } from './log.ts'
import type { Events, EventsMessage } from './messages.ts'
import { EMPTY, withEvents } from './readModel.ts'
import { onRead, releaseReads } from './reads.ts'
import { endRebuild, isRebuilt, rebuild } from './rebuild.ts'
import { type Commit, settingsOf } from './settings.ts'
import {
  commitOf,
  isAtStop,
  type ProjectorCtx,
  type ProjectorDisk,
  type ProjectorMemory,
  type State,
} from './state.ts'

export const projector: Process<ProjectorDisk, ProjectorMemory, EventsMessage> = {
  name: 'projector',

  format: () => ({ model: EMPTY, offset: 0, old: null, isRebuilding: false, stopAt: null }),

  boot(disk, ctx) {
    const memory: ProjectorMemory = {
      // Numbers begin above all that were used before a crash.
      n: ctx.now(),
      isAsking: false,
      isFirst: true,
      pending: [],
      step: 'idle',
      commit: 'together',
      end: 0,
      goal: -1,
      reads: [],
    }
    ctx.note('starts', disk.offset, disk.model.upTo)
    goOn({ disk, memory }, ctx)
    return memory
  },

  onMessage(state, from, message, ctx) {
    if (message.type === 'Events') onEvents(state, message, ctx)
    else if (message.type === 'Read') onRead(state, from, message, ctx)
  },

  onTimer(state, timer, ctx) {
    if (timer === 'fetch') onFetchTimer(state, ctx)
    if (timer === 'apply') apply(state, ctx)
  },

  onOrder(state, { name, upTo = null }, ctx) {
    if (name === 'rebuild') {
      rebuild(state, typeof upTo === 'number' ? Math.max(1, upTo) : null, ctx)
      afterWrites(state, ctx)
    } else if (name === 'stop') stop(state, ctx)
    else if (name === 'follow') follow(state, ctx)
    else ctx.note('orderUnknown', name)
  },

  onSynced: (state, ctx) => {
    if (ctx.isSynced) onAllOnDisk(state, ctx)
  },
}

// Asking for events.

/** Asks for what follows, unless it is where it was to stop. */
function goOn(state: State, ctx: ProjectorCtx): void {
  const { disk, memory } = state
  if (isRebuilt(state)) endRebuild(state, ctx)
  if (isAtStop(disk)) return ctx.note('stands', disk.offset)
  memory.n++
  memory.isAsking = true
  fetch(state, ctx)
}

function fetch({ disk, memory }: State, ctx: ProjectorCtx): void {
  const { batch, fetchUs } = settingsOf(ctx)
  const { offset, stopAt } = disk
  const most = stopAt === null ? batch : Math.min(batch, stopAt - offset)
  const { n, isFirst } = memory
  ctx.send(ctx.group('writer')[0]!, { type: 'Fetch', n, from: offset + 1, most, isFirst })
  if (ctx.broken.neverAsksAgain !== true) ctx.setTimer('fetch', fetchUs)
}

function onFetchTimer(state: State, ctx: ProjectorCtx): void {
  if (!state.memory.isAsking) return
  ctx.note('asksAgain', state.disk.offset + 1)
  fetch(state, ctx)
}

function onEvents(state: State, m: Events, ctx: ProjectorCtx): void {
  const { disk, memory } = state
  const isAnswer = memory.isAsking && m.n === memory.n && m.from === disk.offset + 1
  const isTaken = isAnswer || (ctx.broken.takesAnyBatch === true && memory.step === 'idle')
  if (!isTaken) return ctx.note('answerIgnored', m.from)
  memory.isAsking = false
  memory.isFirst = false
  memory.end = m.end
  if (memory.goal < 0) memory.goal = m.end
  ctx.clearTimer('fetch')
  if (m.events.length > 0) return take(state, m.events, ctx)
  ctx.note('hearsEnd', m.end)
  goOn(state, ctx)
}

// Taking events in.

function take(state: State, events: readonly Event[], ctx: ProjectorCtx): void {
  const { memory } = state
  memory.pending = events
  memory.commit = commitOf(ctx)
  ctx.note('takes', events.length, events.at(-1)!.n, memory.end)
  if (memory.commit === 'before') commitOffset(state, ctx)
  else beginApplying(state, ctx)
}

function beginApplying({ memory }: State, ctx: ProjectorCtx): void {
  memory.step = 'applying'
  ctx.setTimer('apply', memory.pending.length * settingsOf(ctx).applyUs)
}

/** Where the offset is meanwhile, for the note. */
const OFFSET: Readonly<Record<Commit, string>> = {
  before: 'offsetBefore',
  after: 'offsetAfter',
  together: 'offsetTogether',
}

/** The work is done; now the disk is to have it. */
function apply(state: State, ctx: ProjectorCtx): void {
  const { disk, memory } = state
  if (memory.step !== 'applying') return
  const looks = settingsOf(ctx).looksAtNumber && ctx.broken.ignoresNumber !== true
  const { upTo } = disk.model
  const fresh = looks ? memory.pending.filter(({ n }) => n > upTo) : memory.pending
  const skipped = memory.pending.length - fresh.length
  if (skipped > 0) ctx.note('passesOver', skipped, upTo)
  if (fresh.length > 0) {
    ctx.write('model', withEvents(disk.model, fresh))
    ctx.note('applies', fresh.length, fresh.at(-1)!.n, OFFSET[memory.commit])
  }
  if (memory.commit === 'together') ctx.write('offset', memory.pending.at(-1)!.n)
  memory.step = 'storing'
  afterWrites(state, ctx)
}

function commitOffset(state: State, ctx: ProjectorCtx): void {
  const { n } = state.memory.pending.at(-1)!
  state.memory.step = 'committing'
  ctx.write('offset', n)
  ctx.note('commits', n, state.memory.commit)
  afterWrites(state, ctx)
}

/** Goes on when everything is on disk, which it may be already. */
function afterWrites(state: State, ctx: ProjectorCtx): void {
  ctx.sync()
  if (ctx.isSynced) onAllOnDisk(state, ctx)
}

function onAllOnDisk(state: State, ctx: ProjectorCtx): void {
  const { step, commit } = state.memory
  if (step === 'idle' || step === 'applying') return
  if (step === 'committing' && commit === 'before') return beginApplying(state, ctx)
  if (step === 'storing') releaseReads(state, ctx)
  if (step === 'storing' && commit === 'after') return commitOffset(state, ctx)
  state.memory.pending = []
  state.memory.step = 'idle'
  goOn(state, ctx)
}

/** It takes nothing in any more, and goes on answering reads. What is under way is finished. */
function stop({ disk, memory }: State, ctx: ProjectorCtx): void {
  if (disk.isRebuilding || disk.stopAt !== null) return ctx.note('mayNotStop', disk.offset)
  const stopAt = memory.pending.at(-1)?.n ?? disk.offset
  ctx.note('stops', stopAt)
  ctx.write('stopAt', stopAt)
  ctx.sync()
  memory.isAsking = false
  ctx.clearTimer('fetch')
}

/** It stood still, and is to follow the log again. */
function follow(state: State, ctx: ProjectorCtx): void {
  const { disk, memory } = state
  if (disk.stopAt === null) return ctx.note('followsAlready')
  const isStanding = isAtStop(disk) && memory.step === 'idle'
  ctx.note('follows', disk.offset)
  ctx.write('stopAt', null)
  ctx.sync()
  if (isStanding) goOn(state, ctx)
}
