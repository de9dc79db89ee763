// The one list of commands. Keys, the sheet of keys, the palette, toolbars and menus are all fed from it, so that
// nothing can be done in one place only.

import type { Offers } from '../hooks/offers.ts'
import type { Session } from '../hooks/session.ts'
import { LONGEST_SPAN_US, SHORTEST_SPAN_US } from '../hooks/view.ts'
import { type Action, action } from './action.ts'
import { branchKeys, everyBranchAction } from './branches.ts'
import { compareActions } from './compare.ts'
import { besideAction, contrastAction } from './contrast.ts'
import { diagramActions, diagramSaveActions } from './diagram.ts'
import { actionsOn, everyNodeAction, inject, tellActions, worldActions } from './faults.ts'
import { openFileAction, saveActions } from './files.ts'
import { layoutActions, layoutKeys } from './layouts.ts'
import { lookActions } from './looks.ts'
import { servers } from './names.ts'
import { playingActions, rateActions } from './playing.ts'
import { receiptActions } from './receipts.ts'
import { seenActions, seenByAll } from './seen.ts'
import { stageActions } from './stages.ts'
import { stopSearchActions, untilAction, untilMarkActions } from './until.ts'
import { nextView } from './views.ts'
import { whyActions } from './why.ts'

/** Everything that can be done now, in the order it is listed. The first with a key has that key. */
export function actionsNow(session: Session, offers: Offers): readonly Action[] {
  const { selection } = session.view.get()
  const changed = [contrastAction(session), besideAction(session)].filter((each) => each !== null)
  return [
    ...stopSearchActions(session),
    ...seenActions(session),
    ...playingActions(session),
    untilAction(session),
    ...whyActions(session),
    ...(selection === null ? [] : actionsOn(session, selection, offers.onSelection)),
    ...(offers.onClient === null ? [] : tellActions(session, offers.onClient.items, offers.onClient.id)),
    ...tellActions(session, offers.onAnything, null),
    ...healActions(session),
    ...diagramActions(session),
    ...stageActions(session),
    ...branchKeys(session),
    ...selectActions(session),
    ...pageActions(session),
    ...needsSelection(session),
    ...changed,
    ...worldActions(session),
    ...settingActions(session),
  ]
}

/** The palette shows more: speeds, and every action on every node, whatever is selected. */
export function paletteActions(session: Session, offers: Offers): readonly Action[] {
  const all = [
    ...actionsNow(session, offers),
    ...everyNodeAction(session),
    ...rateActions(session),
    ...untilMarkActions(session),
    ...receiptActions(session),
    ...seenByAll(session),
    ...everyBranchAction(session),
    ...compareActions(session),
    ...scenarioActions(session),
  ]
  const seen = new Set<string>()
  return all.filter(
    ({ id, why }) => !(id.startsWith('need.') || why !== null || seen.has(id)) && seen.add(id),
  )
}

export function actionFor(key: string, actions: readonly Action[]): Action | null {
  return actions.find(({ keys }) => keys.includes(key)) ?? null
}

export function healActions(session: Session): readonly Action[] {
  const { frame, canUndo, canRedo, lastAction } = session.lab.getState()
  const make = (id: string, title: string, keys: readonly string[], why: string | null, run: () => void) =>
    action({ id: `heal.${id}`, title, keys, why, run, group: 'Heal and undo' })
  const stopAnd = (verb: () => Promise<unknown>) => () => {
    session.player.pause()
    void verb()
  }
  return [
    make('all', 'Heal all', ['h'], frame.faults.length === 0 ? 'nothing is broken' : null, () =>
      inject(session, { kind: 'heal' }),
    ),
    make(
      'undo',
      lastAction === null ? 'Undo' : `Undo: ${lastAction}`,
      ['Mod+z'],
      canUndo ? null : 'nothing to undo',
      stopAnd(() => session.lab.undo()),
    ),
    make(
      'redo',
      'Redo',
      ['Mod+Shift+z', 'Mod+y'],
      canRedo ? null : 'nothing to redo',
      stopAnd(() => session.lab.redo()),
    ),
    ...frame.faults.map((fault) =>
      make(`one.${fault.id}`, `Heal: ${fault.title}`, [], null, () =>
        inject(session, { kind: 'heal', fault: fault.id }),
      ),
    ),
  ]
}

function selectActions(session: Session): readonly Action[] {
  const select = (id: string) => () => session.view.set({ selection: { kind: 'node', id } })
  return [
    ...servers(session.lab.getState().frame)
      .slice(0, 9)
      .map(({ id }, i) =>
        action({
          id: `select.${id}`,
          title: `Select ${id}`,
          keys: [String(i + 1)],
          group: 'Select',
          run: select(id),
        }),
      ),
    action({
      id: 'select.none',
      title: 'Select nothing',
      keys: session.view.get().selection === null ? ['0'] : ['0', 'Escape'],
      group: 'Select',
      run: () => session.view.set({ selection: null }),
    }),
  ]
}

function pageActions(session: Session): readonly Action[] {
  const { view, player } = session
  const make = (id: string, title: string, keys: readonly string[], run: () => void) =>
    action({ id: `page.${id}`, title, keys, run, group: 'Page' })
  const open = (kind: 'palette' | 'keys' | 'share' | 'odds') => () => {
    player.pause()
    view.set({ dialog: { kind } })
  }
  return [
    make('palette', 'Find a command', ['Mod+k', 'Mod+p'], open('palette')),
    make('share', 'Share this moment', ['y'], open('share')),
    make('odds', 'Was it luck? Run 200 futures', ['u'], open('odds')),
    make('keys', 'Show the keys', ['?'], open('keys')),
    make('view', 'Next view', ['v'], () => nextView(session)),
    make('filter', 'Filter the feed', ['/'], () =>
      view.set({
        sideTab: 'feed',
        phoneTab: 'why',
        isSideOpen: true,
        filterAsked: view.get().filterAsked + 1,
      }),
    ),
    make('interventions', 'Edit what is done to this run: disable, move, delete', [], () =>
      view.set({ sideTab: 'rules', phoneTab: 'why', isSideOpen: true }),
    ),
    make('closer', 'Show less time, closer', ['+', '='], () =>
      view.set({ spanUs: Math.max(SHORTEST_SPAN_US, view.get().spanUs / 2) }),
    ),
    make('wider', 'Show more time', ['-'], () =>
      view.set({ spanUs: Math.min(LONGEST_SPAN_US, view.get().spanUs * 2) }),
    ),
    make('gallery', 'All scenarios', [], () => location.assign('#/gallery')),
    openFileAction(session),
    ...saveActions(session),
    ...diagramSaveActions(session),
    ...lookActions(session),
    ...layoutKeys(session),
    ...layoutActions(session),
  ]
}

/** Settings that are a switch and rules are thrown from the palette too. */
function settingActions(session: Session): readonly Action[] {
  const { sim, frame } = session.lab.getState()
  const rules = sim.rules.map((rule) => {
    const isBroken = frame.brokenRules.includes(rule.id)
    return action({
      id: `rule.${rule.id}`,
      title: isBroken ? `Keep the rule again: ${rule.title}` : `Leave out a rule: ${rule.title}`,
      group: 'Break',
      scope: rule.help,
      run: () => inject(session, { kind: 'rule', rule: rule.id, broken: !isBroken }),
    })
  })
  const switches = sim.settings
    .filter((setting) => setting.type === 'switch')
    .map((setting) => {
      const isOn = frame.settings[setting.key] === true
      return action({
        id: `set.${setting.key}`,
        title: `Turn ${isOn ? 'off' : 'on'}: ${setting.title}`,
        group: 'Ask the system',
        scope: setting.help,
        run: () => inject(session, { kind: 'set', key: setting.key, value: !isOn }),
      })
    })
  return [...rules, ...switches]
}

function scenarioActions(session: Session): readonly Action[] {
  return session.shelves.get().list.flatMap(({ scenarios }) =>
    scenarios.map((card) =>
      action({
        id: `open.${card.id}`,
        title: `Open: ${card.title}`,
        group: 'Page',
        scope: card.blurb,
        run: () => location.assign(`#/${card.id}`),
      }),
    ),
  )
}

/** Keys that need a selection say so in the sheet and when they are pressed without one. */
function needsSelection(session: Session): readonly Action[] {
  const need = (keys: readonly string[], title: string, what: string) => {
    const run = () => session.view.set({ notice: `${title.split(',')[0]}: select ${what} first` })
    return action({ id: `need.${keys[0]}`, title, keys, group: 'Break', why: `select ${what} first`, run })
  }
  return [
    need(['x'], 'Crash or restart the node, cut the link', 'a node or a link'),
    need(['z'], 'Pause or resume the node', 'a node'),
    need(['i'], 'Cut the node off, or heal the cut', 'a node'),
    need(['d'], 'Drop the message', 'a message'),
    need(['Shift+d'], 'Hold the message', 'a message'),
  ]
}
