// What can be done to a node, a link, a message, or to the whole network. Menus, toolbars, keys, the palette, the
// outline and the phone's sheet all ask here, so that every fault is reachable in each of these ways.

import type { MenuItem } from '../../lab/frame.ts'
import type { Command, Link, MessageAct } from '../../sim/engineTypes.ts'
import type { FlightPicture } from '../../sim/picture.ts'
import type { Session } from '../hooks/session.ts'
import type { FaultForm, Selection } from '../hooks/view.ts'
import { type Action, action } from './action.ts'
import { cutShapes } from './cuts.ts'
import { flightName, flightOf, linksBetween, linksInWords, nodeOf, servers } from './names.ts'
import { seeAction } from './seen.ts'
import { whyAction } from './why.ts'

/** Puts a command in at the playhead. Whatever was playing stops there first. */
export function inject(session: Session, command: Command): void {
  session.player.pause()
  void session.lab.inject(command)
}

function form(session: Session, form: FaultForm): () => void {
  return () => {
    session.player.pause()
    session.view.set({ dialog: { kind: 'fault', form } })
  }
}

/** Actions on whatever is selected or was pointed at. */
export function actionsOn(
  session: Session,
  target: Selection,
  items: readonly MenuItem[],
): readonly Action[] {
  if (target.kind === 'node') return nodeActions(session, target.id, items)
  if (target.kind === 'link') return linkActions(session, target.a, target.b)
  const flight = flightOf(session.lab.getState().frame, target.id)
  return flight === null ? [] : messageActions(session, flight)
}

export function nodeActions(session: Session, id: string, items: readonly MenuItem[]): readonly Action[] {
  const { frame } = session.lab.getState()
  const node = nodeOf(frame, id)
  if (node === null) return []
  const isDown = node.status === 'crashed'
  const make = (kind: string, title: string, run: () => void, more: Partial<Action> = {}) =>
    action({ id: `node.${kind}.${id}`, title, full: `${title} ${id}`, group: 'Break', run, ...more })
  const put = (command: Command) => () => inject(session, command)
  const downWhy = isDown ? `${id} is down` : null

  return [
    isDown
      ? make('restart', 'Restart', put({ kind: 'restart', node: id }), {
          keys: ['x'],
          group: 'Heal and undo',
        })
      : make('crash', 'Crash', put({ kind: 'crash', node: id }), {
          keys: ['x'],
          scope: 'Loses its memory and unsynced writes',
        }),
    node.status === 'paused'
      ? make('resume', 'Resume', put({ kind: 'resume', node: id }), { keys: ['z'], group: 'Heal and undo' })
      : make('pause', 'Pause', put({ kind: 'pause', node: id }), {
          keys: ['z'],
          why: downWhy,
          scope: 'Stops; its clock goes on',
        }),
    isolateAction(session, id),
    ...tellActions(session, items, id),
    make('wipe', 'Crash and lose the disk', put({ kind: 'crash', node: id, loseDisk: true }), {
      full: `Crash ${id} and lose its disk`,
      why: downWhy,
    }),
    make('out', 'Cut what it sends', cut(session, id, 'out'), {
      full: `Cut what ${id} sends`,
      scope: linksInWords(linksBetween(frame, [id], 'out')),
    }),
    make('in', 'Cut what it hears', cut(session, id, 'in'), {
      full: `Cut what ${id} hears`,
      scope: linksInWords(linksBetween(frame, [id], 'in')),
    }),
    make('with', 'Cut off with others…', () => session.view.set({ dialog: { kind: 'cut', nodes: [id] } }), {
      full: `Cut ${id} off together with others…`,
    }),
    make('slow', 'Slow down…', form(session, { kind: 'slow', node: id }), { full: `Slow ${id} down…` }),
    make('slowDisk', 'Slow its disk…', form(session, { kind: 'slowDisk', node: id }), {
      full: `Slow the disk of ${id}…`,
    }),
    seeAction(session, id),
    make('lyingDisk', 'Make its disk lie', put({ kind: 'lyingDisk', node: id }), {
      full: `Make the disk of ${id} lie`,
      scope: 'Syncs report success and keep nothing',
    }),
    make('clock', 'Set its clock wrong…', form(session, { kind: 'clock', node: id }), {
      full: `Set the clock of ${id} wrong…`,
    }),
    whyAction(session, { kind: 'node', id }),
  ]
}

function cut(session: Session, id: string, way: 'both' | 'out' | 'in'): () => void {
  const name = { both: `${id} cut off`, out: `${id} not heard`, in: `${id} hears nothing` }[way]
  return () =>
    inject(session, { kind: 'cut', name, links: linksBetween(session.lab.getState().frame, [id], way) })
}

function isolateAction(session: Session, id: string): Action {
  const { frame } = session.lab.getState()
  const wall = frame.cluster.walls.find(
    (each) => !each.isOneWay && each.sides.some((side) => side.join() === id),
  )
  return wall === undefined
    ? action({
        id: `node.isolate.${id}`,
        title: 'Cut off',
        full: `Cut ${id} off`,
        keys: ['i'],
        group: 'Break',
        scope: linksInWords(linksBetween(frame, [id], 'both')),
        run: cut(session, id, 'both'),
      })
    : action({
        id: `node.join.${id}`,
        title: 'Heal the cut',
        full: `Heal the cut around ${id}`,
        keys: ['i'],
        group: 'Heal and undo',
        run: () => inject(session, { kind: 'heal', fault: wall.fault }),
      })
}

/** What the system itself can be asked: a write, a read, an early timeout. */
export function tellActions(
  session: Session,
  items: readonly MenuItem[],
  id: string | null,
): readonly Action[] {
  return items
    .filter(({ command }) => command.kind === 'tell' || command.kind === 'align')
    .map((item) =>
      action({
        id: `ask.${item.id}.${id ?? 'any'}`,
        title: item.title,
        full: id === null || item.title.includes(id) ? item.title : `${item.title} (${id})`,
        keys: item.key === null ? [] : [item.key.toLowerCase()],
        group: 'Ask the system',
        run: () => inject(session, item.command),
      }),
    )
}

export function linkActions(session: Session, a: string, b: string): readonly Action[] {
  const both: readonly Link[] = [
    [a, b],
    [b, a],
  ]
  const { frame } = session.lab.getState()
  const link = frame.cluster.links.find(
    (each) => (each.a === a && each.b === b) || (each.a === b && each.b === a),
  )
  const why = link?.cut === 'both' ? 'already cut' : null
  const make = (kind: string, title: string, run: () => void, more: Partial<Action> = {}) =>
    action({ id: `link.${kind}.${a}.${b}`, title, full: `${title}: ${a}–${b}`, group: 'Break', run, ...more })
  const cutLinks = (name: string, links: readonly Link[]) => () =>
    inject(session, { kind: 'cut', name, links })
  return [
    make('cut', 'Cut both ways', cutLinks(`${a}–${b} cut`, both), { why, keys: ['x'] }),
    make('forth', `Cut ${a} → ${b}`, cutLinks(`${a}→${b} cut`, [[a, b]]), { full: `Cut ${a} → ${b}`, why }),
    make('back', `Cut ${b} → ${a}`, cutLinks(`${b}→${a} cut`, [[b, a]]), { full: `Cut ${b} → ${a}`, why }),
    make('hold', 'Hold its messages', () => inject(session, { kind: 'hold', links: both }), {
      scope: 'They wait until it is healed; none is lost',
    }),
    make('latency', 'Slow down…', form(session, { kind: 'latency', links: both })),
    make('loss', 'Lose messages…', form(session, { kind: 'loss', links: both })),
    make('duplicate', 'Duplicate messages…', form(session, { kind: 'duplicate', links: both })),
    make('reorder', 'Reorder messages…', form(session, { kind: 'reorder', links: both })),
  ]
}

export function messageActions(session: Session, flight: FlightPicture): readonly Action[] {
  const make = (act: MessageAct, title: string, more: Partial<Action> = {}) =>
    action({
      id: `message.${act}.${flight.id}`,
      title,
      full: `${title}: ${flightName(flight)}`,
      group: 'Break',
      why: flight.lost === null ? null : 'it is lost already',
      run: () => inject(session, { kind: 'message', act, message: flight.ref }),
      ...more,
    })
  return [
    make('drop', 'Drop', { keys: ['d'] }),
    make('hold', 'Hold', { keys: ['Shift+d'], ...(flight.isHeld && { why: 'it is held already' }) }),
    make('deliver', 'Deliver now'),
    make('duplicate', 'Duplicate'),
    whyAction(session, { kind: 'message', id: flight.id }),
  ]
}

/** On the network as a whole, and on the cluster by named shapes. */
export function worldActions(session: Session): readonly Action[] {
  const make = (kind: string, title: string, run: () => void) =>
    action({ id: `world.${kind}`, title, group: 'Break', run })
  return [
    ...cutShapes(session.lab.getState()).map((shape) =>
      action({
        id: `cut.${shape.id}`,
        title: shape.title,
        full: `Cut: ${shape.title}`,
        group: 'Break',
        scope: `cuts ${linksInWords(shape.links)}`,
        run: () => inject(session, { kind: 'cut', name: shape.name, links: shape.links }),
      }),
    ),
    make('cut', 'Cut off nodes you choose…', () => session.view.set({ dialog: { kind: 'cut', nodes: [] } })),
    make('latency', 'Slow messages down everywhere…', form(session, { kind: 'latency', links: 'all' })),
    make('loss', 'Lose messages everywhere…', form(session, { kind: 'loss', links: 'all' })),
    make('duplicate', 'Duplicate messages everywhere…', form(session, { kind: 'duplicate', links: 'all' })),
    make('reorder', 'Reorder messages everywhere…', form(session, { kind: 'reorder', links: 'all' })),
  ]
}

/** Everything that can be done to each server, for the palette. */
export function everyNodeAction(session: Session): readonly Action[] {
  return servers(session.lab.getState().frame).flatMap((node) => nodeActions(session, node.id, []))
}
